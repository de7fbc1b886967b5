// The cells that resolve the cut ideal: faces of the graphic arrangement (Theory §6).
//
// Give every node of a piece a height y_v, the ground 0. The hyperplanes y_u = y_v of adjacent
// nodes cut the affine space {c·y = 1} into relatively open cells. A cell is written as a sign for
// each pair of adjacent nodes: which one is higher, or neither. Those on one height in a
// connected piece of the graph form a *part*; the cell of dimension d has d + 2 parts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::topology {

/// A set of local nodes: hidden ones 0 … n−1 and the ground n.
using NodeMask = std::uint64_t;

/// At most so many nodes with the ground, and pairs of adjacent nodes.
inline constexpr std::size_t max_nodes = 64;
inline constexpr std::size_t max_pairs = 128;

/// A set of pairs.
struct PairMask {
  std::array<std::uint64_t, max_pairs / 64> words{};

  void add(std::size_t pair) { words[pair / 64] |= std::uint64_t{1} << (pair % 64); }
  [[nodiscard]] bool has(std::size_t pair) const {
    return (words[pair / 64] >> (pair % 64) & 1) != 0;
  }
  [[nodiscard]] bool empty() const { return (words[0] | words[1]) == 0; }
  friend PairMask operator|(PairMask a, const PairMask& b) {
    for (std::size_t i = 0; i < a.words.size(); ++i) a.words[i] |= b.words[i];
    return a;
  }
  friend PairMask operator&(PairMask a, const PairMask& b) {
    for (std::size_t i = 0; i < a.words.size(); ++i) a.words[i] &= b.words[i];
    return a;
  }
  [[nodiscard]] PairMask without(const PairMask& b) const {
    PairMask a = *this;
    for (std::size_t i = 0; i < a.words.size(); ++i) a.words[i] &= ~b.words[i];
    return a;
  }
  friend auto operator<=>(const PairMask&, const PairMask&) = default;
};

/// The signs of a cell: the pairs whose first node is higher, and those whose second is. Pairs in
/// neither set have both nodes on one height.
struct Cell {
  PairMask first, second;
  friend auto operator<=>(const Cell&, const Cell&) = default;
};

/// A part below another one, with nothing between them, and the signs that tell them apart.
struct Cover {
  std::size_t above, below;  ///< numbers of parts
  Cell signs;
};

/// The parts of a cell and their order.
struct Order {
  std::vector<NodeMask> parts;  ///< by lowest node, that of the ground last
  std::vector<Cover> covers;    ///< exactly those between which no third part lies
};

/// The pairs of adjacent nodes of a network.
class CellGraph {
 public:
  /// Requires fits(network).
  explicit CellGraph(const BalanceNetwork& network);
  [[nodiscard]] static bool fits(const BalanceNetwork& network);

  [[nodiscard]] std::size_t node_count() const noexcept { return neighbours_.size(); }
  [[nodiscard]] std::size_t ground() const noexcept { return node_count() - 1; }
  [[nodiscard]] std::size_t pair_count() const noexcept { return pairs_.size(); }
  [[nodiscard]] NodeMask all_nodes() const noexcept { return ~NodeMask{0} >> (64 - node_count()); }
  [[nodiscard]] NodeMask neighbours(std::size_t v) const { return neighbours_[v]; }
  [[nodiscard]] std::size_t pair_of(std::size_t u, std::size_t v) const { return pair_at_[u][v]; }

  /// The nodes of `within` that undirected walks inside it join to `start`.
  [[nodiscard]] NodeMask reach(NodeMask start, NodeMask within) const;
  /// The signs between two disjoint sets, all of `above` being higher than all of `below`.
  [[nodiscard]] Cell signs_between(NodeMask above, NodeMask below) const;
  /// The variables that are positive on the cell: those whose head is higher than their tail.
  [[nodiscard]] Cell label(const Cell& cell) const {
    return {cell.first & labels_.first, cell.second & labels_.second};
  }
  /// Parts and covers. Requires that the signs are those of some heights.
  [[nodiscard]] Order order(const Cell& cell) const;
  /// The variables of a label, increasing.
  [[nodiscard]] std::vector<EdgeId> variables(const Cell& label) const;

 private:
  struct Pair {
    std::uint8_t first, second;  // first < second
    EdgeId into_first{no_edge}, into_second{no_edge};
  };
  static constexpr std::uint32_t no_edge = 0xffffffff;

  [[nodiscard]] std::vector<NodeMask> parts(const Cell& cell) const;

  std::vector<Pair> pairs_;
  std::vector<NodeMask> neighbours_;
  std::vector<std::vector<std::uint8_t>> pair_at_;
  Cell labels_;  // the pairs that have a variable into the first, into the second node
};

}  // namespace isthmus::topology
