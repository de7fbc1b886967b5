#include "isthmus/report/reach.hpp"

#include "isthmus/error.hpp"
#include "isthmus/motion/same_wiring.hpp"

namespace isthmus {
namespace {

[[noreturn]] void throw_without_weights(const std::string& name) {
  throw input_error("this network has no weights", "give it weights").in_file(name);
}

/// As equivalent() does, with the name of the network.
void require_known_weights(const Network& network, const std::string& name) {
  try {
    require_single_weights(network);
  } catch (const Error& error) {
    throw error.in_file(name);
  }
}

}  // namespace

TwoNetworks same_network(Network a, const std::string& name_a, Network b,
                         const std::string& name_b) {
  b = in_order_of(a, std::move(b));
  if (const auto difference = wiring_difference(a, b, quoted(name_a), quoted(name_b))) {
    throw input_error("these are different networks: " + *difference,
                      "give two settings of the weights of one network");
  }
  Contraction contraction = contract(a);
  return {name_a, name_b, std::move(a), std::move(b), std::move(contraction)};
}

ReachReport report_reach(TwoNetworks networks, const ReachOptions& options) {
  if (!has_weights(networks.b)) throw_without_weights(networks.name_b);
  try {
    ReachResult result = reach(networks.a, networks.b, options);
    return {std::move(networks), std::move(result)};
  } catch (const Error& error) {
    throw error.in_file(networks.name_a);
  }
}

EquivalenceReport report_equivalence(TwoNetworks networks, const EquivalenceOptions& options) {
  if (!has_weights(networks.a)) throw_without_weights(networks.name_a);
  if (!has_weights(networks.b)) throw_without_weights(networks.name_b);
  require_known_weights(networks.a, networks.name_a);
  require_known_weights(networks.b, networks.name_b);
  EquivalenceResult result = equivalent(networks.a, networks.b, options);
  return {std::move(networks), std::move(result)};
}

}  // namespace isthmus
