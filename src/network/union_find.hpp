// Disjoint sets of 0 … n-1, merged and looked up in amortised O(α(n)).
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace isthmus {

class UnionFind {
 public:
  explicit UnionFind(std::size_t count) : parent_(count), size_(count, 1) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }

  /// The representative of the set of `v`. Path halving: every second link is shortened.
  std::uint32_t find(std::uint32_t v) {
    while (parent_[v] != v) v = parent_[v] = parent_[parent_[v]];
    return v;
  }

  void merge(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a == b) return;
    if (size_[a] < size_[b]) std::swap(a, b);
    parent_[b] = a;
    size_[a] += size_[b];
  }

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> size_;
};

}  // namespace isthmus
