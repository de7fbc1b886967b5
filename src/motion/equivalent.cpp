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
  CopyRules(const EdgeWeights& a, const EdgeWeights& b, const Contraction& contraction,
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
  const EdgeWeights& a_;
  const EdgeWeights& b_;
  const Contraction& contraction_;
  const symmetry::Wiring& wiring_;
};

bool same_weights(const EdgeWeights& a, const EdgeWeights& b, std::uint32_t edge) {
  for (std::size_t k = 0; k < a.count(edge); ++k) {
    if (a.at(edge, k) != b.at(edge, k)) return false;
  }
  return true;
}

/// An edge whose two ends no permutation moves and no rescaling changes, with other weights in B.
std::optional<Difference> unmoved_weight(const Network& network, const EdgeWeights& a,
                                         const EdgeWeights& b) {
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    const bool moves = network.nodes[edge.from].role == Role::hidden ||
                       network.nodes[edge.to].role == Role::hidden;
    if (edge.fixed || moves || same_weights(a, b, e)) continue;
    Difference difference;
    difference.kind = DifferenceKind::weight;
    difference.edge = e;
    difference.weights_a = a.all(e);
    difference.weights_b = b.all(e);
    return difference;
  }
  return std::nullopt;
}

std::vector<std::pair<std::uint32_t, Rational>> normal_weights_at(const Network& network,
                                                                  const EdgeWeights& of,
                                                                  const Contraction& contraction,
                                                                  std::uint32_t node) {
  const motion::NormalScale scale = motion::normal_scale(of, contraction);
  std::vector<std::pair<std::uint32_t, Rational>> weights;
  for (const EdgeId id : contraction.graph.edges()) {
    const std::uint32_t e = contraction.file_edge[id];
    if (network.edges[e].from != node && network.edges[e].to != node) continue;
    for (Rational& w : motion::normal_weights(of, contraction, scale, id)) {
      if (w != 0) weights.emplace_back(e, std::move(w));
    }
  }
  return weights;
}

Difference node_difference(const SharedWiring& wiring, const EdgeWeights& a, const EdgeWeights& b,
                           const motion::Misfit& misfit) {
  Difference difference;
  difference.kind = DifferenceKind::node;
  difference.nodes_a = misfit.cell.a;
  difference.nodes_b = misfit.cell.b;
  difference.round = misfit.round;
  const bool only_b = misfit.cell.a.empty();
  difference.normalised = normal_weights_at(wiring.network, only_b ? b : a, wiring.contraction,
                                            only_b ? misfit.cell.b.front() : misfit.cell.a.front());
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
  const Contraction contraction = contract(a);
  return equivalent({a, contraction}, EdgeWeights(a), EdgeWeights(b), options);
}

EquivalenceResult equivalent(const SharedWiring& both, const EdgeWeights& a, const EdgeWeights& b,
                             const EquivalenceOptions& options) {
  ensure(a.known() && b.known(), "both have weights");
  EquivalenceResult result;
  if (const auto difference = unmoved_weight(both.network, a, b)) {
    result.answer = Equivalence::different;
    result.difference = *difference;
    return result;
  }
  const symmetry::Wiring wiring(both.network);
  const motion::Match match{
      both.network,
      {wiring, motion::normal_labels(a, both.contraction, wiring),
       motion::normal_labels(b, both.contraction, wiring), motion::movable_nodes(both.network)},
      motion::first_colours(both.network),
      motion::first_colours(both.network),
      motion::blocks_of(both.network, both.contraction)};
  CopyRules rules(a, b, both.contraction, wiring);
  Budget budget = options.budget;
  motion::SearchResult found = motion::search_permutation(match, rules, budget);
  if (found.outcome == motion::Outcome::found) {
    result.answer = Equivalence::equivalent;
    result.partner = std::move(found.permutation);
    result.scale = *rules.scale;
  } else if (found.outcome == motion::Outcome::none) {
    result.answer = Equivalence::different;
    if (found.misfit) result.difference = node_difference(both, a, b, *found.misfit);
    result.difference.permutations_tried = found.permutations_tried;
  } else {
    result.reason = budget.exhausted() ? budget.reason() : "the search grew too deep";
  }
  return result;
}

}  // namespace isthmus
