// The matrix of the squared singular values, written out; exact in every build.
#include "isthmus/variety/singular_value.hpp"

namespace isthmus {

RationalMatrix grounded_laplacian(const BalanceNetwork& network, const Flow& x) {
  RationalMatrix laplacian(network.hidden_count(), network.hidden_count());
  for (const EdgeId e : network.edges()) {
    if (network.is_loop(e)) continue;
    const NodeId u = network.tail(e);
    const NodeId v = network.head(e);
    if (!network.is_ground(u)) laplacian(u.value, u.value) += x[e];
    if (!network.is_ground(v)) laplacian(v.value, v.value) += x[e];
    if (network.is_ground(u) || network.is_ground(v)) continue;
    laplacian(u.value, v.value) -= x[e];
    laplacian(v.value, u.value) -= x[e];
  }
  return laplacian;
}

}  // namespace isthmus
