// Components, regular part, dimension and the symbolic criterion against their definitions.
#include <algorithm>

#include "agreement/both.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/variety/components.hpp"
#include "isthmus/variety/equations.hpp"
#include "isthmus/variety/regular_part.hpp"
#include "oracle/variety.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

void check_regular_part(const Both& both) {
  const PerEdge<bool> support = maximal_support(both.network, both.point());
  const EdgeMinima minima = edge_minima(both.network, both.instance.c, both.point());
  const std::optional<std::size_t> expected = oracle::regular_log2(both.graph, both.p);
  CHECK(regular_components_log2(both.network, support, minima) == expected);
  CHECK(regular_components_log2(both.network, both.instance.c) == expected);
  CHECK(dimension(both.network, support) == oracle::dimension(both.graph, both.p));
}

bool holds(const Both& both, const WallInequality& inequality) {
  const oracle::Cut& cut = both.cuts.at(set_of(inequality.set) - 1);
  const bool in = inequality.kind == CutKind::in;
  CHECK((in ? cut.in : cut.out) == both.weights(inequality.edge));
  return in ? cut.value <= 0 : cut.value >= 0;
}

void check_criterion(const Both& both) {
  const ConnectednessCriterion found = connectedness_criterion(both.network);
  REQUIRE(found.complete);
  bool all_hold = true;
  for (const WallInequality& inequality : found.inequalities)
    if (!holds(both, inequality)) all_hold = false;
  if (!both.empty()) CHECK(all_hold == (oracle::locked(both.graph, both.p) == 0));
}

/// B as the laws spell it, one row for every hidden node and one column for every weight.
void check_laws(const Both& both) {
  const Equations found = equations(both.network);
  REQUIRE(found.laws.size() == both.graph.hidden);
  REQUIRE(found.variables.size() == both.graph.edges.size());
  for (const Law& law : found.laws)
    for (std::size_t e = 0; e < both.graph.edges.size(); ++e) {
      const oracle::Weight& weight = both.graph.edges[e];
      int expected = 0;
      if (weight.head == law.node.value) ++expected;
      if (weight.tail == law.node.value) --expected;
      int sign = 0;
      for (const Term& term : law.terms)
        if (term.variable == e) sign += term.sign;
      CHECK(sign == expected);
    }
}

void check_minors(const Both& both) {
  const auto found = forest_minors(both.network, equations(both.network));
  CHECK(std::is_sorted(found.begin(), found.end()));
  std::set<oracle::Set> sets;
  for (const std::vector<std::size_t>& forest : found) {
    oracle::Set set = 0;
    for (const std::size_t variable : forest) set |= oracle::just(variable);
    CHECK(sets.insert(set).second);
  }
  CHECK(sets == oracle::spanning_forests(both.graph));
}

}  // namespace

TEST_CASE("regular components and dimension are those of the definition") {
  const auto check = [](const Both& both) {
    if (!both.empty()) check_regular_part(both);
  };
  on_random_instances(301, 4000, check);
  on_random_instances(305, 300, check, {5, 12});
}

TEST_CASE("a nonempty variety is connected exactly when all inequalities hold") {
  on_random_instances(302, 3000, check_criterion);
}

TEST_CASE("the laws are the rows of the incidence matrix") {
  on_random_instances(303, 300, check_laws);
}

TEST_CASE("the maximal minors are the spanning forests with independent columns") {
  on_random_instances(304, 400, check_minors, {4, 8});
}
