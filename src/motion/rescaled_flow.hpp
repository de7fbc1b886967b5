// Squared weights that follow a rescaling as it is put together.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "isthmus/motion/rescaling.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::motion {

/// What crosses a set of nodes, loops left out; weights of value 0 are edges all the same.
struct Boundary {
  Rational in, out;                           ///< Σ x over the edges into and out of the set
  std::uint64_t in_count = 0, out_count = 0;  ///< weights, with multiplicity
  EdgeId last_in, last_out;                   ///< one of each, if there are any
};

/// x' = rescaled(network, x, k) while k changes. Borrows the network.
class RescaledFlow {
 public:
  RescaledFlow(const BalanceNetwork& network, Flow x);

  [[nodiscard]] const BalanceNetwork& network() const noexcept { return *network_; }
  [[nodiscard]] const Flow& x() const noexcept { return x_; }
  [[nodiscard]] const PowerRescaling& exponents() const noexcept { return k_; }
  /// balance_of(network, x), kept up to date.
  [[nodiscard]] const Balance& balance() const noexcept { return c_; }

  /// Adds t to k of these nodes, distinct hidden ones. Edges inside the set stay what they are.
  /// Linear in the edges at them.
  void shift(const std::vector<NodeId>& set, std::int64_t t);

  /// Changes all exponents to k. Linear in the edges at nodes where they differ.
  void move_to(const PowerRescaling& k);

  [[nodiscard]] Boundary boundary(const std::vector<NodeId>& set);

 private:
  void mark(const std::vector<NodeId>& set, bool inside);
  void multiply(EdgeId e, std::int64_t t);

  const BalanceNetwork* network_;
  Flow x_;
  PowerRescaling k_;
  Balance c_;
  PerNode<bool> inside_;
};

}  // namespace isthmus::motion
