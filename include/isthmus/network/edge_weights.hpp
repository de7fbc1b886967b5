// The weights of a network edge by edge, wherever they lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus {

/// One view of the weights that a Network holds as fractions and a Model as floating-point numbers
/// in its file. Edges are positions in Network::edges, or in those of to_network(model); only
/// trainable ones may be asked for. A fraction for each of a million weights takes 100 MB and more;
/// with a Model, fractions are made when asked for and not kept. Borrows what it is made of.
class EdgeWeights {
 public:
  /// Requires a valid network.
  explicit EdgeWeights(const Network& network);
  /// Requires a valid model.
  explicit EdgeWeights(const Model& model);
  explicit EdgeWeights(Network&&) = delete;
  explicit EdgeWeights(Model&&) = delete;

  /// The trainable edges have weights, or at least norms.
  [[nodiscard]] bool known() const noexcept { return known_; }

  /// Number of weights of an edge: its multiplicity, or 0 if only its norm is known.
  [[nodiscard]] std::size_t count(std::uint32_t edge) const;
  /// Weight k. Requires k < count(edge).
  [[nodiscard]] Rational at(std::uint32_t edge, std::size_t k) const;
  [[nodiscard]] std::vector<Rational> all(std::uint32_t edge) const;

  /// Some weight of the edge is not 0. Requires known().
  [[nodiscard]] bool nonzero(std::uint32_t edge) const;
  /// The sign of an edge of one weight; 0 for bundles.
  [[nodiscard]] int sign(std::uint32_t edge) const;
  /// Weight k modulo p in the sense of src/exact/residue.hpp: a hash that respects products.
  [[nodiscard]] std::uint64_t residue(std::uint32_t edge, std::size_t k) const;

  /// The largest size of all weights of these edges; 0 if there are none.
  [[nodiscard]] Rational largest(std::span<const std::uint32_t> edges) const;

  /// The exact sum of the squares of all weights of these edges. Requires known().
  [[nodiscard]] Rational square_sum(std::span<const std::uint32_t> edges) const;

 private:
  const Network* network_ = nullptr;
  const Model* model_ = nullptr;
  bool known_;
};

}  // namespace isthmus
