// Verdicts on numbers at the edges of every bound, on planted errors, and their causes.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/network/contraction.hpp"
#include "report/claims_by_hand.hpp"
#include "report/crosscheck/judge.hpp"
#include "report/crosscheck/plain_sums.hpp"

namespace isthmus {
namespace {

using namespace test;

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

TEST_CASE("a singular value that no number of the type is near enough to underflows") {
  const Rational tiny(1, Integer(1) << 30);
  FloatClaim made = claim(FloatClaimKind::singular_values, NumberType::binary16);
  made.values.push_back(number(0));
  const ClaimAnswer lost = answer_to(star({tiny}, tiny / 2), made);
  CHECK(lost.verdict == ClaimVerdict::refuted);
  CHECK(lost.cause == FloatCause::underflow);
  made.computed_as = NumberType::binary32;  // which has such numbers
  CHECK(answer_to(star({tiny}, tiny / 2), made).cause != FloatCause::underflow);
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
