// Orbits on {±1}^k by listing all 2^k sign vectors: union–find over bit masks.
//
// A mask has bit 1 for −, the first point's highest, so that smaller masks are smaller vectors. A
// generator is applied to a mask by table, eight points at a time. Joining every mask with its
// images leaves the orbits; the smallest member of each represents it. O(2^k · generators · k/8).
#include <array>

#include "isthmus/error.hpp"
#include "symmetry/factor.hpp"

namespace isthmus::symmetry {
namespace {

constexpr std::uint32_t most_points = 30;

// A permutation of bits: the image of a mask is the union of the images of its bytes.
class BitPermutation {
 public:
  BitPermutation(const Moves& moves, std::uint32_t points) {
    for (std::uint32_t bit = 0; bit < points; ++bit) {
      const std::uint32_t image = points - 1 - image_of(moves, points - 1 - bit);
      for (std::uint32_t byte = 0; byte < 256; ++byte) {
        if ((byte >> bit % 8 & 1) != 0) table_[bit / 8][byte] |= std::uint32_t{1} << image;
      }
    }
  }

  [[nodiscard]] std::uint32_t operator()(std::uint32_t mask) const {
    return table_[0][mask & 255] | table_[1][mask >> 8 & 255] | table_[2][mask >> 16 & 255] |
           table_[3][mask >> 24];
  }

 private:
  std::array<std::array<std::uint32_t, 256>, 4> table_{};
};

// Disjoint sets of masks, each represented by its smallest member.
class MaskSets {
 public:
  explicit MaskSets(std::uint32_t count) : parent_(count) {
    for (std::uint32_t m = 0; m < count; ++m) parent_[m] = m;
  }
  std::uint32_t find(std::uint32_t m) {
    while (parent_[m] != m) m = parent_[m] = parent_[parent_[m]];
    return m;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    if (a < b) parent_[b] = a;
    if (b < a) parent_[a] = b;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

SignVector signs_of(std::uint32_t mask, std::uint32_t points) {
  SignVector signs(points, 1);
  for (std::uint32_t p = 0; p < points; ++p) {
    if ((mask >> (points - 1 - p) & 1) != 0) signs[p] = -1;
  }
  return signs;
}

}  // namespace

SignOrbits orbits_by_listing(const Factor& factor, std::size_t keep) {
  ensure(factor.size() <= most_points, "all sign vectors of at most 30 points are listed");
  const std::uint32_t count = std::uint32_t{1} << factor.size();
  MaskSets sets(count);
  for (const Moves& moves : factor.generators) {
    const BitPermutation image(moves, factor.size());
    for (std::uint32_t mask = 0; mask < count; ++mask) sets.join(mask, image(mask));
  }
  SignOrbits result;
  std::uint32_t orbits = 0;
  for (std::uint32_t mask = 0; mask < count; ++mask) {
    if (sets.find(mask) != mask) continue;
    ++orbits;
    if (result.representatives.size() < keep) {
      result.representatives.push_back(signs_of(mask, factor.size()));
    }
  }
  result.at_least = result.at_most = orbits;
  result.all_listed = orbits == result.representatives.size();
  for (std::uint32_t p = 0; p < factor.size(); ++p) result.reading.push_back(p);
  return result;
}

}  // namespace isthmus::symmetry
