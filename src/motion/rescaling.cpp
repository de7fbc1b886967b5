#include "isthmus/motion/rescaling.hpp"

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

std::int64_t exponent_at(const BalanceNetwork& network, const PowerRescaling& k, NodeId v) {
  return network.is_ground(v) ? 0 : k[v];
}

Rational times_power_of_four(const Rational& x, std::int64_t exponent) {
  const Integer factor = Integer(1)
                         << static_cast<unsigned>(2 * (exponent < 0 ? -exponent : exponent));
  return exponent < 0 ? Rational(x / factor) : Rational(x * factor);
}

}  // namespace

std::int64_t exponent_of(const BalanceNetwork& network, const PowerRescaling& k, EdgeId e) {
  return exponent_at(network, k, network.head(e)) - exponent_at(network, k, network.tail(e));
}

Flow rescaled(const BalanceNetwork& network, const Flow& x, const PowerRescaling& k) {
  Flow y = x;
  for (const EdgeId e : network.edges()) {
    const std::int64_t exponent = exponent_of(network, k, e);
    if (exponent != 0) y[e] = times_power_of_four(x[e], exponent);
  }
  return y;
}

}  // namespace isthmus
