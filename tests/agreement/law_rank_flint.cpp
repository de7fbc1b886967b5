// The number of independent laws by a spanning forest, by FLINT and by elimination, on networks
// with dead neurons, fixed skips, loops and components without ground.
#include "agreement/both.hpp"
#include "isthmus/exact/matrix.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/variety/laws.hpp"
#include "isthmus/variety/point.hpp"
#include "oracle/elimination.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// 2·B·diag(θ) with the weights of θ in the order of the oracle's edges.
RationalMatrix jacobian(const oracle::Graph& g, const oracle::Vector& theta) {
  const oracle::Table rows = oracle::incidence(g, g.all_edges());
  RationalMatrix result(rows.size(), theta.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < theta.size(); ++j) result(i, j) = 2 * theta[j] * rows[i][j];
  return result;
}

oracle::Vector ones(const oracle::Graph& g) { return oracle::Vector(g.edges.size(), Rational(1)); }

/// Every entry of the forest joins one more node to what is joined or is a root.
void check_forest(const BalanceNetwork& network, const LawRank& found) {
  oracle::Set joined = oracle::just(network.ground().value);
  for (const std::vector<NodeId>& part : found.relations)
    joined |= oracle::just(part.front().value);
  for (const ForestEdge& step : found.forest) {
    const NodeId tail = network.tail(step.edge);
    const NodeId head = network.head(step.edge);
    REQUIRE((tail == step.node || head == step.node));
    CHECK(!oracle::has(joined, step.node.value));
    CHECK(oracle::has(joined, (tail == step.node ? head : tail).value));
    joined |= oracle::just(step.node.value);
  }
  CHECK(joined == oracle::all(network.node_count()));
}

/// The laws of each relation add up to 0, and no node is in two of them.
void check_relations(const oracle::Graph& g, const LawRank& found) {
  const oracle::Table rows = oracle::incidence(g, g.all_edges());
  oracle::Set seen = 0;
  for (const std::vector<NodeId>& part : found.relations) {
    oracle::Vector sum(g.edges.size());
    for (const NodeId v : part) {
      CHECK(!oracle::has(seen, v.value));
      seen |= oracle::just(v.value);
      for (std::size_t e = 0; e < sum.size(); ++e) sum[e] += rows[v.value][e];
    }
    CHECK(sum == oracle::Vector(sum.size()));
  }
}

LawRank checked(const BalanceNetwork& network) {
  const oracle::Graph g = oracle::graph_of(network);
  LawRank found = law_rank(network);
  CHECK(found.laws == g.hidden);
  CHECK(found.independent == rank(jacobian(g, ones(g))));
  CHECK(found.independent == oracle::rank(oracle::incidence(g, g.all_edges())));
  CHECK(found.independent + found.relations.size() == found.laws);
  CHECK(found.all_independent() == (found.independent == found.laws));
  check_forest(network, found);
  check_relations(g, found);
  return found;
}

}  // namespace

TEST_CASE("the number of independent laws is the rank of B over the rationals") {
  Random random(901);
  std::size_t dependent = 0;
  std::size_t dead = 0;
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    const Instance it = random_instance(random, {7, 12});
    const LawRank found = checked(it.network());
    dependent += found.all_independent() ? 0 : 1;
    for (const auto& part : found.relations) dead += part.size() == 1 ? 1 : 0;
  }
  CHECK(dependent > 500);
  CHECK(dead > 500);
}

TEST_CASE("gradients at one point have at most that rank, and that rank where no weight is 0") {
  Random random(902);
  std::size_t fewer = 0;
  for (int round = 0; round < 2000; ++round) {
    CAPTURE(round);
    const BalanceNetwork network = random_instance(random).network();
    const oracle::Graph g = oracle::graph_of(network);
    oracle::Vector theta = ones(g);
    Flow x(network.edge_count());
    for (std::size_t e = 0; e < theta.size(); ++e) {
      if (random.chance(30)) theta[e] = 0;
      x.values()[g.edges[e].bundle] += theta[e] * theta[e];
    }
    const std::size_t here = rank(jacobian(g, theta));
    CHECK(here == rank_at(network, x).rank);
    CHECK(here <= law_rank(network).independent);
    fewer += here < law_rank(network).independent ? 1 : 0;
  }
  CHECK(fewer > 300);
}

namespace {

/// A DAG of which some edges are fixed, between a ground node at each end.
Network random_dag(Random& random) {
  Network network;
  const auto hidden = static_cast<std::uint32_t>(random.below(8));
  for (std::uint32_t v = 0; v < hidden + 2; ++v) {
    const Role role = v == 0 ? Role::input : v <= hidden ? Role::hidden : Role::output;
    network.nodes.push_back({std::string(1, static_cast<char>('a' + v)), role, false});
  }
  for (std::uint64_t i = random.below(11); i > 0; --i) {
    const auto to = static_cast<std::uint32_t>(1 + random.below(hidden + 1));
    const auto from = static_cast<std::uint32_t>(random.below(to));
    const bool fixed = random.chance(25);
    network.edges.push_back({from, to, "", 1, fixed, {Rational(1)}, {}});
  }
  return network;
}

}  // namespace

TEST_CASE("fixed skips take laws away by contraction, dead neurons by dependence") {
  Random random(903);
  std::size_t contracted = 0;
  std::size_t dependent = 0;
  for (int round = 0; round < 1500; ++round) {
    CAPTURE(round);
    const Network network = random_dag(random);
    const Contraction found = contract(network);
    const LawRank rank = checked(found.graph);
    CHECK(rank.laws == oracle::contracted(network).graph.hidden);
    contracted += rank.laws + 2 < network.nodes.size() ? 1 : 0;
    dependent += rank.all_independent() ? 0 : 1;
  }
  CHECK(contracted > 500);
  CHECK(dependent > 500);
}
