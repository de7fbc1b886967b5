// Certificates of how many conservation laws are independent: no claim of their own is needed.
#pragma once

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/proof/certificate.hpp"
#include "isthmus/variety/laws.hpp"

namespace isthmus {

/// Claims regular_point at θ = 1 (all weights 1, c their balance) for the contraction, in which the
/// first node of each relation counts as ground, which leaves its law out: at that point the
/// gradients of the other `independent` laws are independent, so the laws are, and any combination
/// of them that is constant is 0. Names the nodes and edges of networks of up to 10,000 edges.
/// Throws Error (bad_input) if rank.independent = 0: there is nothing to claim. O(V + E).
[[nodiscard]] Certificate independence_certificate(const Network& network,
                                                   const Contraction& contraction,
                                                   const LawRank& rank);

/// Claims singular_point and strata with one stratum for every relation, all at θ = 1 itself (no
/// difference): no edge leaves these disjoint sets, so each is a relation between the laws and the
/// rank is at most laws − relations. Throws Error (bad_input) if there is no relation. O(V + E).
[[nodiscard]] Certificate relation_certificate(const Network& network,
                                               const Contraction& contraction, const LawRank& rank);

}  // namespace isthmus
