// The networks of tests/cases with the values that brute force expects.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "isthmus/network/network.hpp"

namespace isthmus::test {

/// Node names.
using Names = std::set<std::string>;

struct ExpectedPoint {
  bool singular;
  std::size_t rank;
  std::set<Names> floating;
  Rational distance_squared;
};

/// What is known of a variety that is not empty.
struct ExpectedVariety {
  std::size_t components_log2;
  std::map<std::size_t, Rational> locked;   ///< file edge -> bound
  std::optional<std::size_t> regular_log2;  ///< nothing: no regular point
  std::size_t dimension;
  std::set<Names> detachable;
  std::optional<ExpectedPoint> point;  ///< when the network has weights
  std::vector<Integer> betti;          ///< of M(c); empty where brute force did not compute them
};

struct Case {
  Network network;
  std::map<std::string, Rational> balance;
  std::optional<ExpectedVariety> variety;  ///< nothing: empty
};

/// All cases of small.json and medium.json. Throws when a file is missing or holds fewer cases
/// than it should, so that no test passes by checking nothing.
[[nodiscard]] const std::vector<Case>& cases();

}  // namespace isthmus::test
