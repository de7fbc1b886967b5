// Fractions on a common power of two, and back.
//
// Two passes: the largest power of two among the denominators, then every numerator shifted to it.
// The words of GMP's numbers are read in place; the header-only build goes through copies.
#include "isthmus/exact/dyadic_vector.hpp"

#include <algorithm>

#include "exact/dyadic.hpp"

namespace isthmus {
namespace {

using Words = Int256::Words;

constexpr std::size_t most_bits = 250;

// |n| · 2^shift as four words, given its length in bits and how to read its words.
template <class WordAt>
std::optional<Words> shifted(std::size_t bits, std::size_t shift, const WordAt& word_at) {
  if (bits == 0) return Words{};
  if (bits + shift > most_bits) return std::nullopt;
  Words words{};
  const std::size_t whole = shift / 64;
  const std::size_t rest = shift % 64;
  for (std::size_t i = 0; 64 * i < bits; ++i) {
    const std::uint64_t word = word_at(i);
    words[i + whole] |= word << rest;
    if (rest != 0 && i + whole + 1 < 4) words[i + whole + 1] |= word >> (64 - rest);
  }
  return words;
}

#ifdef ISTHMUS_NUMBERS_BOOST

std::optional<std::size_t> halvings_of(const Rational& q) {
  const Integer d = denominator_of(q);
  const std::size_t k = lsb(d);
  if (d != Integer(1) << k) return std::nullopt;
  return k;
}

std::optional<Words> magnitude(const Rational& q, std::size_t shift) {
  const Integer n = abs(numerator_of(q));
  const Integer all_ones = (Integer(1) << 64) - 1;
  return shifted(n == 0 ? 0 : msb(n) + 1, shift, [&](std::size_t i) {
    return static_cast<std::uint64_t>(Integer((n >> (64 * i)) & all_ones));
  });
}

#else

std::optional<std::size_t> halvings_of(const Rational& q) {
  const auto* d = mpq_denref(q.backend().data());
  const std::size_t k = mpz_scan1(d, 0);
  if (mpz_sizeinbase(d, 2) != k + 1) return std::nullopt;
  return k;
}

std::optional<Words> magnitude(const Rational& q, std::size_t shift) {
  static_assert(GMP_NUMB_BITS == 64, "limbs are words");
  const auto* n = mpq_numref(q.backend().data());
  const std::size_t bits = mpz_sgn(n) == 0 ? 0 : mpz_sizeinbase(n, 2);
  return shifted(bits, shift, [&](std::size_t i) { return std::uint64_t{mpz_getlimbn(n, i)}; });
}

#endif

std::optional<std::size_t> common_halvings(const std::vector<Rational>& numbers) {
  std::size_t most = 0;
  for (const Rational& q : numbers) {
    const auto k = halvings_of(q);
    if (!k) return std::nullopt;
    most = std::max(most, *k);
  }
  return most;
}

}  // namespace

Integer to_integer(const Int256& n) {
  const Int256 magnitude = n.negative() ? -n : n;
  Integer value = 0;
  for (std::size_t i = 4; i-- > 0;) {
    value <<= 64;
    value += magnitude.words()[i];
  }
  return n.negative() ? Integer(-value) : value;
}

std::optional<DyadicVector> to_dyadic(const std::vector<Rational>& numbers) {
  const auto halvings = common_halvings(numbers);
  if (!halvings) return std::nullopt;
  DyadicVector dyadic{*halvings, {}};
  dyadic.values.reserve(numbers.size());
  for (const Rational& q : numbers) {
    const auto words = magnitude(q, *halvings - *halvings_of(q));
    if (!words) return std::nullopt;
    dyadic.values.push_back(sign_of(q) < 0 ? -Int256(*words) : Int256(*words));
  }
  return dyadic;
}

std::vector<Rational> to_rationals(const DyadicVector& numbers) {
  std::vector<Rational> rationals;
  rationals.reserve(numbers.values.size());
  for (const Int256& n : numbers.values) {
    rationals.push_back(dyadic(to_integer(n), -static_cast<long>(numbers.halvings)));
  }
  return rationals;
}

}  // namespace isthmus
