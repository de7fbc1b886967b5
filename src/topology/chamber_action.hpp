// What symmetries of a block do to its chambers.
#pragma once

#include <set>

#include "isthmus/topology/chambers.hpp"
#include "topology/block_classes.hpp"
#include "topology/open_cells.hpp"

namespace isthmus::topology {

/// The bonds of the block as planes, by size and then by mask. Nothing if there are more than
/// max_planes, or if the block is too large for words.
[[nodiscard]] std::optional<std::vector<Plane>> bond_planes(const BalanceNetwork& block);

/// The signs of the image of a cell. Requires a map from the block to itself.
[[nodiscard]] std::vector<std::int8_t> image(const std::vector<Plane>& planes, std::size_t root,
                                             const BlockMap& map,
                                             const std::vector<std::int8_t>& signs);

/// The signs of all images of a cell; the largest (+ before −) is the name of the orbit.
[[nodiscard]] std::set<std::vector<std::int8_t>> orbit(const std::vector<Plane>& planes,
                                                       std::size_t root,
                                                       const std::vector<BlockMap>& generators,
                                                       const std::vector<std::int8_t>& signs);

/// Fills in everything but signs, point and `alike`.
void add_facts(const RootedBlock& block, const std::vector<BlockMap>& generators, Chamber& chamber);

}  // namespace isthmus::topology
