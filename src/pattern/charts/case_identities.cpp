#include "pattern/charts/case_identities.hpp"

#include <utility>

#include "pattern/charts/entry_polynomial.hpp"

namespace isthmus {

EntryPolynomial Identities::times(const EntryPolynomial& f, const EntryPolynomial& g) {
  steps_ += f.size() * g.size();
  return exceeded() ? EntryPolynomial{} : product(f, g);
}

EntryPolynomial Identities::difference(const EntryPolynomial& f, const EntryPolynomial& g,
                                       const EntryPolynomial& h) {
  return sum(f, times(g, h), -1);
}

EntryPolynomial Identities::expanded(const KnownCase& known, const NonzeroProduct& factors) {
  EntryPolynomial out{{Rational(1), {}}};
  for (const NonzeroPower& factor : factors) {
    for (std::uint32_t e = 0; e < factor.power; ++e) {
      out = times(out, known.nonzero[factor.nonzero]);
    }
  }
  return out;
}

bool Identities::vanishes(const KnownCase& known, EntryPolynomial f) {
  for (const Vanishing& p : known.zero) f = remainder(std::move(f), p);
  return f.empty();
}

EntryPolynomial Identities::remainder(EntryPolynomial f, const Vanishing& p) {
  const std::uint32_t size = degree(p.polynomial, p.row, p.column);
  const EntryPolynomial leading = coefficient(p.polynomial, p.row, p.column, size);
  while (!exceeded()) {
    const std::uint32_t top = degree(f, p.row, p.column);
    if (top < size) break;
    EntryPolynomial factor = coefficient(f, p.row, p.column, top);
    if (top > size) factor = times(factor, {{Rational(1), {{p.row, p.column, top - size}}}});
    f = difference(times(f, leading), factor, p.polynomial);
  }
  return f;
}

}  // namespace isthmus
