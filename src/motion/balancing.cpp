#include "isthmus/motion/balancing.hpp"

#include <utility>

#include "motion/enclose_rescaling.hpp"
#include "motion/exact_scale.hpp"
#include "motion/orbit_search.hpp"
#include "motion/sandwich.hpp"

namespace isthmus {
namespace {

/// λ = √z between the ends; the factors themselves where they are fractions.
PerNode<Enclosure> scales(const BalanceNetwork& network, const motion::OrbitLaws& laws,
                          const motion::Sandwich& sandwich, int bits) {
  std::vector<Enclosure> roots;
  for (std::size_t i = 0; i < laws.unknowns.size(); ++i) {
    roots.push_back({sqrt_enclosure(motion::to_rational(sandwich.below[i]), bits + 2).lower,
                     sqrt_enclosure(motion::to_rational(sandwich.above[i]), bits + 2).upper});
  }
  const auto exact = motion::exact_scale(laws, roots);
  PerNode<Enclosure> scale(network.hidden_count(), Enclosure{1, 1});
  for (std::size_t i = 0; i < laws.unknowns.size(); ++i) {
    scale[laws.unknowns[i]] = exact ? Enclosure{(*exact)[i], (*exact)[i]} : roots[i];
  }
  return scale;
}

}  // namespace

Balancing motion::enclose_rescaling(const BalanceNetwork& network, const PerEdge<bool>& support,
                                    const SquareSums& square_sum, const Balance& c,
                                    const BalancingOptions& options) {
  Balancing result;
  if (const auto count = unknowns_of(network, support).size(); count > options.max_nodes) {
    result.reason = "there are " + std::to_string(count) +
                    " hidden nodes, more than the limit of " + std::to_string(options.max_nodes) +
                    " for enclosing their factors";
    return result;
  }
  const OrbitLaws laws = orbit_laws(network, support, square_sum, c);
  const auto sandwich = enclose_orbit(laws, search_orbit(laws), options.bits + 1);
  if (sandwich) {
    result.scale = scales(network, laws, *sandwich, options.bits);
  } else {
    result.reason = "the search for the factors did not come close enough to prove them";
  }
  return result;
}

Balancing rescale_onto(const BalanceNetwork& network, const Flow& x, const Balance& c,
                       const BalancingOptions& options) {
  const PerEdge<bool> support = support_of(x);
  if (auto cut = blocking_cut(network, support, c)) return {std::move(cut), std::nullopt, ""};
  return motion::enclose_rescaling(network, support, motion::sums_in(x), c, options);
}

}  // namespace isthmus
