#include "isthmus/report/closed.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "isthmus/proof/pattern_certificate.hpp"
#include "report/pattern_words.hpp"

namespace isthmus {

const char* verdict_word(Closedness verdict) {
  if (verdict == Closedness::closed) return "closed";
  return verdict == Closedness::not_closed ? "not closed" : "undecided";
}

std::string rule_meaning(const std::string& rule) {
  static const std::map<std::string, std::string> meanings = {
      {"R1", "incidences whose entries are all free go"},
      {"R2", "a neuron falls into pieces that share no entry"},
      {"R3", "neurons that realise all their entries, whatever the others do"},
      {"R4", "groups of neurons that share no entry are decided apart"},
      {"R5", "more twin rows or columns than their neurons span decide nothing"},
      {"T2", "two neurons: a formula in the sizes of their overlaps"},
      {"T3", "one neuron: closed exactly if it sees all its entries"},
      {"T11", "dimension count: the limits of the spans are spanned by generic vectors"},
      {"T12", "sandwich: a part of the pattern realises every covered entry"},
      {"T13", "absorption: incidences that do not change the closure"},
      {"T14", "rational charts over a case split of all matrices"},
      {"T15", "the layers are a chain of disjoint blocks, given by their ranks"},
      {"merge", "consecutive layers that realise all of their product are one"},
      {"witness", "a limit of products that is no product"},
      {"ideal", "a Gröbner basis of the equations is 1, as Singular says; no certificate has it"},
      {"pass-through", "the limit is led through the other layers entry by entry"}};
  const auto at = meanings.find(rule);
  return at == meanings.end() ? "" : at->second;
}

namespace {

bool is_zero(const LayerSupports& layers) {
  const auto no_entry = [](const LayerSupport& layer) {
    return std::all_of(layer.rows.begin(), layer.rows.end(),
                       [](const auto& row) { return row.empty(); });
  };
  return std::any_of(layers.begin(), layers.end(), no_entry);
}

}  // namespace

std::string closed_reason(const ClosedReport& report) {
  const Decision& decision = report.decision;
  if (decision.verdict == Closedness::not_closed) {
    return "Some limit of products of its factors is no product of them.";
  }
  if (decision.verdict == Closedness::undecided) {
    std::string reason = decision.reason + ".";
    reason[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(reason[0])));
    return reason;
  }
  if (is_zero(report.layers)) return "A factor is zero, and so is every product: trivially closed.";
  if (report.layers.size() == 1) return "One factor: a linear space.";
  return "Every limit of products of its factors is such a product" +
         (decision.rules.empty() ? std::string(".")
                                 : ", by " + rules_text(decision.rules, ", ") + ".");
}

std::string closed_certificate(const ClosedReport& report) {
  const Decision& decision = report.decision;
  if (decision.proof) return certificate_text(PatternCertificate{report.layers, *decision.proof});
  if (decision.witness && !decision.witness->refutation.rests_on_ideal()) {
    return certificate_text(PatternCertificate{report.layers, *decision.witness});
  }
  return "";
}

}  // namespace isthmus
