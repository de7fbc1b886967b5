// Verdicts against values known otherwise, at the edges of every bound, and on planted errors.
#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <random>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/report/crosscheck.hpp"
#include "report/crosscheck/judge.hpp"
#include "report/crosscheck/plain_sums.hpp"
#include "report/crosscheck/spectrum.hpp"

namespace isthmus {
namespace {

ClaimedNumber number(const Rational& q) { return {to_text(q), ClaimedNumber::Kind::finite, q}; }

FloatClaim claim(FloatClaimKind kind, std::optional<NumberType> type = NumberType::binary64) {
  FloatClaim made;
  made.place = "$.claims[0]";
  made.kind = kind;
  made.computed_as = type;
  return made;
}

FloatClaim balance_claim(const std::string& node, const Rational& q, NumberType type) {
  FloatClaim made = claim(FloatClaimKind::balance, type);
  made.numbers.emplace_back(node, number(q));
  return made;
}

ClaimAnswer answer_to(const Network& network, const FloatClaim& made) {
  const Crosscheck result = crosscheck(network, {made});
  REQUIRE(result.claims.size() == 1);
  REQUIRE(!result.claims.front().answers.empty());
  return result.claims.front().answers.front();
}

/// x1, x2 → h → y with the weights 3/2, -1/4 and 1/2: c = 33/16.
Network small() {
  return network_from_json(R"({"format":"isthmus-network","version":1,"nodes":[
    {"id":"x1","role":"input"},{"id":"x2","role":"input"},{"id":"h","role":"hidden"},
    {"id":"y","role":"output"}],"edges":[
    {"from":"x1","to":"h","weight":"3/2"},{"from":"x2","to":"h","weight":"-1/4"},
    {"from":"h","to":"y","weight":"1/2"}]})");
}

TEST_CASE("a balance is confirmed, within rounding or refuted exactly at the proved bound") {
  const Network network = small();
  const Rational exact(33, 16);
  const FloatGrid grid(NumberType::binary32);
  const GridPosition at = grid.position(exact);
  // γ_3 Σθ² + 3(1 + γ_3)η/2 with u = 2^-24: by hand, not by the code under test.
  const Rational u = Rational(1, Integer(1) << 24);
  const Rational g = 3 * u / (1 - 3 * u);
  const Rational bound = g * Rational(41, 16) + 3 * (1 + g) / (Integer(1) << 150);
  std::size_t within = 0;
  for (GridPosition off = -8; off <= 8; ++off) {
    const Rational claimed = grid.value(at + off);
    const ClaimAnswer answer =
        answer_to(network, balance_claim("h", claimed, NumberType::binary32));
    const bool inside = abs(Rational(claimed - exact)) <= bound;
    within += inside;
    CHECK(answer.ulps == static_cast<std::uint64_t>(std::abs(off)));
    CHECK(answer.bound == bound);
    CHECK(answer.verdict == (off == 0 ? ClaimVerdict::confirmed
                             : inside ? ClaimVerdict::within_rounding
                                      : ClaimVerdict::refuted));
    CHECK(answer.exact == "33/16");
  }
  CHECK(within == 3);  // 3u·41/16 is 1.9 units of the last place, 2^-22
}

TEST_CASE("exact claims are right or wrong") {
  const Network network = small();
  FloatClaim made = claim(FloatClaimKind::balance, std::nullopt);
  made.numbers.emplace_back("h", number(Rational(33, 16)));
  CHECK(answer_to(network, made).verdict == ClaimVerdict::confirmed);
  made.numbers.front().second = number(Rational(33, 16) + Rational(1, Integer(1) << 200));
  CHECK(answer_to(network, made).verdict == ClaimVerdict::refuted);
}

TEST_CASE("a number of the wrong sign is refuted however near it is") {
  const ClaimedNumber minus = number(Rational(-1, 1000));
  const Rational exact(1, 1000);
  const auto compare = [&](const Rational& q) { return sign_of(Rational(exact - q)); };
  CHECK(judge(minus, NumberType::binary64, compare, Rational(1)).verdict == ClaimVerdict::refuted);
  CHECK(judge(number(0), NumberType::binary64, compare, Rational(1)).verdict ==
        ClaimVerdict::refuted);
  CHECK(judge(number(Rational(1, 501)), NumberType::binary64, compare, Rational(1)).verdict ==
        ClaimVerdict::within_rounding);
  CHECK(judge(number(Rational(1, 500)), NumberType::binary64, compare, Rational(1)).verdict ==
        ClaimVerdict::refuted);  // as wrong as 0
}

TEST_CASE("a tiny number is not 0, though it rounds to it") {
  const Rational tiny(1, Integer(1) << 200);
  const auto compare = [&](const Rational& q) { return sign_of(Rational(tiny - q)); };
  const Judged judged = judge(number(0), NumberType::binary32, compare, std::nullopt);
  CHECK(judged.verdict == ClaimVerdict::refuted);
  CHECK(judged.ulps == 0U);
}

TEST_CASE("infinity and NaN are refuted, also when the exact value overflows") {
  const auto huge = [](const Rational& q) {
    return sign_of(Rational(Rational(Integer(1) << 300) - q));
  };
  ClaimedNumber infinite{"inf", ClaimedNumber::Kind::infinity, 0};
  CHECK(judge(infinite, NumberType::binary32, huge, std::nullopt).verdict == ClaimVerdict::refuted);
  const FloatGrid grid(NumberType::binary32);
  CHECK(judge(infinite, NumberType::binary32, huge, std::nullopt).position == grid.infinity());
  const ClaimedNumber largest = number(grid.value(grid.infinity() - 1));
  CHECK(judge(largest, NumberType::binary32, huge, std::nullopt).verdict == ClaimVerdict::refuted);
}

TEST_CASE("rounding by comparisons alone finds the machine's square roots") {
  std::mt19937_64 random(3);
  const FloatGrid grid(NumberType::binary64);
  for (int i = 0; i < 200; ++i) {
    const double x =
        std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 900) - 500);
    const Rational q = from_binary64(x);
    const auto compare = [&](const Rational& r) {
      return r < 0 ? 1 : sign_of(Rational(q - r * r));
    };
    const GridPosition root = grid.position(from_binary64(std::sqrt(x)));
    for (const GridPosition start : {root, root + 1, root - 5, root + 12345, GridPosition{0}}) {
      CHECK(rounded_position(grid, compare, start) == root);
    }
  }
}

TEST_CASE("rounding by comparisons gives ties to even") {
  const FloatGrid grid(NumberType::binary16);
  for (GridPosition at = 1000; at < 1010; ++at) {
    const Rational middle = (grid.value(at) + grid.value(at + 1)) / 2;
    const auto compare = [&](const Rational& r) { return sign_of(Rational(middle - r)); };
    CHECK(rounded_position(grid, compare, at - 3) == at + at % 2);
    CHECK(rounded_position(grid, compare, at + 3) == at + at % 2);
  }
}

template <class Float>
Float plain_loop(const std::vector<Float>& weights, const std::vector<bool>& minus) {
  Float plus_sum = 0;
  Float minus_sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Float square = weights[i] * weights[i];
    (minus[i] ? minus_sum : plus_sum) += square;
  }
  return plus_sum - minus_sum;
}

/// Every error of a plain loop, backwards too, is within the bound, and the loop is simulated to
/// the last bit.
template <class Float>
void check_loops(NumberType type, unsigned seed) {
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    const std::size_t count = 1 + random() % 40;
    const int spread = static_cast<int>(random() % 20);
    std::vector<Float> weights;
    std::vector<bool> minus;
    std::vector<SquareTerm> terms;
    for (std::size_t i = 0; i < count; ++i) {
      std::normal_distribution<double> normal;
      const double scale =
          round % 10 == 0 ? 1e-22 : std::ldexp(1.0, -static_cast<int>(random() % (spread + 1U)));
      weights.push_back(static_cast<Float>(normal(random) * scale));
      minus.push_back(random() % 2 == 0);
      terms.push_back({from_binary64(static_cast<double>(weights.back())), minus.back()});
    }
    const Float computed = plain_loop(weights, minus);
    const PlainSum simulated = plain_sum(type, terms);
    CHECK(simulated.value == static_cast<double>(computed));
    const Rational error =
        abs(Rational(from_binary64(static_cast<double>(computed)) - exact_sum(terms)));
    const auto bound = sum_error_bound(type, terms);
    REQUIRE(bound);
    CHECK(error <= *bound);
    std::reverse(weights.begin(), weights.end());
    std::reverse(minus.begin(), minus.end());
    const Float backwards = plain_loop(weights, minus);
    CHECK(abs(Rational(from_binary64(static_cast<double>(backwards)) - exact_sum(terms))) <=
          *bound);
  }
}

TEST_CASE("plain loops stay within the bound, in float and double") {
  check_loops<float>(NumberType::binary32, 1);
  check_loops<double>(NumberType::binary64, 2);
}

TEST_CASE("the bound is not wasteful: a sum of equal squares uses a good part of it") {
  // 1 + n·2^-24, added up in float32 from 1 on, loses every small square.
  std::vector<SquareTerm> terms = {{Rational(1), false}};
  for (int i = 0; i < 100; ++i) terms.push_back({Rational(1, 4096), false});
  const PlainSum sum = plain_sum(NumberType::binary32, terms);
  const Rational error = abs(Rational(from_binary64(sum.value) - exact_sum(terms)));
  const auto bound = sum_error_bound(NumberType::binary32, terms);
  CHECK(error * 2 >= *bound);
  CHECK(error <= *bound);
}

TEST_CASE("weights that are no numbers of the type add the effect of rounding them") {
  const std::vector<SquareTerm> terms = {{Rational(1, 3), false}, {Rational(1, 7), true}};
  const auto bound = sum_error_bound(NumberType::binary16, terms);
  const PlainSum sum = plain_sum(NumberType::binary16, terms);
  CHECK(abs(Rational(from_binary64(sum.value) - exact_sum(terms))) <= *bound);
  CHECK(!sum_error_bound(NumberType::binary16, {{Rational(100'000), false}}));
}

// ---- causes -----------------------------------------------------------------------------------

/// One hidden node with these weights in and one out.
Network star(const std::vector<Rational>& in, const Rational& out) {
  Network network;
  network.nodes.push_back({"h", Role::hidden});
  network.nodes.push_back({"y", Role::output});
  for (std::size_t i = 0; i < in.size(); ++i) {
    network.nodes.push_back({"x" + std::to_string(i + 1), Role::input});
    Edge edge;
    edge.from = static_cast<std::uint32_t>(i + 2);
    edge.to = 0;
    edge.weights = {in[i]};
    network.edges.push_back(edge);
  }
  Edge edge;
  edge.from = 0;
  edge.to = 1;
  edge.weights = {out};
  network.edges.push_back(edge);
  validate(network);
  return network;
}

Rational single(float x) { return from_binary32(x); }

TEST_CASE(
    "why balances are wrong: cancellation, underflow, overflow, a narrower type, a tolerance") {
  const Network cancelling = star({Rational(3), Rational(4)}, Rational(5));
  const ClaimAnswer zero =
      answer_to(cancelling, balance_claim("h", Rational(1, 1'000'000), NumberType::binary32));
  CHECK(zero.verdict == ClaimVerdict::refuted);
  CHECK(zero.cause == FloatCause::cancellation);

  const Network tiny = star({single(1e-30F)}, single(2e-30F));
  const ClaimAnswer lost = answer_to(tiny, balance_claim("h", 0, NumberType::binary32));
  CHECK(lost.verdict == ClaimVerdict::refuted);
  CHECK(lost.cause == FloatCause::underflow);

  const Network large = star({single(1e20F)}, single(1.0F));
  FloatClaim infinite = claim(FloatClaimKind::balance, NumberType::binary32);
  infinite.numbers.emplace_back("h", ClaimedNumber{"inf", ClaimedNumber::Kind::infinity, 0});
  CHECK(answer_to(large, infinite).cause == FloatCause::overflow);
  CHECK(answer_to(large, infinite).verdict == ClaimVerdict::refuted);
  CHECK(answer_to(small(),
                  [&] {
                    FloatClaim wrong = infinite;
                    wrong.computed_as = NumberType::binary64;
                    return wrong;
                  }())
            .cause == FloatCause::not_explained);

  const Network plain = star({single(0.1F), single(0.7F)}, single(0.3F));
  const Rational exact =
      answer_to(plain, balance_claim("h", 1, NumberType::binary64)).value.value();
  const Rational near32 = FloatGrid(NumberType::binary32).rounded(exact);
  CHECK(answer_to(plain, balance_claim("h", near32, NumberType::binary64)).cause ==
        FloatCause::narrow_type);
  CHECK(answer_to(plain, balance_claim("h", 1, NumberType::binary64)).cause ==
        FloatCause::not_explained);
  FloatClaim loose = balance_claim("h", Rational(401, 1000), NumberType::binary64);
  loose.tolerance = Rational(1, 10);
  CHECK(answer_to(plain, loose).cause == FloatCause::tolerance);
  CHECK(answer_to(plain, loose).verdict == ClaimVerdict::refuted);  // the tolerance changes nothing
}

// ---- rank and singular values -------------------------------------------------------------------

FloatClaim rank_claim(std::uint64_t rank, NumberType type = NumberType::binary64) {
  FloatClaim made = claim(FloatClaimKind::jacobian_rank, type);
  made.count = {std::to_string(rank), Integer(rank), std::nullopt};
  return made;
}

/// A random network of two hidden layers, weights from a small set with 0 in it.
Network layered(std::mt19937& random) {
  Network network;
  network.nodes = {{"x", Role::input},  {"a", Role::hidden}, {"b", Role::hidden},
                   {"k", Role::hidden}, {"l", Role::hidden}, {"y", Role::output}};
  const auto link = [&](std::uint32_t from, std::uint32_t to) {
    Edge edge;
    edge.from = from;
    edge.to = to;
    edge.weights = {Rational(static_cast<int>(random() % 5) - 2, 1 + random() % 3)};
    network.edges.push_back(edge);
  };
  for (const std::uint32_t v : {1U, 2U}) link(0, v);
  for (const std::uint32_t u : {1U, 2U}) {
    for (const std::uint32_t v : {3U, 4U}) link(u, v);
  }
  for (const std::uint32_t v : {3U, 4U}) link(v, 5);
  validate(network);
  return network;
}

RationalMatrix jacobian(const Network& network) {
  const Contraction contraction = contract(network);
  const BalanceNetwork& graph = contraction.graph;
  RationalMatrix j(graph.hidden_count(), graph.edge_count());
  for (const EdgeId e : graph.edges()) {
    const Rational twice = 2 * network.edges[contraction.file_edge[e]].weights.front();
    if (!graph.is_ground(graph.head(e))) j(graph.head(e).value, e.value) += twice;
    if (!graph.is_ground(graph.tail(e))) j(graph.tail(e).value, e.value) -= twice;
  }
  return j;
}

#ifndef ISTHMUS_NUMBERS_BOOST
TEST_CASE("ranks are FLINT's ranks of the Jacobian, and singular values those of its Gram matrix") {
  std::mt19937 random(4);
  for (int i = 0; i < 60; ++i) {
    const Network network = layered(random);
    const RationalMatrix j = jacobian(network);
    const std::size_t exact = rank(j);
    for (std::size_t r = 0; r <= 5; ++r) {
      CHECK((answer_to(network, rank_claim(r)).verdict == ClaimVerdict::confirmed) == (r == exact));
    }
    CheckedModel model(network);
    Spectrum spectrum(model, Budget());
    REQUIRE(spectrum.size() == 4);
    for (std::size_t r = 1; r <= 4; ++r) {
      const Enclosure sigma = spectrum.enclosure(r);
      CHECK((sigma.upper == 0) == (r > exact));
      // A root of det(JJᵀ − λ) lies between the squares of the ends: the number of eigenvalues
      // below changes there.
      if (sigma.upper == 0) continue;
      CHECK(spectrum.above(sigma.lower) >= r);
      CHECK(spectrum.above(sigma.upper) < r);
    }
  }
}
#endif

TEST_CASE("singular values that are known: one neuron has twice the norm of its weights") {
  const Network network = star({Rational(2), Rational(2)}, Rational(1));  // σ = 2·3
  FloatClaim made = claim(FloatClaimKind::singular_values);
  made.values = {number(6)};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::confirmed);
  const FloatGrid grid(NumberType::binary64);
  made.values = {number(grid.value(grid.position(6) + 1))};
  const ClaimAnswer near = answer_to(network, made);
  CHECK(near.verdict == ClaimVerdict::within_rounding);
  CHECK(near.ulps == 1U);
  made.values = {number(Rational(6001, 1000))};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::refuted);
  made.values = {number(6), number(0)};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::refuted);  // there is one
  made.values = {ClaimedNumber{"nan", ClaimedNumber::Kind::nan, 0}};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::refuted);
}

TEST_CASE("a rank that numpy's threshold gives is refuted and explained") {
  Network network = star({Rational(1), Rational(1)}, Rational(1));
  network.nodes.push_back({"g", Role::hidden});
  Edge in;
  in.from = 2;
  in.to = static_cast<std::uint32_t>(network.nodes.size() - 1);
  in.weights = {from_binary64(1e-17)};
  Edge out = in;
  out.from = in.to;
  out.to = 1;
  network.edges.push_back(in);
  network.edges.push_back(out);
  validate(network);
  const ClaimAnswer answer = answer_to(network, rank_claim(1));
  CHECK(answer.verdict == ClaimVerdict::refuted);
  CHECK(answer.exact == "2");
  CHECK(answer.cause == FloatCause::tolerance);
  CHECK(answer_to(network, rank_claim(0)).cause == FloatCause::not_explained);
}

TEST_CASE("a budget that is too small leaves claims open, and never decides them") {
  FloatClaim made = claim(FloatClaimKind::singular_values);
  made.values = {number(7)};
  CrosscheckOptions options;
  options.budget = Budget(0);
  const Crosscheck result =
      crosscheck(star({Rational(2), Rational(2)}, Rational(1)), {made}, options);
  CHECK(result.claims.front().verdict() == ClaimVerdict::not_determined);
  CHECK(result.claims.front().answers.front().reason.find("budget") != std::string::npos);
}

// ---- distance
// -------------------------------------------------------------------------------------

TEST_CASE("distances are square roots, rounded") {
  const Network network = star({Rational(1), Rational(1)}, Rational(1));  // √3
  FloatClaim made = claim(FloatClaimKind::distance);
  made.values = {number(from_binary64(std::sqrt(3.0)))};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::confirmed);
  made.values = {number(from_binary64(std::nextafter(std::sqrt(3.0), 2.0)))};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::within_rounding);
  made.values = {number(from_binary64(std::sqrt(3.0) + 1e-14))};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::refuted);
  made.values = {number(0)};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::refuted);
}

// ---- components, locks, Betti numbers
// -------------------------------------------------------------

FloatClaim components_claim(const std::string& text, std::optional<std::uint64_t> log2) {
  FloatClaim made = claim(FloatClaimKind::components);
  made.count = {text, 0, log2};
  return made;
}

TEST_CASE("components and locks follow the sign of the balance") {
  const Network network =
      star({Rational(1, 2), Rational(1, 3)}, Rational(-1));  // c < 0: h->y locked
  CHECK(answer_to(network, components_claim("2", 1)).verdict == ClaimVerdict::confirmed);
  CHECK(answer_to(network, components_claim("1", 0)).verdict == ClaimVerdict::refuted);
  CHECK(answer_to(network, components_claim("3", std::nullopt)).verdict == ClaimVerdict::refuted);
  FloatClaim locks = claim(FloatClaimKind::locked);
  locks.edges = {{"h->y", -1}};
  locks.unlocked = {"x1->h"};
  locks.complete = true;
  const Crosscheck right = crosscheck(network, {locks});
  CHECK(right.claims.front().verdict() == ClaimVerdict::confirmed);
  CHECK(right.claims.front().answers.size() == 3);
  locks.edges = {{"h->y", 1}};
  CHECK(answer_to(network, locks).verdict == ClaimVerdict::refuted);
  locks.edges = {};
  CHECK(crosscheck(network, {locks}).claims.front().answers.back().verdict ==
        ClaimVerdict::refuted);  // complete, but h->y is not named
}

TEST_CASE("a balance that rounds to 0 or passes for it hides a lock") {
  const Network hidden = star({Rational(3), Rational(4)}, from_binary64(std::nextafter(5.0, 6.0)));
  FloatClaim in_single = components_claim("1", 0);
  in_single.computed_as = NumberType::binary32;
  CHECK(answer_to(hidden, in_single).cause == FloatCause::cancellation);
  in_single.computed_as = NumberType::binary64;
  CHECK(answer_to(hidden, in_single).cause == FloatCause::tolerance);  // numpy.isclose
  in_single.tolerance = Rational(1, 1000);
  CHECK(answer_to(hidden, in_single).why.find("stated") != std::string::npos);
}

TEST_CASE("Betti numbers: a sphere, with or without trailing zeros") {
  const Network network = star({Rational(3), Rational(4)}, Rational(1));  // c > 0: a circle
  FloatClaim made = claim(FloatClaimKind::betti);
  const auto count = [](unsigned n) {
    return ClaimedCount{std::to_string(n), Integer(n),
                        n == 1 ? std::optional<std::uint64_t>(0) : std::nullopt};
  };
  made.counts = {count(1), count(1)};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::confirmed);
  made.counts = {count(1), count(1), count(0)};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::confirmed);
  made.counts = {count(1)};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::refuted);
  CHECK(answer_to(network, made).exact == "1, 1");
}

// ---- conserved
// ------------------------------------------------------------------------------------

TEST_CASE("conservation is exact, or within a stated bound that counts to the last digit") {
  const Rational moved(1, 1'000'000'000);
  CrosscheckOptions options;
  options.checkpoint = [&](const std::string& name, const std::string&) {
    return star({Rational(1), Rational(1)}, name == "b" ? Rational(1 + moved) : Rational(1));
  };
  const Rational drift = (1 + moved) * (1 + moved) - 1;
  FloatClaim made = claim(FloatClaimKind::conserved);
  made.checkpoints = {"a", "a", "b"};
  const auto verdict = [&](const Rational& bound) {
    made.bound = bound;
    return crosscheck(star({Rational(1), Rational(1)}, Rational(1)), {made}, options).claims[0];
  };
  CHECK(verdict(drift).verdict() == ClaimVerdict::confirmed);
  CHECK(verdict(drift - Rational(1, Integer(1) << 200)).verdict() == ClaimVerdict::refuted);
  const ClaimAnswer answer = verdict(0).answers.front();
  CHECK(answer.verdict == ClaimVerdict::refuted);
  CHECK(answer.value == drift);
  CHECK(answer.cause == FloatCause::tolerance);  // numpy.allclose
  CHECK(answer.why.find("checkpoint 3, b, node h") != std::string::npos);
  made.checkpoints = {"a", "a"};
  CHECK(verdict(0).verdict() == ClaimVerdict::confirmed);
}

// ---- planted errors
// ---------------------------------------------------------------------------------

TEST_CASE("planted errors are found: a last digit, a sign, a factor") {
  std::mt19937 random(12);
  std::normal_distribution<double> normal;
  const FloatGrid grid(NumberType::binary64);
  for (int i = 0; i < 100; ++i) {
    const std::size_t count = 2 + random() % 6;  // so many that the bound is over 1.5 ulp
    std::vector<Rational> in;
    for (std::size_t j = 0; j < count; ++j) in.push_back(from_binary64(normal(random)));
    const Network network = star(in, from_binary64(normal(random)));
    const Contraction contraction = contract(network);
    const Rational c = balance_of(network, contraction)->values().front();
    const GridPosition at = grid.position(c);
    const auto verdict = [&](const Rational& q) {
      return answer_to(network, balance_claim("h", q, NumberType::binary64)).verdict;
    };
    CHECK(verdict(grid.value(at)) == ClaimVerdict::confirmed);
    CHECK(verdict(grid.value(at + 1)) == ClaimVerdict::within_rounding);
    CHECK(verdict(grid.value(at - 1)) == ClaimVerdict::within_rounding);
    CHECK(verdict(-grid.value(at)) == ClaimVerdict::refuted);
    CHECK(verdict(2 * grid.value(at)) == ClaimVerdict::refuted);
    CHECK(verdict(c + exact_total({{c, false}}) / 1'000'000) == ClaimVerdict::refuted);
  }
}

TEST_CASE("what cannot be checked is an error: unknown names, no weights, no laws") {
  CHECK_THROWS_AS(crosscheck(small(), {balance_claim("g", 1, NumberType::binary64)}), Error);
  CHECK_THROWS_AS(crosscheck(small(), {balance_claim("x1", 1, NumberType::binary64)}), Error);
  FloatClaim locks = claim(FloatClaimKind::locked);
  locks.unlocked = {"h->z"};
  CHECK_THROWS_AS(crosscheck(small(), {locks}), Error);
  Network bare = small();
  for (Edge& edge : bare.edges) edge.weights.clear();
  CHECK_THROWS_AS(crosscheck(bare, {rank_claim(1)}), Error);
}

}  // namespace
}  // namespace isthmus
