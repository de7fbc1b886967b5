// Are two settings of the weights the same up to a permutation of neurons and positive rescaling?
//
// Theory §7. Weights into a hidden node may be multiplied by λ > 0 and weights out of it divided
// by it; hidden nodes may be permuted by automorphisms of the network. Both leave the function as
// it is. Decided exactly; factors are rational, since each is a product of ratios of weights.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/motion/same_wiring.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/edge_weights.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/parallel/budget.hpp"

namespace isthmus {

struct EquivalenceOptions {
  Budget budget{2'000'000'000};  ///< edges looked at by the search for a permutation
};

enum class Equivalence { equivalent, different, undetermined };

/// What differs, for `different`.
enum class DifferenceKind {
  weight,     ///< a weight that nothing rescales: both its ends are ground, or they are tied
  node,       ///< a hidden node that looks like no node, or like fewer nodes, of the other network
  exhausted,  ///< every permutation of nodes that look alike fails
};

/// The invariant that differs.
struct Difference {
  DifferenceKind kind = DifferenceKind::exhausted;
  /// weight: the first such edge of A, its image in B and their weights.
  std::uint32_t edge = 0;
  std::vector<Rational> weights_a, weights_b;
  /// node: all nodes of A, and of B, that look alike after `round` rounds; they are not as many.
  std::vector<std::uint32_t> nodes_a, nodes_b;
  std::size_t round = 0;
  /// node: the normalised weights at the first of these (of A if there is one), by position in
  /// Network::edges, with the sum of no zero.
  std::vector<std::pair<std::uint32_t, Rational>> normalised;
  /// exhausted: how many were put to the test, and where the last one failed (an edge of A).
  std::uint64_t permutations_tried = 0;
};

struct EquivalenceResult {
  Equivalence answer = Equivalence::undetermined;
  /// equivalent: node v of A has become node partner[v] of B.
  std::vector<std::uint32_t> partner;
  /// equivalent: weights into v of A times λ_v, weights out of it divided by λ_v, are those of its
  /// partner. By hidden node of the contraction of A; 1 at the first node of a floating component.
  PerNode<Rational> scale;
  Difference difference;  ///< if different
  std::string reason;     ///< if undetermined, as a clause
};

/// Throws Error (bad_input) with the JSON path of the first bundle of which only the norm is known.
void require_single_weights(const Network& network);

/// Decides it. Requires valid networks with weights and wiring_difference(a, b) empty. Throws Error
/// (bad_input) for bundles of which only the norm is known. Near-linear in the weights when the
/// nodes of a layer differ by more than scale; else a search under the budget.
[[nodiscard]] EquivalenceResult equivalent(const Network& a, const Network& b,
                                           const EquivalenceOptions& options = {});

/// The same for weights that lie elsewhere, every single one known. About 70 bytes an edge of the
/// network for the search, none for the weights of models.
[[nodiscard]] EquivalenceResult equivalent(const SharedWiring& both, const EdgeWeights& a,
                                           const EdgeWeights& b,
                                           const EquivalenceOptions& options = {});

}  // namespace isthmus
