// Cases of a case split, cut smaller by equations that are solved for one of their entries.
//
// Problem. "f = 0" must be turned into something in which the next charts are identities again.
//
// Idea. f is irreducible and of degree 1 in some entry v: f = h·v + q. Where h does not vanish the
// equation says v = -q/h, and v is replaced in everything. So a case is always the image of an open
// set of an affine space, and identities on it are identities of rational functions.
//
// What was known not to vanish is restricted with the rest. It may fall into factors: then h^e·g is
// their product (e is the degree of g in v), which is what a step of the tree says. Or it may
// become 0: then the case is empty.
#include "pattern/charts/chart_case_flint.hpp"

#include <algorithm>
#include <map>
#include <random>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

Integer power(const Integer& base, std::size_t exponent) {
  Integer out = 1;
  for (std::size_t e = 0; e < exponent; ++e) out *= base;
  return out;
}

}  // namespace

EntryTable::EntryTable(const ChartFrame& rows) {
  for (std::size_t i = 0; i < rows.lines.size(); ++i) {
    rows.observed[i].for_each(
        [&](std::size_t place) { entries_.emplace_back(rows.lines[i], place); });
  }
}

std::size_t EntryTable::variable(std::size_t row, std::size_t column) const {
  const auto found = std::lower_bound(entries_.begin(), entries_.end(), std::pair{row, column});
  if (found == entries_.end() || *found != std::pair{row, column}) return none;
  return static_cast<std::size_t>(found - entries_.begin());
}

EntryPolynomial EntryTable::translated(const Polynomial& f) const {
  EntryPolynomial out;
  for (std::size_t t = 0; t < f.terms(); ++t) {
    const auto [coefficient, powers] = f.term(t);
    EntryTerm term{Rational(coefficient), {}};
    for (std::size_t v = 0; v < powers.size(); ++v) {
      if (powers[v] == 0) continue;
      const auto [row, column] = entries_[v];
      term.powers.push_back(
          {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column), powers[v]});
    }
    out.push_back(std::move(term));
  }
  std::sort(out.begin(), out.end(),
            [](const EntryTerm& a, const EntryTerm& b) { return a.powers < b.powers; });
  return out;
}

EntryPolynomial divided(EntryPolynomial f, const Integer& constant) {
  for (EntryTerm& term : f) term.coefficient /= Rational(constant);
  return f;
}

NonzeroProduct joined(const NonzeroProduct& a, const NonzeroProduct& b) {
  std::map<std::size_t, std::uint32_t> powers;
  for (const NonzeroPower& factor : a) powers[factor.nonzero] += factor.power;
  for (const NonzeroPower& factor : b) powers[factor.nonzero] += factor.power;
  NonzeroProduct out;
  for (const auto& [number, exponent] : powers) out.push_back({number, exponent});
  return out;
}

ChartCase::ChartCase(const EntryTable& table, const Ring& ring) : table_(&table) {
  for (std::size_t v = 0; v < table.size(); ++v) {
    numerators_.push_back(Polynomial::variable(ring, v));
    denominators_.emplace_back(ring, 1);
  }
}

bool ChartCase::is_known(const Polynomial& factor) const {
  return std::any_of(known_.begin(), known_.end(),
                     [&](const Known& known) { return known.polynomial == factor; });
}

std::vector<Polynomial> ChartCase::doubtful(const Polynomial& f) const {
  std::vector<Polynomial> out;
  if (f.is_constant()) return out;
  out = f.factors();
  std::erase_if(out, [&](const Polynomial& factor) { return is_known(factor); });
  return out;
}

ChartCase::Product ChartCase::factored(const Polynomial& f) const {
  Product out{1, {}};
  Polynomial rest = f;
  for (const Known& known : known_) {
    std::uint32_t exponent = 0;
    while (!rest.is_constant()) {
      std::optional<Polynomial> quotient = rest.divided_by(known.polynomial);
      if (!quotient) break;
      rest = *std::move(quotient);
      ++exponent;
    }
    if (exponent > 0) out.factors.push_back({known.number, exponent});
  }
  ensure(rest.is_constant() && !rest.is_zero(), "a denominator is a product of known polynomials");
  out.constant = rest.term(0).first;
  out.factors = joined(out.factors, {});
  return out;
}

bool ChartCase::substitute(const Polynomial& f, std::size_t variable,
                           std::vector<ChartStep>& steps) {
  const Polynomial h = f.coefficient(variable, 1), q = f.coefficient(variable, 0);
  const Product leading = factored(h);
  if (!restrict_known(q, h, leading, variable, steps)) return false;
  for (std::size_t v = 0; v < numerators_.size(); ++v) {
    Polynomial &a = numerators_[v], &b = denominators_[v];
    const std::size_t up = a.degree(variable), down = b.degree(variable);
    a = a.at_fraction(variable, q, h);
    b = b.at_fraction(variable, q, h);
    for (std::size_t e = up; e < down; ++e) a *= h;
    for (std::size_t e = down; e < up; ++e) b *= h;
    if (up + down > 0) cancel(a, b);
  }
  return true;
}

bool ChartCase::restrict_known(const Polynomial& q, const Polynomial& h, const Product& leading,
                               std::size_t variable, std::vector<ChartStep>& steps) {
  std::vector<Known> before;
  before.swap(known_);
  for (Known& known : before) {
    if (known.polynomial.degree(variable) == 0) known_.push_back(known);
  }
  for (const Known& known : before) {
    const std::size_t degree = known.polynomial.degree(variable);
    if (degree == 0) continue;
    const Polynomial value = known.polynomial.at_fraction(variable, q, h);
    if (value.is_zero()) {
      steps.push_back(EmptyCase{known.number});
      return false;
    }
    NonzeroProduct product{{known.number, 1}};
    for (std::size_t e = 0; e < degree; ++e) product = joined(product, leading.factors);
    for (const Polynomial& factor : doubtful(value)) {
      const EntryPolynomial cofactor = table_->translated(value.exactly_by(factor));
      steps.push_back(ChartFactor{table_->translated(factor),
                                  divided(cofactor, power(leading.constant, degree)), product});
      add_known(factor);
    }
  }
  return true;
}

std::optional<RationalMatrix> ChartCase::point(std::size_t rows, std::size_t columns,
                                               std::uint64_t seed) const {
  std::mt19937_64 random(seed);
  std::vector<Integer> values(numerators_.size());
  for (int spread = 1; spread <= 60; ++spread) {
    for (Integer& value : values)
      value = 1 + static_cast<long>(random() % static_cast<unsigned>(spread));
    const auto vanishes = [&](const Known& known) { return known.polynomial.at(values) == 0; };
    if (std::any_of(known_.begin(), known_.end(), vanishes)) continue;
    RationalMatrix out(rows, columns);
    for (std::size_t v = 0; v < values.size(); ++v) {
      const auto [row, column] = (*table_)[v];
      out(row, column) = Rational(numerators_[v].at(values), denominators_[v].at(values));
    }
    return out;
  }
  return {};
}

}  // namespace isthmus
