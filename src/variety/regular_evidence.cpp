// The proof that the regular part has exactly 2^m components (Theory §5).
//
// Problem. Give a regular point, and for every edge that is neither locked nor weakly locked a
// regular point at which it vanishes, in linear size altogether.
//
// Idea. The interior point is positive on all edges but loops. Bypassed edges need nothing more:
// what they carry goes along the walk around them. Only bottlenecks remain. Such an e is emptied by
// a local push that leaves every other edge at least a fraction of its amount, so that e alone
// vanishes; the point is regular because the ends of e stay joined, which a detour shows. Detours
// run along a breadth-first tree from the ground. If e belongs to the tree, a search in the part
// below e finds an edge that leaves that part.
//
// The fraction. On the face x_e = 0 some point is positive on all other edges (otherwise a cut of
// value 0 would make e weakly locked), hence some fraction 2^-k can be kept everywhere; k grows
// until it is small enough. The same argument finds the interior point: lower bounds ε = 2^-k.
#include "isthmus/variety/regular_evidence.hpp"

#include <algorithm>

#include "flow/edge_emptier.hpp"
#include "flow/scaled.hpp"
#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/variety/point.hpp"
#include "variety/rooted_tree.hpp"

namespace isthmus {
namespace {

// 0, 1, 2, 4, 8, …: few attempts even where a very small fraction is needed.
constexpr unsigned next_exponent(unsigned k) { return k == 0 ? 1 : 2 * k; }
constexpr unsigned largest_exponent = 1u << 20;

std::optional<Flow> flow_above(const BalanceNetwork& network, const Balance& c,
                               const Rational& bound) {
  Flow lowest(network.edge_count());
  for (const EdgeId e : network.edges()) {
    if (!network.is_loop(e)) lowest[e] = bound;
  }
  Balance left = balance_of(network, lowest);
  for (const NodeId v : network.hidden_nodes()) left[v] = c[v] - left[v];
  Feasibility rest = feasible_flow(network, left);
  if (!rest.feasible()) return std::nullopt;
  for (const EdgeId e : network.edges()) (*rest.flow)[e] += lowest[e];
  return std::move(rest.flow);
}

Flow interior_flow(const BalanceNetwork& network, const Balance& c) {
  for (unsigned k = 0; k <= largest_exponent; k = next_exponent(k)) {
    if (auto flow = flow_above(network, c, Rational(1) / Rational(Integer(1) << k))) return *flow;
  }
  throw limit_error("no regular point with short numbers was found", "round the balance");
}

// Empties single edges while all others keep the fraction 2^-k of what they carry.
template <class N>
class Emptier {
 public:
  Emptier(const BalanceNetwork& network, const std::vector<Integer>& values, Integer denominator,
          unsigned k)
      : denominator_(std::move(denominator) << k),
        emptier_(network, scaled_up(values, k), PerEdge<N>(flow::convert<N>(values))) {}

  std::optional<SparseVector> empty(EdgeId e) {
    std::optional<SparseVector> result;
    if (emptier_.empty(e)) result = difference();
    emptier_.restore();
    return result;
  }

 private:
  static PerEdge<N> scaled_up(const std::vector<Integer>& values, unsigned k) {
    std::vector<Integer> large;
    large.reserve(values.size());
    for (const Integer& value : values) large.push_back(value << k);
    return PerEdge<N>(flow::convert<N>(large));
  }

  SparseVector difference() const {
    SparseVector entries;
    for (const EdgeId f : emptier_.touched()) {
      N change = emptier_.x(f);
      flow::subtract(change, emptier_.start(f));
      if (change != 0) entries.emplace_back(f, flow::unscaled(change, denominator_));
    }
    return entries;
  }

  Integer denominator_;
  flow::EdgeEmptier<N> emptier_;
};

class Witnesses {
 public:
  Witnesses(const BalanceNetwork& network, const RegularEvidence& evidence)
      : network_(network),
        scaled_(flow::scale(evidence.interior.values())),
        tree_(network, evidence.forest) {}

  std::vector<RegularWitness> run(std::vector<EdgeId> edges) {
    for (unsigned k = 1; !edges.empty(); k = next_exponent(k)) {
      if (k > largest_exponent) {
        throw limit_error("some edges vanish at no regular point with short numbers",
                          "round the balance");
      }
      edges = flow::with_smallest_numbers([&]<class N>() { return attempt<N>(edges, k); });
    }
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) {
      return a.detours.front().edge < b.detours.front().edge;
    });
    return std::move(found_);
  }

 private:
  // The edges that need a smaller fraction.
  template <class N>
  std::vector<EdgeId> attempt(const std::vector<EdgeId>& edges, unsigned k) {
    Emptier<N> emptier(network_, scaled_.values, scaled_.denominator, k);
    std::vector<RegularWitness> found;
    std::vector<EdgeId> left;
    for (const EdgeId e : edges) {
      if (auto difference = emptier.empty(e)) {
        found.push_back({std::move(*difference), {{e, tree_.walk_around(e)}}});
      } else {
        left.push_back(e);
      }
    }
    std::move(found.begin(), found.end(), std::back_inserter(found_));
    return left;
  }

  const BalanceNetwork& network_;
  flow::ScaledData scaled_;
  RootedTree tree_;
  std::vector<RegularWitness> found_;
};

// Edges that are not accounted for otherwise.
std::vector<EdgeId> edges_left(const BalanceNetwork& network, const Bypass& bypass,
                               const EdgeMinima& minima) {
  PerEdge<bool> done = bypassed_edges(network, bypass);
  for (const CutStep& step : minima.locked) done[step.edge] = true;
  for (const CutStep& step : minima.weakly_locked) done[step.edge] = true;
  std::vector<EdgeId> left;
  for (const EdgeId e : network.edges()) {
    if (!done[e] && !network.is_loop(e) && network.multiplicity(e) == 1) left.push_back(e);
  }
  return left;
}

}  // namespace

RegularEvidence regular_evidence(const BalanceNetwork& network, const Balance& c,
                                 const Bypass& bypass, const EdgeMinima& minima) {
  RegularEvidence evidence;
  evidence.interior = interior_flow(network, c);
  const PointRank rank = rank_at(network, evidence.interior);
  ensure(!rank.singular(), "a positive point of a connected network is regular");
  evidence.forest = rank.forest;
  evidence.witnesses = Witnesses(network, evidence).run(edges_left(network, bypass, minima));
  return evidence;
}

}  // namespace isthmus
