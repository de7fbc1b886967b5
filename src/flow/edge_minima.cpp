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
// All this happens inside the regions of the bottlenecks and what misses the ground, from a flow in
// there (flow/local_minima); the network is only looked at to find them. A flow over all of it is
// needed for the rare plain cuts below alone.
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
#include <iterator>
#include <utility>

#include "flow/both_at_once.hpp"
#include "flow/local_minima.hpp"
#include "flow/merge_minima.hpp"
#include "flow/step_checker.hpp"
#include "flow/violated_piece.hpp"
#include "flow/walks.hpp"
#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"

namespace isthmus {
namespace {

using flow::both_at_once;
using flow::Direction;

struct LocalGraphs {
  flow::LocalGraph out, in;
};

// The two kinds know nothing of each other, so each has a thread of its own.
LocalGraphs local_graphs(const BalanceNetwork& network) {
  const bool increasing = is_increasing(network);
  const auto build = [&](Direction direction) {
    return flow::local_graph(network, flow::find_regions(network, direction, increasing),
                             direction);
  };
  auto [out, in] = both_at_once([&] { return build(Direction::backward); },
                                [&] { return build(Direction::forward); });
  return {std::move(out), std::move(in)};
}

template <class N>
struct LocalAnswers {
  flow::LocalAnswer<N> out, in;
};

template <class N>
LocalAnswers<N> answers_within(const BalanceNetwork& network, const LocalGraphs& local,
                               const std::vector<N>& c) {
  auto [out, in] = both_at_once(
      [&] { return flow::LocalSearch<N>(network, local.out, Direction::backward).run(c); },
      [&] { return flow::LocalSearch<N>(network, local.in, Direction::forward).run(c); });
  return {std::move(out), std::move(in)};
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

std::vector<EdgeId> united(const std::vector<EdgeId>& a, const std::vector<EdgeId>& b) {
  std::vector<EdgeId> both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

// The balance as a Balance, a vector of integers on a common denominator, and a point of P(c); the
// first and the last only if asked for.
template <class Numbers, class Exact, class FindFlow>
EdgeVerdicts verdicts(const BalanceNetwork& network, const Numbers& c, const Integer& denominator,
                      const Exact& exact, const FindFlow& find_flow) {
  const LocalGraphs local = local_graphs(network);
  return flow::with_smallest_numbers([&]<class N>() -> EdgeVerdicts {
    const std::vector<N> scaled = flow::convert<N>(c);
    auto [out, in] = answers_within<N>(network, local, scaled);
    if (!out.stuck.empty()) return {flow::violated_piece(network, exact(), out.stuck), {}, {}, {}};
    if (!in.stuck.empty()) return {flow::violated_piece(network, exact(), in.stuck), {}, {}, {}};
    auto minima = flow::Merger<N>(std::move(out.minima), std::move(in.minima)).merge();
    check_steps(network, scaled, minima, find_flow);
    return {{},
            unscaled(std::move(minima), denominator),
            united(out.always_zero, in.always_zero),
            local.out.missed.empty() && local.in.missed.empty()};
  });
}

template <class FindFlow>
EdgeVerdicts verdicts(const BalanceNetwork& network, const Balance& c, const FindFlow& find_flow) {
  ensure(c.size() == network.hidden_count(), "a balance has one value for every hidden node");
  const flow::ScaledData scaled = flow::scale(c.values());
  return verdicts(
      network, scaled.values, scaled.denominator, [&] { return c; }, find_flow);
}

}  // namespace

EdgeMinima edge_minima(const BalanceNetwork& network, const Balance& c, const Flow& flow) {
  EdgeVerdicts found = verdicts(network, c, [&] { return flow; });
  ensure(found.violated_set.empty(), "a polyhedron with a point is not empty");
  return std::move(found.minima);
}

EdgeVerdicts edge_verdicts(const BalanceNetwork& network, const Balance& c) {
  return verdicts(network, c, [&] { return *feasible_flow(network, c).flow; });
}

EdgeVerdicts edge_verdicts(const BalanceNetwork& network, const DyadicVector& c) {
  ensure(c.values.size() == network.hidden_count(), "a balance has one value for each node");
  const auto exact = [&] { return Balance(to_rationals(c)); };
  return verdicts(network, c.values, Integer(1) << c.halvings, exact,
                  [&] { return *feasible_flow(network, exact()).flow; });
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
