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
  return {name_a,       name_b,      std::move(a), std::move(b), std::move(contraction),
          std::nullopt, std::nullopt};
}

TwoNetworks same_network(Model a, const std::string& name_a, Model b, const std::string& name_b) {
  if (!laid_out_alike(a, b)) {
    return same_network(to_network(a, WeightDetail::all), name_a, to_network(b, WeightDetail::all),
                        name_b);
  }
  Network network = to_network(a, WeightDetail::none);
  Contraction contraction = contract(network);
  Network nodes{b.name, nodes_of(b), {}, {}};
  return {name_a,       name_b,      std::move(network), std::move(nodes), std::move(contraction),
          std::move(a), std::move(b)};
}

EdgeWeights TwoNetworks::weights_a() const {
  return model_a ? EdgeWeights(*model_a) : EdgeWeights(a);
}
EdgeWeights TwoNetworks::weights_b() const {
  return model_b ? EdgeWeights(*model_b) : EdgeWeights(b);
}

ReachReport report_reach(TwoNetworks networks, const ReachOptions& options) {
  if (!networks.weights_b().known()) throw_without_weights(networks.name_b);
  try {
    ReachResult result = reach({networks.a, networks.contraction}, networks.weights_a(),
                               networks.weights_b(), options);
    return {std::move(networks), std::move(result)};
  } catch (const Error& error) {
    throw error.in_file(networks.name_a);
  }
}

EquivalenceReport report_equivalence(TwoNetworks networks, const EquivalenceOptions& options) {
  const EdgeWeights a = networks.weights_a();
  const EdgeWeights b = networks.weights_b();
  if (!a.known()) throw_without_weights(networks.name_a);
  if (!b.known()) throw_without_weights(networks.name_b);
  if (!networks.model_a) require_known_weights(networks.a, networks.name_a);
  if (!networks.model_b) require_known_weights(networks.b, networks.name_b);
  EquivalenceResult result = equivalent({networks.a, networks.contraction}, a, b, options);
  return {std::move(networks), std::move(result)};
}

}  // namespace isthmus
