// The search for connected zero-sum sets over all pieces of a network, in rounds of growing size.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "isthmus/parallel/budget.hpp"
#include "variety/connected_sets.hpp"
#include "variety/zero_sums.hpp"

namespace isthmus {

/// How far a search got: every set with at most `searched_up_to` nodes was visited.
struct SearchProgress {
  bool complete = false;
  std::size_t searched_up_to = 0;
};

/// The size of the smallest sets that are searched; over the reals single nodes are decided
/// before, because the signs that prune the search do not hold for them.
[[nodiscard]] constexpr std::size_t smallest(Field field) { return field == Field::real ? 2 : 1; }

/// One piece and how much of it is done.
template <class N>
class PieceSearch {
 public:
  PieceSearch(const CandidatePiece& piece, std::vector<N> values, Field field)
      : piece_(piece), values_(std::move(values)), field_(field), done_(smallest(field) - 1) {
    N total(0);  // shows that no partial sum overflows
    for (const N& value : values_) flow::add(total, value < 0 ? N(-value) : value);
  }
  [[nodiscard]] bool complete() const { return done_ >= piece_.size(); }
  [[nodiscard]] std::size_t size() const { return piece_.size(); }

  /// Visits everything at once if the zero-sum subsets are few enough to list.
  template <class Visit>
  void try_listing(Budget& budget, const Visit& visit) {
    if (piece_.size() > ZeroSums<N>::max_size) return;
    if (!budget.affords(ZeroSums<N>::cost(piece_.size()))) return;
    if (!budget.spend(ZeroSums<N>::cost(piece_.size()))) return;
    const ZeroSums<N> sums(values_);
    const std::uint64_t count = sums.count();
    const bool few = count <= (piece_.size() <= 22 ? 1u << 12 : 1u << 20);
    if (!few || !budget.affords(count * piece_.size())) return;
    list_connected(sums, budget, visit);
  }

  /// Visits all sets with more nodes than before, up to `size`; false if the budget ended first.
  template <class Visit>
  bool search_up_to(std::size_t size, Budget& budget, const Visit& visit) {
    if (complete()) return true;
    ConnectedSets<N> sets(piece_, values_, field_);
    const bool finished =
        sets.run(done_ + 1, size, budget, [&](const auto& set) { visit(nodes_of(set)); });
    if (finished) done_ = size;
    return finished;
  }

 private:
  [[nodiscard]] std::vector<NodeId> nodes_of(const std::vector<std::uint32_t>& set) const {
    std::vector<NodeId> nodes;
    nodes.reserve(set.size());
    for (const std::uint32_t v : set) nodes.push_back(piece_.nodes[v]);
    std::sort(nodes.begin(), nodes.end());
    return nodes;
  }

  // A budget that ends on the way ends the whole search, so no set is visited twice.
  template <class Visit>
  void list_connected(const ZeroSums<N>& sums, Budget& budget, const Visit& visit) {
    std::vector<std::vector<NodeId>> found;
    sums.for_each([&](std::uint64_t mask) {
      visit_if_connected(mask, [&](std::vector<NodeId> set) { found.push_back(std::move(set)); });
      return budget.spend(piece_.size());
    });
    if (budget.exhausted()) return;
    for (std::vector<NodeId>& set : found) {
      if (budget.exhausted()) return;
      visit(std::move(set));
    }
    done_ = piece_.size();
  }

  template <class Visit>
  void visit_if_connected(std::uint64_t mask, const Visit& visit) const {
    std::vector<std::uint32_t> set{static_cast<std::uint32_t>(__builtin_ctzll(mask))};
    std::uint64_t left = mask & (mask - 1);
    for (std::size_t i = 0; i < set.size(); ++i) {
      for (const auto* arcs : {&piece_.out[set[i]], &piece_.in[set[i]]}) {
        for (const std::uint32_t w : *arcs) {
          if ((left >> w & 1) == 0) continue;
          left &= ~(std::uint64_t{1} << w);
          set.push_back(w);
        }
      }
    }
    if (left == 0 && set.size() >= smallest(field_)) visit(nodes_of(set));
  }

  const CandidatePiece& piece_;
  std::vector<N> values_;
  Field field_;
  std::size_t done_;  // all sets with at most so many nodes were visited
};

/// Sizes 1 … 8 one by one, then steps of a quarter: the cost of a round grows so fast that
/// repeating it once costs little.
[[nodiscard]] inline std::size_t next_round(std::size_t size) {
  return size < 8 ? size + 1 : size + size / 4;
}

/// Visits every connected zero-sum set (over the reals of two or more nodes) that the pruning of
/// `field` lets through, as increasing nodes, until the budget ends or `enough()` holds.
/// `scaled[v]` is c_v on a common denominator.
template <class N, class Visit, class Enough>
SearchProgress search_zero_sums(const std::vector<CandidatePiece>& pieces,
                                const std::vector<N>& scaled, Field field, Budget& budget,
                                const Visit& visit, const Enough& enough) {
  std::vector<PieceSearch<N>> searches;
  std::size_t largest = 0;
  for (const CandidatePiece& piece : pieces) {
    std::vector<N> values;
    for (const NodeId v : piece.nodes) values.push_back(scaled[v.value]);
    searches.emplace_back(piece, std::move(values), field);
    largest = std::max(largest, piece.size());
  }
  for (auto& search : searches) {
    if (!enough()) search.try_listing(budget, visit);
  }
  SearchProgress progress{false, smallest(field) - 1};
  while (progress.searched_up_to < largest) {
    const std::size_t size = std::min(largest, next_round(progress.searched_up_to));
    for (auto& search : searches) {
      if (enough() || !search.search_up_to(std::min(size, search.size()), budget, visit)) {
        return progress;
      }
    }
    progress.searched_up_to = size;
  }
  progress.complete = true;
  return progress;
}

}  // namespace isthmus
