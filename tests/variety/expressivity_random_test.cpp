// What locked signs force on outputs, against exact values of random networks with those signs.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "isthmus/variety/expressivity.hpp"
#include "support/random_network.hpp"
#include "variety/evaluate.hpp"

namespace isthmus::test {
namespace {

using Signs = std::vector<KnownSign>;
using Kind = RestrictionKind;

constexpr KnownSign free_sign = KnownSign::free, plus = KnownSign::positive,
                    minus = KnownSign::negative, locked = KnownSign::locked;

// ---- random networks ---------------------------------------------------------------------------

struct Drawn {
  Network network;
  Signs signs;
};

/// Layered, with skips; edges lead to higher numbers. Most signs are known, so that much is said.
class Drawer {
 public:
  Drawer(Random& random, bool with_locks) : random_(random), with_locks_(with_locks) {}

  Drawn draw() {
    const int inputs = random_.between(1, 2), hidden = random_.between(1, 4);
    for (int i = 0; i < inputs; ++i) add(Role::input);
    if (random_.chance(50)) add(Role::input).bias = true;
    for (int i = 0; i < hidden; ++i) add(Role::hidden).activation = activation();
    add(Role::output);
    if (random_.chance(30)) add(Role::output);
    common_ = random_.chance(50) ? plus : minus;
    strictness_ = random_.chance(60) ? 96 : 60;
    const auto count = static_cast<std::uint32_t>(drawn_.network.nodes.size());
    for (std::uint32_t b = 0; b < count; ++b) {
      for (std::uint32_t a = 0; a < b; ++a) join(a, b);
    }
    return std::move(drawn_);
  }

 private:
  Node& add(Role role) {
    std::vector<Node>& nodes = drawn_.network.nodes;
    nodes.push_back({std::string("n").append(std::to_string(nodes.size())), role, false, {}});
    if (role != Role::hidden && random_.chance(4)) nodes.back().activation.known = false;
    return nodes.back();
  }

  Activation activation() {
    const std::array<Rational, 7> slopes = {0, 0, Rational(1, 3), 1, -1, Rational(-1, 2), 2};
    return {slopes[random_.below(slopes.size())], !random_.chance(4)};
  }

  void join(std::uint32_t a, std::uint32_t b) {
    const std::vector<Node>& nodes = drawn_.network.nodes;
    if (nodes[b].role == Role::input || !random_.chance(55)) return;
    Edge edge;
    edge.from = a;
    edge.to = b;
    if (random_.chance(8)) {
      edge.fixed = true;
      edge.weights = {Rational(random_.chance(50) ? 2 : -2)};
    }
    drawn_.network.edges.push_back(edge);
    drawn_.signs.push_back(sign(nodes[a].role == Role::input));
  }

  KnownSign sign(bool from_input) {
    if (random_.chance(4)) return KnownSign::zero;
    if (!random_.chance(from_input ? 50 : strictness_)) return free_sign;
    if (with_locks_) return locked;
    if (random_.chance(strictness_)) return common_;
    return random_.chance(50) ? plus : minus;
  }

  Random& random_;
  bool with_locks_;
  KnownSign common_ = plus;
  int strictness_ = 90;
  Drawn drawn_;
};

/// Weights at random, of the signs that are known; `locked` ones get either sign.
void draw_weights(Random& random, Drawn& drawn) {
  for (std::size_t e = 0; e < drawn.signs.size(); ++e) {
    Edge& edge = drawn.network.edges[e];
    if (edge.fixed) continue;
    Rational w = Rational(random.between(1, 6), random.between(1, 3));
    const KnownSign sign = drawn.signs[e];
    const bool any = sign == free_sign || sign == locked;
    if (sign == minus || (any && random.chance(50))) w = -w;
    if (sign == KnownSign::zero || (sign == free_sign && random.chance(10))) w = 0;
    edge.weights = {w};
  }
}

// ---- statements by definition ------------------------------------------------------------------

std::vector<Rational> random_inputs(Random& random) {
  return {random_rational(random, -6, 6), random_rational(random, -6, 6)};
}

Rational bias_of(const Network& network, std::uint32_t output) {
  Rational sum = 0;
  for (const Edge& edge : network.edges) {
    if (edge.to == output && network.nodes[edge.from].bias) sum += edge.weights[0];
  }
  return sum;
}

/// Its place among the inputs that are no bias.
std::size_t place_of(const Network& network, std::uint32_t input) {
  std::size_t place = 0;
  for (std::uint32_t v = 0; v < input; ++v) {
    place += network.nodes[v].role == Role::input && !network.nodes[v].bias;
  }
  return place;
}

/// The signs of all paths from v to the output, as products.
void path_signs(const Network& network, std::uint32_t v, std::uint32_t output, int sign,
                std::vector<int>& found) {
  if (v == output) found.push_back(sign);
  for (const Edge& edge : network.edges) {
    if (edge.from != v || edge.weights[0] == 0) continue;
    path_signs(network, edge.to, output, edge.weights[0] > 0 ? sign : -sign, found);
  }
}

bool paths_agree(const Network& network, std::uint32_t input, std::uint32_t output) {
  std::vector<int> signs;
  path_signs(network, input, output, 1, signs);
  return std::adjacent_find(signs.begin(), signs.end(), std::not_equal_to<>()) == signs.end();
}

bool applies(const Network& network, const Restriction& r) {
  return std::all_of(r.where.begin(), r.where.end(), [&](const SignCondition& c) {
    return (network.edges[c.edge].weights[0] > 0) == c.positive;
  });
}

class Judge {
 public:
  Judge(Random& random, const Network& network) : random_(random), network_(network) {}

  /// False if the statement is false at random inputs; counts how often it was put to the test.
  bool holds(const Restriction& r) {
    const auto f = [&](const std::vector<Rational>& x) { return sums(network_, x)[r.output]; };
    const std::vector<Rational> a = random_inputs(random_), b = random_inputs(random_);
    const Rational bias = bias_of(network_, r.output);
    switch (r.kind) {
      case Kind::bounded_below:
        return f(a) >= bias;
      case Kind::bounded_above:
        return f(a) <= bias;
      case Kind::convex:
        return bend(f, a, b) >= 0;
      case Kind::concave:
        return bend(f, a, b) <= 0;
      default:
        return std::all_of(r.inputs.begin(), r.inputs.end(),
                           [&](std::uint32_t input) { return is_monotone(f, a, r, input); });
    }
  }

 private:
  using Function = std::function<Rational(const std::vector<Rational>&)>;

  /// How far the chord lies above the graph, somewhere between a and b.
  Rational bend(const Function& f, const std::vector<Rational>& a, const std::vector<Rational>& b) {
    const Rational t(random_.between(1, 4), 5);
    std::vector<Rational> between;
    for (std::size_t i = 0; i < a.size(); ++i) between.push_back(t * a[i] + (1 - t) * b[i]);
    return t * f(a) + (1 - t) * f(b) - f(between);
  }

  bool is_monotone(const Function& f, const std::vector<Rational>& x, const Restriction& r,
                   std::uint32_t input) {
    std::vector<int> directions;
    if (r.where_paths_agree && !paths_agree(network_, input, r.output)) return true;
    std::vector<Rational> y = x;
    std::vector<Rational> values = {f(y)};
    for (int step = 0; step < 4; ++step) {
      y[place_of(network_, input)] += Rational(random_.between(1, 5), 2);
      values.push_back(f(y));
    }
    const bool up = std::is_sorted(values.begin(), values.end());
    const bool down = std::is_sorted(values.rbegin(), values.rend());
    if (r.kind == Kind::nondecreasing) return up;
    return r.kind == Kind::nonincreasing ? down : up || down;
  }

  Random& random_;
  const Network& network_;
};

void check_random_networks(std::uint64_t seed, bool with_locks, std::array<std::size_t, 7>& said) {
  Random random(seed);
  for (int round = 0; round < 4000; ++round) {
    Drawn drawn = Drawer(random, with_locks).draw();
    const std::vector<Restriction> found = restrictions(drawn.network, drawn.signs);
    for (const Restriction& r : found) ++said[static_cast<std::size_t>(r.kind)];
    for (int point = 0; point < 12 && !found.empty(); ++point) {
      draw_weights(random, drawn);
      Judge judge(random, drawn.network);
      for (const Restriction& r : found) {
        if (!applies(drawn.network, r)) continue;
        CAPTURE(round);
        CAPTURE(static_cast<int>(r.kind));
        REQUIRE(judge.holds(r));
      }
    }
  }
}

TEST_CASE("statements are true of random networks with known signs") {
  std::array<std::size_t, 7> said{};
  check_random_networks(1, false, said);
  for (std::size_t kind = 0; kind < 6; ++kind) {
    CAPTURE(kind);
    CHECK(said[kind] > 100);
  }
}

TEST_CASE("statements about some components are true of random networks in these") {
  std::array<std::size_t, 7> said{};
  check_random_networks(2, true, said);
  for (const std::size_t kind : {0, 1, 2, 3, 6}) {
    CAPTURE(kind);
    CHECK(said[kind] > 50);
  }
}

}  // namespace
}  // namespace isthmus::test
