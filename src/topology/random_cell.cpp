// Lengths are random so that a few edges often outweigh all others: balances of flows whose entries
// are all alike would hit only the chambers in the middle.
#include "topology/random_cell.hpp"

#include <bit>

namespace isthmus::topology {

OpenCell random_cell(const BalanceNetwork& block, const std::vector<Plane>& planes,
                     RandomBits bits) {
  OpenCell cell;
  cell.point.assign(block.hidden_count(), 0);
  for (const EdgeId e : block.edges()) {
    const std::uint64_t length = bits.next() % 21;
    const auto x = static_cast<std::int64_t>(1 + bits.next() % (std::uint64_t{1} << length));
    if (!block.is_ground(block.head(e))) cell.point[block.head(e).value] += x;
    if (!block.is_ground(block.tail(e))) cell.point[block.tail(e).value] -= x;
  }
  for (const Plane& plane : planes) {
    std::int64_t sum = 0;
    for (NodeMask set = plane.set; set != 0; set &= set - 1) {
      sum += cell.point[static_cast<std::size_t>(std::countr_zero(set))];
    }
    cell.signs.push_back(static_cast<std::int8_t>((sum > 0) - (sum < 0)));
  }
  return cell;
}

}  // namespace isthmus::topology
