// Lengauer and Tarjan's algorithm (1979) with path compression, O(E log V), nothing recursive.
//
// Depth-first numbers; semidominators in decreasing number, each the least number from which a
// path of larger-numbered nodes leads here; immediate dominators from them. A node's dominators
// have smaller depth-first numbers, so the numbers also order the tree. Boost.Graph has the same
// algorithm, but recursive in its depth-first search, which a chain of 10⁶ nodes overflows.
#include "flow/dominators.hpp"

#include <algorithm>

#include <numeric>

namespace isthmus::flow {
namespace {

std::span<const EdgeId> arcs_from(const BalanceNetwork& network, NodeId v, Direction direction) {
  return direction == Direction::forward ? network.out_edges(v) : network.in_edges(v);
}

std::span<const EdgeId> arcs_into(const BalanceNetwork& network, NodeId v, Direction direction) {
  return direction == Direction::forward ? network.in_edges(v) : network.out_edges(v);
}

}  // namespace

DominatorTree::DominatorTree(const BalanceNetwork& network, Direction direction)
    : number_(network.node_count(), unseen) {
  search(network, direction);
  find_dominators(network, direction);
  number_tree();
}

void DominatorTree::search(const BalanceNetwork& network, Direction direction) {
  PerNode<std::uint32_t> cursor(network.node_count(), 0);
  std::vector<NodeId> path;
  const auto enter = [&](NodeId v, std::uint32_t parent) {
    number_[v] = static_cast<std::uint32_t>(order_.size());
    order_.push_back(v);
    parent_.push_back(parent);
    path.push_back(v);
  };
  enter(network.ground(), 0);
  while (!path.empty()) {
    const NodeId v = path.back();
    const auto arcs = arcs_from(network, v, direction);
    if (cursor[v] == arcs.size()) {
      path.pop_back();
      continue;
    }
    const NodeId next = network.other_end(arcs[cursor[v]++], v);
    if (number_[next] == unseen) enter(next, number_[v]);
  }
}

// The node of least semidominator on the forest path above v, the forest's roots left out.
std::uint32_t DominatorTree::evaluate(std::uint32_t v) {
  if (ancestor_[v] == unseen) return label_[v];
  path_.clear();
  for (std::uint32_t at = v; ancestor_[ancestor_[at]] != unseen; at = ancestor_[at]) {
    path_.push_back(at);
  }
  while (!path_.empty()) {
    const std::uint32_t at = path_.back();
    path_.pop_back();
    const std::uint32_t above = ancestor_[at];
    if (semi_[label_[above]] < semi_[label_[at]]) label_[at] = label_[above];
    ancestor_[at] = ancestor_[above];
  }
  return label_[v];
}

void DominatorTree::find_dominators(const BalanceNetwork& network, Direction direction) {
  const std::size_t count = order_.size();
  semi_.resize(count);
  std::iota(semi_.begin(), semi_.end(), 0);
  label_ = semi_;
  ancestor_.assign(count, unseen);
  dominator_.assign(count, 0);
  // bucket: the nodes with a given semidominator, as linked lists.
  std::vector<std::uint32_t> bucket(count, unseen), next_in_bucket(count, unseen);
  for (auto w = static_cast<std::uint32_t>(count); w-- > 1;) {
    for (const EdgeId e : arcs_into(network, order_[w], direction)) {
      const std::uint32_t v = number_[network.other_end(e, order_[w])];
      if (v != unseen) semi_[w] = std::min(semi_[w], semi_[evaluate(v)]);
    }
    next_in_bucket[w] = bucket[semi_[w]];
    bucket[semi_[w]] = w;
    const std::uint32_t parent = parent_[w];
    ancestor_[w] = parent;
    for (std::uint32_t v = bucket[parent]; v != unseen; v = next_in_bucket[v]) {
      const std::uint32_t u = evaluate(v);
      dominator_[v] = semi_[u] < semi_[v] ? u : parent;
    }
    bucket[parent] = unseen;
  }
  for (std::uint32_t w = 1; w < count; ++w) {
    if (dominator_[w] != semi_[w]) dominator_[w] = dominator_[dominator_[w]];
  }
}

// Nested intervals: a child's lies inside its parent's. Sizes are summed bottom-up, then every
// node hands its interval out to its children; both passes follow the depth-first numbers.
void DominatorTree::number_tree() {
  const std::size_t count = order_.size();
  std::vector<std::uint32_t> size(count, 1);
  for (std::size_t v = count; v-- > 1;) size[dominator_[v]] += size[v];
  enter_.assign(count, 0);
  leave_.assign(count, 0);
  std::vector<std::uint32_t> next_free(count, 1);
  leave_[0] = size[0];
  for (std::size_t v = 1; v < count; ++v) {
    const std::uint32_t above = dominator_[v];
    enter_[v] = next_free[above];
    next_free[above] += size[v];
    next_free[v] = enter_[v] + 1;
    leave_[v] = enter_[v] + size[v];
  }
}

}  // namespace isthmus::flow
