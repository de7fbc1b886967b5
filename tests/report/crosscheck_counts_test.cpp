// Ranks, singular values, distances, components, locks, Betti numbers and conservation against
// values that are known otherwise.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/network/contraction.hpp"
#include "report/claims_by_hand.hpp"
#include "report/crosscheck/spectrum.hpp"
#include "support/random_model.hpp"

namespace isthmus {
namespace {

using namespace test;

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

// The star with one more neuron, an edge in and an edge out.
Network with_neuron(Network network, const Rational& in_weight, const Rational& out_weight) {
  network.nodes.push_back({"g", Role::hidden});
  Edge in;
  in.from = 2;
  in.to = static_cast<std::uint32_t>(network.nodes.size() - 1);
  in.weights = {in_weight};
  Edge out = in;
  out.from = in.to;
  out.to = 1;
  out.weights = {out_weight};
  network.edges.push_back(in);
  network.edges.push_back(out);
  validate(network);
  return network;
}

TEST_CASE("small singular values must be right in their own digits, not in those of the largest") {
  const Rational unit(Integer(1), Integer(1) << 30U);
  const Network network = with_neuron(star({Rational(2), Rational(2)}, Rational(1)), 3 * unit,
                                      4 * unit);  // σ = 6 and 10 units
  const FloatGrid grid(NumberType::binary64);
  FloatClaim made = claim(FloatClaimKind::singular_values);
  made.which = WhichValues::smallest;
  made.values = {number(10 * unit)};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::confirmed);
  made.values = {number(grid.value(grid.position(10 * unit) + 3))};  // 4.8u, and δ = 5u
  CHECK(answer_to(network, made).verdict == ClaimVerdict::within_rounding);
  made.values = {number(grid.value(grid.position(10 * unit) + 8))};
  CHECK(answer_to(network, made).verdict == ClaimVerdict::refuted);
  made.values = {number(10 * unit + Rational(Integer(1), Integer(1) << 52U))};
  const ClaimAnswer lost = answer_to(network, made);
  CHECK(lost.verdict == ClaimVerdict::refuted);
  CHECK(lost.cause == FloatCause::cancellation);
}

TEST_CASE("a rank that numpy's threshold gives is refuted and explained") {
  const Network network = with_neuron(star({Rational(1), Rational(1)}, Rational(1)),
                                      from_binary64(1e-17), from_binary64(1e-17));
  const ClaimAnswer answer = answer_to(network, rank_claim(1));
  CHECK(answer.verdict == ClaimVerdict::refuted);
  CHECK(answer.exact == "2");
  CHECK(answer.cause == FloatCause::tolerance);
  CHECK(answer_to(network, rank_claim(0)).cause == FloatCause::not_explained);
}

TEST_CASE("a power of two that is too large to be written out is no 0") {
  const Network none = star({Rational(0)}, Rational(0));
  CHECK(answer_to(none, rank_claim(0)).verdict == ClaimVerdict::confirmed);
  FloatClaim made = rank_claim(0);
  made.count.log2 = 5000;
  CHECK(answer_to(none, made).verdict == ClaimVerdict::refuted);
  FloatClaim betti = claim(FloatClaimKind::betti);
  betti.counts = {{"1", 1, 0}};
  const Network point = star({Rational(1)}, Rational(1));  // two crossing lines
  CHECK(answer_to(point, betti).verdict == ClaimVerdict::confirmed);
  betti.counts.push_back({"2^5000", 0, 5000});
  CHECK(answer_to(point, betti).verdict == ClaimVerdict::refuted);
}

TEST_CASE("the enclosure of a singular value beyond the largest number holds it") {
  const Network network = star({Rational(400000)}, Rational(300000));  // σ = 10^6
  for (const auto& type : {std::optional(NumberType::binary16), std::optional<NumberType>()}) {
    FloatClaim made = claim(FloatClaimKind::singular_values, type);
    made.values = {{"inf", ClaimedNumber::Kind::infinity, 0}};
    const ClaimAnswer answer = answer_to(network, made);
    CHECK(answer.verdict == ClaimVerdict::refuted);
    REQUIRE(answer.enclosure);
    CHECK(answer.enclosure->lower <= 1000000);
    CHECK(answer.enclosure->upper >= 1000000);
  }
  const Rational huge(Integer(1) << 1400U);
  FloatClaim made = claim(FloatClaimKind::singular_values, std::nullopt);
  made.values = {{"inf", ClaimedNumber::Kind::infinity, 0}};
  const ClaimAnswer answer = answer_to(star({4 * huge}, 3 * huge), made);
  REQUIRE(answer.enclosure);
  CHECK(answer.enclosure->lower <= 10 * huge);
  CHECK(answer.enclosure->upper >= 10 * huge);
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

TEST_CASE("locks that follow from others are not put down to sums that are exact") {
  // Squares 4, 1, 9, 4 along a path: c = 3, -8, 5; h3->y is locked since h2->h3 carries 8.
  const Network chain = network_from_json(R"({"format":"isthmus-network","version":1,"nodes":[
    {"id":"x","role":"input"},{"id":"h1","role":"hidden"},{"id":"h2","role":"hidden"},
    {"id":"h3","role":"hidden"},{"id":"y","role":"output"}],"edges":[
    {"from":"x","to":"h1","weight":2},{"from":"h1","to":"h2","weight":1},
    {"from":"h2","to":"h3","weight":3},{"from":"h3","to":"y","weight":-2}]})");
  FloatClaim made = claim(FloatClaimKind::locked);
  made.unlocked = {"h3->y", "h1->h2"};
  const Crosscheck result = crosscheck(chain, {made});
  const std::vector<ClaimAnswer>& answers = result.claims.front().answers;
  CHECK(answers[0].verdict == ClaimVerdict::refuted);
  CHECK(answers[0].exact == "locked negative");
  CHECK(answers[0].cause == FloatCause::not_explained);
  CHECK(answers[1].verdict == ClaimVerdict::confirmed);
  CHECK(answer_to(chain, components_claim("4", 2)).cause == FloatCause::not_explained);
  CHECK(answer_to(chain, components_claim("8", 3)).verdict == ClaimVerdict::confirmed);
  FloatClaim loose = components_claim("4", 2);  // 3 counts as 0, twice: also for U = {h2, h3}
  loose.tolerance = 4;
  CHECK(answer_to(chain, loose).cause == FloatCause::not_explained);
  loose.count.log2 = 1;
  CHECK(answer_to(chain, loose).cause == FloatCause::tolerance);
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

// ------------------------------------------------------------------------------------

TEST_CASE("conservation is exact, or within a stated bound that counts to the last digit") {
  const Rational moved(1, 1'000'000'000);
  CrosscheckOptions options;
  options.checkpoint = [&](const std::string& name, const std::string&) {
    const Rational out = name == "b" ? Rational(1 + moved) : Rational(1);
    return checkpoint_laws(star({Rational(1), Rational(1)}, out));
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
  const std::vector<ClaimAnswer> answers = verdict(0).answers;
  REQUIRE(answers.size() == 2);
  CHECK(answers.front().verdict == ClaimVerdict::confirmed);
  const ClaimAnswer& answer = answers.back();
  CHECK(answer.verdict == ClaimVerdict::refuted);
  CHECK(answer.value == drift);
  CHECK(answer.cause == FloatCause::tolerance);  // numpy.allclose
  CHECK(answer.what == "drift at checkpoint 3, b");
  made.checkpoints = {"a", "a"};
  CHECK(verdict(0).verdict() == ClaimVerdict::confirmed);
  options.checkpoint = [&](const std::string&, const std::string&) {
    return checkpoint_laws(star({Rational(1)}, Rational(1)));
  };
  CHECK_THROWS_AS(verdict(0), Error);  // another network
}

TEST_CASE("the laws of a model are those of its network") {
  Random random(5);
  std::size_t laws = 0;
  for (int i = 0; i < 100; ++i) {
    const Model model = RandomModel(random, 4).make();
    const CheckpointLaws of_model = checkpoint_laws(model);
    const CheckpointLaws of_network = checkpoint_laws(to_network(model, WeightDetail::all));
    CHECK(of_model.nodes == of_network.nodes);
    CHECK(of_model.balance == of_network.balance);
    CHECK(of_model.weights == of_network.weights);
    laws += of_model.nodes.size();
  }
  CHECK(laws > 100);
}

}  // namespace
}  // namespace isthmus
