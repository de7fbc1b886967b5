#include "certified_patterns/certificates.hpp"

#include <map>
#include <stdexcept>

#include "isthmus/pattern/canonical.hpp"
#include "isthmus/pattern/decide.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/proof/pattern_certificate.hpp"
#include "pattern/cases.hpp"

namespace isthmus::test {

std::string certify(const LayerSupports& layers) {
  const Decision decision = decide(layers);
  if (decision.proof) return certificate_text(PatternCertificate{layers, *decision.proof});
  if (decision.witness) return certificate_text(PatternCertificate{layers, *decision.witness});
  return "";
}

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
  if (layers.size() == 2) {
    const auto found = table.find(canonical_code(two_factor_pattern(layers)).value());
    if (found != table.end()) return found->second;
  }
  const Decision decision = decide(layers);
  if (decision.verdict == Closedness::undecided) throw std::runtime_error(decision.reason);
  return decision.verdict == Closedness::closed;
}

}  // namespace isthmus::test
