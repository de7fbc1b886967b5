// One block: its cuts, its homology, its Euler characteristic.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "isthmus/topology/topology.hpp"
#include "topology/peel.hpp"
#include "topology/stages.hpp"

namespace isthmus::topology {

struct BlockTopology {
  std::optional<std::vector<RawCut>> cuts;  ///< the minimal generators
  std::optional<Homology> homology;
  std::optional<Integer> euler;  ///< from the faces
  std::string reason;            ///< what is not determined and why
};

[[nodiscard]] BlockTopology block_topology(const Piece& piece, Stages& stages);

}  // namespace isthmus::topology
