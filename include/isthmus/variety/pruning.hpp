// Which sub-networks are cheapest to cut off, and what stands in the way (theory §4, distance and
// dynamics).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/flow/all_minimum_cuts.hpp"
#include "isthmus/flow/minimum_cut.hpp"
#include "isthmus/network/balance_network.hpp"
#include "isthmus/parallel/budget.hpp"

namespace isthmus {

/// Which sets of hidden nodes are ranked.
enum class PruneSets { all, single, several };

struct PruneOptions {
  PruneSets sets = PruneSets::all;
  std::size_t top = 10;                    ///< examine so many, the cheapest ones …
  std::size_t remove = 0;                  ///< … and more until so many of them are disjoint
  std::size_t tree_edges = 1'000'000;      ///< no cut tree if weights join more pairs of nodes
  Budget budget = Budget(20'000'000'000);  ///< of the cut tree, in arcs looked at
  Budget nearest_budget = Budget(2'000'000'000);  ///< of the list of all nearest sets, likewise
  MinimumCutLimits nearest_limits;
};

/// A set U of hidden nodes. Setting all weights between U and the rest to 0 cuts it off.
struct PruneCandidate {
  std::vector<NodeId> set;    ///< increasing
  Rational cut_weight;        ///< total square of the weights between U and the rest
  Rational balance;           ///< c(U)
  Rational change_inside;     ///< least Σ|Δ_v| over U such that c + Δ is feasible on G[U] alone
  Rational change_outside;    ///< the same for the rest, with the ground, on G−U
  std::uint64_t weights = 0;  ///< with an end in U, bundles counted with multiplicity

  /// How far c must move until M(c) has points where U is cut off; at least |c(U)|.
  [[nodiscard]] Rational change() const { return change_inside + change_outside; }
  /// M(c) has points where all weights between U and the rest are 0.
  [[nodiscard]] bool detachable() const { return change() == 0; }
};

struct Pruning {
  std::optional<MinimumCut> nearest;  ///< squared distance to the rank-deficient points and a set
                                      ///< that attains it; nothing without hidden nodes
  /// All sets that attain that distance. If it is 0: the sets that are cut off already and are
  /// joined in themselves; their unions are the others.
  MinimumCuts all_nearest;
  std::vector<PruneCandidate> candidates;  ///< by cut weight; single nodes first, then node order
  /// The first `remove` candidates, as positions, that are disjoint from those chosen before; fewer
  /// if there are not so many.
  std::vector<std::size_t> chosen;
  /// For every hidden node the cheapest set that contains it was ranked (if `sets` allows).
  /// Otherwise single nodes and one minimum cut were.
  bool by_tree = false;
  PruneSets sets = PruneSets::all;  ///< as asked for
  std::string reason;               ///< why not, as a clause; empty if by_tree
};

/// Ranks single nodes and, if there is a cut tree, the sets below its edges, each without the nodes
/// that zero weights separate from the rest of it; what is cut off already comes first.
/// Requires x = θ² and c = balance_of(network, x).
/// O((V + E) log V) for single nodes, plus cut_tree or minimum_cut, plus for every candidate two
/// calls of balance_gap.
[[nodiscard]] Pruning rank_sub_networks(const BalanceNetwork& network, const Flow& x,
                                        const Balance& c, PruneOptions options = {});

}  // namespace isthmus
