// Replaying a proof: every reduction, part and rule is checked in the state that it applies to.
#include <algorithm>

#include "isthmus/pattern/charts.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/pattern/replay.hpp"
#include "pattern/closed/chain.hpp"
#include "pattern/closed/rules.hpp"
#include "pattern/reduce/apply.hpp"
#include "pattern/reduce/steps.hpp"

namespace isthmus {
namespace {

bool shows(const PatternState& state, const ClosedProof& proof, Goal goal);

bool are_incidences(const PatternState& state, const std::vector<Incidence>& list) {
  return std::all_of(list.begin(), list.end(), [&](const Incidence& incidence) {
    if (incidence.neuron >= state.neurons.size()) return false;
    const Rectangle& neuron = state.neurons[incidence.neuron];
    return (incidence.side == Orientation::rows ? neuron.rows : neuron.columns)
        .contains(incidence.index);
  });
}

struct RuleHolds {
  const PatternState& state;
  Goal goal;

  bool operator()(const OneNeuron&) const {
    return goal == Goal::closed && closed_by_one_neuron(state);
  }
  bool operator()(const TwoNeurons&) const {
    return goal == Goal::closed && closed_by_two_neurons(state).value_or(false);
  }
  bool operator()(const DimensionCount& rule) const {
    Budget unlimited;
    return goal == Goal::closed && closed_by_dimension_count(state, rule.side, unlimited);
  }
  bool operator()(const Sandwich& rule) const {
    if (!are_incidences(state, rule.deleted)) return false;
    const PatternState smaller = without(state, rule.deleted);
    Budget unlimited;
    return covers_the_same(state, smaller) &&
           full_by_dimension_count(smaller, rule.side, unlimited);
  }
  bool operator()(const Absorption& rule) const {
    if (rule.deleted.empty() || rule.deleted.size() != rule.pivots.size() || !rule.rest) {
      return false;
    }
    PatternState left = state;
    for (std::size_t t = 0; t < rule.deleted.size(); ++t) {
      if (!is_absorbed(left, rule.deleted[t], rule.pivots[t])) return false;
      left = without(std::move(left), {rule.deleted[t]});
    }
    return shows(left, *rule.rest, goal);
  }
  bool operator()(const ChartTree& tree) const {
    return check_charts(state, tree).empty() && (goal == Goal::closed || attains_everything(tree));
  }
};

// The parts are all neurons, each once, and no two parts share an observed entry.
bool are_summands(const PatternState& state, const ClosedProof& proof) {
  std::vector<std::size_t> part_of_neuron(state.neurons.size(), proof.parts.size());
  for (std::size_t p = 0; p < proof.parts.size(); ++p) {
    const auto& neurons = proof.parts[p].first;
    if (neurons.empty() || !std::is_sorted(neurons.begin(), neurons.end())) return false;
    for (const std::size_t k : neurons) {
      if (k >= part_of_neuron.size() || part_of_neuron[k] != proof.parts.size()) return false;
      part_of_neuron[k] = p;
    }
  }
  for (const auto& group : direct_summands(state)) {
    for (const std::size_t k : group) {
      if (part_of_neuron[k] == proof.parts.size()) return false;
      if (part_of_neuron[k] != part_of_neuron[group[0]]) return false;
    }
  }
  return true;
}

bool shows(const PatternState& state, const ClosedProof& proof, Goal goal) {
  PatternState left = state;
  for (const Reduction& step : proof.reductions) {
    if (!is_valid(left, step, goal)) return false;
    apply(left, step);
  }
  if (!proof.rule.empty()) {
    return proof.rule.size() == 1 && proof.parts.empty() &&
           std::visit(RuleHolds{left, goal}, proof.rule[0]);
  }
  return are_summands(left, proof) &&
         std::all_of(proof.parts.begin(), proof.parts.end(), [&](const auto& part) {
           return shows(part_of(left, part.first), part.second, goal);
         });
}

}  // namespace

bool is_proof(const PatternState& state, const ClosedProof& proof) {
  return shows(state, proof, Goal::closed);
}

bool is_full_proof(const PatternState& state, const ClosedProof& proof) {
  return shows(state, proof, Goal::full);
}

bool is_proof(const LayerSupports& layers, const ClosedEvidence& evidence) {
  LayerSupports left = layers;
  for (const LayerMerge& merge : evidence.merges) {
    if (merge.layer + 1 >= left.size() ||
        !is_full_proof(pattern_of(left, merge.layer), merge.full)) {
      return false;
    }
    merge_layers(left, merge.layer);
  }
  if (evidence.ending == LayerEnding::chain) return left.size() > 1 && is_chain(left);
  return left.size() == 1 ||
         (left.size() == 2 && is_proof(two_factor_pattern(left), evidence.proof));
}

}  // namespace isthmus
