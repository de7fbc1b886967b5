#include <memory>
#include <utility>

#include "isthmus/network/contraction.hpp"
#include "isthmus/report/law_list.hpp"
#include "isthmus/variety/laws.hpp"
#include "isthmus/variety/point.hpp"
#include "report/names.hpp"

namespace isthmus {
namespace {

// What the functions of a list look at.
struct Source {
  explicit Source(Network given) : network(std::move(given)), contraction(contract(network)) {}

  Network network;
  Contraction contraction;
  std::vector<std::string> edge_names = isthmus::edge_names(network);
  Names names{network, contraction, edge_names};
  LawRank rank = law_rank(contraction.graph);
  std::optional<Balance> balance = balance_of(network, contraction);
};

void add_terms(LawText& law, const Source& source, std::span<const EdgeId> edges, int sign) {
  for (const EdgeId e : edges) {
    const std::uint64_t count = source.contraction.graph.multiplicity(e);
    law.terms.push_back({sign, source.names.of(e), count});
    law.weights += count;
  }
}

LawText law_of(const Source& source, NodeId v) {
  LawText law;
  law.node = source.names.of(v);
  law.kind = "node";
  if (source.contraction.members[v].size() > 1) {
    law.kind = "group";
    law.group = source.names.members(v);
  }
  add_terms(law, source, source.contraction.graph.in_edges(v), 1);
  add_terms(law, source, source.contraction.graph.out_edges(v), -1);
  if (source.balance) law.value = (*source.balance)[v];
  return law;
}

std::vector<std::string> names_of(const Source& source, const std::vector<NodeId>& nodes) {
  std::vector<std::string> ids;
  for (const NodeId v : nodes) ids.push_back(source.names.of(v));
  return ids;
}

std::vector<std::string> tied_to_ground(const Source& source) {
  std::vector<std::string> ids;
  const std::vector<Node>& nodes = source.network.nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const bool hidden = nodes[i].role == Role::hidden;
    if (hidden && source.contraction.graph.is_ground(source.contraction.node_of[i])) {
      ids.push_back(nodes[i].id);
    }
  }
  return ids;
}

}  // namespace

LawList law_list(Network network) {
  const auto source = std::make_shared<const Source>(std::move(network));
  const BalanceNetwork& graph = source->contraction.graph;
  LawList list;
  list.title = source->network.name;
  list.laws = source->rank.laws;
  list.independent = source->rank.independent;
  if (has_weights(source->network)) {
    list.gradient_rank = rank_at(graph, squared_weights(source->network, source->contraction)).rank;
  }
  for (const auto& set : source->rank.relations) list.relations.push_back(names_of(*source, set));
  list.tied_to_ground = tied_to_ground(*source);
  if (list.laws > 0) list.layers = {0};
  list.law = [source](std::size_t i) {
    return law_of(*source, NodeId{static_cast<std::uint32_t>(i)});
  };
  list.forest = [source](std::size_t i) {
    const ForestEdge& step = source->rank.forest[i];
    return std::pair(source->names.of(step.node), source->names.of(step.edge));
  };
  return list;
}

}  // namespace isthmus
