// One branch of a refutation: the supports chosen so far, the spaces W_k, and what each step does.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "pattern/witness/refutation_problem.hpp"
#include "pattern/witness/subspace.hpp"

namespace isthmus::pattern {

/// The steps of evidence.hpp as operations. Rows are positions in problem.rows here, not names.
/// Nothing is searched for: a step or a contradiction that does not apply is refused.
template <class N>
class Branch {
 public:
  /// Borrows the problem. No row is known.
  explicit Branch(const RefutationProblem& problem);

  [[nodiscard]] const RefutationProblem& problem() const noexcept { return *problem_; }
  [[nodiscard]] bool is_known(std::size_t row) const { return known_.contains(row); }
  /// sup_i of a known row, K_i of another.
  [[nodiscard]] const IndexSet& support(std::size_t row) const { return supports_[row]; }
  [[nodiscard]] const Subspace<N>& space(std::size_t neuron) const { return spaces_[neuron]; }

  void choose(std::size_t row, const IndexSet& support);

  enum class Outcome { refused, unchanged, shrunk };
  Outcome apply(const RefutationStep& step);
  /// False for an ideal: that cannot be seen here.
  [[nodiscard]] bool is_contradiction(const Contradiction& end) const;

 private:
  struct Exchange {  // what pivots lead to
    IndexSet rest, free;
    Subspace<N> limits;  // <a_i…> + R^F
  };
  struct Span {  // what rows lead to
    IndexSet neurons, free;
    Subspace<N> limits;

    [[nodiscard]] std::size_t dimension() const { return limits.dimension() - free.size(); }
  };

  [[nodiscard]] Subspace<N> coordinates(const IndexSet& columns) const;
  void add_spaces(Subspace<N>& to, const IndexSet& neurons) const;
  [[nodiscard]] std::size_t room(const IndexSet& neurons, const IndexSet& free) const;
  [[nodiscard]] std::optional<Exchange> exchange(std::size_t row,
                                                 const std::vector<Pivot>& pivots) const;
  [[nodiscard]] Span span(const std::vector<std::size_t>& rows) const;
  [[nodiscard]] bool are_pivots(std::size_t row, const std::vector<Pivot>& pivots) const;

  [[nodiscard]] std::optional<Subspace<N>> bound(const SpanStep& step) const;
  [[nodiscard]] std::optional<Subspace<N>> bound(const RankStep& step) const;
  [[nodiscard]] std::optional<Subspace<N>> bound(const ExchangeStep& step) const;
  [[nodiscard]] bool holds(const EmptySpace& end) const;
  [[nodiscard]] bool holds(const OutsideSpan& end) const;
  [[nodiscard]] bool holds(const RankTooLarge& end) const;
  [[nodiscard]] static bool holds(const UnitIdeal&) { return false; }
  [[nodiscard]] bool holds(const DependentSupport& end) const;

  const RefutationProblem* problem_;
  std::vector<Vector<N>> limits_;  // a_i
  IndexSet known_;
  std::vector<IndexSet> supports_;
  std::vector<Subspace<N>> spaces_;
};

extern template class Branch<CheckedInteger>;
extern template class Branch<Integer>;

}  // namespace isthmus::pattern
