#include "pattern/witness/branch.hpp"

#include <utility>

namespace isthmus::pattern {

template <class N>
Branch<N>::Branch(const RefutationProblem& problem) : problem_(&problem) {
  for (const KnownRow& row : problem.rows) {
    Vector<N> limit;
    for (const Integer& x : row.limit) limit.push_back(from_integer<N>(x));
    limits_.push_back(std::move(limit));
    supports_.push_back(row.neurons);
  }
  for (const IndexSet& reach : problem.reach) spaces_.push_back(coordinates(reach));
}

template <class N>
void Branch<N>::choose(std::size_t row, const IndexSet& support) {
  known_.insert(row);
  supports_[row] = support;
}

template <class N>
auto Branch<N>::apply(const RefutationStep& step) -> Outcome {
  const auto found = std::visit([&](const auto& s) { return bound(s); }, step);
  if (!found) return Outcome::refused;
  const std::size_t neuron = std::visit([](const auto& s) { return s.neuron; }, step);
  Subspace<N> smaller = spaces_[neuron].intersection(*found);
  if (smaller.dimension() == spaces_[neuron].dimension()) return Outcome::unchanged;
  spaces_[neuron] = std::move(smaller);
  return Outcome::shrunk;
}

template <class N>
bool Branch<N>::is_contradiction(const Contradiction& end) const {
  return std::visit([&](const auto& e) { return holds(e); }, end);
}

template <class N>
Subspace<N> Branch<N>::coordinates(const IndexSet& columns) const {
  return Subspace<N>::coordinates(problem_->columns, columns);
}

template <class N>
void Branch<N>::add_spaces(Subspace<N>& to, const IndexSet& neurons) const {
  neurons.for_each([&](std::size_t k) { to.add(spaces_[k]); });
}

// dim(ΣW(neurons) + R^free) - |free|.
template <class N>
std::size_t Branch<N>::room(const IndexSet& neurons, const IndexSet& free) const {
  Subspace<N> sum = coordinates(free);
  add_spaces(sum, neurons);
  return sum.dimension() - free.size();
}

template <class N>
bool Branch<N>::are_pivots(std::size_t row, const std::vector<Pivot>& pivots) const {
  IndexSet rows, before;
  rows.insert(row);
  for (const auto& [i, k] : pivots) {
    if (!is_known(i) || rows.contains(i) || before.contains(k)) return false;
    if (!supports_[i].contains(k) || supports_[i].meets(before)) return false;
    rows.insert(i);
    before.insert(k);
  }
  return true;
}

template <class N>
auto Branch<N>::exchange(std::size_t row, const std::vector<Pivot>& pivots) const
    -> std::optional<Exchange> {
  if (!are_pivots(row, pivots)) return std::nullopt;
  IndexSet rest = supports_[row], free = problem_->rows[row].free;
  for (const auto& [i, k] : pivots) {
    rest |= supports_[i];
    free |= problem_->rows[i].free;
  }
  Subspace<N> limits = coordinates(free);
  for (const auto& [i, k] : pivots) {
    rest.erase(k);
    limits.add(limits_[i]);
  }
  return Exchange{std::move(rest), std::move(free), std::move(limits)};
}

template <class N>
auto Branch<N>::span(const std::vector<std::size_t>& rows) const -> Span {
  Span out{{}, {}, Subspace<N>(problem_->columns)};
  for (const std::size_t i : rows) {
    out.neurons |= supports_[i];
    out.free |= problem_->rows[i].free;
  }
  out.limits = coordinates(out.free);
  for (const std::size_t i : rows) out.limits.add(limits_[i]);
  return out;
}

template <class N>
std::optional<Subspace<N>> Branch<N>::bound(const SpanStep& step) const {
  if (!is_known(step.row) || !supports_[step.row].contains(step.neuron)) return std::nullopt;
  Subspace<N> out = coordinates(problem_->rows[step.row].free);
  out.add(limits_[step.row]);
  IndexSet others = supports_[step.row];
  others.erase(step.neuron);
  add_spaces(out, others);
  return out;
}

template <class N>
std::optional<Subspace<N>> Branch<N>::bound(const RankStep& step) const {
  Span found = span(step.rows);
  if (!found.neurons.contains(step.neuron)) return std::nullopt;
  if (found.dimension() != found.neurons.size()) return std::nullopt;
  return std::move(found.limits);
}

template <class N>
std::optional<Subspace<N>> Branch<N>::bound(const ExchangeStep& step) const {
  auto found = exchange(step.row, step.pivots);
  if (!found || !found->rest.contains(step.neuron)) return std::nullopt;
  found->rest.erase(step.neuron);
  add_spaces(found->limits, found->rest);
  if (!found->limits.add(limits_[step.row])) return std::nullopt;
  return std::move(found->limits);
}

template <class N>
bool Branch<N>::holds(const EmptySpace& end) const {
  if (spaces_[end.neuron].dimension() != 0) return false;
  bool used = false;
  known_.for_each([&](std::size_t i) { used = used || supports_[i].contains(end.neuron); });
  return used;
}

template <class N>
bool Branch<N>::holds(const OutsideSpan& end) const {
  auto found = exchange(end.row, end.pivots);
  if (!found) return false;
  add_spaces(found->limits, found->rest);
  return !found->limits.contains(limits_[end.row]);
}

template <class N>
bool Branch<N>::holds(const RankTooLarge& end) const {
  const Span found = span(end.rows);
  IndexSet some;
  for (const std::size_t k : end.neurons) some.insert(k);
  if (!some.is_subset_of(found.neurons)) return false;
  const std::size_t others = (found.neurons - some).size();
  return found.dimension() > room(some, found.free) + others;
}

template <class N>
bool Branch<N>::holds(const DependentSupport& end) const {
  IndexSet some;
  for (const std::size_t k : end.neurons) some.insert(k);
  if (!is_known(end.row) || !some.is_subset_of(supports_[end.row])) return false;
  return room(some, problem_->rows[end.row].free) < some.size();
}

template class Branch<CheckedInteger>;
template class Branch<Integer>;

}  // namespace isthmus::pattern
