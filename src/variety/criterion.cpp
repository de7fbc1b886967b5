// The criterion for a symbolic balance (Theory §3): a nonempty M(c) is connected exactly when
// c(U) ≤ 0 for every cut of kind in and c(U) ≥ 0 for every cut of kind out.
//
// The cuts of one bottleneck e = (u→v) and one kind, say out, are the sets U in its region that
// contain u and are closed under successors (e left out). Only those joined by undirected edges
// matter: another one is a joined cut plus sets without edges out, for which feasibility already
// says c ≥ 0. They are enumerated without repetition or dead ends: from the least one, the
// successors of u, pick a neighbour outside; either add it with its successors, or exclude it with
// its predecessors. Neighbours outside are always predecessors, so every leaf is a new closed set.
#include <algorithm>
#include <utility>

#include "isthmus/variety/components.hpp"

namespace isthmus {
namespace {

// Sets behind each other along a long chain would fill the memory: their sizes add up to n²/2.
constexpr std::size_t max_nodes_listed = 1'000'000;

enum class Mark : std::uint8_t { open, inside, excluded };

class CutEnumerator {
 public:
  CutEnumerator(const BalanceNetwork& network, EdgeId e, CutKind kind)
      : network_(network), edge_(e), kind_(kind), mark_(network.node_count(), Mark::excluded) {
    for (const NodeId v : bottleneck_region(network, e, kind)) mark_[v] = Mark::open;
    start_ = kind == CutKind::in ? network.head(e) : network.tail(e);
  }

  // Appends the sets, at most up to `limit` entries of `found` and as long as `nodes_left` lasts;
  // false if one of them stopped it.
  bool run(std::vector<WallInequality>& found, std::size_t limit, std::size_t& nodes_left) {
    spread(start_, Mark::inside);
    std::vector<Branch> branch_points;
    std::size_t scan = 0;
    while (true) {
      if (const auto next = open_neighbour(scan)) {
        branch_points.push_back({trail_.size(), scan});
        spread(*next, Mark::inside);
        continue;
      }
      if (found.size() == limit || trail_.size() > nodes_left) return false;
      nodes_left -= trail_.size();
      found.push_back({edge_, kind_, inside()});
      if (!flip_last(branch_points, scan)) return true;
    }
  }

 private:
  struct Branch {
    std::size_t from;  // where on the trail the branch begins
    std::size_t scan;  // the trail before this position has no open neighbour
  };

  [[nodiscard]] bool downstream(Mark mark) const {
    return (kind_ == CutKind::out) == (mark == Mark::inside);
  }

  // Marks v and everything that must follow: for kind out, the successors of a node inside and
  // the predecessors of an excluded one; for kind in the other way round.
  void spread(NodeId v, Mark mark) {
    std::size_t next = trail_.size();
    set(v, mark);
    for (; next < trail_.size(); ++next) {
      const NodeId at = trail_[next];
      const auto arcs = downstream(mark) ? network_.out_edges(at) : network_.in_edges(at);
      for (const EdgeId e : arcs) {
        const NodeId other = network_.other_end(e, at);
        if (e != edge_ && mark_[other] == Mark::open) set(other, mark);
      }
    }
  }

  void set(NodeId v, Mark mark) {
    mark_[v] = mark;
    trail_.push_back(v);
  }

  std::optional<NodeId> open_neighbour(std::size_t& scan) const {
    for (; scan < trail_.size(); ++scan) {
      const NodeId v = trail_[scan];
      if (mark_[v] != Mark::inside) continue;
      for (const auto arcs : {network_.in_edges(v), network_.out_edges(v)}) {
        for (const EdgeId e : arcs) {
          const NodeId other = network_.other_end(e, v);
          if (mark_[other] == Mark::open) return other;
        }
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::vector<NodeId> inside() const {
    std::vector<NodeId> set;
    for (const NodeId v : trail_) {
      if (mark_[v] == Mark::inside) set.push_back(v);
    }
    std::sort(set.begin(), set.end());
    return set;
  }

  // Turns the last inclusion into an exclusion. An exclusion is never a branch point again, so
  // the trail shrinks to the branch, and the excluded nodes stay until that branch is undone.
  bool flip_last(std::vector<Branch>& branch_points, std::size_t& scan) {
    if (branch_points.empty()) return false;
    const std::size_t from = branch_points.back().from;
    scan = branch_points.back().scan;
    branch_points.pop_back();
    const NodeId chosen = trail_[from];
    while (trail_.size() > from) {
      mark_[trail_.back()] = Mark::open;
      trail_.pop_back();
    }
    spread(chosen, Mark::excluded);
    return true;
  }

  const BalanceNetwork& network_;
  EdgeId edge_;
  CutKind kind_;
  NodeId start_;
  PerNode<Mark> mark_;
  std::vector<NodeId> trail_;
};

}  // namespace

ConnectednessCriterion connectedness_criterion(const BalanceNetwork& network, std::size_t limit) {
  ConnectednessCriterion criterion;
  criterion.bottlenecks = bottleneck_edges(network);
  std::size_t nodes_left = max_nodes_listed;
  for (const Bottleneck& b : criterion.bottlenecks) {
    for (const CutKind kind : {CutKind::in, CutKind::out}) {
      if (!(kind == CutKind::in ? b.in : b.out)) continue;
      CutEnumerator cuts(network, b.edge, kind);
      if (!cuts.run(criterion.inequalities, limit, nodes_left)) {
        criterion.complete = false;
        return criterion;
      }
    }
  }
  std::stable_sort(criterion.inequalities.begin(), criterion.inequalities.end(),
                   [](const WallInequality& a, const WallInequality& b) {
                     if (a.edge != b.edge) return a.edge < b.edge;
                     if (a.kind != b.kind) return a.kind == CutKind::in;
                     return a.set < b.set;
                   });
  return criterion;
}

}  // namespace isthmus
