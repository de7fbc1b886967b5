// The file that `prune --remove` writes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/initial.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus::cli {

/// Throws Error (bad_usage) unless a network from `source` can be written to `path`: a network file
/// always, a model file if the source is one of the same kind.
void check_pruned_file(const std::string& source, const std::string& path);

/// Writes what `source` holds without these nodes to `path`. `network` is the whole of it, with all
/// weights. The file is complete and has been read back and compared with what remains, number by
/// number, before it gets its name. A model file whose layers cannot lose the nodes keeps its
/// shapes, and all weights at the nodes are 0 in it: then the reason is returned. Throws Error
/// (limit_reached) if the format cannot hold that either.
[[nodiscard]] std::string write_pruned(const std::string& source, const InitialFlags& flags,
                                       const Network& network,
                                       const std::vector<std::uint32_t>& nodes,
                                       const std::string& path);

}  // namespace isthmus::cli
