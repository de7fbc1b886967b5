// Disjoint sets of 0 … n-1 under union (Tarjan): by size, with path halving; O(α) a call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace isthmus {

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count) : parent_(count), size_(count, 1), sets_(count) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  /// The representative of the set of `v`; changes only when sets are joined.
  [[nodiscard]] std::uint32_t find(std::uint32_t v) {
    while (parent_[v] != v) v = parent_[v] = parent_[parent_[v]];
    return v;
  }

  /// True if `a` and `b` were in different sets until now.
  bool join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a == b) return false;
    if (size_[a] < size_[b]) std::swap(a, b);
    parent_[b] = a;
    size_[a] += size_[b];
    --sets_;
    return true;
  }

  [[nodiscard]] std::size_t set_count() const noexcept { return sets_; }

  /// For every element the number of its set; sets are numbered by their first elements.
  [[nodiscard]] std::vector<std::uint32_t> labels() {
    std::vector<std::uint32_t> label(parent_.size());
    std::vector<std::uint32_t> of_root(parent_.size(), 0);
    std::uint32_t next = 0;
    for (std::uint32_t v = 0; v < label.size(); ++v) {
      const std::uint32_t root = find(v);
      if (of_root[root] == 0) of_root[root] = ++next;
      label[v] = of_root[root] - 1;
    }
    return label;
  }

 private:
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> size_;
  std::size_t sets_;
};

}  // namespace isthmus
