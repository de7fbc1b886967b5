// Everything the engine says about a balance network, in a form that can be compared.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::test {

using NodeSet = std::set<std::uint32_t>;
using EdgeIds = std::set<std::uint32_t>;

/// What the engine says about P(c) ≠ ∅.
struct Summary {
  std::map<std::uint32_t, Rational> locked;  ///< edge -> bound
  EdgeIds weakly_locked;
  EdgeIds support;
  std::optional<std::size_t> regular_log2;
  std::uint64_t dimension = 0;
  std::set<NodeSet> detachable;
  bool complex_smooth = false;

  friend bool operator==(const Summary&, const Summary&) = default;
};

/// Nothing when the engine says that P(c) is empty.
[[nodiscard]] std::optional<Summary> summary(const BalanceNetwork& network, const Balance& c);

}  // namespace isthmus::test
