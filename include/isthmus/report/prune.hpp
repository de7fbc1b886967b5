// What `isthmus prune` says: text and JSON (docs/pruning.md).
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/network/removal.hpp"
#include "isthmus/report/text.hpp"
#include "isthmus/variety/pruning.hpp"

namespace isthmus {

/// The chosen sub-networks, cut out.
struct Removal {
  std::vector<std::uint32_t> nodes;  ///< positions in Network::nodes, increasing
  std::uint64_t weights = 0;         ///< trainable ones at these nodes
  Connection connection;             ///< of these nodes with the rest
  std::string file;                  ///< where the rest was written to
  /// Not empty: why the nodes are still in the file, with weights 0 only.
  std::string kept_because;
};

struct PruneReport {
  Network network;
  Contraction contraction;
  Pruning pruning;
  std::optional<Removal> removal;
};

/// Ranks the sub-networks of a valid network. Throws Error (bad_usage) if it has no weights.
[[nodiscard]] PruneReport prune(Network network, const PruneOptions& options = {});

/// What cutting out the chosen sets of a report amounts to; `file` is left to the caller. The total
/// cut is computed on the graph and on the network's own edges, which must agree. Throws Error
/// (bad_usage) if `wanted` sets are more than were chosen.
[[nodiscard]] Removal remove_chosen(const PruneReport& report, std::size_t wanted);

void write_text(std::ostream& out, const PruneReport& report, const TextStyle& style = {});

/// Format "isthmus-prune" version 1.
void write_json(std::ostream& out, const PruneReport& report);

}  // namespace isthmus
