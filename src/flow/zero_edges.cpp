// Edges forced to zero (Theory §4, dimension).
//
// At a point of P(c) of maximal support, let U be what the residual graph reaches from the head of
// an edge e with x_e = 0 that stays 0. No edge leaves U, and the edges into U vanish. If the ground
// is not in U, then c(U) = 0: a set of kind out, and e is one of the edges into it. If it is, the
// same holds of the other nodes with all directions turned round: a set of kind in. Conversely the
// edges into (out of) such a set sum to c(U) = 0. A set of kind out cannot reach the ground, and
// whether it is one does not depend on the edges into it; so it is looked for among the nodes that
// do not reach the ground, each with a free inflow from the ground in place of those edges.
#include "flow/zero_edges.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/flow/support.hpp"

namespace isthmus::flow {
namespace {

// The nodes of a local graph that miss the ground, each with an edge from the ground.
class Dead {
 public:
  Dead(const LocalGraph& local, const PerEdge<bool>& positive, const PerNode<bool>& absorbs)
      : local_(local), number_(local.graph.node_count(), 0) {
    for (const NodeId v : local.missed) number_[v] = count_++;
    for (const NodeId v : local.missed) add(NodeId{count_}, NodeId{number_[v]}, 1, absorbs[v]);
    for (const NodeId v : local.missed) add_edges(v, positive);
  }

  // Of the local graph: edges that are never positive, and nodes whose inflow never is.
  struct Zeros {
    std::vector<EdgeId> edges;
    std::vector<NodeId> nodes;
  };

  Zeros zeros() && {
    const BalanceNetwork graph(count_, std::move(arcs_));
    const PerEdge<bool> support = maximal_support(graph, PerEdge<bool>(std::move(positive_)));
    Zeros zeros;
    for (const EdgeId e : graph.edges()) {
      if (support[e]) continue;
      if (e.value < count_) {
        zeros.nodes.push_back(local_.missed[e.value]);
      } else {
        zeros.edges.push_back(edges_[e.value - count_]);
      }
    }
    return zeros;
  }

 private:
  void add(NodeId tail, NodeId head, std::uint64_t multiplicity, bool positive) {
    arcs_.push_back({tail, head, multiplicity});
    positive_.push_back(positive);
  }

  void add_edges(NodeId v, const PerEdge<bool>& positive) {
    for (const EdgeId e : local_.graph.out_edges(v)) {
      const NodeId head{number_[local_.graph.head(e)]};
      add(NodeId{number_[v]}, head, local_.graph.multiplicity(e), positive[e]);
      edges_.push_back(e);
    }
  }

  const LocalGraph& local_;
  std::uint32_t count_ = 0;
  PerNode<std::uint32_t> number_;
  std::vector<Arc> arcs_;
  std::vector<bool> positive_;
  std::vector<EdgeId> edges_;
};

}  // namespace

std::vector<EdgeId> edges_forced_to_zero(const BalanceNetwork& network, const LocalGraph& local,
                                         Direction direction, const PerEdge<bool>& positive,
                                         const PerNode<bool>& absorbs) {
  std::vector<EdgeId> found;
  if (local.missed.empty()) return found;
  PerNode<bool> missed(network.node_count(), false);
  for (const NodeId v : local.missed) missed[local.node[v.value]] = true;
  const auto zeros = Dead(local, positive, absorbs).zeros();
  for (const EdgeId e : zeros.edges) found.push_back(local.edge[e.value]);
  for (const NodeId zero : zeros.nodes) {
    const NodeId v = local.node[zero.value];
    for (const EdgeId e : entrances(network, v, opposite(direction))) {
      if (!missed[network.other_end(e, v)]) found.push_back(e);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace isthmus::flow
