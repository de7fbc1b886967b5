// Every goal for every network of tests/cases: what is proved is proved to the independent checker,
// and what is proved or refuted is what brute force expects.
#include "agreement/cases.hpp"
#include "certified/certified.hpp"
#include "isthmus/network/contraction.hpp"

namespace isthmus::test {
namespace {

void check_point(const Case& it) {
  const ExpectedPoint& point = *it.variety->point;
  const bool no_rows = it.balance.empty();
  const Answered singular = answered(it.network, ProofGoal::singular);
  const Answered regular = answered(it.network, ProofGoal::regular);
  const Answered distance = answered(it.network, ProofGoal::distance);
  CHECK(claim_of(singular, ClaimKind::singular_point).has_value() == point.singular);
  CHECK(claim_of(regular, ClaimKind::regular_point).has_value() == (!point.singular && !no_rows));
  CHECK(refuted(distance) == no_rows);
  if (!no_rows) {
    CHECK(claim_of(distance, ClaimKind::distance).value().squared == point.distance_squared);
  }
}

void check_strata(const Case& it) {
  const std::set<Names>& expected = it.variety->detachable;
  const Answered strata = answered(it.network, ProofGoal::strata);
  CHECK(claim_of(strata, ClaimKind::strata).value().complete);
  const Contraction contraction = contract(it.network);
  std::set<Names> found;
  for (const StratumWitness& witness : std::get<Certificate>(strata).strata) {
    Names names;
    for (const NodeId v : witness.set) {
      for (const std::uint32_t member : contraction.members[v]) {
        names.insert(it.network.nodes[member].id);
      }
    }
    found.insert(names);
  }
  CHECK(found == expected);
  CHECK(claim_of(strata, ClaimKind::strata).value().count == expected.size());
  CHECK(refuted(answered(it.network, ProofGoal::smooth)) == !expected.empty());
}

void check_regular_part(const Case& it) {
  const Answered part = answered(it.network, ProofGoal::regular_part);
  if (it.variety->regular_log2) {
    CHECK(claim_of(part, ClaimKind::regular_components).value().log2 == *it.variety->regular_log2);
  } else {
    CHECK(claim_of(part, ClaimKind::no_regular_point));
  }
}

void check_components(const Case& it) {
  const std::size_t log2 = it.variety->components_log2;
  const Answered components = answered(it.network, ProofGoal::components);
  CHECK(claim_of(components, ClaimKind::components).value().log2 == log2);
  CHECK(refuted(answered(it.network, ProofGoal::connected)) == (log2 > 0));
  CHECK(refuted(answered(it.network, ProofGoal::disconnected)) == (log2 == 0));
  for (const CutStep& step : std::get<Certificate>(components).locks) {
    const auto file_edge = contract(it.network).file_edge[step.edge];
    CHECK(it.variety->locked.at(file_edge) == step.bound);
  }
}

void check_all(const Case& it) {
  const Answered all = answered(it.network, ProofGoal::all);
  CHECK(claim_of(all, ClaimKind::components).has_value());
  CHECK(claim_of(all, ClaimKind::nonempty).has_value());
  CHECK(claim_of(all, ClaimKind::smooth).has_value() == it.variety->detachable.empty());
  CHECK(claim_of(all, ClaimKind::singular_exists).has_value() == !it.variety->detachable.empty());
  CHECK(claim_of(all, ClaimKind::regular_components).has_value() ==
        it.variety->regular_log2.has_value());
  const bool point = it.variety->point && !it.balance.empty();
  CHECK(claim_of(all, ClaimKind::distance).has_value() == point);
}

void check_empty(const Case& it) {
  for (const ProofGoal goal : {ProofGoal::components, ProofGoal::empty, ProofGoal::regular_part,
                               ProofGoal::regular, ProofGoal::all}) {
    CHECK(claim_of(answered(it.network, goal), ClaimKind::empty));
  }
  for (const ProofGoal goal :
       {ProofGoal::connected, ProofGoal::disconnected, ProofGoal::strata, ProofGoal::singular}) {
    CHECK(refuted(answered(it.network, goal)));
  }
  CHECK(claim_of(answered(it.network, ProofGoal::smooth), ClaimKind::smooth));
}

TEST_CASE("every goal of every case is proved or refuted as brute force expects") {
  std::size_t empty = 0;
  std::size_t points = 0;
  for (const Case& it : cases()) {
    CAPTURE(it.network.name);
    if (!it.variety) {
      check_empty(it);
      ++empty;
      continue;
    }
    CHECK(refuted(answered(it.network, ProofGoal::empty)));
    check_components(it);
    check_regular_part(it);
    check_strata(it);
    check_all(it);
    if (it.variety->point) {
      check_point(it);
      ++points;
    }
  }
  CHECK(empty > 10);
  CHECK(points > 50);
}

}  // namespace
}  // namespace isthmus::test
