#include "report/topology_values.hpp"

namespace isthmus {

std::optional<std::map<std::uint64_t, Integer>> betti_numbers(const TopologyFacts& facts) {
  if (!facts.homology) return std::nullopt;
  if (facts.coefficients.ring != Coefficients::Ring::prime_field) return facts.homology->betti;
  return betti_modulo(*facts.homology, facts.coefficients.prime);
}

std::string open_question(const TopologyFacts& facts) {
  if (!facts.factors.complete()) return facts.factors.reason;
  if (!facts.homology) return "written out there would be too many Betti numbers";
  return "";
}

}  // namespace isthmus
