#include "isthmus/motion/rescaling.hpp"

#include "motion/powers.hpp"

namespace isthmus {
namespace {

std::int64_t exponent_at(const BalanceNetwork& network, const PowerRescaling& k, NodeId v) {
  return network.is_ground(v) ? 0 : k[v];
}

}  // namespace

std::int64_t exponent_of(const BalanceNetwork& network, const PowerRescaling& k, EdgeId e) {
  return exponent_at(network, k, network.head(e)) - exponent_at(network, k, network.tail(e));
}

Flow rescaled(const BalanceNetwork& network, const Flow& x, const PowerRescaling& k) {
  Flow y = x;
  for (const EdgeId e : network.edges()) {
    const std::int64_t exponent = exponent_of(network, k, e);
    if (exponent != 0) y[e] = motion::times_power_of_four(x[e], exponent);
  }
  return y;
}

}  // namespace isthmus
