// Connected sets by growth: take the lowest node; then decide for one neighbour after the other
// whether it belongs to the half or to the other half. A branch ends as soon as the nodes decided
// against are not joined to each other outside the half: they can never become connected again,
// since the half only grows. Every half is found once; each costs O(nodes²) word operations at most
// times the depth.
// Rejected: trying all subsets (2^n even for a cycle, which has n² bonds).
#include "topology/bonds.hpp"

#include <bit>

namespace isthmus::topology {
namespace {

class Growth {
 public:
  Growth(const CellGraph& graph, NodeMask set, std::size_t limit)
      : graph_(graph), set_(set), limit_(limit) {}

  /// False if there are more than the limit.
  bool run() {
    grow(set_ & -set_, 0);
    return found_.size() <= limit_;
  }
  [[nodiscard]] std::vector<NodeMask>& found() { return found_; }

 private:
  // At most 64 levels deep: each decides one node.
  void grow(NodeMask half, NodeMask against) {
    if (found_.size() > limit_ || !joinable(half, against)) return;
    const NodeMask open = frontier(half) & ~against;
    if (open == 0) {
      if (against != 0 && graph_.reach(against & -against, set_ & ~half) == (set_ & ~half)) {
        found_.push_back(half);
      }
      return;
    }
    const NodeMask next = open & -open;
    grow(half | next, against);
    grow(half, against | next);
  }
  [[nodiscard]] NodeMask frontier(NodeMask half) const {
    NodeMask around = 0;
    for (NodeMask left = half; left != 0; left &= left - 1) {
      around |= graph_.neighbours(static_cast<std::size_t>(std::countr_zero(left)));
    }
    return around & set_ & ~half;
  }
  [[nodiscard]] bool joinable(NodeMask half, NodeMask against) const {
    if (against == 0) return true;
    return (against & ~graph_.reach(against & -against, set_ & ~half)) == 0;
  }

  const CellGraph& graph_;
  NodeMask set_;
  std::size_t limit_;
  std::vector<NodeMask> found_;
};

}  // namespace

const std::vector<NodeMask>* Bonds::of(NodeMask set, std::size_t limit) {
  if (const auto at = kept_.find(set); at != kept_.end()) {
    return at->second.size() <= limit ? &at->second : nullptr;
  }
  Growth growth(graph_, set, limit);
  if (!growth.run()) return nullptr;
  last_ = std::move(growth.found());
  kept_halves_ += last_.size();
  if (kept_halves_ <= kept_at_most) return &(kept_[set] = last_);
  return &last_;
}

}  // namespace isthmus::topology
