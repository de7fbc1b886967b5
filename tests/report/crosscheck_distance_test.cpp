// Why a claimed distance is wrong: said and decided of the distance, not of its square.
#include <doctest/doctest.h>

#include <sstream>

#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/float_grid.hpp"
#include "report/claims_by_hand.hpp"

namespace isthmus {
namespace {

using test::star;

ClaimAnswer distance_answer(const Network& network, const Rational& claimed,
                            NumberType type = NumberType::binary64,
                            const std::optional<Rational>& tolerance = {}) {
  FloatClaim made = test::claim(FloatClaimKind::distance, type);
  made.values.push_back(test::number(claimed));
  made.tolerance = tolerance;
  return test::answer_to(network, made);
}

bool says(const ClaimAnswer& answer, const std::string& words) {
  CAPTURE(answer.why);
  return answer.why.find(words) != std::string::npos;
}

// One neuron with weights 1 and 1: the distance is the square root of 2.
const Network& root_of_two() {
  static const Network network = star({1}, 1);
  return network;
}

TEST_CASE("what plain sums give is shown as a distance") {
  const ClaimAnswer answer = distance_answer(root_of_two(), 3);
  CHECK(answer.verdict == ClaimVerdict::refuted);
  CHECK(answer.cause == FloatCause::not_explained);
  CHECK(says(answer, "the roots of plain sums in float64 give ≈1.414;"));
  CHECK(says(distance_answer(root_of_two(), 3, NumberType::binary16), "in float16 give ≈1.414;"));
}

TEST_CASE("a tolerance is compared with the error of the distance") {
  const ClaimAnswer near = distance_answer(root_of_two(), Rational(3, 2), NumberType::binary64,
                                           Rational(1, 10));  // the squares are 1/4 apart
  CHECK(near.verdict == ClaimVerdict::refuted);
  CHECK(near.cause == FloatCause::tolerance);
  const Network small = star({Rational(1, 20)}, Rational(1, 20));
  const ClaimAnswer far = distance_answer(small, Rational(1, 10), NumberType::binary64,
                                          Rational(1, 50));  // the squares are 1/200 apart
  CHECK(far.cause == FloatCause::not_explained);
}

TEST_CASE("a root from float32 is too far off for float64") {
  const Rational single = FloatGrid(NumberType::binary32).rounded(Rational(141421356, 100000000));
  const ClaimAnswer answer = distance_answer(root_of_two(), single);
  CHECK(answer.verdict == ClaimVerdict::refuted);
  CHECK(answer.cause == FloatCause::narrow_type);
  CHECK(says(answer, "within the rounding error of roots of sums in float32"));
}

TEST_CASE("the next number is within rounding, and the root is one of the roundings") {
  const FloatGrid grid(NumberType::binary64);
  const GridPosition right = grid.position(from_binary64(1.4142135623730951));
  const ClaimAnswer answer = distance_answer(root_of_two(), grid.value(right + 1));
  CHECK(answer.verdict == ClaimVerdict::within_rounding);
  CHECK(answer.cause == FloatCause::rounding);
  CHECK(says(answer, "the error of 2 squares, each rounded, and of the root of their sum"));
  CHECK_FALSE(answer.condition);
}

TEST_CASE("a distance that is 0 has no rounding errors") {
  const ClaimAnswer answer = distance_answer(star({0}, 0), Rational(1, 8192), NumberType::binary16);
  CHECK(answer.verdict == ClaimVerdict::refuted);
  CHECK(answer.cause == FloatCause::not_explained);
  CHECK(says(answer, "give 0;"));
}

TEST_CASE("a tolerance may be what is behind a singular value") {
  FloatClaim made = test::claim(FloatClaimKind::singular_values);
  made.which = WhichValues::smallest;
  made.values.push_back(test::number(Rational(29, 10)));  // 2·sqrt(2) = 2.828…
  CHECK(test::answer_to(root_of_two(), made).cause == FloatCause::not_explained);
  made.tolerance = Rational(1, 10);
  CHECK(test::answer_to(root_of_two(), made).cause == FloatCause::tolerance);
  made.tolerance = Rational(1, 20);
  CHECK(test::answer_to(root_of_two(), made).cause == FloatCause::not_explained);
}

TEST_CASE("long values are cut off between characters") {
  Crosscheck result;
  ClaimResult& claim = result.claims.emplace_back();
  for (const std::size_t before : {98U, 99U, 100U}) {
    ClaimAnswer& answer = claim.answers.emplace_back();
    answer.what = "names";
    answer.claimed = std::string(before, 'a') + "éééé";
  }
  std::ostringstream out;
  TextStyle style;
  style.width = 400;
  write_text(out, result, style);
  CHECK(out.str().find(std::string(98, 'a') + "é… claimed") != std::string::npos);
  CHECK(out.str().find(std::string(99, 'a') + "… claimed") != std::string::npos);
  CHECK(out.str().find(std::string(100, 'a') + "… claimed") != std::string::npos);
}

}  // namespace
}  // namespace isthmus
