// Can gradient flow from one setting of the weights come to a point equivalent to another?
//
// Theory §7. Gradient flow stays in the component of M(c⁰) where it starts: c⁰ and the signs of the
// locked weights stay. Points equivalent to θ* under permutations π ∈ Aut and positive rescaling
// lie in it exactly when, for some π, a strictly positive flow of balance c⁰ lives on π(supp θ*)
// and the signs of πθ* agree with those of θ⁰ on the locked edges. "Yes" says that the component
// contains such a point, not that gradient flow finds it; "no" says nothing of other weights that
// happen to compute the same function.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/motion/balancing.hpp"
#include "isthmus/motion/same_wiring.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/edge_weights.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/parallel/budget.hpp"

namespace isthmus {

struct ReachOptions {
  Budget budget{2'000'000'000};  ///< edges looked at by the searches for a permutation
  BalancingOptions balancing;
};

enum class Reach {
  yes,               ///< the component of FROM contains a point equivalent to TO
  sign_obstruction,  ///< points equivalent to TO lie on M(c⁰), in other components only
  not_rescalable,    ///< no point equivalent to TO lies on M(c⁰)
  undetermined       ///< the search ran out of budget: nothing is known
};

/// A locked edge and the sign that gradient flow from FROM preserves.
struct LockedSign {
  EdgeId edge;
  int sign = 1;
  /// No edge that some permutation could put here has this sign in TO.
  bool never_agrees = false;
};

/// Some nodes of FROM and all nodes of TO that could take the place of any of them, given the signs
/// of the locked edges and the side on which weights are zero: these are fewer.
struct PartnerShortage {
  std::vector<std::uint32_t> nodes;     ///< of FROM, positions in Network::nodes
  std::vector<std::uint32_t> partners;  ///< of TO
};

struct ReachResult {
  Reach answer = Reach::undetermined;
  std::vector<LockedSign> locked;  ///< of the component of FROM; increasing
  /// yes: node partner[v] of TO takes the place of node v of FROM.
  std::vector<std::uint32_t> partner;
  /// yes: the factors that rescale TO, so permuted, onto M(c⁰), by hidden node of FROM.
  /// not_rescalable: the cut for TO as it is; every other permutation has one as well.
  Balancing balancing;
  std::optional<PartnerShortage> shortage;  ///< sign_obstruction: if one shows it before any search
  std::uint64_t permutations_tried = 0;     ///< put to the test one by one
  std::string reason;                       ///< if undetermined, as a clause
};

/// Decides it. `from` has a balance, or weights, and weights if any edge is locked; `to` has
/// weights. Requires valid networks with wiring_difference(from, to) empty. Throws Error
/// (bad_input) when `from` or `to` lacks what it needs. Near-linear, apart from the flow tests and
/// rescale_onto, when hidden nodes that the wiring cannot tell apart are interchangeable, as in
/// dense and convolutional layers, and TO has no zero weights; else a search under the budget.
[[nodiscard]] ReachResult reach(const Network& from, const Network& to,
                                const ReachOptions& options = {});

/// The same for weights that lie elsewhere; the network gives its balance if those of FROM are not
/// known. Keeps no fraction for an edge.
[[nodiscard]] ReachResult reach(const SharedWiring& both, const EdgeWeights& from,
                                const EdgeWeights& to, const ReachOptions& options = {});

}  // namespace isthmus
