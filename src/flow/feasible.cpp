// Feasibility of P(c) = {x ≥ 0 : Bx = c} (Theory §2).
//
// Problem. Find a flow on G/⏚ whose in-minus-out at every hidden node v is c_v, with nothing
// asked of the ground and no upper limits; or a set that shows there is none.
//
// Idea. What a node needs (c_v > 0) comes down a breadth-first tree from the ground whenever the
// ground reaches v, and what it sends out (c_v < 0) goes down such a tree to the ground whenever
// v reaches it: linear time, and in a network whose hidden nodes all lie on ground-to-ground
// walks nothing is left. Only needs out of the ground's reach and surpluses that cannot reach
// it remain; they are met by pushing along the residual graph, which may undo tree flow.
//
// The core. Hidden nodes that the ground reaches and that reach it can take and send whatever the
// others ask for. So the others are solved first, with the core as ground, and the core after them
// with what they left: pushing is confined to what misses the ground (flow/core_split).
//
// Failure. If some surplus cannot be pushed out, the set S that it reaches has no edge out, no
// flow in, and more sent than the law allows: c(S) < 0. If some need stays unmet after that, the
// set T that the ground does not reach has no edge in and c(T) > 0. Either is narrowed to one
// connected piece. Completeness is Hoffman's circulation theorem; the rejected alternative, one
// linear program, gives the same answers but neither sparse flows nor sets.
#include "isthmus/flow/feasible.hpp"

#include <algorithm>

#include "flow/avoiding.hpp"
#include "flow/core_split.hpp"
#include "flow/push.hpp"
#include "flow/scaled.hpp"
#include "flow/violated_piece.hpp"
#include "flow/walks.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

using flow::add;
using flow::Direction;
using flow::Pusher;
using flow::subtract;
using flow::walk;

// Serves every node of the tree whose `need` is positive along the tree; the needs add up from
// the leaves to the root.
template <class N>
void serve_along_tree(const BalanceNetwork& network, const flow::WalkTree& tree, PerNode<N> need,
                      PerEdge<N>& x) {
  for (std::size_t i = tree.order.size(); i-- > 1;) {
    const NodeId v = tree.order[i];
    if (need[v] == 0) continue;
    const EdgeId e = tree.tree_edge[i];
    add(x[e], need[v]);
    add(need[network.other_end(e, v)], need[v]);
  }
}

// The positive part of sign·c on the hidden nodes, 0 on the ground.
template <class N>
PerNode<N> positive_part(const std::vector<N>& c, int sign) {
  PerNode<N> part(c.size() + 1, N(0));
  for (std::size_t v = 0; v < c.size(); ++v) {
    const N value = sign > 0 ? c[v] : N(-c[v]);
    if (value > 0) part.values()[v] = value;
  }
  return part;
}

// In-minus-out minus c at every hidden node: positive is surplus, negative is need.
template <class N>
std::vector<N> excess(const BalanceNetwork& network, const std::vector<N>& c, const PerEdge<N>& x) {
  PerNode<N> net(network.node_count(), N(0));
  for (const EdgeId e : network.edges()) {
    if (network.is_loop(e) || x[e] == 0) continue;
    add(net[network.head(e)], x[e]);
    subtract(net[network.tail(e)], x[e]);
  }
  for (std::size_t v = 0; v < c.size(); ++v) subtract(net.values()[v], c[v]);
  net.values().pop_back();
  return std::move(net.values());
}

template <class N>
using Supply = std::vector<std::pair<NodeId, N>>;

template <class N>
bool is_used_up(const Supply<N>& supply) {
  return std::all_of(supply.begin(), supply.end(),
                     [](const auto& entry) { return entry.second == 0; });
}

// Pushes all surplus to needy nodes or to the ground.
template <class N>
bool ship_surplus(const std::vector<N>& surplus, Pusher<N>& pusher) {
  Supply<N> supply;
  for (std::uint32_t v = 0; v < surplus.size(); ++v) {
    if (surplus[v] > 0) supply.emplace_back(NodeId{v}, surplus[v]);
  }
  pusher.ground_absorbs = true;
  pusher.push(supply);
  pusher.ground_absorbs = false;
  return is_used_up(supply);
}

// Pushes from the ground to every node that still needs something.
template <class N>
bool meet_needs(const BalanceNetwork& network, Pusher<N>& pusher) {
  N total(0);
  for (const N& room : pusher.room.values()) add(total, room);
  Supply<N> supply{{network.ground(), total}};
  pusher.whole_levels = true;
  pusher.push(supply);
  pusher.whole_levels = false;
  return is_used_up(supply);
}

enum class Stuck { surplus, need };

// The set is what the surplus reaches, or what the ground does not reach.
template <class N>
Feasibility infeasible(const BalanceNetwork& network, const Balance& c, const Pusher<N>& pusher,
                       Stuck stuck) {
  std::vector<NodeId> candidates;
  for (const NodeId v : network.hidden_nodes()) {
    if (pusher.was_reached(v) == (stuck == Stuck::surplus)) candidates.push_back(v);
  }
  return {std::nullopt, flow::violated_piece(network, c, candidates)};
}

// The trees from and to the ground along which the bulk of the flow runs.
struct Trees {
  flow::WalkTree from_ground;
  flow::WalkTree to_ground;
};

template <class N>
Feasibility solve(const BalanceNetwork& network, const Balance& c, const Trees& trees,
                  const flow::ScaledData& scaled) {
  const std::vector<N> target = flow::convert<N>(scaled.values);
  PerEdge<N> x(network.edge_count(), N(0));
  serve_along_tree(network, trees.from_ground, positive_part(target, +1), x);
  serve_along_tree(network, trees.to_ground, positive_part(target, -1), x);

  const std::vector<N> surplus = excess(network, target, x);
  Pusher<N> pusher(network, std::move(x));
  for (std::size_t v = 0; v < surplus.size(); ++v) {
    if (surplus[v] < 0) pusher.room.values()[v] = flow::negated(surplus[v]);
  }
  if (!ship_surplus(surplus, pusher)) return infeasible(network, c, pusher, Stuck::surplus);
  if (!meet_needs(network, pusher)) return infeasible(network, c, pusher, Stuck::need);
  return {flow::unscaled_flow(pusher.x, scaled.denominator), {}};
}

Feasibility feasible_along(const BalanceNetwork& network, const Balance& c, const Trees& trees) {
  ensure(c.size() == network.hidden_count(), "a balance has one value for every hidden node");
  const flow::ScaledData scaled = flow::scale(c.values());
  return flow::with_smallest_numbers(
      [&]<class N>() { return solve<N>(network, c, trees, scaled); });
}

// Not yet checked: what is outside the core first, then the core with what that left.
Feasibility find_flow(const BalanceNetwork& network, const Balance& c) {
  Trees trees{walk(network, network.ground(), Direction::forward),
              walk(network, network.ground(), Direction::backward)};
  const auto split = flow::split_off_core(network, trees.from_ground, trees.to_ground);
  if (!split) return feasible_along(network, c, trees);
  Feasibility outside = find_flow(split->outside.network, split->outside.restricted(c));
  if (!outside.feasible()) {
    for (NodeId& v : outside.violated_set) v = split->outside.nodes[v.value];
    return outside;
  }
  Flow x(network.edge_count());
  split->outside.put(*outside.flow, x);
  const Feasibility core =
      find_flow(split->core.network, split->core.restricted(flow::balance_left(network, c, x)));
  ensure(core.feasible(), "the core can take and send everything");
  split->core.put(*core.flow, x);
  return {std::move(x), {}};
}

bool crosses_out(const BalanceNetwork& network, const PerNode<bool>& inside, NodeId v) {
  const auto out = network.out_edges(v);
  return std::any_of(out.begin(), out.end(), [&](EdgeId e) { return !inside[network.head(e)]; });
}

bool crosses_in(const BalanceNetwork& network, const PerNode<bool>& inside, NodeId v) {
  const auto in = network.in_edges(v);
  return std::any_of(in.begin(), in.end(), [&](EdgeId e) { return !inside[network.tail(e)]; });
}

}  // namespace

Feasibility feasible_flow(const BalanceNetwork& network, const Balance& c) {
  ensure(c.size() == network.hidden_count(), "a balance has one value for every hidden node");
  Feasibility answer = find_flow(network, c);
  ensure(!answer.flow || is_flow(network, c, *answer.flow), "the flow found has the balance");
  return answer;
}

Flow feasible_flow_avoiding(const BalanceNetwork& network, const Balance& c,
                            const PerEdge<bool>& avoid) {
  Feasibility answer =
      feasible_along(network, c,
                     {flow::walk_avoiding(network, network.ground(), Direction::forward, avoid),
                      flow::walk_avoiding(network, network.ground(), Direction::backward, avoid)});
  ensure(answer.feasible(), "a flow that avoids edges is asked for a nonempty polyhedron only");
  ensure(is_flow(network, c, *answer.flow), "the flow found has the balance");
  return std::move(*answer.flow);
}

bool is_violated(const BalanceNetwork& network, const Balance& c, const std::vector<NodeId>& set) {
  PerNode<bool> inside(network.node_count(), false);
  Rational sum = 0;
  for (const NodeId v : set) {
    if (network.is_ground(v) || inside[v]) return false;
    inside[v] = true;
    sum += c[v];
  }
  const auto none = [&](auto&& crosses) { return std::none_of(set.begin(), set.end(), crosses); };
  if (sum > 0) return none([&](NodeId v) { return crosses_in(network, inside, v); });
  if (sum < 0) return none([&](NodeId v) { return crosses_out(network, inside, v); });
  return false;
}

}  // namespace isthmus
