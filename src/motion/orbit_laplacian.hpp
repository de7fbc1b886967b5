// The Laplacian of an orbit: the derivative of its laws in logarithms.
#pragma once

#include "motion/laplacian.hpp"
#include "motion/orbit_laws.hpp"

namespace isthmus::motion {

/// The unknowns joined by weight(i) for every link i, the held nodes being the ground; factorised.
template <class Weight>
[[nodiscard]] Laplacian laplacian_of(const OrbitLaws& laws, const Weight& weight) {
  Laplacian laplacian(laws.unknowns.size());
  for (std::size_t i = 0; i < laws.links.size(); ++i) {
    const OrbitLink& link = laws.links[i];
    if (link.tail == OrbitLaws::held) {
      laplacian.join_ground(link.head, weight(i));
    } else if (link.head == OrbitLaws::held) {
      laplacian.join_ground(link.tail, weight(i));
    } else {
      laplacian.join(link.tail, link.head, weight(i));
    }
  }
  laplacian.factorise();
  return laplacian;
}

}  // namespace isthmus::motion
