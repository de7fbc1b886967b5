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
// Where every hidden node lies on a walk from ground to ground, all this happens inside the regions
// of the bottlenecks alone, from a flow inside them (flow/local_minima); the network is only looked
// at to find them. `flow` is needed elsewhere, and for the rare plain cuts below.
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

#include "flow/both_at_once.hpp"
#include "flow/local_minima.hpp"
#include "flow/merge_minima.hpp"
#include "flow/out_minima.hpp"
#include "flow/step_checker.hpp"
#include "flow/walks.hpp"
#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"

namespace isthmus {
namespace {

using flow::both_at_once;
using flow::Direction;

// Both kinds from one point of P(c), on the whole network.
template <class N>
flow::ScaledMinima<N> minima_from(const BalanceNetwork& network, const PerEdge<N>& start) {
  const auto run = [&](const BalanceNetwork& turned) {
    return flow::OutMinimaSearch<N>(turned, {start, PerNode<N>(turned.node_count(), N(0))})
        .run(flow::out_bottlenecks(turned));
  };
  flow::OutMinima<N> out = run(network);
  flow::OutMinima<N> in = run(network.reversed());
  return flow::Merger<N>(std::move(out), std::move(in)).merge();
}

// The local graphs of both kinds.
struct LocalGraphs {
  flow::LocalGraph out, in;
};

// Nothing unless every hidden node lies on a walk from ground to ground. The two kinds know nothing
// of each other, so each has a thread of its own.
std::optional<LocalGraphs> local_graphs(const BalanceNetwork& network) {
  const bool increasing = is_increasing(network);
  const auto build = [&](Direction direction) -> std::optional<flow::LocalGraph> {
    auto regions = flow::find_regions(network, direction, increasing);
    if (!regions) return std::nullopt;
    return flow::local_graph(network, std::move(*regions), direction);
  };
  auto [out, in] = both_at_once([&] { return build(Direction::backward); },
                                [&] { return build(Direction::forward); });
  if (!out || !in) return std::nullopt;
  return LocalGraphs{std::move(*out), std::move(*in)};
}

template <class N>
flow::ScaledMinima<N> minima_within(const LocalGraphs& local, const std::vector<N>& c) {
  auto [out, in] =
      both_at_once([&] { return flow::local_minima<N>(local.out, Direction::backward, c); },
                   [&] { return flow::local_minima<N>(local.in, Direction::forward, c); });
  return flow::Merger<N>(std::move(out), std::move(in)).merge();
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

template <class N>
flow::ScaledStep<N> scaled_weak(CutStep step) {
  return {step.edge, step.kind, std::move(step.set), std::move(step.uses), N(0)};
}

// A use may have its bound from a cut of the other kind, if both are equal. For a lock that does
// not matter; a weak step then gets a plain cut, from a point of P(c) that `find_flow` hands out.
template <class N, class FindFlow>
void check_steps(const BalanceNetwork& network, const std::vector<N>& c,
                 flow::ScaledMinima<N>& minima, const FindFlow& find_flow) {
  flow::StepChecker<N> checker(network, c);
  for (const auto& step : minima.locked) {
    ensure(checker.accepts(step), "every lock is proved by its cut");
  }
  for (auto& step : minima.weakly_locked) {
    if (checker.accepts_weak(step)) continue;
    step = scaled_weak<N>(plain_weak_step(network, find_flow(), step.edge));
    ensure(checker.accepts_weak(step), "every weak lock is proved by its cut");
  }
}

template <class N>
EdgeMinima unscaled(flow::ScaledMinima<N> scaled, const Integer& denominator) {
  EdgeMinima minima;
  const auto rewrite = [&](auto& from, std::vector<CutStep>& to) {
    to.reserve(from.size());
    for (auto& step : from) {
      to.push_back({step.edge, step.kind, std::move(step.set), std::move(step.uses),
                    flow::unscaled(step.bound, denominator)});
    }
  };
  rewrite(scaled.locked, minima.locked);
  rewrite(scaled.weakly_locked, minima.weakly_locked);
  return minima;
}

// `c` is a vector of Integer or of Int256, on the given denominator.
template <class Numbers, class FindFlow>
EdgeMinima local_edge_minima(const BalanceNetwork& network, const LocalGraphs& local,
                             const Numbers& c, const Integer& denominator,
                             const FindFlow& find_flow) {
  return flow::with_smallest_numbers([&]<class N>() {
    const std::vector<N> scaled = flow::convert<N>(c);
    flow::ScaledMinima<N> minima = minima_within<N>(local, scaled);
    check_steps(network, scaled, minima, find_flow);
    return unscaled(std::move(minima), denominator);
  });
}

// Where some hidden node lies on no walk from ground to ground.
EdgeMinima general_edge_minima(const BalanceNetwork& network, const Balance& c, const Flow& flow) {
  std::vector<Rational> all = flow.values();
  all.insert(all.end(), c.values().begin(), c.values().end());
  const flow::ScaledData scaled = flow::scale(all);
  return flow::with_smallest_numbers([&]<class N>() {
    std::vector<N> values = flow::convert<N>(scaled.values);
    const auto after_flow = values.begin() + static_cast<std::ptrdiff_t>(network.edge_count());
    const std::vector<N> balance(after_flow, values.end());
    values.erase(after_flow, values.end());
    flow::ScaledMinima<N> minima = minima_from<N>(network, PerEdge<N>(std::move(values)));
    check_steps(network, balance, minima, [&] { return flow; });
    return unscaled(std::move(minima), scaled.denominator);
  });
}

}  // namespace

EdgeMinima edge_minima(const BalanceNetwork& network, const Balance& c, const Flow& flow) {
  const auto local = local_graphs(network);
  if (!local) return general_edge_minima(network, c, flow);
  const flow::ScaledData scaled = flow::scale(c.values());
  return local_edge_minima(network, *local, scaled.values, scaled.denominator,
                           [&] { return flow; });
}

std::optional<EdgeMinima> edge_minima(const BalanceNetwork& network, const DyadicVector& c) {
  ensure(c.values.size() == network.hidden_count(), "a balance has one value for each node");
  const auto local = local_graphs(network);
  if (!local) return std::nullopt;
  return local_edge_minima(network, *local, c.values, Integer(1) << c.halvings,
                           [&] { return *feasible_flow(network, Balance(to_rationals(c))).flow; });
}

bool is_proof(const BalanceNetwork& network, const Balance& c, const std::vector<CutStep>& steps) {
  flow::StepChecker<Rational> checker(network, c.values());
  return std::all_of(steps.begin(), steps.end(),
                     [&](const CutStep& step) { return checker.accepts(step); });
}

bool is_proof(const BalanceNetwork& network, const Balance& c, const EdgeMinima& minima) {
  flow::StepChecker<Rational> checker(network, c.values());
  const auto accepts = [&](const CutStep& step) { return checker.accepts(step); };
  const auto accepts_weak = [&](const CutStep& step) { return checker.accepts_weak(step); };
  return std::all_of(minima.locked.begin(), minima.locked.end(), accepts) &&
         std::all_of(minima.weakly_locked.begin(), minima.weakly_locked.end(), accepts_weak);
}

}  // namespace isthmus
