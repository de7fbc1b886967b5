// The nodes next to scanned ones, in maximum-adjacency order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "flow/indexed_heap.hpp"

namespace isthmus::flow {

/// Strong nodes, whose key has reached a bound, come first, in the order in which they did: any of
/// them is as good as another. Of the rest one with the largest key comes next.
template <class N>
class AdjacencyQueue {
 public:
  /// `keys` must outlive it; its size is the range of the nodes.
  explicit AdjacencyQueue(const std::vector<N>& keys)
      : heap_(keys), state_(keys.size(), unsettled) {}

  [[nodiscard]] bool empty() const { return heap_.empty() && head_ == strong_.size(); }

  /// The next node, scanned from now on. Requires !empty().
  std::uint32_t pop() {
    const std::uint32_t v = head_ < strong_.size() ? strong_[head_++] : heap_.pop();
    settle(v);
    return v;
  }

  /// Scans a node that never waited.
  void settle(std::uint32_t v) { state_[v] = scanned; }

  [[nodiscard]] bool is_scanned(std::uint32_t v) const { return state_[v] == scanned; }

  /// To be called when the key of `v` has grown; `is_strong` if it has reached the bound.
  void raise(std::uint32_t v, bool is_strong) {
    if (!is_strong) return heap_.raise(v);
    if (state_[v] != unsettled) return;
    heap_.remove(v);
    strong_.push_back(v);
    state_[v] = settled;
  }

 private:
  enum State : std::uint8_t { unsettled, settled, scanned };

  IndexedHeap<N> heap_;
  std::vector<std::uint32_t> strong_;
  std::size_t head_ = 0;
  std::vector<State> state_;
};

}  // namespace isthmus::flow
