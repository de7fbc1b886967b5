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
// Merging. An edge may have steps of both kinds; the larger bound is the minimum. A step that
// survives uses only edges whose bound of its own kind is the final one (otherwise its own bound
// could be raised above the minimum), so with kind out first, every use is an earlier step.
#include "isthmus/flow/edge_minima.hpp"

#include <algorithm>
#include <utility>

#include "flow/out_minima.hpp"
#include "isthmus/error.hpp"

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
    for (const auto* half : {&out_, &in_}) {
      for (const EdgeId e : half->tight_at_zero) keep_weak(e);
    }
    std::sort(merged_.weakly_locked.begin(), merged_.weakly_locked.end());
    return std::move(merged_);
  }

 private:
  void keep(flow::OutStep<N>& step, CutKind kind, const Integer& denominator) {
    status_[step.edge] = Lockedness::locked;
    merged_.locked.push_back({step.edge, kind, std::move(step.set), std::move(step.uses),
                              flow::unscaled(step.bound, denominator)});
  }

  void keep_weak(EdgeId e) {
    if (status_[e] != Lockedness::none) return;
    status_[e] = Lockedness::weak;
    merged_.weakly_locked.push_back(e);
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

// Checks one step against the graph alone. Marks in `inside` are undone before it returns.
class StepChecker {
 public:
  StepChecker(const BalanceNetwork& network, const Balance& c)
      : network_(network),
        c_(c),
        inside_(network.node_count(), false),
        bound_(network.edge_count()) {}

  bool accepts(const CutStep& step) {
    if (step.set.empty() || step.bound <= 0 || network_.multiplicity(step.edge) != 1) return false;
    if (!mark(step.set)) return false;
    const bool valid = crossings_are(step) && value(step) == step.bound;
    for (const NodeId v : step.set) inside_[v] = false;
    if (valid) bound_[step.edge] = step.bound;
    return valid;
  }

 private:
  bool mark(const std::vector<NodeId>& set) {
    for (std::size_t i = 0; i < set.size(); ++i) {
      const bool increasing = i == 0 || set[i - 1] < set[i];
      if (!increasing || set[i].value >= network_.hidden_count()) {
        for (std::size_t j = 0; j < i; ++j) inside_[set[j]] = false;
        return false;
      }
      inside_[set[i]] = true;
    }
    return true;
  }

  // The edges crossing the way of the kind are exactly {step.edge}.
  bool crossings_are(const CutStep& step) const {
    const bool in = step.kind == CutKind::in;
    bool found = false;
    for (const NodeId v : step.set) {
      for (const EdgeId e : in ? network_.in_edges(v) : network_.out_edges(v)) {
        if (inside_[network_.other_end(e, v)]) continue;
        if (e != step.edge) return false;
        found = true;
      }
    }
    return found;
  }

  // ±c(set) + the proved bounds of `uses`; −1 (never a bound) if a use does not cross back.
  Rational value(const CutStep& step) const {
    const bool in = step.kind == CutKind::in;
    Rational sum = 0;
    for (const NodeId v : step.set) sum += c_[v];
    if (!in) sum = -sum;
    for (std::size_t i = 0; i < step.uses.size(); ++i) {
      const EdgeId f = step.uses[i];
      const NodeId from = in ? network_.tail(f) : network_.head(f);
      const NodeId to = in ? network_.head(f) : network_.tail(f);
      const bool repeated = i > 0 && !(step.uses[i - 1] < f);
      if (repeated || !inside_[from] || inside_[to] || bound_[f] <= 0) return -1;
      sum += bound_[f];
    }
    return sum;
  }

  const BalanceNetwork& network_;
  const Balance& c_;
  PerNode<bool> inside_;
  PerEdge<Rational> bound_;
};

}  // namespace

EdgeMinima edge_minima(const BalanceNetwork& network, const Balance& c, const Flow& flow) {
  const BalanceNetwork reversed = network.reversed();
  const flow::ScaledData scaled = flow::scale(flow.values());
  EdgeMinima minima = flow::with_smallest_numbers(
      [&]<class N>() { return find_minima<N>(network, reversed, scaled); });
  ensure(is_proof(network, c, minima.locked), "every lock is proved by its cut");
  return minima;
}

bool is_proof(const BalanceNetwork& network, const Balance& c, const std::vector<CutStep>& steps) {
  StepChecker checker(network, c);
  return std::all_of(steps.begin(), steps.end(),
                     [&](const CutStep& step) { return checker.accepts(step); });
}

}  // namespace isthmus
