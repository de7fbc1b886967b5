// The laws along a rescaling orbit, in as few terms as there are pairs of joined nodes.
#pragma once

#include <cstdint>
#include <limits>
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

/// Requires x >= 0. O(E log E).
[[nodiscard]] OrbitLaws orbit_laws(const BalanceNetwork& network, const Flow& x, const Balance& c);

}  // namespace isthmus::motion
