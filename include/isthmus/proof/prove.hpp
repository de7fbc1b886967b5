// From a network to a certificate: which evidence a claim needs, gathered from the rooms that find
// it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "isthmus/network/network.hpp"
#include "isthmus/parallel/budget.hpp"
#include "isthmus/proof/certificate.hpp"

namespace isthmus {

/// What to prove; the words of `isthmus prove --claim`.
enum class ProofGoal {
  components,    ///< the exact number of components, or that there is no point
  disconnected,  ///< at least two components
  connected,     ///< exactly one
  empty,         ///< no point
  singular,      ///< of the given point when there are weights, else that a singular point exists
  regular,       ///< of the given point when there are weights, else the same as regular_part
  regular_part,  ///< the exact number of components of the regular part, or that it is empty
  smooth,        ///< no singular point at all
  strata,        ///< the detachable sets, and that there are no others where that is proved
  distance,      ///< of the given point to the points where the Jacobian loses rank
  all,           ///< every statement of the above that is true and can be proved
};

struct ProveOptions {
  ProofGoal goal = ProofGoal::all;
  Budget budget = Budget(50'000'000);  ///< of the search for detachable sets
  std::size_t search_limit = 100'000;  ///< steps of the exhaustive search that are written down
  bool search_required = false;        ///< strata that cannot be shown complete are an error
  /// Called with the name of each phase before it starts; for progress lines.
  std::function<void(const char*)> on_phase;
};

/// The statement asked for is false, or has no meaning for this network. `statement` is what holds
/// instead, as a clause: "M(c) is connected".
struct Refuted {
  std::string statement;
};

/// Proves the goal about a valid network with a numeric balance. Throws Error (bad_input) for a
/// symbolic balance or a goal about a point without weights, Error (limit_reached) when a
/// limit leaves the goal undecided (for `all`, what cannot be decided is left out).
[[nodiscard]] std::variant<Certificate, Refuted> prove(const Network& network,
                                                       const ProveOptions& options = {});

}  // namespace isthmus
