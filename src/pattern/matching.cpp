#include "pattern/matching.hpp"

#include <utility>

namespace isthmus {
namespace {

class Augmenter {
 public:
  Augmenter(const std::vector<const IndexSet*>& neighbours, const IndexSet& allowed)
      : neighbours_(neighbours), open_(allowed), allowed_(allowed) {
    const std::size_t bound = allowed.empty() ? 0 : allowed.elements().back() + 1;
    matching_.right_of.assign(neighbours.size(), IndexSet::none);
    matching_.left_of.assign(bound, IndexSet::none);
    reached_from_.assign(bound, IndexSet::none);
  }

  void augment(std::size_t root) {
    unseen_ = allowed_;
    queue_.assign(1, root);
    for (std::size_t next = 0; next < queue_.size(); ++next) {
      if (const std::size_t end = neighbours_[queue_[next]]->least_common(open_);
          end != IndexSet::none) {
        flip(queue_[next], end);
        return;
      }
      reach_from(queue_[next]);
    }
  }

  [[nodiscard]] bool saturated() const { return open_.empty(); }
  Matching finish() { return std::move(matching_); }

 private:
  void reach_from(std::size_t left) {
    (*neighbours_[left] & unseen_).for_each([&](std::size_t right) {
      reached_from_[right] = left;
      unseen_.erase(right);
      queue_.push_back(matching_.left_of[right]);
    });
  }

  void flip(std::size_t left, std::size_t right) {
    open_.erase(right);
    ++matching_.size;
    while (true) {
      const std::size_t before = std::exchange(matching_.right_of[left], right);
      matching_.left_of[right] = left;
      if (before == IndexSet::none) return;
      right = before;
      left = reached_from_[right];
    }
  }

  const std::vector<const IndexSet*>& neighbours_;
  IndexSet open_, allowed_, unseen_;
  std::vector<std::size_t> queue_, reached_from_;
  Matching matching_;
};

}  // namespace

Matching maximum_matching(const std::vector<const IndexSet*>& neighbours, const IndexSet& allowed) {
  Augmenter augmenter(neighbours, allowed);
  for (std::size_t left = 0; left < neighbours.size() && !augmenter.saturated(); ++left) {
    augmenter.augment(left);
  }
  return augmenter.finish();
}

}  // namespace isthmus
