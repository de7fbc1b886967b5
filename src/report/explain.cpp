// Finding the reason for one edge or node inside a complete analysis.
//
// A lock is proved by derived cuts, each of which may use the bounds of earlier ones; what an edge
// needs is the backward closure of its own cut. That an edge is no bottleneck is shown by a
// directed path from its tail to its head that avoids it (Theory §3): whatever the balance, weight
// moves from the edge to the path until the edge is 0. For a bottleneck that is free under this
// balance the evidence is a flow with a 0 there. An edge that is 0 everywhere lies between the
// strongly connected components of the residual graph: what its head reaches is a set that no edge
// leaves and whose laws add up to 0.
#include "isthmus/report/explain.hpp"

#include <algorithm>
#include <map>

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "report/nearest_name.hpp"

namespace isthmus {
namespace {

// ---- which edge or node is meant --------------------------------------------------------------

struct Target {
  std::optional<std::uint32_t> edge;
  std::optional<std::uint32_t> node;
};

std::optional<std::uint32_t> find_edge(const std::vector<std::string>& names,
                                       const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - names.begin());
}

std::optional<std::uint32_t> find_node(const Network& network, const std::string& name) {
  const auto is_it = [&](const Node& node) { return node.id == name; };
  const auto found = std::find_if(network.nodes.begin(), network.nodes.end(), is_it);
  if (found == network.nodes.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - network.nodes.begin());
}

Error no_such_name(const Network& network, const std::vector<std::string>& edges,
                   const std::string& name) {
  std::vector<std::string> known;
  for (const Node& node : network.nodes) known.push_back(node.id);
  known.insert(known.end(), edges.begin(), edges.end());
  const std::string nearest = nearest_name(name, known);
  const std::string remedy = nearest.empty()
                                 ? "name an edge such as \"a->b\" (quote it) or a node of the file"
                                 : "did you mean " + quoted(nearest) + "?";
  return usage_error("the network has no edge or node named " + quoted(name), remedy);
}

Target find_target(const Network& network, const std::string& name) {
  const std::vector<std::string> edges = edge_names(network);
  Target target{find_edge(edges, name), find_node(network, name)};
  if (target.edge && target.node) {
    throw usage_error("both an edge and a node are named " + quoted(name),
                      "say which: edge:NAME or node:NAME");
  }
  if (!target.edge && name.rfind("edge:", 0) == 0) target.edge = find_edge(edges, name.substr(5));
  if (!target.node && name.rfind("node:", 0) == 0) target.node = find_node(network, name.substr(5));
  if (!target.edge && !target.node) throw no_such_name(network, edges, name);
  return target;
}

// ---- edges ------------------------------------------------------------------------------------

// Breadth-first search over `graph` that remembers the edge each node was reached by.
class Search {
 public:
  Search(const BalanceNetwork& graph, EdgeId without)
      : graph_(graph), without_(without), reached_by_(graph.node_count(), without) {}

  /// The edges of a shortest directed path; nothing if there is none.
  std::optional<std::vector<EdgeId>> path(NodeId from, NodeId to) {
    std::vector<NodeId> queue = {from};
    for (std::size_t i = 0; i < queue.size() && reached_by_[to] == without_; ++i) {
      if (queue[i] != to) expand(queue[i], from, queue);
    }
    if (reached_by_[to] == without_) return std::nullopt;
    return walk_back(from, to);
  }

 private:
  void expand(NodeId v, NodeId start, std::vector<NodeId>& queue) {
    for (const EdgeId e : graph_.out_edges(v)) {
      const NodeId next = graph_.head(e);
      if (e == without_ || next == start || reached_by_[next] != without_) continue;
      reached_by_[next] = e;
      queue.push_back(next);
    }
  }

  std::vector<EdgeId> walk_back(NodeId from, NodeId to) const {
    std::vector<EdgeId> edges;
    for (NodeId v = to; v != from; v = graph_.tail(reached_by_[v])) edges.push_back(reached_by_[v]);
    std::reverse(edges.begin(), edges.end());
    return edges;
  }

  const BalanceNetwork& graph_;
  EdgeId without_;
  PerNode<EdgeId> reached_by_;
};

std::optional<Bottleneck> find_bottleneck(const BalanceNetwork& graph, EdgeId e) {
  for (const Bottleneck& bottleneck : bottleneck_edges(graph)) {
    if (bottleneck.edge == e) return bottleneck;
  }
  return std::nullopt;
}

// The steps that the step of `e` rests on, itself included; empty if `e` is not locked.
std::vector<CutStep> proof_of(const std::vector<CutStep>& steps, EdgeId e) {
  std::map<EdgeId, bool> needed = {{e, true}};
  std::vector<CutStep> proof;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    if (!needed.contains(step->edge)) continue;
    if (proof.empty() && step->edge != e) continue;
    for (const EdgeId used : step->uses) needed[used] = true;
    proof.push_back(*step);
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

std::vector<WallInequality> walls_of(const ConnectednessCriterion& criterion, EdgeId e) {
  std::vector<WallInequality> walls;
  for (const WallInequality& wall : criterion.inequalities) {
    if (wall.edge == e) walls.push_back(wall);
  }
  return walls;
}

// What the residual graph of x reaches from v: any edge forwards, edges with x > 0 backwards.
PerNode<bool> residual_reach(const BalanceNetwork& graph, const Flow& x, NodeId from) {
  PerNode<bool> reached(graph.node_count(), false);
  std::vector<NodeId> stack = {from};
  const auto visit = [&](NodeId v) {
    if (!reached[v]) stack.push_back(v);
    reached[v] = true;
  };
  reached[from] = true;
  while (!stack.empty()) {
    const NodeId v = stack.back();
    stack.pop_back();
    for (const EdgeId e : graph.out_edges(v)) visit(graph.head(e));
    for (const EdgeId e : graph.in_edges(v)) {
      if (x[e] > 0) visit(graph.tail(e));
    }
  }
  return reached;
}

// No edge leaves what the head of an always-zero edge reaches, and the edges into it carry nothing;
// the side without the ground is the set.
ZeroCut zero_cut(const BalanceNetwork& graph, const Flow& x, EdgeId e) {
  const PerNode<bool> reached = residual_reach(graph, x, graph.head(e));
  ensure(!reached[graph.tail(e)], "an edge outside the support is on no residual cycle");
  const bool with_ground = reached[graph.ground()];
  ZeroCut cut{with_ground ? CutKind::out : CutKind::in, {}};
  for (const NodeId v : graph.hidden_nodes()) {
    if (reached[v] != with_ground) cut.set.push_back(v);
  }
  return cut;
}

bool is_always_zero(const Analysis& analysis, EdgeId e) {
  if (!analysis.facts) return false;
  const std::vector<EdgeId>& zero = analysis.facts->always_zero;
  return std::binary_search(zero.begin(), zero.end(), e);
}

void explain_with_numbers(const Analysis& analysis, EdgeExplanation& edge) {
  edge.proof = proof_of(analysis.facts->components.locked, *edge.edge);
  if (!edge.proof.empty()) {
    edge.status = EdgeStatus::locked;
    return;
  }
  edge.status = EdgeStatus::free;
  edge.flow = flow_avoiding(analysis.graph(), analysis.facts->flow, *edge.edge);
  ensure(edge.flow.has_value(), "a free edge can vanish");
}

void explain_bottleneck(const Analysis& analysis, EdgeExplanation& edge) {
  const BalanceNetwork& graph = analysis.graph();
  edge.bottleneck = find_bottleneck(graph, *edge.edge);
  if (!edge.bottleneck) {
    auto path = Search(graph, *edge.edge).path(graph.tail(*edge.edge), graph.head(*edge.edge));
    ensure(path.has_value(), "an edge that is no bottleneck has a detour");
    edge.detour = std::move(*path);
  }
  if (!analysis.symbolic()) return explain_with_numbers(analysis, edge);
  edge.status = edge.bottleneck ? EdgeStatus::symbolic : EdgeStatus::free;
  edge.inequalities = walls_of(*analysis.criterion, *edge.edge);
}

EdgeExplanation explain_edge(const Analysis& analysis, std::uint32_t file_edge) {
  EdgeExplanation edge;
  edge.file_edge = file_edge;
  const std::uint32_t id = analysis.contraction.graph_edge[file_edge];
  if (id == Contraction::no_edge) {
    edge.status = EdgeStatus::fixed;
    return edge;
  }
  edge.edge = EdgeId{id};
  if (analysis.empty()) {
    edge.status = EdgeStatus::empty;
  } else if (analysis.graph().is_loop(*edge.edge)) {
    edge.status = EdgeStatus::loop;
  } else if (is_always_zero(analysis, *edge.edge)) {
    edge.status = EdgeStatus::zero;
    edge.zero_cut = zero_cut(analysis.graph(), analysis.facts->flow, *edge.edge);
  } else if (analysis.graph().multiplicity(*edge.edge) > 1) {
    edge.status = EdgeStatus::bundle;
  } else {
    explain_bottleneck(analysis, edge);
  }
  return edge;
}

// ---- nodes ------------------------------------------------------------------------------------

bool contains(const std::vector<NodeId>& set, NodeId v) {
  return std::binary_search(set.begin(), set.end(), v);
}

NodeExplanation explain_node(const Analysis& analysis, std::uint32_t file_node) {
  NodeExplanation node;
  node.file_node = file_node;
  node.node = analysis.contraction.node_of[file_node];
  if (analysis.point) {
    for (const std::vector<NodeId>& set : analysis.point->rank.floating) {
      if (contains(set, node.node)) node.floating = set;
    }
  }
  if (analysis.facts && analysis.facts->singularities) {
    for (const std::vector<NodeId>& set : analysis.facts->singularities->sets) {
      if (contains(set, node.node)) node.detachable.push_back(set);
    }
  }
  return node;
}

}  // namespace

Explanation explain(Network network, const std::string& name, const AnalyzeOptions& options) {
  const Target target = find_target(network, name);
  AnalyzeOptions needed = options;
  if (target.edge) needed.singularities = false;
  Analysis analysis = analyze(std::move(network), needed);
  if (target.edge) {
    EdgeExplanation edge = explain_edge(analysis, *target.edge);
    return {std::move(analysis), std::move(edge)};
  }
  NodeExplanation node = explain_node(analysis, *target.node);
  return {std::move(analysis), std::move(node)};
}

}  // namespace isthmus
