// Isotonic regression.
//
// Problem: every vertex has a wish, the mean of its neighbours' places; the order of the layer is
//   fixed and neighbours need room.
// Idea: subtract the room before each vertex; what is left to find is the nondecreasing sequence
//   closest to the wishes. Pool adjacent violators: blocks of equal value, merged with the block
//   before while their means decrease.
// Complexity: linear, since each merge removes a block. Exact up to rounding the means down.
// Source: Barlow, Bartholomew, Bremner, Brunk, Statistical Inference under Order Restrictions,
// 1972.
#include "draw/alignment.hpp"

#include <cstddef>

namespace isthmus::draw {
namespace {

struct Block {
  std::int64_t sum = 0;
  std::int64_t count = 0;
};

std::int64_t floor_mean(const Block& block) {
  const std::int64_t quotient = block.sum / block.count;
  return quotient * block.count > block.sum ? quotient - 1 : quotient;
}

bool decreases(const Block& before, const Block& after) {
  return before.sum * after.count > after.sum * before.count;
}

}  // namespace

std::vector<std::int64_t> spread(const std::vector<std::int64_t>& wish,
                                 const std::vector<std::int64_t>& gap) {
  std::vector<std::int64_t> room(wish.size());
  for (std::size_t i = 1; i < wish.size(); ++i) room[i] = room[i - 1] + gap[i - 1];
  std::vector<Block> blocks;
  for (std::size_t i = 0; i < wish.size(); ++i) {
    Block last{wish[i] - room[i], 1};
    while (!blocks.empty() && decreases(blocks.back(), last)) {
      last = {last.sum + blocks.back().sum, last.count + blocks.back().count};
      blocks.pop_back();
    }
    blocks.push_back(last);
  }
  std::vector<std::int64_t> place;
  for (const Block& block : blocks) {
    for (std::int64_t k = 0; k < block.count; ++k) {
      place.push_back(floor_mean(block) + room[place.size()]);
    }
  }
  return place;
}

}  // namespace isthmus::draw
