// Laws that relate the answers about one network to those about another: no expected values are
// needed, so the networks may be larger than any oracle can take.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "agreement/summary.hpp"
#include "support/random_network.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

using Numbers = std::vector<std::uint32_t>;

std::optional<Summary> summary(const Instance& it) { return test::summary(it.network(), it.c); }

/// What becomes of node and edge numbers: `node[v]` and `edge[e]` are the new ones.
struct Renaming {
  Numbers node;
  Numbers edge;
};

template <class Set>
Set renamed(const Set& set, const Numbers& to) {
  Set result;
  for (const std::uint32_t i : set) result.insert(to[i]);
  return result;
}

Summary renamed(const Summary& s, const Renaming& to) {
  Summary result = s;
  result.weakly_locked = renamed(s.weakly_locked, to.edge);
  result.support = renamed(s.support, to.edge);
  result.locked.clear();
  for (const auto& [edge, bound] : s.locked) result.locked[to.edge[edge]] = bound;
  result.detachable.clear();
  for (const NodeSet& set : s.detachable) result.detachable.insert(renamed(set, to.node));
  return result;
}

Numbers identity(std::size_t size) {
  Numbers numbers(size);
  std::iota(numbers.begin(), numbers.end(), 0U);
  return numbers;
}

Numbers shuffled(Random& random, std::size_t size) {
  Numbers numbers = identity(size);
  for (std::size_t i = size; i > 1; --i) std::swap(numbers[i - 1], numbers[random.below(i)]);
  return numbers;
}

/// The same network with other names; `to.node` covers the hidden nodes, the ground stays last.
Instance renamed(const Instance& it, const Renaming& to) {
  Instance result = it;
  const auto node = [&](NodeId v) { return v.value == it.hidden ? v : NodeId{to.node[v.value]}; };
  for (std::uint32_t v = 0; v < it.hidden; ++v) result.c[NodeId{to.node[v]}] = it.c[NodeId{v}];
  for (std::size_t e = 0; e < it.arcs.size(); ++e)
    result.arcs[to.edge[e]] = {node(it.arcs[e].tail), node(it.arcs[e].head),
                               it.arcs[e].multiplicity};
  return result;
}

/// Runs `law(random, instance, its summary)` on instances with P(c) ≠ ∅.
template <class Law>
void on_feasible(std::uint64_t seed, InstanceLimits limits, int count, Law law) {
  Random random(seed);
  for (int round = 0; round < count;) {
    CAPTURE(seed);
    CAPTURE(round);
    const Instance it = random_instance(random, limits);
    const std::optional<Summary> s = summary(it);
    if (!s) continue;
    law(random, it, *s);
    ++round;
  }
}

template <class Law>
void on_feasible(std::uint64_t seed, Law law) {
  on_feasible(seed, {5, 9}, 500, law);
  on_feasible(seed + 1, {10, 24}, 200, law);
}

Instance scaled(const Instance& it, const Rational& factor) {
  Instance result = it;
  for (Rational& value : result.c.values()) value *= factor;
  return result;
}

Instance turned_round(const Instance& it) {
  Instance result = scaled(it, Rational(-1));
  for (Arc& arc : result.arcs) std::swap(arc.tail, arc.head);
  return result;
}

/// One more node, numbered as the ground was; the ground moves up by one.
Instance with_isolated_node(const Instance& it, const Rational& c) {
  Instance result = it;
  const auto moved = [&](NodeId v) { return v.value == it.hidden ? NodeId{v.value + 1} : v; };
  for (Arc& arc : result.arcs) arc = {moved(arc.tail), moved(arc.head), arc.multiplicity};
  result.hidden += 1;
  result.c.values().push_back(c);
  return result;
}

/// Both networks side by side on one ground; the second one's nodes and edges come last.
Instance joined(const Instance& a, const Instance& b) {
  Instance result{a.hidden + b.hidden, {}, a.c, {}};
  const auto add = [&](const Instance& part, std::size_t shift) {
    const auto moved = [&](NodeId v) {
      return NodeId{
          static_cast<std::uint32_t>(v.value == part.hidden ? result.hidden : v.value + shift)};
    };
    for (const Arc& arc : part.arcs)
      result.arcs.push_back({moved(arc.tail), moved(arc.head), arc.multiplicity});
  };
  add(a, 0);
  add(b, a.hidden);
  for (const Rational& value : b.c.values()) result.c.values().push_back(value);
  return result;
}

Numbers shifted(std::size_t size, std::size_t by) {
  Numbers numbers = identity(size);
  for (std::uint32_t& number : numbers) number += static_cast<std::uint32_t>(by);
  return numbers;
}

/// Theory §6: the variety of two networks on one ground is the product.
Summary product(Summary a, const Summary& b) {
  a.locked.insert(b.locked.begin(), b.locked.end());
  a.weakly_locked.insert(b.weakly_locked.begin(), b.weakly_locked.end());
  a.support.insert(b.support.begin(), b.support.end());
  a.detachable.insert(b.detachable.begin(), b.detachable.end());
  a.dimension += b.dimension;
  a.complex_smooth = a.complex_smooth && b.complex_smooth;
  if (a.regular_log2 && b.regular_log2)
    *a.regular_log2 += *b.regular_log2;
  else
    a.regular_log2.reset();
  return a;
}

}  // namespace

TEST_CASE("names of nodes and edges do not matter") {
  on_feasible(601, [](Random& random, const Instance& it, const Summary& s) {
    const Renaming to{shuffled(random, it.hidden), shuffled(random, it.arcs.size())};
    CHECK(summary(renamed(it, to)) == renamed(s, to));
  });
}

TEST_CASE("a balance scaled by q > 0 scales the bounds and nothing else") {
  on_feasible(611, [](Random&, const Instance& it, Summary s) {
    const Rational factor(9, 49);
    for (auto& [edge, bound] : s.locked) bound *= factor;
    CHECK(summary(scaled(it, factor)) == s);
  });
}

TEST_CASE("all edges turned round and the balance negated: the same polyhedron") {
  on_feasible(621, [](Random&, const Instance& it, const Summary& s) {
    CHECK(summary(turned_round(it)) == s);
  });
}

TEST_CASE("an edge made a bundle of two is unlocked, and no other edge notices") {
  on_feasible(631, [](Random& random, const Instance& it, Summary s) {
    if (it.arcs.empty()) return;
    const auto e = static_cast<std::uint32_t>(random.below(it.arcs.size()));
    Instance split = it;
    split.arcs[e].multiplicity += 1;
    const bool was_locked = s.locked.erase(e) > 0;
    const bool was_weak = s.weakly_locked.erase(e) > 0;
    if (s.support.contains(e)) ++s.dimension;
    // Theory §5: the new weights are free (in Φ) if there is a regular point at all; the old edge
    // counted as one that is not exactly when it was locked, weakly or not.
    if (s.regular_log2 && (was_locked || was_weak)) --*s.regular_log2;
    CHECK(summary(split) == s);
  });
}

TEST_CASE("an isolated node with c = 0 is a singular point everywhere and changes nothing else") {
  on_feasible(641, [](Random&, const Instance& it, Summary s) {
    s.detachable.insert({static_cast<std::uint32_t>(it.hidden)});
    s.regular_log2.reset();
    s.complex_smooth = false;
    CHECK(summary(with_isolated_node(it, Rational(0))) == s);
  });
}

TEST_CASE("an isolated node with c ≠ 0 empties the variety") {
  on_feasible(651, [](Random& random, const Instance& it, const Summary&) {
    const Rational c(random.chance(50) ? 1 : -1, 3);
    CHECK(!summary(with_isolated_node(it, c)));
  });
}

TEST_CASE("two networks on one ground: everything multiplies") {
  std::optional<Instance> previous;
  std::optional<Summary> of_previous;
  on_feasible(661, [&](Random&, const Instance& it, const Summary& s) {
    if (previous && previous->hidden + it.hidden <= 12) {
      const Renaming to{shifted(it.hidden, previous->hidden),
                        shifted(it.arcs.size(), previous->arcs.size())};
      CHECK(summary(joined(*previous, it)) == product(*of_previous, renamed(s, to)));
    }
    previous = it;
    of_previous = s;
  });
}

TEST_CASE("an infeasible part empties the whole") {
  Random random(671);
  int infeasible = 0;
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const Instance a = random_instance(random);
    const Instance b = random_instance(random);
    const bool both = summary(a).has_value() && summary(b).has_value();
    CHECK(summary(joined(a, b)).has_value() == both);
    if (!both) ++infeasible;
  }
  CHECK(infeasible > 50);
}
