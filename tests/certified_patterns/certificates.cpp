#include "certified_patterns/certificates.hpp"

#include <map>
#include <optional>
#include <stdexcept>
#include <variant>

#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/canonical.hpp"
#include "isthmus/pattern/charts.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/proof/pattern_certificate.hpp"
#include "pattern/cases.hpp"
#include "pattern/closed/prove.hpp"
#include "pattern/witness/lift.hpp"

namespace isthmus::test {
namespace {

std::optional<ClosedRule> any_rule(const PatternState& leaf) {
  Budget budget;
  if (auto rule = combinatorial_rule(leaf, budget)) return rule;
  if (auto charts = prove_by_charts(leaf).tree) return *charts;
  return std::nullopt;
}

std::optional<Witness> find_limit(const PatternState& state, std::size_t inputs) {
  Budget budget;
  pattern::WitnessOptions options;
  options.column_count = inputs;
  return pattern::find_lifted_witness(state, reduce(state), options, budget);
}

// A witness is looked for last where the combinatorial theorems prove the most, and first where
// only charts could.
std::optional<std::variant<ClosedEvidence, Witness>> decide(const LayerSupports& layers) {
  const PatternState state = two_factor_pattern(layers);
  Budget budget;
  const auto simple = [&](const PatternState& leaf) { return combinatorial_rule(leaf, budget); };
  if (auto proof = prove_leaves(reduce(state), simple)) return ClosedEvidence{{}, *proof};
  if (auto witness = find_limit(state, layers[0].inputs)) return *witness;
  if (auto proof = prove_leaves(reduce(state), any_rule)) return ClosedEvidence{{}, *proof};
  return std::nullopt;
}

std::string certify(const LayerSupports& layers) {
  const auto evidence = decide(layers);
  return evidence ? certificate_text(PatternCertificate{layers, *evidence}) : "";
}

}  // namespace

const std::vector<CertifiedPattern>& certified_patterns() {
  static const auto all = [] {
    std::vector<CertifiedPattern> list;
    for (const auto& [layers, closed] : classified_patterns()) {
      list.push_back({layers, closed, certify(layers)});
    }
    return list;
  }();
  return all;
}

bool is_closed(const LayerSupports& layers) {
  static const auto table = [] {
    std::map<CanonicalCode, bool> verdicts;
    for (const ClassifiedPattern& known : classified_patterns()) {
      verdicts[canonical_code(two_factor_pattern(known.layers)).value()] = known.closed;
    }
    return verdicts;
  }();
  const PatternState state = two_factor_pattern(layers);
  const auto found = table.find(canonical_code(state).value());
  if (found != table.end()) return found->second;
  const auto evidence = decide(layers);
  if (!evidence) throw std::runtime_error("neither closed nor not closed is found");
  return std::holds_alternative<ClosedEvidence>(*evidence);
}

}  // namespace isthmus::test
