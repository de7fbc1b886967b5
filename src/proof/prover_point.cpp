// What is true of the given point (Theory §4).
#include "isthmus/error.hpp"
#include "isthmus/flow/minimum_cut.hpp"
#include "proof/prover.hpp"
#include "proof/sparse_sums.hpp"

namespace isthmus {
namespace {

constexpr const char* no_rows = "the network has no hidden node, so the Jacobian has no row";

// At a singular point the distance is 0 and any floating component is nearest.
MinimumCut nearest_set(const BalanceNetwork& network, const Flow& x, const PointRank& rank) {
  if (rank.singular()) return {Rational(0), rank.floating.front()};
  return *minimum_cut(network, x);
}

// Every hidden node once, and every flow within the weights: what a wrong step would break first.
bool is_plausible(const BalanceNetwork& network, const Flow& x,
                  const std::vector<ReachStep>& reach) {
  for (const ReachStep& step : reach) {
    for (const auto& [e, amount] : step.flow) {
      if (abs(amount) > x[e]) return false;
    }
  }
  return reach.size() == network.hidden_count();
}

}  // namespace

const Flow& Prover::weights() {
  if (!weights_) weights_ = squared_weights(network_, contraction_);
  return *weights_;
}

const PointRank& Prover::rank() {
  if (!rank_) {
    announce("examining the point");
    rank_ = rank_at(graph(), weights());
  }
  return *rank_;
}

void Prover::add_point() {
  if (certificate_.point) return;
  ensure(is_flow(graph(), c_, weights()), "the squared weights are a flow of their balance");
  certificate_.point = sparse(weights());
}

Objection Prover::singular_point() {
  if (hidden_count() == 0) return no_rows;
  if (!rank().singular()) return "the given point is regular";
  add_point();
  certificate_.floating = rank().floating.front();
  claim(ClaimKind::singular_point);
  return std::nullopt;
}

Objection Prover::regular_point() {
  if (hidden_count() == 0) return no_rows;
  if (rank().singular()) return "the given point is singular";
  ensure(rank().forest.size() == graph().hidden_count(), "a regular point joins every hidden node");
  add_point();
  certificate_.forest = rank().forest;
  claim(ClaimKind::regular_point);
  return std::nullopt;
}

Objection Prover::distance(std::size_t limit) {
  if (hidden_count() == 0) return no_rows;
  announce("measuring the distance");
  const MinimumCut cut = nearest_set(graph(), weights(), rank());
  ensure(cut_weight(graph(), weights(), cut.set) == cut.value, "the cut has its weight");
  auto reach = cut_evidence(graph(), weights(), cut, limit);
  if (!reach) {
    throw limit_error(
        "the proof of the distance has more than " + std::to_string(limit) + " entries",
        "prove other claims; analyze computes the distance without a proof");
  }
  ensure(is_plausible(graph(), weights(), *reach), "the flows stay within the weights");
  add_point();
  certificate_.distance = DistanceProof{cut.set, std::move(*reach)};
  claim(ClaimKind::distance).squared = cut.value;
  return std::nullopt;
}

}  // namespace isthmus
