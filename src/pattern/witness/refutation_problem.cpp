#include "pattern/witness/refutation_problem.hpp"

#include <algorithm>
#include <utility>

namespace isthmus::pattern {

namespace {

// Positions of the elements of `set` in the increasing list `of`.
IndexSet positions(const IndexSet& set, const std::vector<std::size_t>& of) {
  IndexSet out;
  for (std::size_t p = 0; p < of.size(); ++p) {
    if (set.contains(of[p])) out.insert(p);
  }
  return out;
}

std::vector<Integer> primitive(const std::vector<Rational>& v) {
  Integer denominator = 1, divisor = 0;
  for (const Rational& x : v) denominator = lcm(denominator, denominator_of(x));
  std::vector<Integer> out;
  for (const Rational& x : v) {
    out.push_back(numerator_of(x) * (denominator / denominator_of(x)));
    divisor = gcd(divisor, out.back());
  }
  if (divisor > 1) {
    for (Integer& x : out) x /= divisor;
  }
  return out;
}

struct Builder {
  const PatternState& state;
  const RationalMatrix& limit;
  bool by_rows;
  std::vector<std::size_t> columns;

  [[nodiscard]] Rational entry(std::size_t row, std::size_t column) const {
    return by_rows ? limit(row, column) : limit(column, row);
  }
  [[nodiscard]] bool is_free(std::size_t row, std::size_t column) const {
    return by_rows ? state.free[row].contains(column) : state.free[column].contains(row);
  }

  [[nodiscard]] KnownRow row(std::size_t name) const {
    KnownRow out{name, {}, {}, {}, {}};
    std::vector<Rational> entries;
    for (std::size_t p = 0; p < columns.size(); ++p) {
      const bool unseen = is_free(name, columns[p]);
      if (unseen) out.free.insert(p);
      entries.push_back(unseen ? Rational(0) : entry(name, columns[p]));
      if (entries.back() != 0) out.support.insert(p);
    }
    out.limit = primitive(entries);
    for (std::size_t k = 0; k < state.neurons.size(); ++k) {
      const Rectangle& neuron = state.neurons[k];
      if ((by_rows ? neuron.rows : neuron.columns).contains(name)) out.neurons.insert(k);
    }
    return out;
  }
};

bool may_be_support(const RefutationProblem& problem, const KnownRow& row, const IndexSet& set) {
  if (set.size() + row.free.size() > problem.columns) return false;
  IndexSet reached;
  set.for_each([&](std::size_t k) { reached |= problem.reach[k]; });
  return row.support.is_subset_of(reached);
}

}  // namespace

RefutationProblem refutation_problem(const PatternState& state, const RationalMatrix& limit,
                                     Orientation side) {
  const bool by_rows = side == Orientation::rows;
  const Builder build{state, limit, by_rows, (by_rows ? state.columns : state.rows).elements()};
  RefutationProblem out;
  out.columns = build.columns.size();
  (by_rows ? state.rows : state.columns).for_each([&](std::size_t name) {
    KnownRow row = build.row(name);
    if (!row.support.empty()) out.rows.push_back(std::move(row));
  });
  for (const Rectangle& neuron : state.neurons) {
    out.reach.push_back(positions(by_rows ? neuron.columns : neuron.rows, build.columns));
  }
  return out;
}

std::vector<IndexSet> possible_supports(const RefutationProblem& problem, const KnownRow& row) {
  const std::vector<std::size_t> neurons = row.neurons.elements();
  std::vector<IndexSet> out;
  for (std::uint32_t bits = 0; bits < std::uint32_t{1} << neurons.size(); ++bits) {
    IndexSet set;
    for (std::size_t b = 0; b < neurons.size(); ++b) {
      if ((bits >> b & 1) != 0) set.insert(neurons[b]);
    }
    if (may_be_support(problem, row, set)) out.push_back(std::move(set));
  }
  std::sort(out.begin(), out.end(), [](const IndexSet& a, const IndexSet& b) {
    return a.size() != b.size() ? a.size() < b.size() : a.elements() < b.elements();
  });
  return out;
}

}  // namespace isthmus::pattern
