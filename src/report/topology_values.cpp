#include "report/topology_values.hpp"

namespace isthmus {

std::optional<std::map<std::uint64_t, Integer>> betti_numbers(const TopologyFacts& facts) {
  if (!facts.homology) return std::nullopt;
  return betti_numbers(*facts.homology, facts.coefficients);
}

std::string signs_text(const SignVector& signs) {
  std::string text;
  for (const std::int8_t sign : signs) text += sign > 0 ? '+' : '-';
  return text;
}

std::string open_question(const TopologyFacts& facts) {
  if (!facts.factors.complete()) return facts.factors.reason;
  if (!facts.homology) return "written out there would be too many Betti numbers";
  return "";
}

}  // namespace isthmus
