#include "isthmus/motion/balancing.hpp"

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

Balancing rescale_onto(const BalanceNetwork& network, const Flow& x, const Balance& c,
                       const BalancingOptions& options) {
  Balancing result;
  result.cut = blocking_cut(network, support_of(x), c);
  if (result.cut) return result;
  const motion::OrbitLaws laws = motion::orbit_laws(network, x, c);
  if (laws.unknowns.size() > options.max_nodes) {
    result.reason = "there are " + std::to_string(laws.unknowns.size()) +
                    " hidden nodes, more than the limit of " + std::to_string(options.max_nodes) +
                    " for enclosing their factors";
    return result;
  }
  const auto sandwich = motion::enclose_orbit(laws, motion::search_orbit(laws), options.bits + 1);
  if (sandwich) {
    result.scale = scales(network, laws, *sandwich, options.bits);
  } else {
    result.reason = "the search for the factors did not come close enough to prove them";
  }
  return result;
}

}  // namespace isthmus
