// Answers about models. A small one is written out as a network, and everything is asked of that.
// Of a large one only the part that decides about locks is written out (variety/model_locks); the
// network of the analysis then holds all nodes, and just the edges that the answers speak of.
#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/flow/model_cut.hpp"
#include "isthmus/network/model_balance.hpp"
#include "isthmus/report/analysis.hpp"
#include "isthmus/variety/model_locks.hpp"
#include "isthmus/variety/model_point.hpp"
#include "report/expressivity.hpp"

namespace isthmus {
namespace {

const char* const too_large = "the model is large, so its edges are not written out one by one";

/// What can only be answered edge by edge.
bool needs_edges(const AnalyzeOptions& options) {
  return options.witnesses || options.sigma_min || options.topology || options.all;
}

NetworkSize size_of(const Model& model) {
  NetworkSize size;
  for (const NodeRun& run : model.runs) {
    (run.role == Role::input    ? size.inputs
     : run.role == Role::hidden ? size.hidden
                                : size.outputs) += run.count;
  }
  const std::uint64_t fixed = fixed_edge_count(model);
  size.trainable = weight_count(model);
  size.edges = size.trainable + fixed;
  size.bundles = bundle_count(model) + fixed;
  return size;
}

/// The contraction with no edge of a file yet.
Contraction contraction_of(ModelGraph part) {
  PerNode<std::vector<std::uint32_t>> members(part.graph.hidden_count());
  for (const NodeId v : part.graph.hidden_nodes()) {
    const auto group = part.members_of(v);
    members[v].assign(group.begin(), group.end());
  }
  const std::size_t edges = part.graph.edge_count();
  return {std::move(part.graph),
          std::move(part.node_of),
          std::move(members),
          PerEdge<std::uint32_t>(edges, Contraction::no_edge),
          {}};
}

class LargeAnalysis {
 public:
  LargeAnalysis(const Model& model, const AnalyzeOptions& options)
      : model_(model), options_(options) {}

  Analysis run() { return model_.has_weights ? with_weights() : symbolic(); }

 private:
  void announce(const char* phase) const {
    if (options_.on_phase) options_.on_phase(phase);
  }

  Analysis start(ModelGraph part) {
    bundle_ = std::move(part.bundle);
    Network network;
    network.name = model_.name;
    network.nodes = nodes_of(model_);
    Analysis analysis(std::move(network), contraction_of(std::move(part)), {});
    analysis.size = size_of(model_);
    analysis.notes = model_.notes;
    return analysis;
  }

  Analysis with_weights() {
    announce("summing squares");
    const ModelBalance sums = model_balance(model_, {.jobs = options_.jobs});
    announce("counting components");
    ModelLocks locks = model_locks(model_, sums.net);
    PointFacts point = examine_point(locks.part);
    Balance balance = balance_of(locks.part, sums.net);
    const Bypassed bypassed = count_bypassed(locks);
    Analysis analysis = start(std::move(locks.part));
    analysis.source = BalanceSource::weights;
    analysis.block_count = locks.blocks.value_or(0);
    analysis.balance = std::move(balance);
    ensure(!locks.empty(), "a balance computed from weights is feasible");
    VarietyFacts& facts = analysis.facts.emplace();
    facts.dimension = locks.dimension;
    facts.regular_log2 = locks.regular_log2;
    facts.components.locked = std::move(locks.minima.locked);
    if (facts.regular_log2) facts.weakly_locked = edges_of(locks.minima.weakly_locked);
    facts.always_zero = std::move(locks.always_zero);
    facts.bypassed = bypassed;
    if (options_.singularities) facts.singularities = unsearched(point.rank);
    analysis.point = std::move(point);
    mention(analysis);
    find_expressivity(analysis, model_);
    return analysis;
  }

  // At a singular point the distance is 0 and any floating component is nearest.
  [[nodiscard]] PointFacts examine_point(const ModelGraph& part) const {
    PointFacts point;
    point.rank = rank_at(model_, part);
    if (point.rank.singular()) {
      point.nearest = MinimumCut{Rational(0), point.rank.floating.front()};
    } else if (bundle_count(model_) > options_.largest_cut) {
      point.nearest_reason = std::string(too_large) + "; ask isthmus prune";
    } else {
      announce("cutting");
      point.nearest = minimum_cut(model_, part);
    }
    return point;
  }

  Analysis symbolic() {
    announce("finding bottleneck edges");
    // The part that decides does not depend on the balance.
    const std::vector<Rational> no_balance(node_count(model_));
    ModelLocks locks = model_locks(model_, no_balance, {.bypass = false});
    Analysis analysis = start(std::move(locks.part));
    analysis.block_count = locks.blocks.value_or(0);
    analysis.criterion = connectedness_criterion(analysis.graph());
    mention(analysis);
    return analysis;
  }

  // What the part leaves out is free, since the part joins its ends to the ground both ways.
  static Bypassed count_bypassed(const ModelLocks& locks) {
    const BalanceNetwork& graph = locks.part.graph;
    const PerEdge<bool> around = bypassed_edges(graph, locks.bypass);
    Bypassed result{locks.bundles, locks.bundles, 0, 0};
    for (const EdgeId e : graph.edges()) {
      if (!around[e] && !graph.is_loop(e) && graph.multiplicity(e) == 1) --result.bundles;
    }
    for (const auto* trees : {&locks.bypass.from_ground, &locks.bypass.to_ground}) {
      result.trees += trees->size();
      for (const Forest& tree : *trees) result.entries += tree.size();
    }
    return result;
  }

  static DetachableSearch unsearched(const PointRank& rank) {
    DetachableSearch search;
    search.reason = too_large;
    if (rank.singular()) search.exists = Answer::yes;
    return search;
  }

  /// Gives the network of the analysis the edges that it speaks of.
  void mention(Analysis& analysis) {
    std::vector<EdgeId> edges;
    if (analysis.facts) {
      for (const CutStep& step : analysis.facts->components.locked) {
        edges.push_back(step.edge);
        edges.insert(edges.end(), step.uses.begin(), step.uses.end());
      }
      for (const auto* more : {&analysis.facts->always_zero, &analysis.facts->weakly_locked}) {
        edges.insert(edges.end(), more->begin(), more->end());
      }
    }
    if (analysis.criterion) {
      for (const Bottleneck& bottleneck : analysis.criterion->bottlenecks) {
        edges.push_back(bottleneck.edge);
      }
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    for (const EdgeId e : edges) mention(analysis, e);
    analysis.edge_names = isthmus::edge_names(analysis.network);
  }

  // The parallels of an edge are not all there, but whatever is named here as an edge of its own
  // comes first among them or has none: locked edges and bottlenecks have no parallels.
  void mention(Analysis& analysis, EdgeId e) {
    const Bundle bundle = bundle_at(model_, bundle_[e]);
    Edge edge;
    edge.from = bundle.tail;
    edge.to = bundle.head;
    edge.multiplicity = bundle.link->depth;
    if (model_.has_weights && bundle.link->depth == 1) {
      edge.weights.push_back(
          from_binary64(model_.tensors[bundle.link->tensor].at(bundle.position)));
    }
    analysis.contraction.file_edge[e] = static_cast<std::uint32_t>(analysis.network.edges.size());
    analysis.contraction.graph_edge.push_back(e.value);
    analysis.edge_numbers.push_back(bundle_[e]);
    analysis.network.edges.push_back(std::move(edge));
  }

  const Model& model_;
  const AnalyzeOptions& options_;
  PerEdge<std::uint32_t> bundle_;
};

}  // namespace

Analysis analyze(const Model& model, const AnalyzeOptions& options) {
  const std::uint64_t bundles = bundle_count(model) + fixed_edge_count(model);
  if (bundles > options.written_out && !needs_edges(options)) {
    return LargeAnalysis(model, options).run();
  }
  Analysis analysis = analyze(to_network(model, WeightDetail::norms), options);
  analysis.notes = model.notes;
  return analysis;
}

}  // namespace isthmus
