// The quadrics B(θ∘θ) = c spelled out weight by weight (Theory §1). Bundles are expanded, because
// each of their members is a coordinate of the parameter space.
#include "isthmus/variety/equations.hpp"

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

void require_size(const BalanceNetwork& network, std::uint64_t max_variables) {
  if (network.weight_count() <= max_variables) return;
  throw limit_error("the network has " + std::to_string(network.weight_count()) +
                        " weights, more than the limit of " + std::to_string(max_variables) +
                        " for written-out equations",
                    "take a smaller network, or raise max_variables in the library");
}

}  // namespace

Equations equations(const BalanceNetwork& network, std::uint64_t max_variables) {
  require_size(network, max_variables);
  Equations result;
  result.variables.reserve(network.weight_count());
  for (const NodeId v : network.hidden_nodes()) result.laws.push_back({v, {}});
  for (const EdgeId e : network.edges()) {
    for (std::uint64_t copy = 0; copy < network.multiplicity(e); ++copy) {
      const std::size_t variable = result.variables.size();
      result.variables.push_back({e, copy});
      if (network.is_loop(e)) continue;
      const NodeId head = network.head(e);
      const NodeId tail = network.tail(e);
      if (!network.is_ground(head)) result.laws[head.value].terms.push_back({variable, +1});
      if (!network.is_ground(tail)) result.laws[tail.value].terms.push_back({variable, -1});
    }
  }
  return result;
}

}  // namespace isthmus
