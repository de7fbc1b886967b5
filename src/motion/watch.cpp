#include "isthmus/motion/watch.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/square_sum.hpp"
#include "isthmus/motion/decay.hpp"
#include "isthmus/motion/relu_network.hpp"

namespace isthmus {
namespace {

Rational distance(const Rational& a, const Rational& b) { return a < b ? b - a : a - b; }

int sign(double x) { return (x > 0) - (x < 0); }

Rational largest_difference(const Balance& a, const Balance& b) {
  Rational most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    most = std::max(most, distance(a.values()[i], b.values()[i]));
  }
  return most;
}

/// At least max |c_v − f·start_v| over all f in the enclosure.
Rational largest_difference(const Balance& c, const Balance& start, const Enclosure& factor) {
  Rational most = 0;
  for (std::size_t i = 0; i < c.size(); ++i) {
    const Rational& now = c.values()[i];
    const Rational& then = start.values()[i];
    most = std::max({most, distance(now, factor.lower * then), distance(now, factor.upper * then)});
  }
  return most;
}

}  // namespace

Watch::Watch(const Network& network, const Contraction& contraction, const Penalties& penalties,
             const WatchOptions& options)
    : contraction_(contraction), penalties_(penalties), options_(options) {
  first_weight_.push_back(0);
  for (const EdgeId e : contraction.graph.edges()) {
    first_weight_.push_back(first_weight_.back() + contraction.graph.multiplicity(e));
  }
  const StartWeights start = start_weights(network);
  ensure(start.rounded == 0, "a trajectory starts at binary64 numbers");
  const Flow x = squares(start.values);
  start_ = balance_of(contraction.graph, x);
  find_locks(start.values);
  DetachableOptions how;
  how.budget = options.detachable_budget;
  how.complex_question = false;
  detachable_ = detachable_sets(contraction.graph, start_, x, how);
}

void Watch::find_locks(const std::vector<double>& weights) {
  locked_ = edge_verdicts(contraction_.graph, start_).minima.locked;
  for (const CutStep& step : locked_) {
    const std::size_t weight = first_weight_[step.edge.value];
    locks_.push_back({weight, sign(weights[weight]), false});
    ensure(locks_.back().sign != 0, "a locked weight is not zero");
  }
}

Flow Watch::squares(std::span<const double> weights) const {
  Flow x(contraction_.graph.edge_count());
  for (const EdgeId e : contraction_.graph.edges()) {
    LongSquareSum sum;
    for (std::size_t i = first_weight_[e.value]; i < first_weight_[e.value + 1]; ++i) {
      sum.add(weights[i]);
    }
    x[e] = sum.value();
  }
  return x;
}

void Watch::look(std::span<const double> weights, std::uint64_t step, double time) {
  for (std::size_t i = 0; i < locks_.size(); ++i) {
    if (locks_[i].broken || sign(weights[locks_[i].weight]) == locks_[i].sign) continue;
    locks_[i].broken = true;
    broken_.push_back({locked_[i].edge, step, time});
  }
}

void Watch::add_drift(TrajectoryFacts& facts, const Balance& c, double time) const {
  facts.balance_drift = largest_difference(c, start_);
  if (penalties_.conserves() || !penalties_.scales()) return;
  const Rational exponent = 2 * from_binary64(penalties_.weight_decay) * from_binary64(time);
  if (exponent > Rational(Integer(1) << 20U)) return;
  facts.decay_drift = largest_difference(c, start_, exp_minus(exponent));
}

void Watch::add_nearest(TrajectoryFacts& facts, const Balance& c, const Flow& x) const {
  facts.nearest = minimum_cut(contraction_.graph, x);
  if (!facts.nearest) return;
  for (const NodeId v : facts.nearest->set) facts.nearest_balance += c[v];
  for (std::size_t i = 0; i < detachable_.sets.size(); ++i) {
    const Rational weight = cut_weight(contraction_.graph, x, detachable_.sets[i]);
    if (facts.detachable && weight >= facts.detachable_cut) continue;
    facts.detachable = i;
    facts.detachable_cut = weight;
  }
}

TrajectoryFacts Watch::facts(std::span<const double> weights, double time) const {
  TrajectoryFacts facts;
  const Flow x = squares(weights);
  const Balance c = balance_of(contraction_.graph, x);
  add_drift(facts, c, time);
  if (options_.distances) add_nearest(facts, c, x);
  for (const Lock& lock : locks_) {
    if (sign(weights[lock.weight]) != lock.sign) ++facts.broken;
  }
  return facts;
}

}  // namespace isthmus
