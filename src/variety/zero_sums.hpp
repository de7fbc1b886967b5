// All subsets of a few numbers that sum to zero, by meeting in the middle.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "flow/scaled.hpp"

namespace isthmus {

/// Splits the numbers into halves, sorts the 2^(n/2) subset sums of each and matches opposite
/// sums: O(2^(n/2)·n) time, 2^(n/2) entries of memory. Subsets are bit masks.
template <class N>
class ZeroSums {
 public:
  static constexpr std::size_t max_size = 40;

  /// Requires values.size() <= max_size.
  explicit ZeroSums(const std::vector<N>& values)
      : low_count_(values.size() / 2),
        low_(subset_sums(values, 0, low_count_)),
        high_(subset_sums(values, low_count_, values.size())) {
    std::reverse(high_.begin(), high_.end());
  }

  /// Steps that building takes, for a budget; of n values.
  [[nodiscard]] static std::uint64_t cost(std::size_t n) {
    return (std::uint64_t{n} + 1) << ((n + 1) / 2);
  }

  /// How many nonempty subsets sum to zero.
  [[nodiscard]] std::uint64_t count() const {
    std::uint64_t total = 0;
    match([&](const Run& low, const Run& high) {
      total += std::uint64_t{low.second - low.first} * (high.second - high.first);
      return true;
    });
    return total - 1;
  }

  /// Calls visit(mask) for every nonempty such subset until it returns false.
  template <class Visit>
  void for_each(const Visit& visit) const {
    match([&](const Run& low, const Run& high) {
      for (std::size_t i = low.first; i < low.second; ++i) {
        for (std::size_t j = high.first; j < high.second; ++j) {
          const std::uint64_t mask = low_[i].second | (high_[j].second << low_count_);
          if (mask != 0 && !visit(mask)) return false;
        }
      }
      return true;
    });
  }

 private:
  using Entry = std::pair<N, std::uint64_t>;
  using Run = std::pair<std::size_t, std::size_t>;

  static std::vector<Entry> subset_sums(const std::vector<N>& values, std::size_t from,
                                        std::size_t to) {
    std::vector<Entry> sums{{N(0), 0}};
    for (std::size_t i = from; i < to; ++i) {
      const std::size_t count = sums.size();
      for (std::size_t j = 0; j < count; ++j) {
        Entry with = sums[j];
        flow::add(with.first, values[i]);
        with.second |= std::uint64_t{1} << (i - from);
        sums.push_back(std::move(with));
      }
    }
    std::sort(sums.begin(), sums.end());
    return sums;
  }

  static Run run_at(const std::vector<Entry>& sums, std::size_t from) {
    std::size_t to = from;
    while (to < sums.size() && sums[to].first == sums[from].first) ++to;
    return {from, to};
  }

  // Calls visit(run of low, run of high) for every pair of opposite sums.
  template <class Visit>
  void match(const Visit& visit) const {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < low_.size() && j < high_.size()) {
      const N opposite = -high_[j].first;
      if (low_[i].first < opposite) {
        ++i;
      } else if (opposite < low_[i].first) {
        ++j;
      } else {
        const Run low = run_at(low_, i);
        const Run high = run_at(high_, j);
        if (!visit(low, high)) return;
        i = low.second;
        j = high.second;
      }
    }
  }

  std::size_t low_count_;
  std::vector<Entry> low_, high_;  // low by increasing sum, high by decreasing sum
};

}  // namespace isthmus
