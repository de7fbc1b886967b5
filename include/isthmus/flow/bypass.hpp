// One linear-size proof that many edges are no bottleneck, hence never locked (theory §3).
#pragma once

#include <vector>

#include "isthmus/network/balance_network.hpp"
#include "isthmus/network/sparse.hpp"

namespace isthmus {

/// Trees directed away from and towards the ground. An entry (v, e) of a `from_ground` tree has an
/// edge e into v whose tail is the ground or an earlier node of the tree; of a `to_ground` tree an
/// edge e out of v whose head is. Nodes that no walk from (to) the ground meets are in no tree.
/// For an edge e = (u→v): a from-tree that reaches v by another edge and a to-tree that leaves u
/// by another edge make a walk from u over the ground to v that avoids e.
struct Bypass {
  std::vector<Forest> from_ground;
  std::vector<Forest> to_ground;
};

/// Two trees each way suffice for acyclic networks to bypass every edge between nodes on walks
/// from ground to ground that is no bottleneck; cyclic networks may get up to six, and a few
/// edges may stay uncovered. O(V + E).
[[nodiscard]] Bypass bypass_trees(const BalanceNetwork& network);

/// For every edge whether `bypass` shows a walk around it (docs/certificate.md, step bypass);
/// loops are not. Requires valid trees. O(E + entries).
[[nodiscard]] PerEdge<bool> bypassed_edges(const BalanceNetwork& network, const Bypass& bypass);

}  // namespace isthmus
