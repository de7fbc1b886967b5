#include "oracle/elimination.hpp"

#include <utility>

namespace isthmus::oracle {

namespace {

/// Makes column `col` zero below `row`; false when it is zero from `row` on already.
bool eliminate(Table& table, std::size_t row, std::size_t col) {
  std::size_t pivot = row;
  while (pivot < table.size() && table[pivot][col] == 0) ++pivot;
  if (pivot == table.size()) return false;
  std::swap(table[row], table[pivot]);
  for (std::size_t r = row + 1; r < table.size(); ++r) {
    const Rational factor = table[r][col] / table[row][col];
    if (factor == 0) continue;
    for (std::size_t k = col; k < table[r].size(); ++k) table[r][k] -= factor * table[row][k];
  }
  return true;
}

}  // namespace

std::size_t rank(Table table) {
  std::size_t row = 0;
  const std::size_t cols = table.empty() ? 0 : table.front().size();
  for (std::size_t col = 0; col < cols && row < table.size(); ++col)
    if (eliminate(table, row, col)) ++row;
  return row;
}

Table incidence(const Graph& g, Set edges, const Vector& factors) {
  Table rows(g.hidden + 1);
  for (std::size_t e = 0; e < g.edges.size(); ++e) {
    if (!has(edges, e)) continue;
    for (Vector& row : rows) row.emplace_back(0);
    rows[g.edges[e].head].back() += factors[e];
    rows[g.edges[e].tail].back() -= factors[e];
  }
  rows.pop_back();
  return rows;
}

Table incidence(const Graph& g, Set edges) {
  return incidence(g, edges, Vector(g.edges.size(), Rational(1)));
}

bool solvable(const Graph& g, Set edges, const Vector& c) {
  const Table b = incidence(g, edges);
  Table extended = b;
  for (std::size_t v = 0; v < g.hidden; ++v) extended[v].push_back(c[v]);
  return rank(b) == rank(extended);
}

}  // namespace isthmus::oracle
