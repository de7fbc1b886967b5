// Perfect matchings between two lists of the same length, and Hall's reason why there is none.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace isthmus::motion {

/// `blocks` are more than `images`, all that any of them may take.
struct HallSet {
  std::vector<std::uint32_t> blocks;
  std::vector<std::uint32_t> images;
};

/// Matches every item of `left` to one of `right`, each of both once, by augmenting paths
/// (Kuhn): O(left · pairs asked). An item keeps to itself if it may. Either `image` or `shortage`
/// is there.
class BlockMatching {
 public:
  BlockMatching(const std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right)
      : left_(left), right_(right), owner_(right.size(), none) {}

  /// allowed(l, r) for members of the two lists; choosy(l) tells those with any restriction.
  template <class Choosy, class Allowed>
  [[nodiscard]] bool run(const Choosy& choosy, const Allowed& allowed) {
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (!choosy(left_[i])) continue;
      seen_.assign(right_.size(), false);
      tried_.clear();
      if (!place(i, allowed)) return explain(), false;
    }
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (!choosy(left_[i])) fill(i);
    }
    return true;
  }

  /// The image of left[i], after success.
  [[nodiscard]] std::vector<std::uint32_t> images() const {
    std::vector<std::uint32_t> result(left_.size());
    for (std::size_t j = 0; j < right_.size(); ++j) result[owner_[j]] = right_[j];
    return result;
  }
  /// After failure.
  [[nodiscard]] const HallSet& shortage() const { return shortage_; }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  template <class Allowed>
  bool place(std::size_t i, const Allowed& allowed) {
    tried_.push_back(i);
    const std::size_t own = position_of(left_[i]);
    if (own != none && owner_[own] == none && allowed(left_[i], right_[own])) {
      owner_[own] = i;
      return true;
    }
    return take_free(i, allowed) || take_over(i, allowed);
  }

  // Free ones first: moving owners along for each new item would make long chains.
  template <class Allowed>
  bool take_free(std::size_t i, const Allowed& allowed) {
    for (std::size_t j = 0; j < right_.size(); ++j) {
      if (owner_[j] != none || seen_[j] || !allowed(left_[i], right_[j])) continue;
      owner_[j] = i;
      return true;
    }
    return false;
  }

  template <class Allowed>
  bool take_over(std::size_t i, const Allowed& allowed) {
    for (std::size_t j = 0; j < right_.size(); ++j) {
      if (seen_[j] || !allowed(left_[i], right_[j])) continue;
      seen_[j] = true;
      if (place(owner_[j], allowed)) {
        owner_[j] = i;
        return true;
      }
    }
    return false;
  }

  void fill(std::size_t i) {
    std::size_t j = position_of(left_[i]);
    if (j == none || owner_[j] != none) {
      while (owner_[next_free_] != none) ++next_free_;
      j = next_free_;
    }
    owner_[j] = i;
  }

  [[nodiscard]] std::size_t position_of(std::uint32_t item) const {
    const auto at = std::lower_bound(right_.begin(), right_.end(), item);
    return at != right_.end() && *at == item ? static_cast<std::size_t>(at - right_.begin()) : none;
  }

  /// What the failed search reached: its left items may take only the right ones it saw.
  void explain() {
    for (const std::size_t i : tried_) shortage_.blocks.push_back(left_[i]);
    std::sort(shortage_.blocks.begin(), shortage_.blocks.end());
    for (std::size_t j = 0; j < right_.size(); ++j) {
      if (seen_[j]) shortage_.images.push_back(right_[j]);
    }
  }

  const std::vector<std::uint32_t>& left_;   // increasing
  const std::vector<std::uint32_t>& right_;  // increasing
  std::vector<std::size_t> owner_;
  std::vector<bool> seen_;
  std::vector<std::size_t> tried_;
  std::size_t next_free_ = 0;
  HallSet shortage_;
};

}  // namespace isthmus::motion
