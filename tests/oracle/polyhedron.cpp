// Vertices by supports: x is a vertex of {x >= 0 : Bx = c} exactly when the columns of B on its
// support are independent. So every set of edges is tried: the columns are eliminated, and if they
// are independent and the one solution is positive on all of them, it is a vertex, found once.
//
// c is scaled to machine integers first. B is totally unimodular, so every pivot is ±1 and the
// solution is again integral; both the pivots and the size of the numbers are checked on the way.
#include "oracle/polyhedron.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <utility>

namespace isthmus::oracle {

namespace {

using Row = std::vector<std::int64_t>;

Integer common_denominator(const Vector& c) {
  Integer result = 1;
  for (const Rational& value : c)
    result = boost::multiprecision::lcm(result, denominator_of(value));
  return result;
}

Row scaled(const Vector& c, const Integer& scale) {
  Row row;
  for (const Rational& value : c) {
    const Integer n = numerator_of(value * Rational(scale));
    if (abs(n) > Integer(1) << 40) throw std::length_error("balance too long for the oracle");
    row.push_back(n.convert_to<std::int64_t>());
  }
  return row;
}

/// [B_S | c], hidden rows.
std::vector<Row> system(const Graph& g, Set support, const Row& c) {
  const auto columns = static_cast<std::size_t>(__builtin_popcount(support));
  std::vector<Row> rows(g.hidden + 1, Row(columns + 1));
  std::size_t column = 0;
  for (std::size_t e = 0; e < g.edges.size(); ++e) {
    if (!has(support, e)) continue;
    rows[g.edges[e].head][column] += 1;
    rows[g.edges[e].tail][column] -= 1;
    ++column;
  }
  rows.pop_back();
  for (std::size_t v = 0; v < g.hidden; ++v) rows[v][columns] = c[v];
  return rows;
}

/// Turns column `k` into the k-th unit vector; false when it depends on the columns before it.
bool reduce(std::vector<Row>& rows, std::size_t k) {
  std::size_t pivot = k;
  while (pivot < rows.size() && rows[pivot][k] == 0) ++pivot;
  if (pivot == rows.size()) return false;
  std::swap(rows[k], rows[pivot]);
  if (rows[k][k] != 1 && rows[k][k] != -1) throw std::logic_error("pivot is not ±1");
  if (rows[k][k] == -1)
    for (std::int64_t& entry : rows[k]) entry = -entry;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::int64_t factor = rows[r][k];
    if (r == k || factor == 0) continue;
    for (std::size_t j = k; j < rows[r].size(); ++j) rows[r][j] -= factor * rows[k][j];
  }
  return true;
}

/// The solution on `support` if the columns are independent and it is positive on all of them.
std::optional<Row> positive_solution(const Graph& g, Set support, const Row& c) {
  std::vector<Row> rows = system(g, support, c);
  const auto columns = static_cast<std::size_t>(__builtin_popcount(support));
  for (std::size_t k = 0; k < columns; ++k)
    if (!reduce(rows, k)) return std::nullopt;
  Row solution;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const std::int64_t value = rows[r][columns];
    if (r < columns ? value <= 0 : value != 0) return std::nullopt;
    if (r < columns) solution.push_back(value);
  }
  return solution;
}

Vertex vertex(const Graph& g, Set support, const Row& solution, const Integer& scale) {
  Vertex result{support, Vector(g.edges.size())};
  std::size_t next = 0;
  for (std::size_t e = 0; e < g.edges.size(); ++e)
    if (has(support, e)) result.x[e] = Rational(Integer(solution[next++])) / Rational(scale);
  return result;
}

/// One directed cycle through every node at most once, and nothing else.
bool is_simple_cycle(const Graph& g, Set edges) {
  Set tails = 0;
  Set heads = 0;
  for (std::size_t e = 0; e < g.edges.size(); ++e) {
    if (!has(edges, e)) continue;
    if (has(tails, g.edges[e].tail) || has(heads, g.edges[e].head)) return false;
    tails |= just(g.edges[e].tail);
    heads |= just(g.edges[e].head);
  }
  return tails == heads && tails != 0 &&
         joined(g, static_cast<std::size_t>(__builtin_ctz(tails)), edges) == tails;
}

}  // namespace

Polyhedron polyhedron(const Graph& g, const Vector& c) {
  const Integer scale = common_denominator(c);
  const Row right = scaled(c, scale);
  Polyhedron p;
  for (Set edges = 0; edges <= g.all_edges(); ++edges) {
    if (static_cast<std::size_t>(__builtin_popcount(edges)) <= g.hidden)
      if (const auto solution = positive_solution(g, edges, right))
        p.vertices.push_back(vertex(g, edges, *solution, scale));
    if (is_simple_cycle(g, edges)) p.rays.push_back(edges);
  }
  return p;
}

bool face_exists(const Polyhedron& p, Set zero) {
  for (const Vertex& v : p.vertices)
    if ((v.support & zero) == 0) return true;
  return false;
}

Set face_support(const Polyhedron& p, Set zero) {
  if (!face_exists(p, zero)) throw std::logic_error("empty face");
  Set support = 0;
  for (const Vertex& v : p.vertices)
    if ((v.support & zero) == 0) support |= v.support;
  for (const Set ray : p.rays)
    if ((ray & zero) == 0) support |= ray;
  return support;
}

Rational minimum(const Polyhedron& p, Set edges) {
  std::optional<Rational> least;
  for (const Vertex& v : p.vertices) {
    Rational sum = 0;
    for (std::size_t e = 0; e < v.x.size(); ++e)
      if (has(edges, e)) sum += v.x[e];
    if (!least || sum < *least) least = sum;
  }
  return least.value();
}

}  // namespace isthmus::oracle
