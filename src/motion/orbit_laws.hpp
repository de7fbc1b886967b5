// The laws along a rescaling orbit, in as few terms as there are pairs of joined nodes.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::motion {

/// All edges from one node to another: together they carry the flow x·z_head / z_tail.
struct OrbitLink {
  std::uint32_t tail = 0;  ///< an unknown, or OrbitLaws::held
  std::uint32_t head = 0;
  Rational x;
};

/// With z_v = λ_v², the rescaled weights have balance c when for every unknown v
///   F_v(z) = Σ_{links into v} x·z_v/z_tail − Σ_{links out of v} x·z_head/z_v  =  c_v.
/// The ground and the first node of each floating component are held at z = 1.
struct OrbitLaws {
  static constexpr std::uint32_t held = std::numeric_limits<std::uint32_t>::max();

  std::vector<NodeId> unknowns;  ///< increasing
  std::vector<OrbitLink> links;  ///< x > 0, ends differ, at most one held; by (tail, head)
  std::vector<Rational> target;  ///< c_v, by unknown
};

/// Gives the exact sum of the squared weights of some edges, all between the same two ends.
using SquareSums = std::function<Rational(std::span<const EdgeId>)>;
/// From the squares of all; borrows them.
[[nodiscard]] SquareSums sums_in(const Flow& x);

/// The hidden nodes that are unknowns, increasing: all but the first of each floating component of
/// the edges in `support`. O(E α).
[[nodiscard]] std::vector<NodeId> unknowns_of(const BalanceNetwork& network,
                                              const PerEdge<bool>& support);

/// The laws of weights that are nonzero exactly on `support`. O(E log E) and one sum for each pair
/// of joined nodes; 16 bytes an edge besides the laws.
[[nodiscard]] OrbitLaws orbit_laws(const BalanceNetwork& network, const PerEdge<bool>& support,
                                   const SquareSums& square_sum, const Balance& c);

}  // namespace isthmus::motion
