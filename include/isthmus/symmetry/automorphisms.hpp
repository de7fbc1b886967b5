// Symmetries of a network: permutations of its hidden nodes that leave its wiring as it is.
//
// Theory §7. An automorphism permutes the hidden nodes of the network as its user wrote it (inputs
// and outputs stay, each on its own) and takes the edges from u to v to those from π(u) to π(v):
// trainable ones in file order, with equal multiplicities; fixed ones with equal weights. Nodes go
// to nodes of equal activation (two of which nothing is known count as equal). It says nothing
// about θ: trainable weights move along with the nodes.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/symmetry/permutation.hpp"

namespace isthmus {

/// One automorphism and how it acts on the weights.
struct Automorphism {
  SparsePermutation<std::uint32_t> nodes;  ///< of positions in Network::nodes
  SparsePermutation<EdgeId> edges;         ///< of the edges of the contraction
};

/// A group of automorphisms.
struct AutomorphismGroup {
  std::vector<Automorphism> generators;  ///< none is the identity on nodes
  Integer order = 1;                     ///< number of node permutations, exact
};

/// True when this build contains bliss, which the search needs.
[[nodiscard]] bool can_find_automorphisms() noexcept;

/// All automorphisms of the network that permute the members of the family `preserved_sets` among
/// each other (an empty family: all automorphisms, the group Aut). Whether a set is listed twice,
/// and in which order sets and their edges are, does not matter. With the minimal generators of
/// the cut ideal this is the group Γ of theory §7; with {{e} : e locked} a group that contains Γ.
/// Requires a valid network, its contraction and edges of it. Every generator is checked.
/// Throws Error (limit_reached) without bliss. The search is exponential in the worst case known
/// (and then cannot be stopped); close to linear in the size of its result for layered networks.
[[nodiscard]] AutomorphismGroup automorphisms(
    const Network& network, const Contraction& contraction,
    const std::vector<std::vector<EdgeId>>& preserved_sets = {});

/// All automorphisms that leave the balance as it is: c_π(v) = c_v for every hidden node v of the
/// contraction. They preserve K(c), so this is a subgroup of Γ. Otherwise as above.
[[nodiscard]] AutomorphismGroup automorphisms_preserving(const Network& network,
                                                         const Contraction& contraction,
                                                         const Balance& c);

/// The action on the hidden nodes of the contraction: nodes tied together by fixed edges move
/// together. Requires an automorphism of the contracted network.
[[nodiscard]] SparsePermutation<NodeId> action_on_hidden_nodes(const Contraction& contraction,
                                                               const Automorphism& automorphism);

}  // namespace isthmus
