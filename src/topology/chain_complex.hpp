// Homology of a finite chain complex of free abelian groups, exactly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "isthmus/exact/numbers.hpp"

namespace isthmus::topology {

/// One column of a boundary map: the nonzero coefficients by increasing row.
using Column = std::vector<std::pair<std::uint32_t, std::int64_t>>;

/// C_top → … → C_1 → C_0 with bases: boundary[d] has one column for each basis element of C_d, its
/// rows are the basis elements of C_{d−1}. Columns of boundary[0] are empty.
struct ChainComplex {
  std::vector<std::vector<Column>> boundary;
};

/// H_d = Z^rank ⊕ the sum of Z/q over `torsion` (orders at least 2, not reduced to prime powers).
struct HomologyGroup {
  std::size_t rank = 0;
  std::vector<Integer> torsion;
};

/// The groups H_0 … H_top. Requires that consecutive boundaries compose to 0. Near-linear as long
/// as pivots ±1 are found, which is the rule for cells; the rest is a Smith normal form.
[[nodiscard]] std::vector<HomologyGroup> homology(ChainComplex complex);

}  // namespace isthmus::topology
