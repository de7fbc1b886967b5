// Edge minima and their proofs against the vertices of P(c).
#include <algorithm>

#include "agreement/both.hpp"
#include "isthmus/flow/edge_minima.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Bounds proved so far, by edge; 0 where nothing is proved.
using Proved = PerEdge<Rational>;

/// Theory §3, derived cuts: what the step claims follows from the law of its set.
void check_step(const Both& both, const Proved& proved, const CutStep& step) {
  REQUIRE(!step.set.empty());
  const oracle::Cut& cut = both.cuts.at(set_of(step.set) - 1);
  const bool in = step.kind == CutKind::in;
  CHECK((in ? cut.in : cut.out) == both.weights(step.edge));
  Rational bound = in ? cut.value : Rational(-cut.value);
  for (const EdgeId used : step.uses) {
    CHECK(((in ? cut.out : cut.in) & both.weights(used)) != 0);
    CHECK(proved[used] > 0);
    bound += proved[used];
  }
  CHECK(step.bound == bound);
  CHECK(std::is_sorted(step.set.begin(), step.set.end()));
  CHECK(std::is_sorted(step.uses.begin(), step.uses.end()));
}

void check_locked(const Both& both, const std::vector<CutStep>& steps) {
  Proved proved(both.network.edge_count());
  for (const CutStep& step : steps) {
    check_step(both, proved, step);
    CHECK(proved[step.edge] == 0);
    proved[step.edge] = step.bound;
  }
  for (const EdgeId e : both.network.edges()) {
    CAPTURE(e.value);
    const bool lockable = both.network.multiplicity(e) == 1;
    CHECK(proved[e] == (lockable ? oracle::minimum(both.p, both.weights(e)) : Rational(0)));
  }
}

void check_weakly_locked(const Both& both, const EdgeMinima& minima) {
  std::vector<EdgeId> found;
  for (const CutStep& step : minima.weakly_locked) found.push_back(step.edge);
  std::vector<EdgeId> expected;
  for (const EdgeId e : both.network.edges())
    if (oracle::has_zero_cut(both.cuts, both.only(e)) &&
        oracle::minimum(both.p, both.weights(e)) == 0)
      expected.push_back(e);
  CHECK(found == expected);
  CHECK(is_proof(both.network, both.instance.c, minima));
  for (std::size_t i = 0; i < minima.weakly_locked.size(); ++i) {
    EdgeMinima wrong = minima;
    CutStep& step = wrong.weakly_locked[i];
    step.kind = step.kind == CutKind::in ? CutKind::out : CutKind::in;
    CHECK(!is_proof(both.network, both.instance.c, wrong));
  }
}

/// A proof with one thing wrong in it is no proof.
void check_corruptions(const Both& both, const std::vector<CutStep>& steps) {
  CHECK(is_proof(both.network, both.instance.c, steps));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    std::vector<CutStep> wrong = steps;
    wrong[i].bound += Rational(1, 7);
    CHECK(!is_proof(both.network, both.instance.c, wrong));
    wrong = steps;
    wrong[i].set.clear();
    CHECK(!is_proof(both.network, both.instance.c, wrong));
    wrong = steps;
    wrong[i].uses.push_back(wrong[i].edge);
    CHECK(!is_proof(both.network, both.instance.c, wrong));
    if (steps[i].uses.empty()) continue;
    wrong = {steps[i]};  // its premises are gone
    CHECK(!is_proof(both.network, both.instance.c, wrong));
  }
}

}  // namespace

TEST_CASE("locked edges, bounds and proofs are those of the vertices") {
  std::size_t locks = 0;
  std::size_t derived = 0;
  on_random_instances(201, 4000, [&](const Both& both) {
    if (both.empty()) return;
    const EdgeMinima found = edge_minima(both.network, both.instance.c, both.point());
    check_locked(both, found.locked);
    check_weakly_locked(both, found);
    check_corruptions(both, found.locked);
    locks += found.locked.size();
    for (const CutStep& step : found.locked) derived += step.uses.empty() ? 0 : 1;
  });
  CHECK(locks > 1000);
  CHECK(derived > 50);
}

TEST_CASE("the same on larger graphs, sparse and dense") {
  const auto check = [](const Both& both) {
    if (both.empty()) return;
    const EdgeMinima found = edge_minima(both.network, both.instance.c, both.point());
    check_locked(both, found.locked);
    check_weakly_locked(both, found);
  };
  on_random_instances(202, 2000, check, {6, 7});
  on_random_instances(203, 300, check, {6, 12});
}
