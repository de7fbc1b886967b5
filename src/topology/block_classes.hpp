// Which blocks are images of each other under the symmetries of the network, and how (Theory §7).
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "isthmus/symmetry/automorphisms.hpp"
#include "topology/rooted_blocks.hpp"

namespace isthmus::topology {

/// What a symmetry does to one block: local nodes (the root last) and local edges of the block to
/// those of its image.
struct BlockMap {
  std::vector<std::uint32_t> nodes;
  std::vector<std::uint32_t> edges;
  friend auto operator<=>(const BlockMap&, const BlockMap&) = default;
};

/// First `a`, then `b`.
[[nodiscard]] BlockMap followed_by(const BlockMap& a, const BlockMap& b);
[[nodiscard]] BlockMap inverse(const BlockMap& map);

/// Blocks that are images of the first one.
struct BlockClass {
  std::vector<std::size_t> members;  ///< increasing
  std::vector<BlockMap> from_first;  ///< a symmetry from the first to each member
  std::vector<BlockMap> generators;  ///< of the group that symmetries induce on the first
};

/// How a generator of the whole group moves blocks: the member `from` of a class to its member
/// `to`, which carried back to the first member is `turn`.
struct BlockMove {
  std::size_t block_class, from, to;
  BlockMap turn;
};

struct BlockClasses {
  std::vector<BlockClass> classes;            ///< by first member
  std::vector<std::vector<BlockMove>> moves;  ///< of each generator; others stay as they are
};

/// Schreier's lemma on the blocks. Without generators every block is a class of its own.
[[nodiscard]] BlockClasses block_classes(const Contraction& contraction,
                                         const std::vector<RootedBlock>& blocks,
                                         const std::vector<Automorphism>& generators);

/// The same under all symmetries of the network; under none in a build that cannot find them.
[[nodiscard]] BlockClasses classes_of(const Network& network, const Contraction& contraction,
                                      const std::vector<RootedBlock>& blocks);

/// All elements of the group; nothing if there are more than `limit`.
[[nodiscard]] std::vector<BlockMap> elements(const RootedBlock& block,
                                             const std::vector<BlockMap>& generators,
                                             std::size_t limit);

}  // namespace isthmus::topology
