// The rank comes from the skeleton of the model's graph: a dense link joins all its ends, and so do
// the bundles of a few of its tails and heads, so the components are the same. Every edge of the
// skeleton is one of the model, hence its forest proves as much of the whole.
#include <memory>
#include <utility>

#include "isthmus/report/law_list.hpp"
#include "isthmus/variety/laws.hpp"
#include "isthmus/variety/model_point.hpp"
#include "report/model_laws.hpp"

namespace isthmus {
namespace {

struct Normalised {
  std::vector<std::uint32_t> nodes;
  std::vector<std::size_t> layers;
};

Normalised normalised_nodes(const Model& model) {
  Normalised found;
  std::uint32_t v = 0;
  for (const NodeRun& run : model.runs) {
    if (run.normalised && run.count > 0) found.layers.push_back(found.nodes.size());
    for (std::uint32_t i = 0; i < run.count; ++i, ++v) {
      if (run.normalised) found.nodes.push_back(v);
    }
  }
  return found;
}

// What the functions of a list look at.
struct Source {
  Source(Model given, std::optional<std::vector<Rational>> sums)
      : model(std::move(given)), net(std::move(sums)) {}

  Model model;
  std::optional<std::vector<Rational>> net;
  ModelNodes nodes{model};
  ModelGraph graph = model_graph(model, ModelArcs::skeleton);
  LawRank rank = law_rank(graph.graph);
  ModelTerms terms{model};
  Normalised normalised = normalised_nodes(model);

  [[nodiscard]] std::string name(NodeId v) const { return nodes.name(graph.members_of(v).front()); }
};

void count_weights(LawText& law) {
  for (const LawTerm& term : law.terms) law.weights += term.count;
}

LawText law_of(const Source& source, NodeId v) {
  const auto members = source.graph.members_of(v);
  LawText law;
  law.node = source.name(v);
  law.kind = members.size() > 1 ? "group" : source.terms.kind(members.front());
  for (const std::uint32_t member : members) {
    if (members.size() > 1) law.group.push_back(source.nodes.name(member));
  }
  law.terms = source.terms.terms(members);
  count_weights(law);
  if (source.net) {
    law.value.emplace(0);
    for (const std::uint32_t member : members) *law.value += (*source.net)[member];
  }
  return law;
}

LawText normalised_law_of(const Source& source, std::uint32_t node) {
  LawText law;
  law.node = source.nodes.name(node);
  law.kind = source.terms.kind(node);
  law.terms = source.terms.terms_before_normalisation(node);
  count_weights(law);
  return law;
}

// A law belongs to the run of the first member, and groups of different sizes read differently.
std::vector<std::size_t> layers(const Source& source) {
  std::vector<std::size_t> starts;
  const NodeRun* run = nullptr;
  std::size_t members = 0;
  for (const NodeId v : source.graph.graph.hidden_nodes()) {
    const auto group = source.graph.members_of(v);
    const NodeRun* const next = &source.nodes.run(group.front());
    if (next != run || group.size() != members) starts.push_back(v.value);
    run = next;
    members = group.size();
  }
  return starts;
}

std::vector<std::string> tied_to_ground(const Source& source) {
  std::vector<std::string> names;
  std::uint32_t v = 0;
  for (const NodeRun& run : source.model.runs) {
    for (std::uint32_t i = 0; i < run.count; ++i, ++v) {
      const bool ground = source.graph.graph.is_ground(source.graph.node_of[v]);
      if (ground && run.role == Role::hidden) names.push_back(source.nodes.name(v));
    }
  }
  return names;
}

void add_functions(LawList& list, const std::shared_ptr<const Source>& source) {
  list.law = [source](std::size_t i) {
    return law_of(*source, NodeId{static_cast<std::uint32_t>(i)});
  };
  list.forest = [source](std::size_t i) {
    const ForestEdge& step = source->rank.forest[i];
    return std::pair(source->name(step.node),
                     source->terms.bundle_name(source->graph.bundle[step.edge]));
  };
  list.normalised_law = [source](std::size_t i) {
    return normalised_law_of(*source, source->normalised.nodes[i]);
  };
}

}  // namespace

LawList law_list(Model model, std::optional<std::vector<Rational>> net) {
  const auto source = std::make_shared<const Source>(std::move(model), std::move(net));
  LawList list;
  list.title = source->model.name;
  list.of_tensors = true;
  list.laws = source->rank.laws;
  list.independent = source->rank.independent;
  if (source->model.has_weights) {
    const std::size_t fewest = source->rank.relations.size() + 1;
    list.gradient_rank = rank_at(source->model, source->graph, fewest).rank;
  }
  for (const auto& set : source->rank.relations) {
    auto& names = list.relations.emplace_back();
    for (const NodeId v : set) names.push_back(source->name(v));
  }
  list.tied_to_ground = tied_to_ground(*source);
  list.layers = layers(*source);
  list.normalised = source->normalised.nodes.size();
  list.normalised_layers = source->normalised.layers;
  list.notes = source->model.notes;
  add_functions(list, source);
  return list;
}

}  // namespace isthmus
