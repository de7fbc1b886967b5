#include "certified_patterns/certificates.hpp"

#include <map>
#include <optional>
#include <stdexcept>

#include "isthmus/parallel/budget.hpp"
#include "isthmus/pattern/canonical.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/proof/pattern_certificate.hpp"
#include "pattern/cases.hpp"
#include "pattern/closed/prove.hpp"
#include "pattern/witness/search.hpp"

namespace isthmus::test {
namespace {

std::optional<ClosedProof> prove_closed(const PatternState& state) {
  Budget budget;
  return prove_leaves(reduce(state),
                      [&](const PatternState& leaf) { return combinatorial_rule(leaf, budget); });
}

std::optional<Witness> find_limit(const PatternState& state, std::size_t inputs) {
  Budget budget;
  pattern::WitnessOptions options;
  options.column_count = inputs;
  return pattern::find_witness(state, options, budget);
}

std::string certify(const LayerSupports& layers) {
  const PatternState state = two_factor_pattern(layers);
  if (const auto proof = prove_closed(state)) {
    return certificate_text(PatternCertificate{layers, ClosedEvidence{{}, *proof}});
  }
  const auto witness = find_limit(state, layers[0].inputs);
  return witness ? certificate_text(PatternCertificate{layers, *witness}) : "";
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
  if (prove_closed(state)) return true;
  if (find_limit(state, layers[0].inputs)) return false;
  throw std::runtime_error("neither closed nor not closed is found");
}

}  // namespace isthmus::test
