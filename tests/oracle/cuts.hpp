// All cuts of a small network, and what theory §2–4 reads off them.
#pragma once

#include <optional>
#include <vector>

#include "oracle/graph.hpp"

namespace isthmus::oracle {

/// A nonempty set U of hidden nodes with its boundary.
struct Cut {
  Set nodes;
  Set in;          ///< δ_in(U): the edges entering U
  Set out;         ///< δ_out(U): the edges leaving U
  Rational value;  ///< c(U)
};

/// All 2^|H| - 1 cuts.
[[nodiscard]] std::vector<Cut> all_cuts(const Graph& g, const Vector& c);

/// Hoffman: U with no edge in and c(U) > 0, or no edge out and c(U) < 0.
[[nodiscard]] bool is_violated(const Cut& cut);
[[nodiscard]] bool some_violated(const std::vector<Cut>& cuts);

/// max(0, c(U) over δ_in(U) = {e}, -c(U) over δ_out(U) = {e}): theory §3.
[[nodiscard]] Rational minimum_by_cuts(const std::vector<Cut>& cuts, std::size_t edge);
/// Some U with δ_in(U) = {e} or δ_out(U) = {e} has c(U) = 0.
[[nodiscard]] bool has_zero_cut(const std::vector<Cut>& cuts, std::size_t edge);

/// The union of all U, connected in G, with δ_in(U) = {e} (or δ_out(U) = {e}); 0 when there is
/// none, i.e. when e is no bottleneck of this kind. Parts of a U that e does not touch have no
/// edge in (out) at all, so that leaving them out loses no bottleneck.
[[nodiscard]] Set region_in(const Graph& g, const std::vector<Cut>& cuts, std::size_t edge);
[[nodiscard]] Set region_out(const Graph& g, const std::vector<Cut>& cuts, std::size_t edge);

/// The least total of `weights` over δ(U); nothing when there is no hidden node.
[[nodiscard]] std::optional<Rational> least_boundary(const Graph& g, const Vector& weights);

/// The sum of `weights` over `edges`.
[[nodiscard]] Rational total(const Vector& weights, Set edges);

}  // namespace isthmus::oracle
