// The procedure of Theory §9.
//
// One layer is a linear space: closed. A chain of disjoint blocks is closed by T15. Layers are
// merged as far as they go. Two layers are reduced to connected states, and each of these is
// decided (leaves.hpp); L is closed if all are, not closed if one is not. If more than two layers
// are left, only "not closed" can be shown: L lies in the products of two factors, the supports of
// the products of the first layers and of the others; a limit that is not among these is not in L,
// and if its factors can be led through all layers, it is a limit of L.
//
// Evidence is replayed before it is handed out: a proof by replay.hpp, a witness by
// check_witness.hpp. That costs less than finding it and guards every verdict.
#include "isthmus/pattern/decide.hpp"

#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/pattern/check_witness.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/pattern/replay.hpp"
#include "pattern/closed/chain.hpp"
#include "pattern/closed/prove.hpp"
#include "pattern/decide/leaves.hpp"
#include "pattern/decide/merge.hpp"
#include "pattern/decide/used_rules.hpp"
#include "pattern/reduce/reduce.hpp"
#include "pattern/witness/lift.hpp"

namespace isthmus {
namespace {

constexpr std::size_t small_layer = 64;  // units

Decision closed(ClosedEvidence evidence) {
  Decision out;
  out.verdict = Closedness::closed;
  out.rules = rules_of(evidence);
  out.proof = std::move(evidence);
  return out;
}

Decision not_closed(Witness witness, std::vector<std::string> rules) {
  Decision out;
  if (witness.refutation.rests_on_ideal()) rules.push_back("ideal");
  out.verdict = Closedness::not_closed;
  out.rules = std::move(rules);
  out.witness = std::move(witness);
  return out;
}

Decision undecided(std::string reason, std::vector<std::string> tried,
                   std::vector<PatternState> remaining = {}) {
  Decision out;
  out.reason = std::move(reason);
  out.tried = std::move(tried);
  out.remaining = std::move(remaining);
  return out;
}

std::string why_open(const Budget& budget, std::size_t states) {
  if (budget.exhausted()) return budget.reason();
  return "neither theorems nor searches decide " +
         (states == 1 ? std::string("a connected state")
                      : std::to_string(states) + " connected states");
}

Decision decide_with(const PatternState& state, std::size_t column_count,
                     const DecideOptions& options, Budget& budget) {
  const ReducedState reduced = reduce(state);
  const auto parts = leaves(reduced);
  LeafDecision found = decide_leaves(state, parts, column_count, options, budget);
  if (found.witness) {
    const PatternState* leaf = parts[*found.refuted];
    return not_closed(pattern::lift_leaf(state, reduced, leaf, std::move(*found.witness)),
                      {"witness"});
  }
  std::vector<PatternState> open;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (!found.rules[at]) open.push_back(*parts[at]);
  }
  if (!open.empty()) {
    std::string reason = why_open(budget, open.size());
    return undecided(std::move(reason), std::move(found.tried), std::move(open));
  }
  std::size_t next = 0;
  auto proof =
      prove_leaves(reduced, [&](const PatternState&) { return std::move(found.rules[next++]); });
  ensure(proof.has_value(), "all leaves of a pattern are closed, but there is no proof");
  return closed({{}, std::move(*proof), LayerEnding::two_layers});
}

// One state for the products of the first layers and of the others.
LayerSupports two_products(const LayerSupports& layers, std::size_t split) {
  LayerSupports out = layers;
  for (std::size_t l = 1; l < split; ++l) merge_layers(out, 0);
  while (out.size() > 2) merge_layers(out, 1);
  return out;
}

// A witness that passes through all layers, if the pattern of two products has one.
std::optional<Decision> refute_split(const LayerSupports& layers, std::size_t split,
                                     const DecideOptions& options, Budget& budget,
                                     std::vector<std::string>& tried) {
  const PatternState state = two_factor_pattern(two_products(layers, split));
  const ReducedState reduced = reduce(state);
  for (const PatternState* leaf : leaves(reduced)) {
    if (budget.exhausted()) return std::nullopt;
    auto witness = witness_of_leaf(pattern::leaf_within(state, *leaf), layers[0].inputs, options,
                                   budget, tried);
    if (!witness) continue;
    witness = pattern::lift_leaf(state, reduced, leaf, std::move(*witness));
    if (auto whole = through_layers(layers, split, *witness)) {
      return not_closed(std::move(*whole), {"pass-through", "witness"});
    }
    tried.push_back("a witness of two factors that could not be led through all layers");
  }
  return std::nullopt;
}

Decision decide_merged(const LayerSupports& layers, const MergedLayers& merged,
                       const DecideOptions& options, Budget& budget) {
  if (merged.layers.size() == 2) {
    Decision two =
        decide_with(two_factor_pattern(merged.layers), merged.layers[0].inputs, options, budget);
    if (two.verdict == Closedness::closed)
      return closed({merged.merges, two.proof->proof, LayerEnding::two_layers});
    if (two.verdict == Closedness::undecided) return two;
    if (layers.size() == 2) return two;
    if (auto whole = through_layers(layers, merged.starts[1], *two.witness)) {
      return not_closed(std::move(*whole), {"merge", "pass-through", "witness"});
    }
  }
  if (merged.layers.size() > 2 && is_chain(merged.layers)) {
    return closed({merged.merges, {}, LayerEnding::chain});
  }
  std::vector<std::string> tried;
  for (std::size_t l = 1; l < merged.starts.size(); ++l) {
    if (auto found = refute_split(layers, merged.starts[l], options, budget, tried)) return *found;
  }
  if (budget.exhausted()) return undecided(budget.reason(), std::move(tried));
  return undecided(merged.layers.size() == 2
                       ? "the two factors that the layers merge to have a limit that is not "
                         "attained, but it could not be led through all layers"
                       : "the layers do not merge to two factors, and no window of them that is "
                         "not closed passes through all layers",
                   std::move(tried));
}

void check_evidence(const LayerSupports& layers, const Decision& decision) {
  if (decision.proof) {
    ensure(is_proof(layers, *decision.proof), "a proof that a pattern is closed is not one");
  }
  if (!decision.witness) return;
  const Witness& witness = *decision.witness;
  ensure(!fault_of_factors(layers, witness), "the factors of a witness are wrong");
  ensure(!fault_of_window(two_products(layers, witness.split), witness),
         "the window of a witness is wrong");
  if (witness.refutation.rests_on_ideal()) return;
  ensure(!fault_of_refutation(witness), "the refutation of a witness is wrong");
}

}  // namespace

Decision decide(const LayerSupports& layers, const DecideOptions& options) {
  validate(layers);
  if (layers.size() == 1) return closed({});
  // Of two small layers the reductions tell more.
  const bool many = layers.size() > 2 || layers[0].outputs() > small_layer;
  if (many && is_chain(layers)) return closed({{}, {}, LayerEnding::chain});
  Budget budget = options.budget;
  const MergedLayers merged = merge_all(layers, options);
  Decision out = decide_merged(layers, merged, options, budget);
  check_evidence(layers, out);
  return out;
}

Decision decide_state(const PatternState& state, std::size_t column_count,
                      const DecideOptions& options) {
  Budget budget = options.budget;
  Decision out = decide_with(state, column_count, options, budget);
  if (out.proof) ensure(is_proof(state, out.proof->proof), "a proof of a state is not one");
  return out;
}

}  // namespace isthmus
