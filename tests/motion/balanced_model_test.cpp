#include "motion/balanced_model.hpp"

#include <doctest/doctest.h>

#include "isthmus/motion/unlock.hpp"
#include "isthmus/network/model_balance.hpp"
#include "motion/least_total.hpp"
#include "support/random_model.hpp"

namespace isthmus::motion {
namespace {

using test::Random;

// The squares into and out of every group, without those inside it; written out edge by edge.
struct Sums {
  std::vector<Rational> in, out;
};

Sums sums_of(const Model& model, const ModelGraph& groups) {
  Sums sums{std::vector<Rational>(groups.graph.node_count()),
            std::vector<Rational>(groups.graph.node_count())};
  const ModelGraph whole = model_graph(model, ModelArcs::everything);
  for (const EdgeId e : whole.graph.edges()) {
    if (whole.graph.is_loop(e)) continue;
    const Rational square = squared_norm(model, whole.bundle[e]);
    sums.in[whole.graph.head(e).value] += square;
    sums.out[whole.graph.tail(e).value] += square;
  }
  return sums;
}

TEST_CASE(
    "balanced models: no single group improves the sum, and the exact minimum is not larger") {
  Random random(21);
  std::size_t moved = 0;
  std::size_t tied = 0;
  for (int i = 0; i < 200; ++i) {
    Model model = test::random_model(random, 5);
    const ModelGraph groups = model_graph(model, ModelArcs::skeleton);
    if (groups.members.size() > groups.graph.hidden_count()) ++tied;
    const BalancedModel found = balance_by_nodes(model, groups, 2);
    Model now = model;
    now.tensors = found.tensors;
    for (std::size_t t = 0; t < now.tensors.size(); ++t) {
      model.tensors[t].name = now.tensors[t].name = "t" + std::to_string(t);
    }
    CHECK(is_rescaled(model, now, found.k));
    const Sums sums = sums_of(now, groups);
    for (const NodeId v : groups.graph.hidden_nodes()) {
      const Rational& in = sums.in[v.value];
      const Rational& out = sums.out[v.value];
      if (in == 0 || out == 0) continue;
      CHECK(best_shift(in, out) == 0);
    }
    const Rational total = model_balance(now).total;
    CHECK(total <= model_balance(model).total);
    const Unlocking exact = unlock(model, {UnlockTarget::balanced, 1}).unlocking;
    if (exact.total_open.empty()) CHECK(exact.total_after <= total);
    if (total < model_balance(model).total) ++moved;
  }
  CHECK(moved > 20);
  CHECK(tied > 10);
}

}  // namespace
}  // namespace isthmus::motion
