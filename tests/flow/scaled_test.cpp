// Conversions at the edges of the machine types: every integer survives or is refused.
#include "flow/scaled.hpp"

#include <doctest/doctest.h>

#include "isthmus/error.hpp"

using namespace isthmus;
using flow::Int128;

namespace {

std::vector<Integer> near_powers_of_two() {
  std::vector<Integer> values{0};
  for (unsigned bits = 0; bits <= 258; ++bits) {
    for (const int offset : {-1, 0, 1}) {
      values.push_back((Integer(1) << bits) + offset);
      values.push_back(-values.back());
    }
  }
  return values;
}

template <class N>
void check_round_trip(const Integer& value) {
  N converted(0);
  try {
    converted = flow::from_integer<N>(value);
  } catch (const flow::Overflow&) {
    CHECK(abs(value) > (Integer(1) << (8 * sizeof(N) - 4)));
    return;
  }
  CHECK(flow::to_integer(converted) == value);
}

}  // namespace

TEST_CASE("integers survive the way to a machine type and back, or do not fit") {
  for (const Integer& value : near_powers_of_two()) {
    CAPTURE(value.str());
    check_round_trip<std::int64_t>(value);
    check_round_trip<Int128>(value);
    check_round_trip<Int256>(value);
  }
}

template <class N>
static void check_from_wide(const Int256& value) {
  try {
    const N converted = flow::from_wide<N>(value);
    CHECK(flow::to_integer(converted) == to_integer(value));
  } catch (const flow::Overflow&) {
    CHECK(abs(to_integer(value)) > (Integer(1) << (8 * sizeof(N) - 4)));
  }
}

TEST_CASE("256-bit integers survive the way to a shorter type, or do not fit") {
  for (const Integer& value : near_powers_of_two()) {
    if (abs(value) > (Integer(1) << 253)) continue;
    CAPTURE(value.str());
    const auto wide = flow::from_integer<Int256>(value);
    check_from_wide<std::int64_t>(wide);
    check_from_wide<Int128>(wide);
    check_from_wide<Int256>(wide);
    check_from_wide<Integer>(wide);
  }
}

TEST_CASE("sums up to the largest machine number come back right") {
  for (const int sign : {1, -1}) {
    const Integer step = (Integer(1) << 124) * sign;
    Int128 sum = 0;
    for (int i = 1; i < 8; ++i) {
      flow::add(sum, flow::from_integer<Int128>(step));
      CHECK(flow::to_integer(sum) == step * i);
    }
    if (sign > 0) CHECK_THROWS_AS(flow::add(sum, flow::from_integer<Int128>(step)), flow::Overflow);
  }
}

TEST_CASE("the least machine number has no opposite") {
  std::int64_t least = -(std::int64_t{1} << 62);
  flow::add(least, least);
  CHECK_THROWS_AS(static_cast<void>(flow::negated(least)), flow::Overflow);
  CHECK(flow::negated(std::int64_t{5}) == -5);
}

TEST_CASE("numbers without a reasonable common denominator are refused") {
  // The more numbers there are, the shorter their common denominator has to be.
  std::vector<Rational> values(200'000, Rational(1));
  for (int i = 0; i < 400; ++i) values[i] = Rational(1, (Integer(1) << 200) + 2 * i + 1);
  CHECK_THROWS_AS(static_cast<void>(flow::scale(values)), Error);
}
