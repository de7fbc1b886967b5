// Gauss-Jordan elimination over the field of rational functions, without fractions.
//
// Rows of the scheme are equations, so each may be multiplied by any polynomial and is then freed
// of its common content, which keeps the polynomials as small as they can be. Pivots are those with
// the fewest terms. The systems are tiny: at most a few unknowns and places.
// Rejected: Bareiss's scheme, whose entries are minors even where they have common factors.
#include "pattern/charts/solve_flint.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace isthmus {
namespace {

using Equation = std::vector<Polynomial>;  // one entry for each unknown, then the right-hand side

class Elimination {
 public:
  Elimination(std::vector<Equation> equations, std::size_t unknowns)
      : equations_(std::move(equations)), pivot_of_(unknowns, none) {}

  void run(const std::vector<std::size_t>& order) {
    for (const std::size_t unknown : order) {
      if (!choose_pivot(unknown)) continue;
      for (std::size_t i = 0; i < equations_.size(); ++i) {
        if (i != rank_) eliminate(equations_[i], equations_[rank_], unknown);
      }
      pivot_of_[unknown] = rank_++;
    }
  }
  [[nodiscard]] bool is_consistent() const {
    return std::all_of(equations_.begin() + static_cast<std::ptrdiff_t>(rank_), equations_.end(),
                       [](const Equation& e) { return e.back().is_zero(); });
  }
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  [[nodiscard]] const Equation* equation_of(std::size_t unknown) const {
    return pivot_of_[unknown] == none ? nullptr : &equations_[pivot_of_[unknown]];
  }

 private:
  bool choose_pivot(std::size_t unknown) {
    std::size_t best = none;
    for (std::size_t i = rank_; i < equations_.size(); ++i) {
      if (equations_[i][unknown].is_zero()) continue;
      if (best == none || equations_[i][unknown].terms() < equations_[best][unknown].terms())
        best = i;
    }
    if (best == none) return false;
    std::swap(equations_[rank_], equations_[best]);
    return true;
  }
  static void eliminate(Equation& row, const Equation& pivot_row, std::size_t unknown) {
    if (row[unknown].is_zero()) return;
    Polynomial a = pivot_row[unknown], b = row[unknown];
    cancel(a, b);
    for (std::size_t c = 0; c < row.size(); ++c) row[c] = row[c] * a - pivot_row[c] * b;
    make_primitive(row.front().ring(), row);
  }

  std::vector<Equation> equations_;
  std::vector<std::size_t> pivot_of_;
  std::size_t rank_ = 0;
};

Polynomial drawn_constant(const Ring& ring, std::mt19937_64& random) {
  if (random() % 4 != 0) return Polynomial(ring);
  return Polynomial(ring, random() % 2 == 0 ? 1 : -1);
}

// The value of a pivot's unknown, as (numerator, denominator).
std::pair<Polynomial, Polynomial> value_of(const Equation& equation, std::size_t unknown,
                                           const std::vector<std::optional<Polynomial>>& open) {
  Polynomial rest = equation.back();
  for (std::size_t l = 0; l < open.size(); ++l) {
    if (open[l]) rest -= equation[l] * *open[l];
  }
  std::pair<Polynomial, Polynomial> out{std::move(rest), equation[unknown]};
  cancel(out.first, out.second);
  return out;
}

std::vector<Equation> written(const std::vector<const std::vector<Polynomial>*>& columns,
                              const std::vector<Polynomial>& target, std::uint64_t mask) {
  std::vector<Equation> out;
  for (std::size_t place = 0; place < target.size(); ++place) {
    if ((mask >> place & 1) == 0) continue;
    Equation& equation = out.emplace_back();
    for (const std::vector<Polynomial>* column : columns) equation.push_back((*column)[place]);
    equation.push_back(target[place]);
  }
  return out;
}

}  // namespace

Polynomial common_content(const Ring& ring, const std::vector<Polynomial>& values) {
  Polynomial out(ring);
  for (const Polynomial& value : values) {
    if (!value.is_zero()) out = Polynomial::gcd(out, value);
    if (out.is_one()) break;
  }
  return out;
}

Polynomial make_primitive(const Ring& ring, std::vector<Polynomial>& values) {
  Polynomial content = common_content(ring, values);
  if (content.is_zero()) return Polynomial(ring, 1);
  if (!content.is_one()) {
    for (Polynomial& value : values) value = value.exactly_by(content);
  }
  return content;
}

std::optional<Combination> combine(const Ring& ring,
                                   const std::vector<const std::vector<Polynomial>*>& columns,
                                   const std::vector<Polynomial>& target, std::uint64_t mask,
                                   std::mt19937_64& random) {
  std::vector<std::size_t> order(columns.size());
  std::iota(order.begin(), order.end(), 0U);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  Elimination scheme(written(columns, target, mask), columns.size());
  scheme.run(order);
  if (!scheme.is_consistent()) return {};

  std::vector<std::optional<Polynomial>> open(columns.size());
  for (std::size_t l = 0; l < columns.size(); ++l) {
    if (scheme.equation_of(l) == nullptr) open[l] = drawn_constant(ring, random);
  }
  std::vector<std::pair<Polynomial, Polynomial>> values;
  Combination out{Polynomial(ring, 1), {}};
  for (std::size_t l = 0; l < columns.size(); ++l) {
    const Equation* equation = scheme.equation_of(l);
    values.push_back(equation == nullptr ? std::pair{*open[l], Polynomial(ring, 1)}
                                         : value_of(*equation, l, open));
    const Polynomial& below = values.back().second;
    out.denominator *= below.exactly_by(Polynomial::gcd(out.denominator, below));
  }
  for (const auto& [above, below] : values) {
    out.factors.push_back(above * out.denominator.exactly_by(below));
  }
  return out;
}

}  // namespace isthmus
