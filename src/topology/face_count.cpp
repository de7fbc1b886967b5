// A weighted count of the faces of K, by cases on one variable after the other.
//
// By Hochster's formula Σ (−1)^i b_i = Σ_T Σ_{σ ⊆ T} (−1)^{|σ|} over faces σ: a face counts
// (−1)^{|σ|} for each of the 2^{|E|−|σ|} sets that contain it. A bundle of m weights is in σ with
// all of its members or with any proper part of them, which sums to the two weights in the header;
// they add up to 1, so variables in no generator do not matter. The faces with the variable v are
// those of the generators divided by v, the faces without are those of the generators without v.
// Independent of the homology: no cells, no ranks.
#include "topology/face_count.hpp"

#include <algorithm>
#include <bit>
#include <map>

namespace isthmus::topology {
namespace {

using Generators = std::vector<Cell>;  // sets of variables; sorted, none contains another

std::size_t size(const Cell& set) {
  std::size_t sum = 0;
  for (const auto& word : set.first.words) sum += static_cast<std::size_t>(std::popcount(word));
  for (const auto& word : set.second.words) sum += static_cast<std::size_t>(std::popcount(word));
  return sum;
}

Cell without(const Cell& a, const Cell& b) {
  return {a.first.without(b.first), a.second.without(b.second)};
}

bool contains(const Cell& a, const Cell& b) { return without(b, a) == Cell{}; }

/// The variable of a pair with its head at the first or second node.
Cell variable(std::size_t pair, bool first) {
  Cell set;
  (first ? set.first : set.second).add(pair);
  return set;
}

Generators minimal(Generators sets) {
  std::sort(sets.begin(), sets.end(), [](const Cell& a, const Cell& b) {
    return std::pair(size(a), a) < std::pair(size(b), b);
  });
  Generators kept;
  for (const Cell& set : sets) {
    const bool is_new = std::none_of(kept.begin(), kept.end(),
                                     [&](const Cell& other) { return contains(set, other); });
    if (is_new) kept.push_back(set);
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

class FaceCount {
 public:
  FaceCount(const Piece& piece, const CellGraph& graph, std::uint64_t steps)
      : piece_(piece), graph_(graph), steps_(steps) {}

  std::optional<Integer> of(Generators generators) {
    const Integer sum = count(minimal(std::move(generators)));
    if (steps_ == 0) return std::nullopt;
    return sum;
  }

 private:
  // As deep as there are variables, at most 256.
  Integer count(const Generators& generators) {
    if (generators.empty()) return 1;
    if (generators.front() == Cell{}) return 0;  // the empty set is no face any more
    if (steps_ == 0 || --steps_ == 0) return 0;
    if (const auto at = known_.find(generators); at != known_.end()) return at->second;
    const Cell v = most_frequent(generators);
    Integer sum =
        is_odd(v) ? Integer(-count(divided(generators, v))) : count(divided(generators, v));
    // The weight of leaving out a bundle of even size is 0.
    if (is_odd(v)) sum += 2 * count(left_out(generators, v));
    if (steps_ > 0 && known_.size() < most_known) known_[generators] = sum;
    return sum;
  }
  [[nodiscard]] bool is_odd(const Cell& v) const {
    return piece_.weights[graph_.variables(v).front()] % 2 == 1;
  }
  [[nodiscard]] Cell most_frequent(const Generators& generators) const {
    std::pair<std::size_t, Cell> best;
    for (std::size_t pair = 0; pair < graph_.pair_count(); ++pair) {
      for (const bool first : {true, false}) {
        const Cell v = variable(pair, first);
        const auto times = static_cast<std::size_t>(
            std::count_if(generators.begin(), generators.end(),
                          [&](const Cell& set) { return contains(set, v); }));
        if (times > best.first) best = {times, v};
      }
    }
    return best.second;
  }
  static Generators divided(Generators generators, const Cell& v) {
    for (Cell& set : generators) set = without(set, v);
    return minimal(std::move(generators));
  }
  static Generators left_out(Generators generators, const Cell& v) {
    std::erase_if(generators, [&](const Cell& set) { return contains(set, v); });
    return generators;
  }

  static constexpr std::size_t most_known = 100'000;

  const Piece& piece_;
  const CellGraph& graph_;
  std::uint64_t steps_;
  std::map<Generators, Integer> known_;
};

}  // namespace

std::optional<Integer> euler_from_faces(const Piece& piece, const CellGraph& graph,
                                        const std::vector<Cell>& generators, std::uint64_t steps) {
  return FaceCount(piece, graph, steps).of(generators);
}

}  // namespace isthmus::topology
