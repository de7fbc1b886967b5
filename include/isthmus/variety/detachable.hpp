// Does M(c) have singular points? The search for detachable sets (theory §4, existence).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/parallel/budget.hpp"

namespace isthmus {

enum class Answer { no, yes, not_determined };

struct DetachableSearch {
  std::vector<std::vector<NodeId>> sets;  ///< the first ones found, by size then node order
  std::uint64_t count = 0;                ///< how many were found; more than sets.size() if capped
  bool complete = false;                  ///< every connected detachable set was found
  std::size_t searched_up_to = 0;         ///< all sets with at most this many nodes were found
  std::string reason;  ///< what is not determined and why; empty if everything is
  Answer exists = Answer::not_determined;          ///< does M(c) have a singular point?
  Answer complex_smooth = Answer::not_determined;  ///< is the complex variety smooth?
};

struct DetachableOptions {
  /// Elementary steps, for the real and for the complex question each; Budget() for no limit.
  Budget budget = Budget(50'000'000);
  std::size_t keep = 10'000;     ///< at most so many sets are kept, all are counted
  bool complex_question = true;  ///< ask it at all
};

/// Finds every connected detachable set U: the sets of hidden nodes that are a floating component
/// at some point of M(c). That is, c|U is feasible on G[U] with a support that connects U, and the
/// rest is feasible on G−U; singular points exist exactly if there is one. NP-complete (subset
/// sum), so it stops at the budget and says how far it got. `flow` is a point of P(c).
/// Deterministic for a budget without a time limit.
[[nodiscard]] DetachableSearch detachable_sets(const BalanceNetwork& network, const Balance& c,
                                               const Flow& flow, DetachableOptions options = {});

/// The stratum {θ ∈ M(c) : θ vanishes on all edges with one end in `set`}.
struct Stratum {
  std::vector<NodeId> set;
  std::uint64_t dimension = 0;
  std::uint64_t codimension = 0;  ///< in M(c)
};

/// Requires a detachable `set` and the dimension of M(c). O(V + E) and one flow on each side.
[[nodiscard]] Stratum stratum(const BalanceNetwork& network, const Balance& c,
                              const std::vector<NodeId>& set, std::uint64_t dimension_of_variety);

/// The balance network G[set] with the ground kept but isolated, and G−set, both on renumbered
/// nodes; `nodes[i]` is the original node of hidden node i.
struct Part {
  BalanceNetwork network;
  std::vector<NodeId> nodes;
  std::vector<EdgeId> edges;
};
[[nodiscard]] Part induced_part(const BalanceNetwork& network, const std::vector<NodeId>& set);
[[nodiscard]] Part part_without(const BalanceNetwork& network, const std::vector<NodeId>& set);

}  // namespace isthmus
