// Factors are algebraic numbers in general; between two copies of one network they are often
// fractions. A factor p/q that is enclosed to much less than 1/q² is the simplest fraction there,
// so that one guess for each node is enough, and the laws tell whether all are right.
#include "motion/exact_scale.hpp"

#include <algorithm>

namespace isthmus::motion {
namespace {

/// The links of each unknown.
std::vector<std::vector<std::size_t>> links_at(const OrbitLaws& laws) {
  std::vector<std::vector<std::size_t>> links(laws.unknowns.size());
  for (std::size_t i = 0; i < laws.links.size(); ++i) {
    for (const std::uint32_t v : {laws.links[i].tail, laws.links[i].head}) {
      if (v != OrbitLaws::held) links[v].push_back(i);
    }
  }
  return links;
}

bool law_holds(const OrbitLaws& laws, const std::vector<std::size_t>& links,
               const std::vector<Rational>& scale, std::uint32_t v) {
  Rational sum = 0;
  for (const std::size_t i : links) {
    const OrbitLink& link = laws.links[i];
    const Rational head = link.head == OrbitLaws::held ? Rational(1) : scale[link.head];
    const Rational tail = link.tail == OrbitLaws::held ? Rational(1) : scale[link.tail];
    const Rational ratio = head / tail;
    const Rational flow = link.x * ratio * ratio;
    sum += link.head == v ? flow : Rational(-flow);
  }
  return sum == laws.target[v];
}

}  // namespace

// As long as both ends have the same integer part, it belongs to the fraction.
Rational simplest_within(const Enclosure& interval) {
  const Integer whole = numerator_of(interval.lower) / denominator_of(interval.lower);
  const Rational rest = interval.lower - whole;
  if (rest == 0) return whole;
  if (interval.upper >= whole + 1) return whole + 1;
  return whole + 1 / simplest_within({1 / (interval.upper - whole), 1 / rest});
}

std::optional<std::vector<Rational>> exact_scale(const OrbitLaws& laws,
                                                 const std::vector<Enclosure>& enclosures) {
  std::vector<Rational> scale;
  for (const Enclosure& enclosure : enclosures) scale.push_back(simplest_within(enclosure));
  const auto links = links_at(laws);
  for (std::uint32_t v = 0; v < scale.size(); ++v) {
    if (!law_holds(laws, links[v], scale, v)) return std::nullopt;
  }
  return scale;
}

}  // namespace isthmus::motion
