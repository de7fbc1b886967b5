// Equality of weights up to permutation and positive rescaling (Theory §7).
//
// Problem: is there π in Aut and λ > 0 with B = λ·π(A)?
// Idea: weights are divided by what rescaling can do to them (normal_weights.cpp), so that the
// question becomes one of labelled graphs: is there an isomorphism that keeps wiring and normal
// weights? Trained weights tell nodes apart after one round of refinement, and the search ends
// at once. A permutation it proposes is believed only after λ was read off a spanning forest and
// every weight compared exactly (rescaled_copy.cpp); a cell that holds more nodes of A than of B is
// a proof of "no", since labels are functions of invariants.
// Complexity: O(E) products of rationals and O(E) per round, when no two nodes of a layer look
// alike. Rejected: comparing products over paths from input to output: exponentially many, and
// blind to the order in which neurons are matched.
#include "isthmus/motion/equivalent.hpp"

#include "isthmus/error.hpp"
#include "motion/normal_weights.hpp"
#include "motion/permutation_search.hpp"
#include "motion/rescaled_copy.hpp"

namespace isthmus {
namespace {

using motion::Placement;

class CopyRules : public motion::Rules {
 public:
  CopyRules(const Network& a, const Network& b, const Contraction& contraction,
            const symmetry::Wiring& wiring)
      : a_(a), b_(b), contraction_(contraction), wiring_(wiring) {}

  [[nodiscard]] bool may_take(std::uint32_t, std::uint32_t, const Placement&) override {
    return true;
  }
  [[nodiscard]] bool is_choosy(std::uint32_t) const override { return false; }
  [[nodiscard]] bool interchangeable(std::uint32_t, std::uint32_t) const override { return false; }
  [[nodiscard]] bool accepts(const Placement& permutation) override {
    scale = motion::rescaling_between(a_, b_, contraction_, wiring_, permutation);
    return scale.has_value();
  }

  std::optional<PerNode<Rational>> scale;  ///< of the last permutation

 private:
  const Network& a_;
  const Network& b_;
  const Contraction& contraction_;
  const symmetry::Wiring& wiring_;
};

/// An edge whose two ends no permutation moves and no rescaling changes, with other weights in B.
std::optional<Difference> unmoved_weight(const Network& a, const Network& b) {
  for (std::uint32_t e = 0; e < a.edges.size(); ++e) {
    const Edge& edge = a.edges[e];
    const bool moves =
        a.nodes[edge.from].role == Role::hidden || a.nodes[edge.to].role == Role::hidden;
    if (moves || edge.weights == b.edges[e].weights) continue;
    Difference difference;
    difference.kind = DifferenceKind::weight;
    difference.edge = e;
    difference.weights_a = edge.weights;
    difference.weights_b = b.edges[e].weights;
    return difference;
  }
  return std::nullopt;
}

std::vector<std::pair<std::uint32_t, Rational>> normal_weights_at(const Network& network,
                                                                  const Contraction& contraction,
                                                                  std::uint32_t node) {
  const motion::NormalScale scale = motion::normal_scale(network, contraction);
  std::vector<std::pair<std::uint32_t, Rational>> weights;
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    if (edge.fixed || (edge.from != node && edge.to != node)) continue;
    for (Rational& w : motion::normal_weights(network, contraction, scale, e)) {
      if (w != 0) weights.emplace_back(e, std::move(w));
    }
  }
  return weights;
}

Difference node_difference(const Network& a, const Network& b, const Contraction& contraction,
                           const motion::Misfit& misfit) {
  Difference difference;
  difference.kind = DifferenceKind::node;
  difference.nodes_a = misfit.cell.a;
  difference.nodes_b = misfit.cell.b;
  difference.round = misfit.round;
  difference.normalised = misfit.cell.a.empty()
                              ? normal_weights_at(b, contraction, misfit.cell.b.front())
                              : normal_weights_at(a, contraction, misfit.cell.a.front());
  return difference;
}

}  // namespace

void require_single_weights(const Network& network) {
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    if (network.edges[e].weights.size() == network.edges[e].multiplicity) continue;
    throw input_error("only the norm of this bundle is known, not its weights",
                      "give \"weights\" instead of \"norm_squared\"")
        .at("$.edges[" + std::to_string(e) + "]");
  }
}

EquivalenceResult equivalent(const Network& a, const Network& b,
                             const EquivalenceOptions& options) {
  require_single_weights(a);
  require_single_weights(b);
  EquivalenceResult result;
  if (const auto difference = unmoved_weight(a, b)) {
    result.answer = Equivalence::different;
    result.difference = *difference;
    return result;
  }
  const Contraction contraction = contract(a);
  const symmetry::Wiring wiring(a);
  const motion::Match match{
      a,
      {wiring, motion::normal_labels(a, contraction, wiring),
       motion::normal_labels(b, contraction, wiring), motion::movable_nodes(a)},
      motion::first_colours(a),
      motion::first_colours(b),
      motion::blocks_of(a, contraction)};
  CopyRules rules(a, b, contraction, wiring);
  Budget budget = options.budget;
  motion::SearchResult found = motion::search_permutation(match, rules, budget);
  if (found.outcome == motion::Outcome::found) {
    result.answer = Equivalence::equivalent;
    result.partner = std::move(found.permutation);
    result.scale = *rules.scale;
  } else if (found.outcome == motion::Outcome::none) {
    result.answer = Equivalence::different;
    if (found.misfit) result.difference = node_difference(a, b, contraction, *found.misfit);
    result.difference.permutations_tried = found.permutations_tried;
  } else {
    result.reason = budget.exhausted() ? budget.reason() : "the search grew too deep";
  }
  return result;
}

}  // namespace isthmus
