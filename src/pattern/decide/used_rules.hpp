// Names of the theorems that a proof uses.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "isthmus/pattern/evidence.hpp"

namespace isthmus {

/// The names of all steps of the proof, added to `names`: "R1" … "R5", "T2" … "T14".
void collect_rules(const ClosedProof& proof, std::set<std::string>& names);

/// Merges first ("merge"), then R1 …, then T2 ….
[[nodiscard]] std::vector<std::string> rules_of(const ClosedEvidence& evidence);

}  // namespace isthmus
