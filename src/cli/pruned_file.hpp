// The file that `prune --remove` writes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/initial.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus::cli {

/// Writes what `source` holds without these nodes to `path`, which
/// check_network_file accepts. `network` is the whole of it, with all
/// weights. The file is complete and has been read back and compared with what remains, number by
/// number, before it gets its name. A model file whose layers cannot lose the nodes keeps its
/// shapes, and all weights at the nodes are 0 in it: then the reason is returned. Throws Error
/// (limit_reached) if the format cannot hold that either.
[[nodiscard]] std::string write_pruned(const std::string& source, const InitialFlags& flags,
                                       const Network& network,
                                       const std::vector<std::uint32_t>& nodes,
                                       const std::string& path);

}  // namespace isthmus::cli
