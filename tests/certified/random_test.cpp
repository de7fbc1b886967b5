// Everything that can be proved about random digraphs with cycles, loops and bundles, read by the
// independent checker.
#include "certified/certified.hpp"
#include "certified/tied_network.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/network/contraction.hpp"

namespace isthmus::test {
namespace {

// Which claims came up, so that none is tested by never being made.
class Seen {
 public:
  void note(const Certificate& certificate) {
    for (const Claim& claim : certificate.claims) ++count_[static_cast<std::size_t>(claim.kind)];
    weak_ += certificate.weak.size();
    detours_ += certificate.regular_free.size();
    free_ += certificate.free.size();
  }

  void check(std::size_t at_least) const {
    for (std::size_t kind = 0; kind < std::size(count_); ++kind) {
      CAPTURE(claim_name(static_cast<ClaimKind>(kind)));
      CHECK(count_[kind] >= at_least);
    }
    CHECK(weak_ >= at_least);
    CHECK(detours_ >= at_least);
    CHECK(free_ >= at_least);
  }

 private:
  std::size_t count_[static_cast<std::size_t>(ClaimKind::distance) + 1] = {};
  std::size_t weak_ = 0, detours_ = 0, free_ = 0;
};

TEST_CASE("everything that is true of a random digraph is proved to the checker") {
  Random random(77);
  Seen seen;
  for (int round = 0; round < 6000; ++round) {
    const InstanceLimits limits = round % 10 == 0 ? InstanceLimits{9, 25} : InstanceLimits{5, 10};
    const Instance instance = random_instance(random, limits);
    const bool with_weights = !instance.x.empty() && !instance.arcs.empty() && random.chance(60);
    const Network network = tied_network(instance, with_weights);
    if (!with_weights && instance.hidden == 0) continue;
    const Answered all = answered(network, ProofGoal::all);
    seen.note(std::get<Certificate>(all));
    const bool feasible = feasible_flow(instance.network(), instance.c).feasible();
    CHECK(claim_of(all, ClaimKind::empty).has_value() == !feasible);
    CHECK(claim_of(all, ClaimKind::components).has_value() == feasible);
    if (feasible) {
      CHECK(claim_of(all, ClaimKind::strata).value().complete);
      const bool smooth = claim_of(all, ClaimKind::smooth).has_value();
      CHECK(claim_of(all, ClaimKind::singular_exists).has_value() != smooth);
      CHECK(claim_of(all, ClaimKind::regular_components).has_value() !=
            claim_of(all, ClaimKind::no_regular_point).has_value());
    }
  }
  seen.check(40);
}

}  // namespace
}  // namespace isthmus::test
