// The composition of all answers.
//
// One feasible flow decides emptiness and is handed on: the edge minima start from it where some
// node lies on no walk from ground to ground, its residual graph gives the maximal support, and
// support and minima together give the dimension and the regular part. Nothing is computed twice.
// The flow is always the sparse one, even when the squared weights are at hand: every edge it
// leaves at 0 is free at once, so sparse means quick. The search for detachable sets and the
// homology, which may be cut short, come last.
#include "isthmus/report/analysis.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/free_edges.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/network/blocks.hpp"
#include "isthmus/variety/regular_part.hpp"
#include "isthmus/variety/singular_value.hpp"
#include "report/expressivity.hpp"

namespace isthmus {
namespace {

void announce(const AnalyzeOptions& options, const char* phase) {
  if (options.on_phase) options.on_phase(phase);
}

NetworkSize size_of(const Network& network) {
  NetworkSize size;
  for (const Node& node : network.nodes) {
    size.inputs += node.role == Role::input;
    size.hidden += node.role == Role::hidden;
    size.outputs += node.role == Role::output;
  }
  for (const Edge& edge : network.edges) {
    size.edges += edge.multiplicity;
    if (!edge.fixed) size.trainable += edge.multiplicity;
  }
  size.bundles = network.edges.size();
  return size;
}

Analysis describe(Network network) {
  Contraction contraction = contract(network);
  std::vector<std::string> names = edge_names(network);
  Analysis analysis(std::move(network), std::move(contraction), std::move(names));
  analysis.size = size_of(analysis.network);
  analysis.block_count = blocks(analysis.graph()).size();
  analysis.balance = balance_of(analysis.network, analysis.contraction);
  if (analysis.balance) {
    analysis.source = has_weights(analysis.network) ? BalanceSource::weights : BalanceSource::given;
  }
  return analysis;
}

std::vector<EdgeId> edges_outside(const PerEdge<bool>& support) {
  std::vector<EdgeId> edges;
  for (std::uint32_t i = 0; i < support.size(); ++i) {
    if (!support[EdgeId{i}]) edges.push_back(EdgeId{i});
  }
  return edges;
}

VarietyFacts count_components(const Analysis& analysis, Flow flow) {
  EdgeMinima minima = edge_minima(analysis.graph(), *analysis.balance, flow);
  const PerEdge<bool> support = maximal_support(analysis.graph(), flow);
  VarietyFacts facts;
  facts.flow = std::move(flow);
  facts.dimension = dimension(analysis.graph(), support);
  facts.regular_log2 = regular_components_log2(analysis.graph(), support, minima);
  facts.components.locked = std::move(minima.locked);
  if (facts.regular_log2) facts.weakly_locked = edges_of(minima.weakly_locked);
  facts.always_zero = edges_outside(support);
  return facts;
}

Enclosure enclose_sigma_min(const BalanceNetwork& graph, const Flow& x) {
#ifdef ISTHMUS_NUMBERS_BOOST
  static_cast<void>(graph);
  static_cast<void>(x);
  throw limit_error("this build has no ball arithmetic, so it cannot enclose a singular value",
                    "use a build with Arb, or leave out --sigma-min");
#else
  return smallest_singular_value(graph, x);
#endif
}

// At a singular point the distance is 0 and any floating component is nearest: no cut to compute.
std::optional<MinimumCut> nearest_set(const BalanceNetwork& graph, const Flow& x,
                                      const PointRank& rank) {
  if (rank.singular()) return MinimumCut{Rational(0), rank.floating.front()};
  return minimum_cut(graph, x);
}

PointFacts examine_point(const Analysis& analysis, bool with_sigma_min) {
  const BalanceNetwork& graph = analysis.graph();
  const Flow x = squared_weights(analysis.network, analysis.contraction);
  PointFacts point;
  point.rank = rank_at(graph, x);
  if (point.rank.singular()) point.local_form = local_form(graph, x, point.rank);
  point.nearest = nearest_set(graph, x, point.rank);
  if (with_sigma_min && graph.hidden_count() > 0) point.sigma_min = enclose_sigma_min(graph, x);
  return point;
}

DetachableOptions search_options(const AnalyzeOptions& options) {
  DetachableOptions search;
  search.budget = options.budget;
  if (options.all) search.keep = static_cast<std::size_t>(-1);
  return search;
}

// Each stratum costs two flows over the whole network, so large networks get fewer of them.
std::size_t strata_wanted(const BalanceNetwork& graph, const AnalyzeOptions& options) {
  if (options.all) return static_cast<std::size_t>(-1);
  const std::size_t cost = graph.node_count() + graph.edge_count();
  return std::min(VarietyFacts::strata_limit, 1 + VarietyFacts::strata_work / cost);
}

void search_singularities(const Analysis& analysis, const AnalyzeOptions& options,
                          VarietyFacts& facts) {
  const BalanceNetwork& graph = analysis.graph();
  const Balance& c = *analysis.balance;
  facts.singularities = detachable_sets(graph, c, facts.flow, search_options(options));
  const bool singular_here = analysis.point && analysis.point->rank.singular();
  ensure(!singular_here || facts.singularities->exists != Answer::no,
         "a singular point was given, so singular points exist");
  for (const std::vector<NodeId>& set : facts.singularities->sets) {
    if (facts.strata.size() == strata_wanted(graph, options)) break;
    facts.strata.push_back(stratum(graph, c, set, facts.dimension));
  }
}

EffectiveComponents count_effective(const Analysis& analysis, const Topology& topology) {
  std::vector<EdgeId> locked;
  for (const CutStep& step : analysis.facts->components.locked) locked.push_back(step.edge);
  std::sort(locked.begin(), locked.end());
  if (!topology.generators) {
    return bound_effective_components(analysis.network, analysis.contraction, locked,
                                      *analysis.balance, "the cut ideal is not known");
  }
  std::vector<std::vector<EdgeId>> generators;
  for (const CutGenerator& generator : *topology.generators) generators.push_back(generator.edges);
  return effective_components(analysis.network, analysis.contraction, locked, generators);
}

// Everything else is known without, so what is known of the parts is handed out whatever stops it.
TopologyFacts take_homology(const Analysis& analysis, const AnalyzeOptions& options) {
  const VarietyFacts& facts = *analysis.facts;
  Topology factors =
      topology_of(analysis.graph(), *analysis.balance, facts.flow, *options.topology);
  ensure(factors.log2_components == facts.components.log2_count(),
         "the locks are the generators of degree 1");
  std::optional<Homology> homology = expanded(factors);
  std::optional<Integer> euler = euler_from_faces(factors);
  announce(options, "finding symmetries");
  EffectiveComponents effective = count_effective(analysis, factors);
  return {options.coefficients, std::move(factors), std::move(homology), std::move(euler),
          std::move(effective)};
}

void answer_about_variety(Analysis& analysis, const AnalyzeOptions& options, Flow flow) {
  announce(options, "counting components");
  VarietyFacts& facts = analysis.facts.emplace(count_components(analysis, std::move(flow)));
  if (options.witnesses) {
    announce(options, "writing witnesses");
    facts.witnesses = free_edge_witnesses(analysis.graph(), *analysis.balance, facts.flow,
                                          facts.components.locked);
  }
  if (analysis.source == BalanceSource::weights) {
    announce(options, "examining the point");
    analysis.point = examine_point(analysis, options.sigma_min);
  }
  if (options.singularities) {
    announce(options, "searching for singular points");
    search_singularities(analysis, options, facts);
  }
  if (options.topology) {
    announce(options, "splitting into blocks");
    facts.topology = take_homology(analysis, options);
  }
}

void answer_with_numbers(Analysis& analysis, const AnalyzeOptions& options) {
  announce(options, "looking for a point");
  Feasibility feasibility = feasible_flow(analysis.graph(), *analysis.balance);
  if (feasibility.feasible()) {
    answer_about_variety(analysis, options, std::move(*feasibility.flow));
  } else {
    analysis.violated_set = std::move(feasibility.violated_set);
  }
}

}  // namespace

Analysis analyze(Network network, const AnalyzeOptions& options) {
  announce(options, "reading the network");
  Analysis analysis = describe(std::move(network));
  if (analysis.symbolic()) {
    announce(options, "finding bottleneck edges");
    analysis.criterion = connectedness_criterion(analysis.graph());
  } else {
    answer_with_numbers(analysis, options);
  }
  if (!analysis.empty()) find_expressivity(analysis);
  return analysis;
}

}  // namespace isthmus
