#include "isthmus/topology/walls.hpp"

#include <algorithm>
#include <bit>

#include "topology/chamber_action.hpp"
#include "topology/rooted_blocks.hpp"

namespace isthmus {

using namespace topology;

std::optional<std::vector<ChamberWall>> walls_of(const BalanceNetwork& network) {
  std::vector<ChamberWall> walls;
  for (const RootedBlock& block : rooted_blocks(network)) {
    if (block.nodes.size() > max_dimension) return std::nullopt;
    const auto planes = bond_planes(block.network);
    if (!planes) return std::nullopt;
    for (const Plane& plane : *planes) {
      ChamberWall& wall = walls.emplace_back(ChamberWall{{}, plane.side});
      for (NodeMask set = plane.set; set != 0; set &= set - 1) {
        const auto& part = block.hanging[static_cast<std::size_t>(std::countr_zero(set))];
        wall.set.insert(wall.set.end(), part.begin(), part.end());
      }
      std::sort(wall.set.begin(), wall.set.end());
    }
  }
  return walls;
}

std::vector<std::int8_t> sides_of(const std::vector<ChamberWall>& walls, const Balance& c) {
  std::vector<std::int8_t> sides;
  for (const ChamberWall& wall : walls) {
    Rational sum = 0;
    for (const NodeId v : wall.set) sum += c[v];
    sides.push_back(static_cast<std::int8_t>(sign_of(sum)));
  }
  return sides;
}

}  // namespace isthmus
