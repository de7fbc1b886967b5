#include "exact/dyadic.hpp"

#include <algorithm>
#include <utility>

namespace isthmus {

#ifdef ISTHMUS_NUMBERS_BOOST

Rational coprime_fraction(Integer n, Integer d) { return Rational(std::move(n), std::move(d)); }

Integer from_words(const std::uint64_t* words, std::size_t count) {
  Integer n = 0;
  while (count > 0) n = (n << 64U) + words[--count];
  return n;
}

#else

Integer from_words(const std::uint64_t* words, std::size_t count) {
  Integer n;
  mpz_import(n.backend().data(), count, -1, sizeof(*words), 0, 0, words);
  return n;
}

Rational coprime_fraction(Integer n, Integer d) {
  Rational q;
  mpz_swap(mpq_numref(q.backend().data()), n.backend().data());
  mpz_swap(mpq_denref(q.backend().data()), d.backend().data());
  return q;
}

#endif

Rational dyadic(const Integer& n, long exponent) {
  if (n == 0) return 0;
  if (exponent >= 0) return Rational(n << static_cast<std::size_t>(exponent));
  const auto halvings = static_cast<std::size_t>(-exponent);
  const std::size_t common = std::min<std::size_t>(lsb(abs(n)), halvings);
  // n is a multiple of 2^common: dividing, unlike shifting, is the same for either sign.
  const Integer quotient = n / (Integer(1) << common);
  return coprime_fraction(quotient, Integer(1) << (halvings - common));
}

Rational dyadic_of_odd(Integer n, int exponent) {
  if (exponent >= 0) return Rational(n << static_cast<unsigned>(exponent));
  return coprime_fraction(std::move(n), Integer(1) << static_cast<unsigned>(-exponent));
}

}  // namespace isthmus
