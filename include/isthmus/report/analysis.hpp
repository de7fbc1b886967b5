// Everything `isthmus analyze` says about one network, as data.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/exact/ball.hpp"
#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/free_edges.hpp"
#include "isthmus/flow/minimum_cut.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/parallel/budget.hpp"
#include "isthmus/symmetry/effective_components.hpp"
#include "isthmus/topology/topology.hpp"
#include "isthmus/variety/components.hpp"
#include "isthmus/variety/detachable.hpp"
#include "isthmus/variety/expressivity.hpp"
#include "isthmus/variety/point.hpp"

namespace isthmus {

/// What to compute; one field for each flag of the command.
struct AnalyzeOptions {
  bool witnesses = false;     ///< a flow with x_e = 0 for every free edge; O(|H|·(V + E)) at worst
  bool sigma_min = false;     ///< enclose the smallest singular value; O(|H|³)
  bool singularities = true;  ///< search for detachable sets
  bool all = false;           ///< keep every detachable set and its stratum, however many
  Budget budget = Budget(50'000'000);  ///< of the search for detachable sets
  /// Compute the homology of M(c); the phases are announced by on_phase too.
  std::optional<TopologyOptions> topology;
  Coefficients coefficients;  ///< in which it is reported
  /// A model with more bundles is not written out as a network unless the questions need that: its
  /// locks come from a part of it, and no singular points are searched.
  std::uint64_t written_out = 200'000;
  /// A model with more bundles gets no distance to the rank-deficient points (a minimum cut).
  std::uint64_t largest_cut = 2'000'000;
  unsigned jobs = 1;  ///< threads for sums over whole tensors
  /// Called with the name of each phase before it starts; for progress lines.
  std::function<void(const char*)> on_phase;
};

/// What a network consists of; edges count multiplicity, bundles do not.
struct NetworkSize {
  std::uint64_t inputs = 0, hidden = 0, outputs = 0;
  std::uint64_t edges = 0, bundles = 0;
  std::uint64_t trainable = 0;  ///< weights that are not fixed
};

/// Where the balance comes from.
enum class BalanceSource { weights, given, symbolic };

/// The homology of M(c), as factors and, unless too long or not determined, expanded.
struct TopologyFacts {
  Coefficients coefficients;
  Topology factors;
  std::optional<Homology> homology;
  std::optional<Integer> euler;   ///< from the faces of K(c), not from the homology
  EffectiveComponents effective;  ///< components up to symmetry
};

/// Bundles of a large model that are free for every balance: of several weights, loops, or with a
/// walk around them in one family of trees (flow/bypass).
struct Bypassed {
  std::uint64_t bundles = 0;
  std::uint64_t of = 0;  ///< trainable bundles in all
  std::size_t trees = 0, entries = 0;
};

/// The answers that need a nonempty M(c) and its numbers.
struct VarietyFacts {
  Flow flow;  ///< a sparse point of P(c)
  std::uint64_t dimension = 0;
  Components components;
  std::optional<Bypassed> bypassed;         ///< of large models
  std::vector<EdgeId> always_zero;          ///< weights that are 0 everywhere on M(c); increasing
  std::optional<std::size_t> regular_log2;  ///< nothing: no point of M(c) is regular
  /// Weights that vanish at singular points only; increasing. Empty if no point is regular.
  std::vector<EdgeId> weakly_locked;
  /// On request: together with `flow` they show that every edge of multiplicity 1 that is not
  /// locked can vanish; each certifies an edge that neither `flow` nor an earlier one does.
  std::optional<std::vector<FreeWitness>> witnesses;
  std::optional<DetachableSearch> singularities;
  /// Of singularities->sets, in their order: the first `strata_limit`, fewer in large networks
  /// (about `strata_work` nodes and edges in all), or all on request.
  std::vector<Stratum> strata;
  std::optional<TopologyFacts> topology;  ///< on request

  static constexpr std::size_t strata_limit = 100;
  static constexpr std::size_t strata_work = 2'000'000;
};

/// The answers about the one point θ that the weights are.
struct PointFacts {
  PointRank rank;
  std::optional<LocalForm> local_form;  ///< at singular points
  std::optional<MinimumCut> nearest;    ///< value: squared distance to the singular points of all
                                        ///< balances; nothing without hidden nodes
  std::string nearest_reason;  ///< why `nearest` is not there although there are hidden nodes
  std::optional<Enclosure> sigma_min;  ///< on request, with at least one hidden node
};

/// What known signs force on an output; edges by position in the network of the analysis.
struct Statement {
  Restriction restriction;
  /// True if some of these signs are kept at regular points only: it holds for the component of the
  /// regular part, where gradient flow stays, and not for that of M(c).
  bool on_regular_part = false;
};

/// One analysed network. `criterion` is there for a symbolic balance; `violated_set` is not empty
/// exactly when M(c) is; `facts` is there otherwise, and `point` when weights are given.
struct Analysis {
  Analysis(Network of, Contraction contracted, std::vector<std::string> names)
      : network(std::move(of)), contraction(std::move(contracted)), edge_names(std::move(names)) {}

  Network network;
  Contraction contraction;
  std::vector<std::string> edge_names;  ///< by position in Network::edges
  NetworkSize size;
  /// Large models: `network` has only the edges that the answers speak of; these are their numbers
  /// among the bundles of the model. Empty: every edge is there, its position is its number.
  std::vector<std::uint32_t> edge_numbers;
  std::vector<std::string> notes;  ///< what the reader of the file has to say
  std::size_t block_count = 0;
  BalanceSource source = BalanceSource::symbolic;
  std::optional<Balance> balance;
  std::optional<ConnectednessCriterion> criterion;
  std::vector<NodeId> violated_set;
  std::optional<VarietyFacts> facts;
  std::optional<PointFacts> point;
  std::vector<Statement> expressivity;

  [[nodiscard]] const BalanceNetwork& graph() const noexcept { return contraction.graph; }
  [[nodiscard]] bool symbolic() const noexcept { return source == BalanceSource::symbolic; }
  [[nodiscard]] bool empty() const noexcept { return !violated_set.empty(); }
};

/// Answers everything that `options` ask for about a valid network (theory §1–5).
/// Near-linear without the search, the witnesses and the smallest singular value, except that the
/// distance is a global minimum cut. Throws Error (limit_reached) if sigma_min is out of reach.
[[nodiscard]] Analysis analyze(Network network, const AnalyzeOptions& options = {});

/// The same about the network that a valid model stands for. Large ones (see written_out) get no
/// local form, forest or search for singular points, very large ones (largest_cut) no distance.
[[nodiscard]] Analysis analyze(const Model& model, const AnalyzeOptions& options = {});

}  // namespace isthmus
