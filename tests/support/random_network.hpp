// Small random balance networks, the same on every machine.
//
// They are meant to be nasty: directed cycles, self-loops, parallel edges, bundles, isolated
// nodes, nodes without in- or out-edges, c = 0, fractions, infeasible balances.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::test {

/// SplitMix64 (Steele, Lea, Flood 2014): one word of state, every seed is good.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  /// One of 0 … n-1; the bias of the remainder does not matter here. Requires n > 0.
  std::uint64_t below(std::uint64_t n) { return next() % n; }
  /// One of low … high.
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::uint64_t>(high - low + 1)));
  }
  bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }

 private:
  std::uint64_t state_;
};

/// A network with a balance, and the point it was computed from if it was.
struct Instance {
  std::size_t hidden = 0;
  std::vector<Arc> arcs;
  Balance c;
  std::vector<Rational> x;  ///< a point of P(c), or empty: then P(c) may be empty

  [[nodiscard]] BalanceNetwork network() const { return {hidden, arcs}; }
};

struct InstanceLimits {
  std::size_t hidden = 5;   ///< hidden nodes: 0 … hidden
  std::size_t weights = 9;  ///< edges, bundles counted with multiplicity
};

/// Arcs between random nodes. A third of the graphs is acyclic, with ground edges favoured.
inline std::vector<Arc> random_arcs(Random& random, std::size_t hidden, std::size_t weights) {
  std::vector<Arc> arcs;
  const bool acyclic = random.chance(33);
  const auto node = [&] { return static_cast<std::uint32_t>(random.below(hidden + 1)); };
  for (std::size_t left = random.below(weights + 1); left > 0;) {
    std::uint32_t tail = node();
    std::uint32_t head = node();
    if (acyclic && tail > head && tail != hidden) std::swap(tail, head);
    const std::uint64_t multiplicity =
        random.chance(12) ? 1 + random.below(left < 3 ? left : 3) : 1;
    arcs.push_back({NodeId{tail}, NodeId{head}, multiplicity});
    left -= multiplicity;
  }
  return arcs;
}

/// A short rational: mostly small integers and zero, sometimes a fraction.
inline Rational random_rational(Random& random, int low, int high) {
  const Rational numerator = random.between(low, high);
  return random.chance(30) ? Rational(numerator / random.between(2, 6)) : numerator;
}

/// Squares of short rationals, about half of them zero: a point of its own P(c).
inline std::vector<Rational> random_squares(Random& random, std::size_t count, int zero_percent) {
  std::vector<Rational> x(count);
  for (Rational& value : x) {
    const Rational root =
        random.chance(zero_percent) ? Rational(0) : random_rational(random, -3, 3);
    value = root * root;
  }
  return x;
}

/// Requires x.size() = arcs.size().
inline Balance balance_at(std::size_t hidden, const std::vector<Arc>& arcs,
                          const std::vector<Rational>& x) {
  std::vector<Rational> sums(hidden + 1);
  for (std::size_t e = 0; e < arcs.size(); ++e) {
    sums[arcs[e].head.value] += x[e];
    sums[arcs[e].tail.value] -= x[e];
  }
  sums.pop_back();
  return Balance(std::move(sums));
}

inline Instance random_instance(Random& random, const InstanceLimits& limits = {}) {
  Instance it;
  it.hidden = random.below(limits.hidden + 1);
  it.arcs = random_arcs(random, it.hidden, limits.weights);
  it.c = Balance(it.hidden);
  const int kind = random.between(0, 9);
  if (kind == 0) {  // c = 0
    it.x.assign(it.arcs.size(), Rational(0));
  } else if (kind <= 6) {
    it.x = random_squares(random, it.arcs.size(), random.between(0, 80));
    it.c = balance_at(it.hidden, it.arcs, it.x);
  } else {
    for (Rational& value : it.c.values()) value = random_rational(random, -2, 2);
  }
  return it;
}

}  // namespace isthmus::test
