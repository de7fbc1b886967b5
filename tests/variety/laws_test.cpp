// The number of independent laws of networks that can be counted by hand.
#include "isthmus/variety/laws.hpp"

#include <doctest/doctest.h>

namespace isthmus {
namespace {

using Sets = std::vector<std::vector<NodeId>>;

TEST_CASE("law rank: two neurons between inputs and outputs have two independent laws") {
  const NodeId ground{2};
  const LawRank rank = law_rank(BalanceNetwork(
      2, {{ground, NodeId{0}}, {NodeId{0}, ground}, {ground, NodeId{1}}, {NodeId{1}, ground}}));
  CHECK(rank.independent == 2);
  CHECK(rank.all_independent());
  CHECK(rank.forest == Forest{{NodeId{0}, EdgeId{0}}, {NodeId{1}, EdgeId{2}}});
}

TEST_CASE("law rank: a dead neuron has the law 0 = c, which depends on nothing") {
  const NodeId ground{2};
  const LawRank rank = law_rank(BalanceNetwork(2, {{ground, NodeId{0}}, {NodeId{1}, NodeId{1}}}));
  CHECK(rank.laws == 2);
  CHECK(rank.independent == 1);
  CHECK(rank.relations == Sets{{NodeId{1}}});
}

TEST_CASE("law rank: the laws of a component without ground add up to zero") {
  const NodeId ground{4};
  const LawRank rank = law_rank(BalanceNetwork(
      4,
      {{NodeId{0}, NodeId{2}, 9}, {NodeId{2}, NodeId{3}}, {ground, NodeId{1}}, {ground, ground}}));
  CHECK(rank.independent == 3);
  CHECK(rank.relations == Sets{{NodeId{0}, NodeId{2}, NodeId{3}}});
}

TEST_CASE("law rank: no hidden node, no law") {
  const LawRank rank = law_rank(BalanceNetwork(0, {{NodeId{0}, NodeId{0}}}));
  CHECK(rank.laws == 0);
  CHECK(rank.independent == 0);
  CHECK(rank.all_independent());
  CHECK(rank.forest.empty());
}

}  // namespace
}  // namespace isthmus
