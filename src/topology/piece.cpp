// Contracting, joining parallels, splitting into blocks: all three build a piece from a map of
// nodes to new nodes and a list of edges that stay.
//
// Where a block hangs on a cut node, everything beyond that node is one unit: the split of c is
// forced, since the laws of all nodes beyond add up to a law of the cut node's edges in the block.
// O((V + E) log E) a step.
#include "topology/piece.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "isthmus/network/blocks.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus::topology {
namespace {

/// Old nodes by new number; `ground` for those that the ground takes in.
struct NodeMap {
  PerNode<std::uint32_t> to;  ///< one entry for each old node, the ground included
  std::uint32_t count = 0;    ///< of new hidden nodes; also the number of the new ground
};

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// The variables of `piece` that are listed and do not become loops, parallels joined, in the order
/// of the first.
struct Joined {
  std::vector<Arc> arcs;
  std::vector<std::vector<EdgeId>> old;
};

Joined join_parallels(const Piece& piece, const NodeMap& map, const std::vector<EdgeId>& edges) {
  Joined joined;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> seen;
  for (const EdgeId e : edges) {
    const std::uint32_t tail = map.to[piece.network.tail(e)];
    const std::uint32_t head = map.to[piece.network.head(e)];
    if (tail == head) continue;
    const auto [at, is_new] = seen.try_emplace({tail, head}, joined.arcs.size());
    if (is_new) {
      joined.arcs.push_back({NodeId{tail}, NodeId{head}});
      joined.old.emplace_back();
    }
    joined.old[at->second].push_back(e);
  }
  return joined;
}

void take_over_edges(const Piece& from, const std::vector<std::vector<EdgeId>>& old, Piece& to) {
  for (std::uint32_t i = 0; i < old.size(); ++i) {
    for (const EdgeId e : old[i]) {
      to.flow[EdgeId{i}] += from.flow[e];
      to.weights[EdgeId{i}] += from.weights[e];
      append(to.edges[EdgeId{i}], from.edges[e]);
    }
    std::sort(to.edges[EdgeId{i}].begin(), to.edges[EdgeId{i}].end());
  }
}

Piece build(const Piece& from, const NodeMap& map, const std::vector<EdgeId>& edges) {
  Joined joined = join_parallels(from, map, edges);
  const std::size_t size = joined.arcs.size();
  Piece piece{BalanceNetwork(map.count, std::move(joined.arcs)), Balance(map.count), Flow(size),
              PerEdge<std::vector<EdgeId>>(size), PerEdge<std::uint64_t>(size)};
  take_over_edges(from, joined.old, piece);
  return piece;
}

std::vector<EdgeId> all_edges(const BalanceNetwork& network) {
  std::vector<EdgeId> edges;
  for (const EdgeId e : network.edges()) edges.push_back(e);
  return edges;
}

// ---- blocks
// ----------------------------------------------------------------------------------------

// Walks over the blocks from their roots outwards. A node belongs to several blocks; in all but
// one of them it is the root.
class Splitter {
 public:
  explicit Splitter(const Piece& piece)
      : piece_(piece),
        blocks_(blocks(piece.network)),
        at_(piece.network.node_count()),
        charge_(piece.network.node_count()),
        reached_(piece.network.node_count(), false),
        visited_(blocks_.size(), false),
        root_(blocks_.size()),
        nodes_(blocks_.size()) {}

  std::vector<Piece> run() {
    list_nodes();
    visit_from(piece_.network.ground());
    for (std::uint32_t v = static_cast<std::uint32_t>(piece_.network.hidden_count()); v-- > 0;) {
      visit_from(NodeId{v});
    }
    collect();
    std::vector<Piece> pieces;
    for (std::size_t b = 0; b < blocks_.size(); ++b) pieces.push_back(piece_of(b));
    return pieces;
  }

 private:
  void list_nodes() {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      for (const EdgeId e : blocks_[b]) {
        nodes_[b].push_back(piece_.network.tail(e));
        nodes_[b].push_back(piece_.network.head(e));
      }
      std::sort(nodes_[b].begin(), nodes_[b].end());
      nodes_[b].erase(std::unique(nodes_[b].begin(), nodes_[b].end()), nodes_[b].end());
      for (const NodeId v : nodes_[b]) at_[v].push_back(b);
    }
  }

  void visit_from(NodeId root) {
    if (reached_[root]) return;
    reached_[root] = true;
    std::vector<NodeId> queue{root};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const std::size_t b : at_[queue[i]]) visit_block(b, queue[i], queue);
    }
  }

  void visit_block(std::size_t b, NodeId root, std::vector<NodeId>& queue) {
    if (visited_[b]) return;
    visited_[b] = true;
    root_[b] = root;
    order_.push_back(b);
    for (const NodeId v : nodes_[b]) {
      if (reached_[v]) continue;
      reached_[v] = true;
      queue.push_back(v);
    }
  }

  /// From the outermost blocks inwards: what hangs on each node.
  void collect() {
    for (const NodeId v : piece_.network.hidden_nodes()) charge_[v] = piece_.c[v];
    for (std::size_t i = order_.size(); i-- > 0;) {
      const NodeId root = root_[order_[i]];
      if (piece_.network.is_ground(root)) continue;
      for (const NodeId v : nodes_[order_[i]]) {
        if (v != root) charge_[root] += charge_[v];
      }
    }
  }

  [[nodiscard]] Piece piece_of(std::size_t b) const {
    NodeMap map{PerNode<std::uint32_t>(piece_.network.node_count()), 0};
    for (const NodeId v : nodes_[b]) {
      if (v != root_[b]) map.to[v] = map.count++;
    }
    map.to[root_[b]] = map.count;
    Piece piece = build(piece_, map, blocks_[b]);
    for (const NodeId v : nodes_[b]) {
      if (v != root_[b]) piece.c[NodeId{map.to[v]}] = charge_[v];
    }
    return piece;
  }

  const Piece& piece_;
  std::vector<std::vector<EdgeId>> blocks_;
  PerNode<std::vector<std::size_t>> at_;  // the blocks at each node
  PerNode<Rational> charge_;              // c of each node and of all that hangs on it
  PerNode<bool> reached_;
  std::vector<bool> visited_;               // of each block
  std::vector<NodeId> root_;                // of each block
  std::vector<std::vector<NodeId>> nodes_;  // of each block, increasing
  std::vector<std::size_t> order_;          // blocks from the roots outwards
};

}  // namespace

Piece whole(const BalanceNetwork& network, const Balance& c, const Flow& flow) {
  Piece raw{network, c, flow, PerEdge<std::vector<EdgeId>>(network.edge_count()),
            PerEdge<std::uint64_t>(network.edge_count())};
  for (const EdgeId e : network.edges()) {
    raw.edges[e] = {e};
    raw.weights[e] = network.multiplicity(e);
  }
  return contracted(raw, {});
}

Piece contracted(const Piece& piece, const std::vector<EdgeId>& variables) {
  const BalanceNetwork& network = piece.network;
  DisjointSets sets(network.node_count());
  for (const EdgeId e : variables) sets.join(network.tail(e).value, network.head(e).value);
  const std::uint32_t ground = sets.find(network.ground().value);
  NodeMap map{PerNode<std::uint32_t>(network.node_count()), 0};
  std::map<std::uint32_t, std::uint32_t> number;  // of each set
  for (const NodeId v : network.hidden_nodes()) {
    const std::uint32_t set = sets.find(v.value);
    if (set == ground) continue;
    const auto [at, is_new] = number.try_emplace(set, map.count);
    map.count += is_new ? 1 : 0;
    map.to[v] = at->second;
  }
  for (const NodeId v : network.nodes()) {
    if (sets.find(v.value) == ground) map.to[v] = map.count;
  }
  Piece result = build(piece, map, all_edges(network));
  for (const NodeId v : network.hidden_nodes()) {
    if (map.to[v] < map.count) result.c[NodeId{map.to[v]}] += piece.c[v];
  }
  return result;
}

std::vector<Piece> split(const Piece& piece) { return Splitter(piece).run(); }

}  // namespace isthmus::topology
