// How the edges of a network lie between its nodes, ready to be compared under a permutation.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus::symmetry {

/// The edges from one node to another: trainable ones in file order, then fixed ones by weight.
struct Parallels {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t first = 0;  ///< into Wiring::order
  std::uint32_t last = 0;   ///< one past the end
};

/// All edges of a network, sorted by their ends.
class Wiring {
 public:
  explicit Wiring(const Network& network);

  /// Sorted by (from, to); every file edge is in exactly one.
  [[nodiscard]] const std::vector<Parallels>& parallels() const { return parallels_; }
  /// The ones between two nodes; null if there are none.
  [[nodiscard]] const Parallels* between(std::uint32_t from, std::uint32_t to) const;
  /// Positions in `parallels()` of all that start or end at a node.
  [[nodiscard]] const std::vector<std::uint32_t>& at(std::uint32_t node) const { return at_[node]; }
  /// Their members, as positions in Network::edges.
  [[nodiscard]] std::span<const std::uint32_t> edges(const Parallels& group) const {
    return std::span(order_).subspan(group.first, group.last - group.first);
  }
  /// What an automorphism must keep of a file edge: equal numbers for trainable edges of equal
  /// multiplicity and for fixed edges of equal weight. At least 1; 1 is a single trainable edge.
  [[nodiscard]] std::uint32_t kind(std::uint32_t edge) const { return kind_[edge]; }

 private:
  void sort_by_kind(const Network& network, const Parallels& group);

  std::vector<std::uint32_t> order_;
  std::vector<Parallels> parallels_;
  std::vector<std::uint32_t> first_;  // into parallels_, for the ones out of each node
  std::vector<std::vector<std::uint32_t>> at_;
  std::vector<std::uint32_t> kind_;
};

}  // namespace isthmus::symmetry
