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

/// Where an item lies in an increasing list; the size of the list if it does not.
[[nodiscard]] inline std::size_t position_in(const std::vector<std::uint32_t>& list,
                                             std::uint32_t item) {
  const auto at = std::lower_bound(list.begin(), list.end(), item);
  return at != list.end() && *at == item ? static_cast<std::size_t>(at - list.begin())
                                         : list.size();
}

/// Matches every item of `left` to one of `right`, each of both once, by shortest augmenting paths
/// (Kuhn's algorithm, breadth first: a path may be as long as the lists and costs no stack).
/// O(left · pairs offered). Either `images` or `shortage` is there.
class BlockMatching {
 public:
  BlockMatching(const std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right)
      : left_(left),
        right_(right),
        owner_(right.size(), none),
        place_(left.size(), none),
        round_(right.size(), none),
        finder_(right.size(), none) {}

  /// choosy(l) tells the members of `left` with any restriction; the others take what is left.
  /// partners(l, take) calls take(j) for every position j in `right` that l may have, the ones it
  /// would like best first, until take says true.
  template <class Choosy, class Partners>
  [[nodiscard]] bool run(const Choosy& choosy, const Partners& partners) {
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (choosy(left_[i]) && !augment(i, partners)) return explain(i), false;
    }
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (!choosy(left_[i])) fill(i);
    }
    return true;
  }

  /// The image of left[i], after success.
  [[nodiscard]] std::vector<std::uint32_t> images() const {
    std::vector<std::uint32_t> result;
    for (const std::size_t j : place_) result.push_back(right_[j]);
    return result;
  }
  /// After failure.
  [[nodiscard]] const HallSet& shortage() const { return shortage_; }

 private:
  static constexpr std::size_t none = ~std::size_t{0};

  // Looks for a partner without an owner at the end of an alternating path from left[i].
  template <class Partners>
  [[nodiscard]] bool augment(std::size_t i, const Partners& partners) {
    queue_.assign(1, i);
    for (std::size_t next = 0; next < queue_.size(); ++next) {
      const std::size_t finder = queue_[next];
      std::size_t free = none;
      partners(left_[finder], [&](std::size_t j) {
        if (round_[j] == i) return false;
        round_[j] = i;
        finder_[j] = finder;
        if (owner_[j] != none) return queue_.push_back(owner_[j]), false;
        free = j;
        return true;
      });
      if (free != none) return move_along(free), true;
    }
    return false;
  }

  /// Everyone on the path takes what it found.
  void move_along(std::size_t j) {
    while (j != none) {
      const std::size_t i = finder_[j];
      const std::size_t before = place_[i];
      assign(i, j);
      j = before;
    }
  }

  void assign(std::size_t i, std::size_t j) {
    owner_[j] = i;
    place_[i] = j;
  }

  void fill(std::size_t i) {
    std::size_t j = position_in(right_, left_[i]);
    if (j == right_.size() || owner_[j] != none) {
      while (owner_[next_free_] != none) ++next_free_;
      j = next_free_;
    }
    assign(i, j);
  }

  /// What the failed search reached: its left items may take only the right ones it saw.
  void explain(std::size_t i) {
    for (const std::size_t reached : queue_) shortage_.blocks.push_back(left_[reached]);
    std::sort(shortage_.blocks.begin(), shortage_.blocks.end());
    for (std::size_t j = 0; j < right_.size(); ++j) {
      if (round_[j] == i) shortage_.images.push_back(right_[j]);
    }
  }

  const std::vector<std::uint32_t>& left_;   // increasing
  const std::vector<std::uint32_t>& right_;  // increasing
  std::vector<std::size_t> owner_;           // of right, in left
  std::vector<std::size_t> place_;           // of left, in right
  std::vector<std::size_t> round_;           // the last item whose search saw this one of right
  std::vector<std::size_t> finder_;          // by whom it was seen then
  std::vector<std::size_t> queue_;
  std::size_t next_free_ = 0;
  HallSet shortage_;
};

}  // namespace isthmus::motion
