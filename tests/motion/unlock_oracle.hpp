// Locks by definition, for all rescalings of a box: whole numbers only, all cuts tried.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "isthmus/motion/rescaling.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::test {

/// Counts locked edges of a small network whose squares are whole numbers, after rescalings with
/// |k| <= reach; shares nothing with the engine but the arcs.
class LockOracle {
 public:
  static constexpr int reach = 4;

  /// Requires at most 5 hidden nodes.
  LockOracle(std::size_t hidden, std::vector<Arc> arcs, std::vector<std::int64_t> x);

  [[nodiscard]] std::size_t locks(const std::vector<std::int32_t>& k) const;
  /// The least number of locks in the box.
  [[nodiscard]] std::size_t fewest() const;

 private:
  [[nodiscard]] int exponent(std::size_t arc, const std::vector<std::int32_t>& k) const;

  struct Cut {
    std::vector<std::size_t> in, out;
  };
  std::size_t hidden_;
  std::vector<Arc> arcs_;
  std::vector<std::int64_t> x_;
  std::vector<Cut> cuts_;
};

}  // namespace isthmus::test
