// Counting the blocks of an increasing network (Theory §6).
//
// Let only the ground close directed cycles, and let the core be the hidden nodes on walks from
// ground to ground. In the graph of the core and the ground no hidden node x is a cut node: a part
// that hangs on x alone would hold a node s with walks ⏚ → x → s → x → ⏚. So every connected piece
// of the core makes one block with the ground, as long as the other nodes, the dead ends, are away.
// They touch such a piece at a few nodes only. What is 2-connected may be replaced by a circuit
// through these nodes and the ground: a circuit that uses more of it can be led around inside
// either. Then the search of blocks.cpp runs on the circuits and the edges at dead ends; pieces
// that no dead end touches are counted right away.
#include "network/core_blocks.hpp"

#include <algorithm>
#include <vector>

#include "network/disjoint_sets.hpp"

namespace isthmus {
namespace {

class CoreSearch {
 public:
  explicit CoreSearch(const BalanceNetwork& network)
      : network_(network),
        in_core_(network.node_count(), false),
        label_(network.hidden_count()),
        classes_(network.hidden_count()) {}

  CoreBlocks run() {
    find_core();
    find_labels();
    std::size_t pieces = join_pieces();
    collect_dead_ends();
    pieces -= add_circuits();
    return {pieces, BalanceNetwork(network_.hidden_count(), std::move(arcs_))};
  }

 private:
  void find_core() {
    PerNode<bool> reached(network_.node_count(), false);
    reached[network_.ground()] = in_core_[network_.ground()] = true;
    for (const NodeId v : network_.hidden_nodes()) {
      for (const EdgeId e : network_.in_edges(v)) {
        if (reached[network_.tail(e)]) reached[v] = true;
        if (reached[v]) break;
      }
    }
    for (auto i = static_cast<std::uint32_t>(network_.hidden_count()); i-- > 0;) {
      if (reached[NodeId{i}]) in_core_[NodeId{i}] = leaves(NodeId{i});
    }
  }

  // Into the core, all later nodes being known.
  [[nodiscard]] bool leaves(NodeId v) const {
    const auto out = network_.out_edges(v);
    return std::any_of(out.begin(), out.end(),
                       [&](EdgeId e) { return in_core_[network_.head(e)]; });
  }

  [[nodiscard]] bool is_inner(NodeId v) const { return in_core_[v] && !network_.is_ground(v); }

  // Every node of the core takes the label of the tail of its first edge from there, so that few
  // labels are left for the edges to join.
  void find_labels() {
    for (const NodeId v : network_.hidden_nodes()) {
      label_[v.value] = v.value;
      if (!in_core_[v]) continue;
      for (const EdgeId e : network_.in_edges(v)) {
        if (!is_inner(network_.tail(e))) continue;
        label_[v.value] = label_[network_.tail(e).value];
        break;
      }
    }
  }

  // The number of connected pieces of the core.
  std::size_t join_pieces() {
    std::size_t count = 0;
    for (const NodeId v : network_.hidden_nodes()) {
      count += in_core_[v] && label_[v.value] == v.value ? 1 : 0;
    }
    for (const EdgeId e : network_.edges()) {
      const NodeId tail = network_.tail(e);
      const NodeId head = network_.head(e);
      if (!is_inner(tail) || !is_inner(head)) continue;
      const std::uint32_t a = label_[tail.value];
      const std::uint32_t b = label_[head.value];
      if (a != b && classes_.join(a, b)) --count;
    }
    return count;
  }

  // All edges at dead ends, and the core nodes that they touch.
  void collect_dead_ends() {
    for (const NodeId v : network_.hidden_nodes()) {
      if (in_core_[v]) continue;
      for (const EdgeId e : network_.out_edges(v)) add_edge(e, network_.head(e));
      for (const EdgeId e : network_.in_edges(v)) {
        if (in_core_[network_.tail(e)]) add_edge(e, network_.tail(e));
      }
    }
  }

  void add_edge(EdgeId e, NodeId far_end) {
    arcs_.push_back({network_.tail(e), network_.head(e), network_.multiplicity(e)});
    if (is_inner(far_end)) touched_.emplace_back(classes_.find(label_[far_end.value]), far_end);
  }

  // A circuit through the ground and the touched nodes of each piece; the number of circuits.
  std::size_t add_circuits() {
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    std::size_t circuits = 0;
    for (std::size_t i = 0; i < touched_.size(); ++i) {
      const bool first = i == 0 || touched_[i - 1].first != touched_[i].first;
      const bool last = i + 1 == touched_.size() || touched_[i + 1].first != touched_[i].first;
      const NodeId v = touched_[i].second;
      if (first) {
        ++circuits;
        arcs_.push_back({network_.ground(), v});
      }
      arcs_.push_back({v, last ? network_.ground() : touched_[i + 1].second});
    }
    return circuits;
  }

  const BalanceNetwork& network_;
  PerNode<bool> in_core_;
  std::vector<std::uint32_t> label_;
  DisjointSets classes_;
  std::vector<Arc> arcs_;
  std::vector<std::pair<std::uint32_t, NodeId>> touched_;  // (piece, node)
};

}  // namespace

CoreBlocks core_blocks(const BalanceNetwork& network) { return CoreSearch(network).run(); }

}  // namespace isthmus
