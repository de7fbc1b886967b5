#include "report/crosscheck/subject.hpp"

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/variety/singular_value.hpp"
#include "report/nearest_name.hpp"

namespace isthmus {
namespace {

Network with_known_weights(Network network) {
  if (!has_weights(network)) {
    throw usage_error("the model has no weights, and claims are about weights",
                      "name a file with weights");
  }
  for (const Edge& edge : network.edges) {
    if (edge.weights.empty() && !edge.fixed) {
      throw input_error("a bundle has a norm_squared, and its weights are not known one by one",
                        "give \"weights\" instead");
    }
  }
  return network;
}

[[noreturn]] void unknown(const char* what, const std::string& name,
                          const std::map<std::string, std::uint32_t>& known) {
  std::vector<std::string> candidates;
  if (known.size() < 100'000) {
    for (const auto& entry : known) candidates.push_back(entry.first);
  }
  const std::string nearest = nearest_name(name, candidates);
  throw input_error("the model has no " + std::string(what) + " " + quoted(name),
                    nearest.empty() ? "use the names that \"isthmus analyze\" prints"
                                    : "did you mean " + quoted(nearest) + "?");
}

}  // namespace

CheckedModel::CheckedModel(Network network)
    : network_(with_known_weights(std::move(network))),
      contraction_(contract(network_)),
      edge_names_(edge_names(network_)),
      squares_(squared_weights(network_, contraction_)),
      balance_(balance_of(contraction_.graph, squares_)) {
  for (std::uint32_t i = 0; i < network_.nodes.size(); ++i) {
    node_number_.emplace(network_.nodes[i].id, i);
  }
  for (std::uint32_t i = 0; i < edge_names_.size(); ++i) edge_number_.emplace(edge_names_[i], i);
}

NodeId CheckedModel::node(const std::string& name) const {
  const auto found = node_number_.find(name);
  if (found == node_number_.end()) unknown("node", name, node_number_);
  const NodeId v = contraction_.node_of[found->second];
  if (!graph().is_ground(v)) return v;
  throw input_error(
      "node " + quoted(name) + " has no law: it is an input, an output or tied to one",
      "name a hidden node");
}

std::uint32_t CheckedModel::edge(const std::string& name) const {
  const auto found = edge_number_.find(name);
  if (found == edge_number_.end()) unknown("edge", name, edge_number_);
  return found->second;
}

const std::string& CheckedModel::name_of(NodeId v) const {
  return network_.nodes[contraction_.members[v].front()].id;
}

const std::string& CheckedModel::name_of(EdgeId e) const {
  return edge_names_[contraction_.file_edge[e]];
}

void CheckedModel::append(std::vector<SquareTerm>& terms, EdgeId e, bool minus) const {
  for (const Rational& weight : network_.edges[contraction_.file_edge[e]].weights) {
    terms.push_back({weight, minus});
  }
}

std::vector<SquareTerm> CheckedModel::law(NodeId v) const {
  std::vector<SquareTerm> terms;
  for (const EdgeId e : graph().in_edges(v)) append(terms, e, false);
  for (const EdgeId e : graph().out_edges(v)) append(terms, e, true);
  return terms;
}

std::vector<SquareTerm> CheckedModel::cut(const std::vector<NodeId>& set) const {
  PerNode<bool> inside(graph().node_count());
  for (const NodeId v : set) inside[v] = true;
  std::vector<SquareTerm> terms;
  for (const EdgeId e : graph().edges()) {
    if (inside[graph().tail(e)] != inside[graph().head(e)]) append(terms, e, false);
  }
  return terms;
}

const PointRank& CheckedModel::rank() {
  if (!rank_) rank_ = rank_at(graph(), squares_);
  return *rank_;
}

const MinimumCut& CheckedModel::nearest() {
  if (!nearest_ && rank().singular()) nearest_ = MinimumCut{0, rank().floating.front()};
  if (!nearest_) nearest_ = minimum_cut(graph(), squares_);
  return *nearest_;
}

const Flow& CheckedModel::flow() {
  if (flow_) return *flow_;
  Feasibility feasibility = feasible_flow(graph(), balance_);
  ensure(feasibility.feasible(), "the balance of given weights is feasible");
  flow_ = std::move(*feasibility.flow);
  return *flow_;
}

const EdgeMinima& CheckedModel::minima() {
  if (!minima_) minima_ = edge_minima(graph(), balance_, flow());
  return *minima_;
}

const RationalMatrix& CheckedModel::gram() {
  if (gram_) return *gram_;
  Flow fourfold = squares_;
  for (Rational& x : fourfold.values()) x *= 4;
  gram_ = grounded_laplacian(graph(), fourfold);
  return *gram_;
}

}  // namespace isthmus
