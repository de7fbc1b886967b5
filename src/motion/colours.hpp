// Colour refinement on two networks with the same wiring at once (1-dimensional Weisfeiler–Leman).
//
// Colours are hashes. Equal nodes have equal colours by construction, so different colours prove
// that two nodes look different; equal colours prove nothing, and nothing relies on them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "symmetry/wiring.hpp"

namespace isthmus::motion {

/// A hash of two words that tells (a, b) from (b, a).
[[nodiscard]] std::uint64_t mixed(std::uint64_t a, std::uint64_t b);
/// A hash of a rational that depends on its value only.
[[nodiscard]] std::uint64_t hash_of(const Rational& q);

/// A colour for every node of the network.
using Colours = std::vector<std::uint64_t>;

/// What lies on each of Wiring::parallels(), as a hash.
using Labels = std::vector<std::uint64_t>;

/// The nodes of one colour in both networks, increasing.
struct Cell {
  std::vector<std::uint32_t> a, b;
};
/// By colour.
using Cells = std::map<std::uint64_t, Cell>;
[[nodiscard]] Cells cells_of(const Colours& a, const Colours& b);

/// A cell that holds more nodes of one network than of the other: no permutation can match them.
struct Misfit {
  Cell cell;
  std::size_t round = 0;  ///< of refinement; 0: at the start
};

/// Two networks of one wiring.
struct Pair {
  const symmetry::Wiring& wiring;
  Labels labels_a, labels_b;
  std::vector<bool> movable;  ///< hidden nodes
};

/// Refines the colours of both until no cell splits: nothing then; or until one does not match, of
/// movable nodes if there is such a cell, and the smallest one.
/// `steps` grows by what was looked at.
[[nodiscard]] std::optional<Misfit> refine(const Pair& pair, Colours& a, Colours& b,
                                           std::uint64_t& steps);

}  // namespace isthmus::motion
