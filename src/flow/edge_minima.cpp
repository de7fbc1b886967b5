// The exact minimum of x_e over P(c) for every edge that can be locked (Theory §3).
//
// Problem. By duality and total unimodularity min x_e = max(0, max c(U) over cuts of kind in,
// max −c(U) over cuts of kind out), e being the only edge into (out of) U. Only bottleneck edges
// have such cuts. One maximum flow for each edge would find the value, but a chain of n locked
// edges then has cuts with n²/2 nodes in all.
//
// Idea. The two kinds are found separately. For kind out, give every node a free inflow from the
// ground: that removes all cuts of kind in and leaves those of kind out, so P(c) is relaxed to a
// polyhedron whose minima are exactly the kind-out maxima. For e = (u→v), send what e carries
// from u elsewhere, to the ground or into a node that then needs less free inflow, never taking
// an edge below the bound proved for it earlier. When nothing more can be sent, the set S reached
// from u is a derived cut: e is the only edge out of S, every edge f into S is at its bound, so
// x_e = −c(S) + Σ bounds. Kind in is the same on the reversed network with the balance negated.
//
// Why it is fast. Exiting bottlenecks are bridges in the post-dominator tree, and the nodes that
// can only exit through e form a tree of regions. Upstream regions come first; their edges stay
// at their bounds ever after, so the search that ends in a cut never enters them: each region is
// searched once, and sets stay small. Searches that find somewhere to send flow end at the first
// such place, usually a few edges away. O(V + E) apart from the maximum flows inside the regions.
//
// How long the steps are together. Sets overlap only where a search runs forward into a region
// that an earlier cut closed, and some cuts must: take a chain 0→1→…→n→⏚ and for every v a node w_v
// that must send 1 to v or to 0. The cut of v→v+1 contains v, hence w_v, hence 0, hence everything
// before v: n²/2 nodes for 3n edges, whatever plain derived cuts are chosen. The sets of one kind
// are nested there (laminar, Theory §3), so that certificates list increments (proof/nested_sets).
// Without such detours back to the beginning the total stays below |H| + |E|
// (tests/flow/proof_size_test.cpp).
//
// Merging. An edge may have steps of both kinds; the larger bound is the minimum. A step that
// survives uses only edges whose bound of its own kind is the final one (otherwise its own bound
// could be raised above the minimum), so with kind out first, every use is an earlier step.
#include "isthmus/flow/edge_minima.hpp"

#include <algorithm>
#include <utility>

#include "flow/out_minima.hpp"
#include "flow/step_checker.hpp"
#include "flow/walks.hpp"
#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"

namespace isthmus {
namespace {

enum class Lockedness : std::uint8_t { none, weak, locked };

template <class N>
class Merger {
 public:
  Merger(const BalanceNetwork& network, flow::OutMinima<N> out, flow::OutMinima<N> in)
      : out_(std::move(out)),
        in_(std::move(in)),
        out_bound_(network.edge_count(), N(0)),
        in_bound_(network.edge_count(), N(0)),
        status_(network.edge_count(), Lockedness::none) {
    for (const auto& step : out_.steps) out_bound_[step.edge] = step.bound;
    for (const auto& step : in_.steps) in_bound_[step.edge] = step.bound;
  }

  EdgeMinima merge(const Integer& denominator) {
    for (auto& step : out_.steps) {
      if (step.bound >= in_bound_[step.edge]) keep(step, CutKind::out, denominator);
    }
    for (auto& step : in_.steps) {
      if (step.bound > out_bound_[step.edge]) keep(step, CutKind::in, denominator);
    }
    for (auto& step : out_.tight_at_zero) keep_weak(step, CutKind::out);
    for (auto& step : in_.tight_at_zero) keep_weak(step, CutKind::in);
    std::sort(merged_.weakly_locked.begin(), merged_.weakly_locked.end(),
              [](const CutStep& a, const CutStep& b) { return a.edge < b.edge; });
    return std::move(merged_);
  }

 private:
  void keep(flow::OutStep<N>& step, CutKind kind, const Integer& denominator) {
    status_[step.edge] = Lockedness::locked;
    merged_.locked.push_back({step.edge, kind, std::move(step.set), std::move(step.uses),
                              flow::unscaled(step.bound, denominator)});
  }

  void keep_weak(flow::OutStep<N>& step, CutKind kind) {
    if (status_[step.edge] != Lockedness::none) return;
    status_[step.edge] = Lockedness::weak;
    merged_.weakly_locked.push_back(
        {step.edge, kind, std::move(step.set), std::move(step.uses), 0});
  }

  flow::OutMinima<N> out_, in_;
  PerEdge<N> out_bound_, in_bound_;
  PerEdge<Lockedness> status_;
  EdgeMinima merged_;
};

template <class N>
EdgeMinima find_minima(const BalanceNetwork& network, const BalanceNetwork& reversed,
                       const flow::ScaledData& scaled) {
  const PerEdge<N> start(flow::convert<N>(scaled.values));
  flow::OutMinima<N> out = flow::OutMinimaSearch<N>(network, start).run();
  flow::OutMinima<N> in = flow::OutMinimaSearch<N>(reversed, start).run();
  return Merger<N>(network, std::move(out), std::move(in)).merge(scaled.denominator);
}

// A cut of value 0 that uses no bounds: at a point where x_e = 0, a closed side of the residual
// graph that misses the ground and the other end of e. One flow and two searches, O(V + E).
CutStep plain_weak_step(const BalanceNetwork& network, const Flow& flow, EdgeId e) {
  const auto y = flow_avoiding(network, flow, e);
  ensure(y.has_value(), "a weakly locked edge can vanish");
  for (const CutKind kind : {CutKind::out, CutKind::in}) {
    const bool out = kind == CutKind::out;
    const NodeId near_end = out ? network.tail(e) : network.head(e);
    const NodeId far_end = network.other_end(e, near_end);
    std::vector<NodeId> set = flow::residual_reach(
        network, *y, near_end, out ? flow::Direction::forward : flow::Direction::backward, e);
    const auto contains = [&](NodeId v) { return std::binary_search(set.begin(), set.end(), v); };
    if (contains(network.ground()) || contains(far_end)) continue;
    return {e, kind, std::move(set), {}, 0};
  }
  ensure(false, "a weakly locked edge has a cut of value 0");
  return {};
}

// A use may have its bound from a cut of the other kind, if both are equal. For a lock that does
// not matter; a weak step then gets a plain cut.
void check_steps(const BalanceNetwork& network, const Balance& c, const Flow& flow,
                 EdgeMinima& minima) {
  flow::StepChecker checker(network, c);
  for (const CutStep& step : minima.locked) {
    ensure(checker.accepts(step), "every lock is proved by its cut");
  }
  for (CutStep& step : minima.weakly_locked) {
    if (checker.accepts_weak(step)) continue;
    step = plain_weak_step(network, flow, step.edge);
    ensure(checker.accepts_weak(step), "every weak lock is proved by its cut");
  }
}

}  // namespace

EdgeMinima edge_minima(const BalanceNetwork& network, const Balance& c, const Flow& flow) {
  const BalanceNetwork reversed = network.reversed();
  const flow::ScaledData scaled = flow::scale(flow.values());
  EdgeMinima minima = flow::with_smallest_numbers(
      [&]<class N>() { return find_minima<N>(network, reversed, scaled); });
  check_steps(network, c, flow, minima);
  return minima;
}

bool is_proof(const BalanceNetwork& network, const Balance& c, const std::vector<CutStep>& steps) {
  flow::StepChecker checker(network, c);
  return std::all_of(steps.begin(), steps.end(),
                     [&](const CutStep& step) { return checker.accepts(step); });
}

bool is_proof(const BalanceNetwork& network, const Balance& c, const EdgeMinima& minima) {
  flow::StepChecker checker(network, c);
  const auto accepts = [&](const CutStep& step) { return checker.accepts(step); };
  const auto accepts_weak = [&](const CutStep& step) { return checker.accepts_weak(step); };
  return std::all_of(minima.locked.begin(), minima.locked.end(), accepts) &&
         std::all_of(minima.weakly_locked.begin(), minima.weakly_locked.end(), accepts_weak);
}

}  // namespace isthmus
