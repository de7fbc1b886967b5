// Maximal support of P(c) (Theory §4, dimension): an edge with x_e = 0 can be made positive
// exactly when some cycle of the residual graph uses it, that is when both its ends lie in one
// strongly connected component. Tarjan's algorithm, iterative, over the residual arcs: every edge
// forwards, every edge with x_e > 0 backwards. O(V + E).
#include "isthmus/flow/support.hpp"

#include <algorithm>
#include <limits>
#include <vector>

namespace isthmus {
namespace {

class ResidualComponents {
 public:
  ResidualComponents(const BalanceNetwork& network, const PerEdge<bool>& positive)
      : network_(network),
        positive_(positive),
        index_(network.node_count(), unseen),
        low_(network.node_count(), 0),
        cursor_(network.node_count(), 0),
        component_(network.node_count(), unseen) {
    for (const NodeId v : network.nodes()) {
      if (index_[v] == unseen) explore(v);
    }
  }

  [[nodiscard]] bool joined(NodeId u, NodeId v) const { return component_[u] == component_[v]; }

 private:
  static constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();

  void explore(NodeId root) {
    enter(root);
    while (!path_.empty()) {
      const NodeId v = path_.back();
      if (const NodeId next = next_unfinished(v); next != v) {
        enter(next);
      } else {
        leave(v);
      }
    }
  }

  void enter(NodeId v) {
    index_[v] = low_[v] = entered_++;
    path_.push_back(v);
    stack_.push_back(v);
  }

  // Follows the arcs of v up to the first one that leads to a new node; v itself if none is left.
  NodeId next_unfinished(NodeId v) {
    const auto out = network_.out_edges(v);
    const auto in = network_.in_edges(v);
    for (std::size_t& i = cursor_[v]; i < out.size() + in.size(); ++i) {
      const bool forward = i < out.size();
      const EdgeId e = forward ? out[i] : in[i - out.size()];
      if (!forward && !positive_[e]) continue;
      const NodeId w = forward ? network_.head(e) : network_.tail(e);
      if (index_[w] == unseen) return w;
      if (component_[w] == unseen) low_[v] = std::min(low_[v], index_[w]);
    }
    return v;
  }

  void leave(NodeId v) {
    path_.pop_back();
    if (!path_.empty()) low_[path_.back()] = std::min(low_[path_.back()], low_[v]);
    if (low_[v] != index_[v]) return;
    NodeId member;
    do {
      member = stack_.back();
      stack_.pop_back();
      component_[member] = index_[v];
    } while (member != v);
  }

  const BalanceNetwork& network_;
  const PerEdge<bool>& positive_;
  PerNode<std::uint32_t> index_, low_;
  PerNode<std::size_t> cursor_;
  PerNode<std::uint32_t> component_;
  std::vector<NodeId> path_, stack_;
  std::uint32_t entered_ = 0;
};

}  // namespace

PerEdge<bool> maximal_support(const BalanceNetwork& network, const PerEdge<bool>& positive) {
  const ResidualComponents components(network, positive);
  PerEdge<bool> support(network.edge_count(), false);
  for (const EdgeId e : network.edges()) {
    support[e] = positive[e] || components.joined(network.tail(e), network.head(e));
  }
  return support;
}

PerEdge<bool> maximal_support(const BalanceNetwork& network, const Flow& x) {
  PerEdge<bool> positive(network.edge_count(), false);
  for (const EdgeId e : network.edges()) positive[e] = x[e] > 0;
  return maximal_support(network, positive);
}

}  // namespace isthmus
