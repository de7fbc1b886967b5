#include "isthmus/topology/cut_ideal.hpp"

#include <algorithm>

namespace isthmus {

bool is_cut(const BalanceNetwork& network, const Balance& c, const CutGenerator& generator) {
  PerNode<bool> inside(network.node_count(), false);
  Rational charge = 0;
  for (const NodeId v : generator.set) {
    inside[v] = true;
    charge += c[v];
  }
  const bool into = generator.kind == CutKind::in;
  std::vector<EdgeId> edges;
  for (const NodeId v : generator.set) {
    for (const EdgeId e : into ? network.in_edges(v) : network.out_edges(v)) {
      if (!inside[network.other_end(e, v)]) edges.push_back(e);
    }
  }
  std::sort(edges.begin(), edges.end());
  return edges == generator.edges && charge == generator.charge &&
         sign_of(charge) == (into ? 1 : -1);
}

}  // namespace isthmus
