// Three routes to the rank of the Jacobian: union-find, FLINT, and the oracle's elimination.
#include "agreement/both.hpp"
#include "isthmus/exact/matrix.hpp"
#include "isthmus/variety/point.hpp"
#include "oracle/elimination.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// 2·B·diag(θ).
oracle::Table jacobian(const oracle::Graph& g, const oracle::Vector& theta) {
  oracle::Vector twice = theta;
  for (Rational& value : twice) value *= 2;
  return oracle::incidence(g, g.all_edges(), twice);
}

RationalMatrix matrix(const oracle::Table& rows, std::size_t cols) {
  RationalMatrix result(rows.size(), cols);
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < cols; ++j) result(i, j) = rows[i][j];
  return result;
}

oracle::Vector random_theta(Random& random, std::size_t size) {
  oracle::Vector theta(size);
  const int zeros = random.between(0, 100);
  for (Rational& value : theta)
    if (!random.chance(zeros)) value = random_rational(random, -4, 4);
  return theta;
}

/// Squared norms of the bundles.
Flow squared(const Both& both, const oracle::Vector& theta) {
  Flow x(both.network.edge_count());
  for (std::size_t e = 0; e < theta.size(); ++e)
    x.values()[both.graph.edges[e].bundle] += theta[e] * theta[e];
  return x;
}

}  // namespace

TEST_CASE("the rank of the Jacobian by union-find, by FLINT and by elimination") {
  Random random(801);
  on_random_instances(802, 3000, [&](const Both& both) {
    const oracle::Vector theta = random_theta(random, both.graph.edges.size());
    const oracle::Table rows = jacobian(both.graph, theta);
    const std::size_t expected = rank(matrix(rows, theta.size()));
    CHECK(oracle::rank(rows) == expected);
    CHECK(rank_at(both.network, squared(both, theta)).rank == expected);
  });
}

TEST_CASE("the left kernel has one vector for every floating component") {
  Random random(803);
  on_random_instances(804, 500, [&](const Both& both) {
    const oracle::Vector theta = random_theta(random, both.graph.edges.size());
    const oracle::Table rows = jacobian(both.graph, theta);
    RationalMatrix transposed(theta.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t j = 0; j < theta.size(); ++j) transposed(j, i) = rows[i][j];
    CHECK(kernel(transposed).cols() == rank_at(both.network, squared(both, theta)).floating.size());
  });
}
