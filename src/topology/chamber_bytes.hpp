// What add_facts finds about a chamber, as bytes: for results from other threads, ranks and runs.
#pragma once

#include <string>

#include "isthmus/topology/chambers.hpp"

namespace isthmus::topology {

[[nodiscard]] std::string facts_as_bytes(const Chamber& chamber);

/// Fills in what add_facts would. Throws Error (bad_input) on bytes of anything else.
void read_facts(const std::string& bytes, Chamber& chamber);

}  // namespace isthmus::topology
