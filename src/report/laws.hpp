// Laws written out with names and numbers.
#pragma once

#include <string>
#include <vector>

#include "isthmus/flow/edge_minima.hpp"
#include "report/names.hpp"

namespace isthmus {

/// "θ(h1->y1)²", for a bundle "‖θ(a->b)‖²".
[[nodiscard]] std::string square(const BalanceNetwork& graph, const Names& names, EdgeId e);

/// The edges with only their head in `set` (kind in) or only their tail (kind out), increasing.
/// O(edges at the set).
[[nodiscard]] std::vector<EdgeId> crossing(const BalanceNetwork& graph,
                                           const std::vector<NodeId>& set, CutKind kind);

/// "θ(a)² + θ(b)²", "0" if empty; the first terms only when there are many.
[[nodiscard]] std::string sum_of_squares(const BalanceNetwork& graph, const Names& names,
                                         const std::vector<EdgeId>& edges);

/// "θ(a)² + θ(b)² - θ(d)²": the left side of the laws summed over `set`; "0" without edges.
[[nodiscard]] std::string law_left_side(const BalanceNetwork& graph, const Names& names,
                                        const std::vector<NodeId>& set);

/// "c(h1) + c(h2) = 3 - 1 = 2", or "c(h1) = 3".
[[nodiscard]] std::string balance_sum(const Names& names, const Balance& c,
                                      const std::vector<NodeId>& set);
[[nodiscard]] Rational sum_over(const Balance& c, const std::vector<NodeId>& set);

}  // namespace isthmus
