// Locks of different classes of edges in series are different edges, so their least numbers add up;
// so do locks that no rescaling opens (dead_end.hpp) and that are in no class.
//
// Within a class all squares differ by constants on P(c), so exactly the least ones can vanish, as
// far as the class is concerned: at least (length − how many can be made equal) edges are locked. A
// class is rigid if it is a walk through single nodes that ends where it began, at the ground or at
// a hidden node: then every k multiplies its squares by exponents with sum 0, and what equalise()
// finds is the most. Otherwise only the quotients modulo powers of four bound it.
#include "motion/lock_bound.hpp"

#include <algorithm>

#include "motion/equalise.hpp"

namespace isthmus::motion {
namespace {

bool is_rigid(const BalanceNetwork& network, const SeriesClass& series) {
  const auto& edges = series.edges;
  if (network.tail(edges.front()) != network.head(edges.back())) return false;
  for (std::size_t i = 1; i < edges.size(); ++i) {
    if (network.head(edges[i - 1]) != network.tail(edges[i])) return false;
  }
  return true;
}

}  // namespace

std::vector<Rational> values_on(const SeriesClass& series, const Flow& x) {
  std::vector<Rational> values;
  for (const EdgeId e : series.edges) values.push_back(x[e]);
  return values;
}

std::size_t fewest_locks(const BalanceNetwork& network, const SeriesClass& series, const Flow& x) {
  const std::vector<Rational> values = values_on(series, x);
  const auto zeros = static_cast<std::size_t>(std::count(values.begin(), values.end(), 0));
  if (zeros > 0) return values.size() - zeros;
  const Equalisation best = equalise(values);
  return values.size() - (is_rigid(network, series) ? best.least : best.most);
}

LockBound lock_bound(const BalanceNetwork& network, const Flow& x,
                     const std::vector<SeriesClass>& classes, const std::vector<CutStep>& locked,
                     DeadEnds& dead_ends) {
  PerEdge<bool> forever(network.edge_count(), false);
  for (const CutStep& step : locked) forever[step.edge] = dead_ends.behind(step.edge);
  LockBound bound;
  for (const SeriesClass& series : classes) {
    std::size_t closed = 0;
    for (const EdgeId e : series.edges) {
      if (forever[e]) ++closed;
      forever[e] = false;
    }
    bound.of_class.push_back(fewest_locks(network, series, x));
    bound.total += std::max(bound.of_class.back(), closed);
  }
  const std::vector<bool>& rest = forever.values();
  bound.total += static_cast<std::size_t>(std::count(rest.begin(), rest.end(), true));
  return bound;
}

}  // namespace isthmus::motion
