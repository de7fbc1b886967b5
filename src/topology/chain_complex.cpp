// Elimination with unit pivots, then FLINT's Smith normal form.
//
// A column with a coefficient ±1 in row r can be used to clear row r in all other columns by
// integral column operations; both then leave the matrix as one invariant factor 1. Whatever has no
// unit left over goes to FLINT as a dense matrix, usually nothing. Coefficients are 64-bit integers
// with checked arithmetic; a column that would overflow makes the whole matrix go to FLINT.
// Clearing: if a column of ∂_{d+1} has a unit in row r, then basis element r of C_d equals, up to a
// boundary, a combination of others, and ∂∂ = 0 shows that column r of ∂_d is the same combination
// of other columns. Such columns are left out, so that nearly all of the elimination is in the top
// dimension.
// Rejected: persistent homology over one prime (bounds the rational ranks only from one side).
#include <algorithm>
#include <optional>
#include <unordered_map>

#include "isthmus/error.hpp"
#include "isthmus/exact/matrix.hpp"
#include "topology/chain_complex.hpp"

namespace isthmus::topology {
namespace {

/// a − factor·b; nothing on overflow.
std::optional<Column> subtract(const Column& a, std::int64_t factor, const Column& b) {
  Column result;
  result.reserve(a.size() + b.size());
  std::size_t i = 0;
  for (const auto& [row, value] : b) {
    while (i < a.size() && a[i].first < row) result.push_back(a[i++]);
    std::int64_t product = 0, sum = i < a.size() && a[i].first == row ? a[i++].second : 0;
    if (__builtin_mul_overflow(factor, value, &product)) return std::nullopt;
    if (__builtin_sub_overflow(sum, product, &sum)) return std::nullopt;
    if (sum != 0) result.emplace_back(row, sum);
  }
  result.insert(result.end(), a.begin() + static_cast<std::ptrdiff_t>(i), a.end());
  return result;
}

/// The invariant factors of a matrix: how many are 1 by elimination, the rest by FLINT.
class Elimination {
 public:
  explicit Elimination(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// False on overflow.
  bool run() {
    for (std::uint32_t j = 0; j < columns_.size(); ++j) {
      if (!reduce(columns_[j])) return false;
      choose_pivot(j);
    }
    return clear_rest();
  }
  /// The rows of the pivots.
  [[nodiscard]] const std::unordered_map<std::uint32_t, std::uint32_t>& pivots() const {
    return pivot_column_;
  }
  [[nodiscard]] std::vector<Column> rest() const {
    std::vector<Column> rest;
    for (const std::uint32_t j : without_unit_) {
      if (!columns_[j].empty()) rest.push_back(columns_[j]);
    }
    return rest;
  }

 private:
  /// Clears the rows of all pivots in a column. A pivot column may have entries in rows of later
  /// pivots, so this repeats until none is left; each turn settles one pivot for good.
  bool reduce(Column& column) {
    for (std::size_t i = 0; i < column.size();) {
      const auto pivot = pivot_column_.find(column[i].first);
      if (pivot == pivot_column_.end()) {
        ++i;
        continue;
      }
      const Column& by = columns_[pivot->second];
      auto result = subtract(column, column[i].second * unit_of(by, pivot->first), by);
      if (!result) return false;
      column = std::move(*result);
      i = 0;
    }
    return true;
  }
  static std::int64_t unit_of(const Column& column, std::uint32_t row) {
    return std::lower_bound(column.begin(), column.end(), std::pair{row, INT64_MIN})->second;
  }
  void choose_pivot(std::uint32_t j) {
    for (const auto& [row, value] : columns_[j]) {
      if (value != 1 && value != -1) continue;
      pivot_column_[row] = j;
      return;
    }
    without_unit_.push_back(j);
  }
  /// Columns that had no unit when they were met: cleared by the pivots that came later.
  bool clear_rest() {
    for (const std::uint32_t j : without_unit_) {
      if (!reduce(columns_[j])) return false;
    }
    return true;
  }

  std::vector<Column> columns_;
  std::unordered_map<std::uint32_t, std::uint32_t> pivot_column_;  // by row
  std::vector<std::uint32_t> without_unit_;
};

#ifndef ISTHMUS_NUMBERS_BOOST
IntegerMatrix dense(const std::vector<Column>& columns) {
  std::vector<std::uint32_t> rows;
  for (const Column& column : columns) {
    for (const auto& [row, value] : column) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  IntegerMatrix matrix(rows.size(), columns.size());
  for (std::size_t j = 0; j < columns.size(); ++j) {
    for (const auto& [row, value] : columns[j]) {
      const auto at = std::lower_bound(rows.begin(), rows.end(), row) - rows.begin();
      matrix(static_cast<std::size_t>(at), j) = value;
    }
  }
  return matrix;
}
#endif

/// The invariant factors that are not 0, and the rows known to be superfluous one dimension below.
struct Invariants {
  std::size_t rank = 0;
  std::vector<Integer> above_one;
  std::vector<std::uint32_t> cleared;
};

void add_smith(const std::vector<Column>& columns, Invariants& invariants) {
  if (columns.empty()) return;
#ifdef ISTHMUS_NUMBERS_BOOST
  static_cast<void>(invariants);
  throw limit_error("this build has no Smith normal form, and this homology needs one",
                    "use a build with FLINT");
#else
  for (const Integer& factor : smith_invariants(dense(columns))) {
    ++invariants.rank;
    if (factor > 1) invariants.above_one.push_back(factor);
  }
#endif
}

Invariants invariants_of(const std::vector<Column>& columns) {
  Invariants invariants;
  Elimination elimination(columns);
  if (!elimination.run()) {
    add_smith(columns, invariants);
    return invariants;
  }
  invariants.rank = elimination.pivots().size();
  for (const auto& [row, column] : elimination.pivots()) invariants.cleared.push_back(row);
  add_smith(elimination.rest(), invariants);
  return invariants;
}

}  // namespace

std::vector<HomologyGroup> homology(ChainComplex complex) {
  std::vector<HomologyGroup> groups(complex.boundary.size());
  std::size_t rank_above = 0;
  for (std::size_t d = groups.size(); d-- > 0;) {
    const std::size_t size = complex.boundary[d].size();
    const Invariants invariants = d == 0 ? Invariants{} : invariants_of(complex.boundary[d]);
    groups[d].rank = size - invariants.rank - rank_above;
    if (d > 0) {
      groups[d - 1].torsion = invariants.above_one;
      for (const std::uint32_t row : invariants.cleared) complex.boundary[d - 1][row].clear();
    }
    rank_above = invariants.rank;
  }
  return groups;
}

}  // namespace isthmus::topology
