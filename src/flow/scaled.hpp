// Rational data on one common denominator, and the choice of the number type to compute with.
//
// Flow algorithms only add, subtract and compare. Brought to one denominator, the data are
// integers, and machine integers do whenever nothing overflows: every addition is checked, and
// an overflow restarts the algorithm with the next larger type. The last one is unbounded.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "isthmus/exact/dyadic_vector.hpp"
#include "isthmus/exact/int256.hpp"
#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

__extension__ typedef __int128 Int128;

/// Thrown by the checked operations below, caught by with_smallest_numbers.
struct Overflow {};

/// values[i] = given[i] · denominator, all integers.
struct ScaledData {
  Integer denominator = 1;
  std::vector<Integer> values;
};

/// Scales by the least common denominator. Every number becomes as long as that denominator, so
/// Error (limit_reached) is thrown when all of them together would take more than a gigabyte.
[[nodiscard]] ScaledData scale(const std::vector<Rational>& given);

template <class N>
[[nodiscard]] inline N from_integer(const Integer& n);
template <>
[[nodiscard]] std::int64_t from_integer<std::int64_t>(const Integer& n);
template <>
[[nodiscard]] Int128 from_integer<Int128>(const Integer& n);
template <>
[[nodiscard]] Int256 from_integer<Int256>(const Integer& n);
template <>
[[nodiscard]] inline Integer from_integer<Integer>(const Integer& n) {
  return n;
}

[[nodiscard]] Integer to_integer(std::int64_t n);
[[nodiscard]] Integer to_integer(Int128 n);
using isthmus::to_integer;  // of 256 bits
[[nodiscard]] inline Integer to_integer(const Integer& n) { return n; }

/// The other way round, from 256 bits; Overflow as above.
template <class N>
[[nodiscard]] N from_wide(const Int256& n);
template <>
[[nodiscard]] std::int64_t from_wide<std::int64_t>(const Int256& n);
template <>
[[nodiscard]] Int128 from_wide<Int128>(const Int256& n);
template <>
[[nodiscard]] inline Int256 from_wide<Int256>(const Int256& n) {
  return n;
}
template <>
[[nodiscard]] inline Integer from_wide<Integer>(const Int256& n) {
  return to_integer(n);
}

/// a += b, a -= b; Overflow if the type cannot hold the result.
template <class N>
inline void add(N& a, const N& b) {
  if (__builtin_add_overflow(a, b, &a)) throw Overflow{};
}
template <>
inline void add<Int256>(Int256& a, const Int256& b) {
  if (add_overflows(a, b)) throw Overflow{};
}
template <>
inline void add<Integer>(Integer& a, const Integer& b) {
  a += b;
}
template <>
inline void add<Rational>(Rational& a, const Rational& b) {
  a += b;
}
template <class N>
inline void subtract(N& a, const N& b) {
  if (__builtin_sub_overflow(a, b, &a)) throw Overflow{};
}
template <>
inline void subtract<Int256>(Int256& a, const Int256& b) {
  if (subtract_overflows(a, b)) throw Overflow{};
}
template <>
inline void subtract<Integer>(Integer& a, const Integer& b) {
  a -= b;
}
template <>
inline void subtract<Rational>(Rational& a, const Rational& b) {
  a -= b;
}

/// -a; Overflow if the type cannot hold it.
template <class N>
[[nodiscard]] inline N negated(const N& a) {
  N result(0);
  subtract(result, a);
  return result;
}

/// All values in type N; Overflow if one does not fit.
template <class N>
[[nodiscard]] std::vector<N> convert(const std::vector<Integer>& values) {
  std::vector<N> converted;
  converted.reserve(values.size());
  for (const Integer& value : values) converted.push_back(from_integer<N>(value));
  return converted;
}

template <class N>
[[nodiscard]] std::vector<N> convert(const std::vector<Int256>& values) {
  std::vector<N> converted;
  converted.reserve(values.size());
  for (const Int256& value : values) converted.push_back(from_wide<N>(value));
  return converted;
}

/// The rational n / denominator.
template <class N>
[[nodiscard]] Rational unscaled(const N& n, const Integer& denominator) {
  if (denominator == 1) return Rational(to_integer(n));
  return Rational(to_integer(n), denominator);
}

/// x / denominator, edge by edge.
template <class N>
[[nodiscard]] Flow unscaled_flow(const PerEdge<N>& x, const Integer& denominator) {
  Flow flow(x.size());
  for (const EdgeId e : IdRange<EdgeId>(x.size())) {
    if (x[e] != 0) flow[e] = unscaled(x[e], denominator);
  }
  return flow;
}

/// Calls algorithm.template operator()<N>() with the first of int64, int128, Int256 and Integer
/// that does not overflow; the algorithm must leave no trace when it throws Overflow.
template <class Algorithm>
auto with_smallest_numbers(Algorithm&& algorithm) {
  try {
    return algorithm.template operator()<std::int64_t>();
  } catch (const Overflow&) {
  }
  try {
    return algorithm.template operator()<Int128>();
  } catch (const Overflow&) {
  }
  try {
    return algorithm.template operator()<Int256>();
  } catch (const Overflow&) {
  }
  return algorithm.template operator()<Integer>();
}

}  // namespace isthmus::flow
