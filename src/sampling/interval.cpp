#include "isthmus/sampling/interval.hpp"

namespace isthmus {

Enclosure mean_interval(const std::vector<Count>& at_least, const Rational& confidence) {
  Enclosure mean{0, 0};
  if (at_least.empty()) return mean;
  Intervals intervals(1 - (1 - confidence) / Rational(at_least.size()));
  for (const Count& count : at_least) {
    const Enclosure& interval = intervals.of(count);
    mean.lower += interval.lower;
    mean.upper += interval.upper;
  }
  return mean;
}

const Enclosure& Intervals::of(Count count) {
  const auto [place, is_new] = known_.try_emplace({count.hits, count.trials});
  if (is_new) place->second = clopper_pearson(count, confidence_);
  return place->second;
}

}  // namespace isthmus
