#include "pattern/decide/used_rules.hpp"

#include <algorithm>

namespace isthmus {
namespace {

struct Name {
  std::set<std::string>& names;

  std::string operator()(const StripReduction&) const { return "R1"; }
  std::string operator()(const DropReduction&) const { return "R1"; }
  std::string operator()(const SplitReduction&) const { return "R2"; }
  std::string operator()(const LinearReduction&) const { return "R3"; }
  std::string operator()(const TwinReduction&) const { return "R5"; }
  std::string operator()(const OneNeuron&) const { return "T3"; }
  std::string operator()(const TwoNeurons&) const { return "T2"; }
  std::string operator()(const DimensionCount&) const { return "T11"; }
  std::string operator()(const Sandwich&) const { return "T12"; }
  std::string operator()(const Absorption& rule) const {
    if (rule.rest) collect_rules(*rule.rest, names);
    return "T13";
  }
  std::string operator()(const ChartTree&) const { return "T14"; }
};

}  // namespace

void collect_rules(const ClosedProof& proof, std::set<std::string>& names) {
  for (const Reduction& step : proof.reductions) names.insert(std::visit(Name{names}, step));
  for (const ClosedRule& rule : proof.rule) names.insert(std::visit(Name{names}, rule));
  if (!proof.parts.empty()) names.insert("R4");
  for (const auto& [neurons, part] : proof.parts) collect_rules(part, names);
}

std::vector<std::string> rules_of(const ClosedEvidence& evidence) {
  std::set<std::string> names;
  for (const LayerMerge& merge : evidence.merges) {
    names.insert("merge");
    collect_rules(merge.full, names);
  }
  collect_rules(evidence.proof, names);
  if (evidence.ending == LayerEnding::chain) names.insert("T15");
  std::vector<std::string> out(names.begin(), names.end());
  const auto rank = [](const std::string& name) {
    return name == "merge" ? 0 : name[0] == 'R' ? 1 : 2;
  };
  std::sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return out;
}

}  // namespace isthmus
