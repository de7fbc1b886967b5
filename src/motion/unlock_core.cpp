// Problem. Choose whole numbers k_v so that the balance of x_e · 4^(k_head − k_tail) locks as few
// edges as possible (Theory §7).
//
// Idea. Adding −t to k on a set U with δ_in(U) = {e} divides x_e by 4^t, multiplies everything that
// leaves U by 4^t and changes nothing else: once x_e <= x(δ_out(U)), this cut locks e no longer.
// Likewise +t for kind out. So take the cut of every lock, move its nodes by the least t that
// opens it, and look again. A cut that a single edge leaves would only hand its lock on: such
// edges are in series and are made equal together (equalise.hpp).
// If a class could be made equal but for a remainder of its exponents, nodes at its edges are moved
// by one, or cuts further than needed, and everything is repeated.
//
// Why it gets there where nothing is in series: x = 1 on all edges locks nothing unless there are
// dead ends, since at least as many edges leave a cut as enter it; opened cuts move towards that.
// There is no proof that the moves of overlapping cuts of both kinds settle, so the search counts
// on nothing: every number of locks is computed from the squares, the best k is kept, and only
// lock_bound() says that it is the least.
//
// Invariants: the exponents reproduce the squares; a k other than 0 has fewer locks than k = 0.
// Complexity: a round is edge_verdicts() and the edges at the cuts moved; rounds end when
// `patience` of them were in vain.
//
// Rejected: rescaling to c = 0 with real factors and rounding: moves every neuron, and rounding by
// up to √2 at both ends of an edge breaks what had no slack. Search over all k in a box: proves
// nothing about k outside, and is exponential.
#include "motion/unlock_core.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "isthmus/flow/edge_minima.hpp"
#include "motion/equalise.hpp"
#include "motion/lock_bound.hpp"
#include "motion/powers.hpp"
#include "motion/rescaled_flow.hpp"

namespace isthmus::motion {
namespace {

constexpr std::size_t patience = 12;
constexpr std::size_t patience_of_trials = 4;
constexpr std::uint64_t steps_for_sets = 50'000'000;
constexpr std::uint64_t steps_for_trials = 50'000'000;  // edges looked at

std::vector<CutStep> locks_at(const RescaledFlow& flow) {
  return edge_verdicts(flow.network(), flow.balance()).minima.locked;
}

class Search {
 public:
  Search(const BalanceNetwork& network, Flow x, const PerNode<bool>& held)
      : network_(network),
        held_(held),
        flow_(network, std::move(x)),
        best_(network.hidden_count(), 0),
        best_locks_(locks_at(flow_)) {}

  [[nodiscard]] std::size_t lock_count() const { return best_locks_.size(); }

  CoreUnlocking run() {
    DeadEnds dead_ends(network_, flow_.x(), Budget(steps_for_sets));
    find_bound(dead_ends);
    const PowerRescaling start = best_;
    const std::vector<CutStep> locked = best_locks_;
    open_cuts(patience);
    while (!finished() && move_further()) {
    }
    if (best_locks_.size() == locked.size()) best_ = start, best_locks_ = locked;
    flow_.move_to(best_);
    return {best_, bound_.total, explain(dead_ends)};
  }

  CoreUnlocking judge() {
    DeadEnds dead_ends(network_, flow_.x(), Budget(steps_for_sets));
    find_bound(dead_ends);
    return {best_, bound_.total, explain(dead_ends)};
  }

 private:
  [[nodiscard]] bool finished() const { return best_locks_.size() == bound_.total; }

  void find_bound(DeadEnds& dead_ends) {
    classes_ = series_classes(network_, Budget(steps_for_sets));
    bound_ = lock_bound(network_, flow_.x(), classes_, best_locks_, dead_ends);
  }

  [[nodiscard]] bool any_held(const std::vector<NodeId>& set) const {
    return std::any_of(set.begin(), set.end(), [&](NodeId v) { return held_[v]; });
  }

  // Rounds from where flow_ is.
  void open_cuts(std::size_t most_in_vain) {
    for (std::size_t vain = 0; vain < most_in_vain && !finished(); ++vain) {
      for (const SeriesClass& series : classes_) settle(series);
      std::vector<CutStep> locked = locks_at(flow_);
      if (locked.size() < best_locks_.size()) vain = 0;
      if (locked.size() <= best_locks_.size()) {
        best_ = flow_.exponents();
        best_locks_ = locked;
      }
      if (!open(locked)) return;
    }
  }

  // Makes as many edges of a class least as shifts of the sets between them can.
  void settle(const SeriesClass& series) {
    const std::vector<Rational> values = values_on(series, flow_.x());
    if (std::count(values.begin(), values.end(), 0) > 0) return;
    if (std::any_of(series.between.begin(), series.between.end(),
                    [&](const auto& set) { return any_held(set); })) {
      return;
    }
    const Equalisation best = equalise(values);
    if (count_least(values) >= best.least) return;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < series.between.size(); ++i) {
      sum += best.factors[i];
      if (sum != 0) flow_.shift(series.between[i], sum);
    }
  }

  // False if no cut could be opened.
  bool open(const std::vector<CutStep>& locked) {
    bool moved = false;
    for (std::size_t i = 0; i < locked.size(); ++i) {
      const CutStep& step = locked[i];
      moved =
          open(step, step.set) || (!step.uses.empty() && open(step, whole_cut(locked, i))) || moved;
    }
    return moved;
  }

  bool open(const CutStep& step, const std::vector<NodeId>& set) {
    const auto t = opening(step, set);
    if (t) flow_.shift(set, *t);
    return t.has_value();
  }

  // The least shift of a cut after which it does not lock its edge; nothing if it is open already
  // or cannot be opened.
  std::optional<std::int64_t> opening(const CutStep& step, const std::vector<NodeId>& set) {
    if (any_held(set)) return std::nullopt;
    Boundary cut = flow_.boundary(set);
    const bool in = step.kind == CutKind::in;
    if (!in) {
      std::swap(cut.in, cut.out);
      std::swap(cut.in_count, cut.out_count);
      std::swap(cut.last_in, cut.last_out);
    }
    if (cut.in_count != 1 || cut.last_in != step.edge) return std::nullopt;
    if (cut.out_count == 1 || cut.out == 0 || cut.in <= cut.out) return std::nullopt;
    const std::int64_t t = ceil_log16(cut.in / cut.out);
    return in ? -t : t;
  }

  // The set of a step together with those of the steps that it uses, and so on.
  static std::vector<NodeId> whole_cut(const std::vector<CutStep>& locked, std::size_t last) {
    std::set<EdgeId> wanted{locked[last].edge};
    std::vector<NodeId> set;
    for (std::size_t i = last + 1; i-- > 0;) {
      const CutStep& step = locked[i];
      if (!wanted.contains(step.edge)) continue;
      wanted.insert(step.uses.begin(), step.uses.end());
      set.insert(set.end(), step.set.begin(), step.set.end());
    }
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
  }

  // True if one more move has saved a lock: of a node next to a class that lacks a remainder, or of
  // a cut further than it takes to open it, which changes the remainders of classes at it.
  bool move_further() {
    flow_.move_to(best_);
    for (const SeriesClass& series : classes_) {
      if (!lacks_remainder(series)) continue;
      for (const NodeId v : ends(series)) {
        if (saves_a_lock({v}, -1) || saves_a_lock({v}, 1)) return true;
      }
    }
    const std::vector<CutStep> locked = best_locks_;
    for (std::size_t i = 0; i < locked.size(); ++i) {
      const std::vector<NodeId> set = whole_cut(locked, i);
      const std::int64_t t = opening(locked[i], set).value_or(0);
      for (const int more : {-1, 1, -2, 2}) {
        if (t != 0 && t * more > 0 && saves_a_lock(set, t + more)) return true;
      }
    }
    return false;
  }

  bool saves_a_lock(const std::vector<NodeId>& set, std::int64_t t) {
    if (any_held(set) || !trials_.spend(patience_of_trials * network_.edge_count())) return false;
    const std::size_t before = best_locks_.size();
    flow_.shift(set, t);
    open_cuts(patience_of_trials);
    flow_.move_to(best_);
    return best_locks_.size() < before;
  }

  // All could be equal if it were not for the sum of their exponents.
  [[nodiscard]] bool lacks_remainder(const SeriesClass& series) const {
    const std::vector<Rational> values = values_on(series, flow_.x());
    if (std::count(values.begin(), values.end(), 0) > 0) return false;
    return equalise(values).most == values.size() && count_least(values) < values.size();
  }

  // The hidden nodes at the edges of a class that are ends of one of them only.
  [[nodiscard]] std::vector<NodeId> ends(const SeriesClass& series) const {
    std::vector<NodeId> nodes{network_.tail(series.edges.front())};
    for (std::size_t i = 1; i < series.edges.size(); ++i) {
      const NodeId head = network_.head(series.edges[i - 1]);
      const NodeId tail = network_.tail(series.edges[i]);
      if (head != tail) nodes.insert(nodes.end(), {head, tail});
    }
    nodes.push_back(network_.head(series.edges.back()));
    std::erase_if(nodes, [&](NodeId v) { return network_.is_ground(v); });
    return nodes;
  }

  [[nodiscard]] std::vector<CoreLock> explain(DeadEnds& dead_ends) const {
    PerEdge<const SeriesClass*> settled(network_.edge_count(), nullptr);
    for (std::size_t i = 0; i < classes_.size(); ++i) {
      const std::vector<Rational> values = values_on(classes_[i], flow_.x());
      if (values.size() - count_least(values) != bound_.of_class[i]) continue;
      for (const EdgeId e : classes_[i].edges) settled[e] = &classes_[i];
    }
    const bool any = std::count(held_.values().begin(), held_.values().end(), true) > 0;
    std::vector<CoreLock> locks;
    for (const CutStep& step : best_locks_) {
      locks.push_back(explain(step.edge, settled[step.edge], any, dead_ends));
    }
    std::sort(locks.begin(), locks.end(),
              [](const CoreLock& a, const CoreLock& b) { return a.edge < b.edge; });
    return locks;
  }

  [[nodiscard]] CoreLock explain(EdgeId e, const SeriesClass* series, bool any_held,
                                 DeadEnds& dead_ends) const {
    if (dead_ends.behind(e)) return {e, LockReason::dead_end, {}};
    if (series != nullptr) {
      const std::vector<Rational> values = values_on(*series, flow_.x());
      if (flow_.x()[e] != *std::min_element(values.begin(), values.end())) {
        return {e, LockReason::series, series->edges};
      }
    }
    return {e, any_held ? LockReason::range : LockReason::unknown, {}};
  }

  const BalanceNetwork& network_;
  const PerNode<bool>& held_;
  RescaledFlow flow_;
  PowerRescaling best_;
  std::vector<CutStep> best_locks_;
  std::vector<SeriesClass> classes_;
  LockBound bound_;
  Budget trials_{steps_for_trials};
};

}  // namespace

// Again from what was found, until nothing changes: so unlocking twice is unlocking once.
CoreUnlocking unlock_core(const BalanceNetwork& network, const Flow& x, const PerNode<bool>& held) {
  CoreUnlocking found{PowerRescaling(network.hidden_count(), 0), 0, {}};
  for (;;) {
    Search search(network, rescaled(network, x, found.k), held);
    const std::size_t before = search.lock_count();
    if (before == 0) return found;
    CoreUnlocking next = search.run();
    for (const NodeId v : network.hidden_nodes()) found.k[v] += next.k[v];
    found.least = next.least;
    found.remaining = std::move(next.remaining);
    if (found.remaining.size() == before || found.remaining.size() == found.least) return found;
  }
}

CoreUnlocking judge_locks(const BalanceNetwork& network, const Flow& x) {
  const PerNode<bool> held(network.node_count(), false);
  Search search(network, x, held);
  if (search.lock_count() == 0) return {PowerRescaling(network.hidden_count(), 0), 0, {}};
  return search.judge();
}

}  // namespace isthmus::motion
