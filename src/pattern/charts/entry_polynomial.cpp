// Sums and products of sparse polynomials: terms are gathered in a map.
//
// It serves the check of charts, which must not depend on the library that finds them, so it is as
// plain as can be: a product is the sum over all pairs of terms.
#include "pattern/charts/entry_polynomial.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

namespace isthmus {
namespace {

using Powers = std::vector<EntryPower>;

using Gathered = std::map<Powers, Rational>;

EntryPolynomial listed(const Gathered& terms) {
  EntryPolynomial out;
  for (const auto& [powers, coefficient] : terms) {
    if (coefficient != 0) out.push_back({coefficient, powers});
  }
  return out;
}

bool same_entry(const EntryPower& a, const EntryPower& b) {
  return a.row == b.row && a.column == b.column;
}

Powers merged(const Powers& a, const Powers& b) {
  Powers all;
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  Powers out;
  for (const EntryPower& factor : all) {
    if (!out.empty() && same_entry(out.back(), factor)) {
      out.back().power += factor.power;
    } else {
      out.push_back(factor);
    }
  }
  return out;
}

std::uint32_t power_of(const EntryTerm& term, std::uint32_t row, std::uint32_t column) {
  for (const EntryPower& factor : term.powers) {
    if (factor.row == row && factor.column == column) return factor.power;
  }
  return 0;
}

bool is_canonical(const Powers& powers) {
  for (std::size_t i = 0; i < powers.size(); ++i) {
    if (powers[i].power == 0) return false;
    if (i > 0 && (same_entry(powers[i - 1], powers[i]) || powers[i] < powers[i - 1])) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool is_canonical(const EntryPolynomial& f) {
  for (std::size_t i = 0; i < f.size(); ++i) {
    if (f[i].coefficient == 0 || !is_canonical(f[i].powers)) return false;
    if (i > 0 && !(f[i - 1].powers < f[i].powers)) return false;
  }
  return true;
}

EntryPolynomial entry(std::uint32_t row, std::uint32_t column) {
  return {{Rational(1), {{row, column, 1}}}};
}

EntryPolynomial sum(const EntryPolynomial& f, const EntryPolynomial& g, const Rational& factor) {
  Gathered terms;
  for (const EntryTerm& term : f) terms[term.powers] += term.coefficient;
  for (const EntryTerm& term : g) terms[term.powers] += factor * term.coefficient;
  return listed(terms);
}

EntryPolynomial product(const EntryPolynomial& f, const EntryPolynomial& g) {
  Gathered terms;
  for (const EntryTerm& a : f) {
    for (const EntryTerm& b : g) {
      terms[merged(a.powers, b.powers)] += a.coefficient * b.coefficient;
    }
  }
  return listed(terms);
}

std::uint32_t degree(const EntryPolynomial& f, std::uint32_t row, std::uint32_t column) {
  std::uint32_t out = 0;
  for (const EntryTerm& term : f) out = std::max(out, power_of(term, row, column));
  return out;
}

EntryPolynomial coefficient(const EntryPolynomial& f, std::uint32_t row, std::uint32_t column,
                            std::uint32_t power) {
  Gathered terms;
  for (const EntryTerm& term : f) {
    if (power_of(term, row, column) != power) continue;
    Powers rest = term.powers;
    std::erase_if(rest, [&](const EntryPower& p) { return p.row == row && p.column == column; });
    terms[rest] += term.coefficient;
  }
  return listed(terms);
}

Rational value(const EntryPolynomial& f, const RationalMatrix& matrix) {
  Rational total = 0;
  for (const EntryTerm& term : f) {
    Rational part = term.coefficient;
    for (const EntryPower& factor : term.powers) {
      for (std::uint32_t e = 0; e < factor.power; ++e) part *= matrix(factor.row, factor.column);
    }
    total += part;
  }
  return total;
}

}  // namespace isthmus
