// A network as an architecture string for the shell.
#pragma once

#include <string>

#include "isthmus/network/network.hpp"

namespace isthmus::cli {

/// "dag:x>h,h>y" such that parse_architecture gives the same nodes (perhaps in another order) and
/// edges. Throws Error (bad_input) for a network that the notation cannot say: one with weights, a
/// balance, fixed edges, edge ids, biases, unusual names or roles.
[[nodiscard]] std::string dag_notation(const Network& network);

}  // namespace isthmus::cli
