// Sets of cuts as increments over earlier sets, so that files stay linear (docs/certificate.md,
// “extends”).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "isthmus/proof/certificate.hpp"

namespace isthmus {

/// A set as it is written: the listed nodes together with the sets of the steps named.
struct NestedSet {
  std::vector<NodeId> listed;
  std::vector<EdgeId> extends;  ///< increasing; the edges of earlier steps of the same kind
};

/// How to write the sets of all locks, then of all weak steps; nothing if it is short enough to
/// list them in full. Where sets are nested or disjoint, every node is listed at most once for each
/// kind. Time linear in the sets in full.
[[nodiscard]] std::optional<std::vector<NestedSet>> nested_sets(const Certificate& certificate);

/// What each step extends, as it was read.
struct Extensions {
  std::vector<std::vector<EdgeId>> locks;
  std::vector<std::vector<EdgeId>> weak;
};

/// The reverse: puts the sets in full in the place of the nodes listed. Throws Error (bad_input) at
/// the step that extends anything but earlier steps of its kind, or sets that meet, and Error
/// (limit_reached) beyond 10⁸ nodes in all.
void unfold_sets(Certificate& certificate, const Extensions& extensions);

}  // namespace isthmus
