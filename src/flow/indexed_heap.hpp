// A binary max-heap of node numbers whose keys live outside it and may only grow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace isthmus::flow {

template <class N>
class IndexedHeap {
 public:
  /// `keys` must outlive the heap; its size is the range of the nodes.
  explicit IndexedHeap(const std::vector<N>& keys) : keys_(keys), place_(keys.size(), absent) {}

  [[nodiscard]] bool empty() const noexcept { return nodes_.empty(); }

  /// To be called when the key of `v` has grown: puts it in, or moves it up.
  void raise(std::uint32_t v) {
    if (place_[v] == absent) {
      place_[v] = static_cast<std::uint32_t>(nodes_.size());
      nodes_.push_back(v);
    }
    sift_up(place_[v]);
  }

  /// Takes `v` out if it is in.
  void remove(std::uint32_t v) {
    const std::uint32_t hole = place_[v];
    if (hole == absent) return;
    swap_places(hole, nodes_.size() - 1);
    nodes_.pop_back();
    place_[v] = absent;
    if (hole == nodes_.size()) return;
    sift_up(hole);
    sift_down(hole);
  }

  /// Takes out a node with the largest key. Requires !empty().
  std::uint32_t pop() {
    const std::uint32_t top = nodes_.front();
    remove(top);
    return top;
  }

 private:
  static constexpr std::uint32_t absent = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] bool less(std::size_t i, std::size_t j) const {
    return keys_[nodes_[i]] < keys_[nodes_[j]];
  }

  void swap_places(std::size_t i, std::size_t j) {
    std::swap(nodes_[i], nodes_[j]);
    place_[nodes_[i]] = static_cast<std::uint32_t>(i);
    place_[nodes_[j]] = static_cast<std::uint32_t>(j);
  }

  void sift_up(std::size_t i) {
    for (; i > 0 && less((i - 1) / 2, i); i = (i - 1) / 2) swap_places(i, (i - 1) / 2);
  }

  void sift_down(std::size_t i) {
    while (2 * i + 1 < nodes_.size()) {
      std::size_t child = 2 * i + 1;
      if (child + 1 < nodes_.size() && less(child, child + 1)) ++child;
      if (!less(i, child)) return;
      swap_places(i, child);
      i = child;
    }
  }

  const std::vector<N>& keys_;
  std::vector<std::uint32_t> nodes_;
  std::vector<std::uint32_t> place_;
};

}  // namespace isthmus::flow
