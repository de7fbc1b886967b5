// Which weights a random balance locks, draw by draw.
//
// Problem: thousands of draws of one network, each of which asks for the exact set of locked
// weights. Idea: only bottleneck edges can be locked, and which edges those are does not depend on
// the balance, so they are found once. An edge is locked if and only if one of its cuts U, joined
// by undirected edges, has c(U) > 0 (kind in) or c(U) < 0 (kind out) (Theory §3; unjoined sets add
// nothing to a feasible balance, and a balance made from weights is feasible). If no edge joins
// two hidden nodes, or the region of every bottleneck is a single node, the only cut is that node,
// and the sign of its balance decides: an exact sum of squares (square_sum). Otherwise the exact
// minimum of every edge is computed from the exact balance (edge_minima). Invariant: what is drawn
// for a seed is what `initialise` draws, and the answer is that of `analyze`. Complexity: one pass
// over the weights for the first rule; a feasible flow and the minima besides for the second.
// Source: Theory §3. Rejected: signs from floating-point sums with error bounds, which are no
// faster than 128-bit integers and need an exact fallback all the same.
#include "sampling/lock_draws.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/sampling/sample.hpp"

namespace isthmus::sampling {
namespace {

// Regions are searched for one by one, so only while that is cheaper than some draws.
constexpr std::uint64_t most_region_work = 20'000'000;

bool joins_hidden_nodes(const BalanceNetwork& graph) {
  for (const EdgeId e : graph.edges()) {
    const bool at_ground = graph.is_ground(graph.tail(e)) || graph.is_ground(graph.head(e));
    if (!at_ground && !graph.is_loop(e)) return true;
  }
  return false;
}

bool has_single_regions(const BalanceNetwork& graph, const Bottleneck& b) {
  return (!b.in || bottleneck_region(graph, b.edge, CutKind::in).size() == 1) &&
         (!b.out || bottleneck_region(graph, b.edge, CutKind::out).size() == 1);
}

LockRule find_rule(const BalanceNetwork& graph, const std::vector<Bottleneck>& bottlenecks) {
  if (!joins_hidden_nodes(graph)) return LockRule::signs;
  const std::uint64_t size = graph.node_count() + graph.edge_count();
  if (bottlenecks.size() > most_region_work / size) return LockRule::flows;
  const bool single = std::all_of(bottlenecks.begin(), bottlenecks.end(), [&](const Bottleneck& b) {
    return has_single_regions(graph, b);
  });
  return single ? LockRule::signs : LockRule::flows;
}

}  // namespace

/// One thread's draw.
struct LockDraws::Workspace {
  PerNode<SquareSum> balance;
  std::vector<signed char> sign;  ///< of the weights that can be locked
  std::vector<bool> locked;       ///< likewise
};

LockDraws::LockDraws(const Network& network, Scheme scheme, Precision precision)
    : contraction_(contract(network)),
      draws_(network, scheme, precision),
      bottlenecks_(bottleneck_edges(contraction_.graph)),
      rule_(find_rule(contraction_.graph, bottlenecks_)),
      slot_(contraction_.graph.edge_count(), none) {
  for (std::uint32_t i = 0; i < bottlenecks_.size(); ++i) slot_[bottlenecks_[i].edge.value] = i;
  find_nodes();
  find_outputs(network);
}

void LockDraws::find_nodes() {
  const BalanceNetwork& graph = contraction_.graph;
  place_.assign(graph.node_count(), none);
  for (const Bottleneck& b : bottlenecks_) {
    place_[graph.tail(b.edge).value] = place_[graph.head(b.edge).value] = 0;
  }
  for (const NodeId v : graph.hidden_nodes()) {
    if (place_[v.value] == none) continue;
    place_[v.value] = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(v);
  }
  place_[graph.ground().value] = none;
}

void LockDraws::find_outputs(const Network& network) {
  std::vector<Outlook> outlooks(network.nodes.size());
  std::vector<bool> impossible(network.nodes.size());
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    const Node& tail = network.nodes[edge.from];
    const std::uint32_t graph_edge = contraction_.graph_edge[e];
    const std::uint32_t slot = graph_edge == Contraction::no_edge ? none : slot_[graph_edge];
    if (tail.bias) continue;
    if (slot != none) outlooks[edge.to].slots.push_back(slot);
    if (edge.fixed) outlooks[edge.to].fixed_signs.push_back(sign_of(edge.weights.front()));
    if (tail.role != Role::hidden || (slot == none && !edge.fixed)) impossible[edge.to] = true;
  }
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    if (network.nodes[v].role != Role::output || impossible[v]) continue;
    if (outlooks[v].slots.empty()) continue;
    outlooks[v].node = v;
    outputs_.push_back(std::move(outlooks[v]));
  }
}

Tally LockDraws::empty_tally() const {
  return {bottlenecks_.size(), nodes_.size(), outputs_.size()};
}

Tally LockDraws::tally(std::uint64_t seed, std::uint64_t first, std::uint64_t number) const {
  Tally tally = empty_tally();
  Workspace work{PerNode<SquareSum>(contraction_.graph.node_count()),
                 std::vector<signed char>(bottlenecks_.size()),
                 std::vector<bool>(bottlenecks_.size())};
  for (std::uint64_t index = first; index < first + number; ++index) {
    draw(draw_seed(seed, index), work);
    rule_ == LockRule::signs ? lock_by_signs(work) : lock_by_flows(work);
    count(work, index, tally);
  }
  return tally;
}

void LockDraws::draw(std::uint64_t seed, Workspace& work) const {
  const BalanceNetwork& graph = contraction_.graph;
  for (SquareSum& sum : work.balance.values()) sum.clear();
  draws_.draw(seed, [&](std::size_t file_edge, double weight) {
    const EdgeId e{contraction_.graph_edge[file_edge]};
    if (graph.is_loop(e)) return;
    if (!graph.is_ground(graph.head(e))) work.balance[graph.head(e)].add(weight);
    if (!graph.is_ground(graph.tail(e))) work.balance[graph.tail(e)].subtract(weight);
    const std::uint32_t slot = slot_[e.value];
    if (slot != none) work.sign[slot] = weight > 0 ? 1 : -1;
  });
}

void LockDraws::lock_by_signs(Workspace& work) const {
  const BalanceNetwork& graph = contraction_.graph;
  for (std::size_t i = 0; i < bottlenecks_.size(); ++i) {
    const Bottleneck& b = bottlenecks_[i];
    work.locked[i] = (b.in && work.balance[graph.head(b.edge)].sign() > 0) ||
                     (b.out && work.balance[graph.tail(b.edge)].sign() < 0);
  }
}

void LockDraws::lock_by_flows(Workspace& work) const {
  const BalanceNetwork& graph = contraction_.graph;
  Balance c(graph.hidden_count());
  for (const NodeId v : graph.hidden_nodes()) c[v] = work.balance[v].value();
  const Feasibility feasibility = feasible_flow(graph, c);
  ensure(feasibility.feasible(), "a balance made from weights is feasible");
  std::fill(work.locked.begin(), work.locked.end(), false);
  for (const CutStep& lock : edge_minima(graph, c, *feasibility.flow).locked) {
    const std::uint32_t slot = slot_[lock.edge.value];
    ensure(slot != none, "only bottleneck edges are locked");
    work.locked[slot] = true;
  }
}

void LockDraws::count(const Workspace& work, std::uint64_t index, Tally& tally) const {
  std::uint64_t locked = 0;
  for (std::size_t i = 0; i < work.locked.size(); ++i) {
    if (!work.locked[i]) continue;
    ++locked;
    ++tally.weights[i];
  }
  tally.count(locked, index);
  count_nodes(work, tally);
  for (std::size_t i = 0; i < outputs_.size(); ++i) {
    if (is_obstructed(outputs_[i], work)) ++tally.outputs[i];
  }
}

// A node with several locked edges on one side counts once.
void LockDraws::count_nodes(const Workspace& work, Tally& tally) const {
  const BalanceNetwork& graph = contraction_.graph;
  std::vector<bool> in(nodes_.size());
  std::vector<bool> out(nodes_.size());
  for (std::size_t i = 0; i < work.locked.size(); ++i) {
    if (!work.locked[i]) continue;
    const std::uint32_t tail = place_[graph.tail(bottlenecks_[i].edge).value];
    const std::uint32_t head = place_[graph.head(bottlenecks_[i].edge).value];
    if (tail != none) out[tail] = true;
    if (head != none) in[head] = true;
  }
  for (std::size_t v = 0; v < nodes_.size(); ++v) {
    tally.nodes_in[v] += in[v] ? 1 : 0;
    tally.nodes_out[v] += out[v] ? 1 : 0;
  }
}

bool LockDraws::is_obstructed(const Outlook& output, const Workspace& work) {
  const int sign = work.sign[output.slots.front()];
  return std::all_of(output.slots.begin(), output.slots.end(),
                     [&](std::uint32_t i) { return work.locked[i] && work.sign[i] == sign; }) &&
         std::all_of(output.fixed_signs.begin(), output.fixed_signs.end(),
                     [&](int fixed) { return fixed == sign; });
}

}  // namespace isthmus::sampling
