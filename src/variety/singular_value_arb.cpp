// The smallest singular value of the Jacobian (Theory §4): J Jᵀ = 4·B·diag(x)·Bᵀ with x = θ², so it
// is 2·√λ_min of the grounded Laplacian. Whether it is 0 is a question about connectivity, decided
// exactly; balls only measure how large a positive value is.
#include <string>

#include "isthmus/error.hpp"
#include "isthmus/variety/point.hpp"
#include "isthmus/variety/singular_value.hpp"

namespace isthmus {

Enclosure smallest_singular_value(const BalanceNetwork& network, const Flow& x,
                                  std::size_t max_nodes) {
  ensure(network.hidden_count() > 0, "a singular value needs a hidden node");
  if (rank_at(network, x).singular()) return {0, 0};
  if (network.hidden_count() > max_nodes) {
    throw limit_error("the network has " + std::to_string(network.hidden_count()) +
                          " hidden nodes, more than the limit of " + std::to_string(max_nodes) +
                          " for enclosing the smallest singular value",
                      "raise the limit; the cost grows with the cube of the number of nodes");
  }
  const Enclosure eigenvalue = smallest_eigenvalue(grounded_laplacian(network, x));
  return {2 * sqrt_enclosure(eigenvalue.lower).lower, 2 * sqrt_enclosure(eigenvalue.upper).upper};
}

}  // namespace isthmus
