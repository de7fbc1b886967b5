// What locked signs force on outputs, network by network; near misses with the networks that show
// why nothing is said. Random ones are in expressivity_random_test.cpp.
#include "isthmus/variety/expressivity.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "isthmus/network/architecture.hpp"
#include "support/random_model.hpp"
#include "variety/evaluate.hpp"

namespace isthmus::test {
namespace {

using Signs = std::vector<KnownSign>;
using Kind = RestrictionKind;

constexpr KnownSign free_sign = KnownSign::free, plus = KnownSign::positive,
                    minus = KnownSign::negative, locked = KnownSign::locked;

// ---- statements one by one ---------------------------------------------------------------------

/// "y convex: 3 4" for every statement, edges by number; conditions in brackets.
std::vector<std::string> lines(const Network& network, const Signs& signs) {
  const char* const words[] = {"below",  "above",   "convex",  "concave",
                               "rising", "falling", "monotone"};
  std::vector<std::string> all;
  for (const Restriction& r : restrictions(network, signs)) {
    std::string line = network.nodes[r.output].id;
    line.append(" ").append(words[static_cast<std::size_t>(r.kind)]);
    for (const std::uint32_t v : r.inputs) line.append(" ").append(network.nodes[v].id);
    line += ":";
    for (const std::uint32_t e : r.because) line.append(" ").append(std::to_string(e));
    for (const SignCondition& c : r.where) {
      line.append(c.positive ? " [+" : " [-").append(std::to_string(c.edge)).append("]");
    }
    all.push_back(line.append(r.where_paths_agree ? " [agree]" : ""));
  }
  return all;
}

using Lines = std::vector<std::string>;

// Edges 0, 1 into h1, 2, 3 into h2 and 4, 5 into y.
Network shallow() { return parse_architecture("mlp:2-2-1"); }

TEST_CASE("a shallow network with output weights of one sign") {
  CHECK(lines(shallow(), {free_sign, free_sign, free_sign, free_sign, plus, plus}) ==
        Lines{"y1 below: 4 5", "y1 convex: 4 5"});
  CHECK(lines(shallow(), {free_sign, free_sign, free_sign, free_sign, minus, minus}) ==
        Lines{"y1 above: 4 5", "y1 concave: 4 5"});
  CHECK(lines(shallow(), {free_sign, free_sign, free_sign, free_sign, plus, minus}).empty());
  CHECK(lines(shallow(), {free_sign, free_sign, free_sign, free_sign, plus, free_sign}).empty());
  CHECK(lines(shallow(), {plus, plus, plus, plus, free_sign, free_sign}).empty());
}

TEST_CASE("monotone in the inputs whose paths agree") {
  CHECK(
      lines(shallow(), {plus, minus, plus, minus, plus, plus}) ==
      Lines{"y1 below: 4 5", "y1 convex: 4 5", "y1 rising x1: 0 2 4 5", "y1 falling x2: 1 3 4 5"});
  // The neurons turn opposite ways, and so do their output weights.
  CHECK(lines(shallow(), {plus, free_sign, minus, free_sign, plus, minus}) ==
        Lines{"y1 rising x1: 0 2 4 5"});
  CHECK(lines(shallow(), {plus, free_sign, minus, free_sign, plus, plus}) ==
        Lines{"y1 below: 4 5", "y1 convex: 4 5"});
}

TEST_CASE("without weights: statements about the components of some signs") {
  CHECK(lines(shallow(), {free_sign, free_sign, free_sign, free_sign, locked, locked}) ==
        Lines{"y1 below: 4 5 [+4] [+5]", "y1 above: 4 5 [-4] [-5]", "y1 convex: 4 5 [+4] [+5]",
              "y1 concave: 4 5 [-4] [-5]"});
  const Network chain = parse_architecture("dag:x>a,a>y");
  CHECK(lines(chain, {locked, locked}) == Lines{"y below: 1 [+1]", "y above: 1 [-1]",
                                                "y convex: 1 [+1]", "y concave: 1 [-1]",
                                                "y monotone x: 0 1"});
  CHECK(lines(shallow(), {locked, free_sign, locked, free_sign, locked, locked}).back() ==
        "y1 monotone x1: 0 2 4 5 [agree]");
}

TEST_CASE("a deep network is convex where its hidden edges are positive") {
  // x>a, x>b, then a>c, b>c, c>y.
  const Network deep = parse_architecture("dag:x>a,x>b,a>c,b>c,c>y");
  CHECK(lines(deep, {free_sign, free_sign, plus, plus, plus}) ==
        Lines{"y below: 4", "y convex: 2 3 4"});
  CHECK(lines(deep, {free_sign, free_sign, plus, minus, plus}) == Lines{"y below: 4"});
  CHECK(lines(deep, {free_sign, free_sign, plus, plus, minus}) ==
        Lines{"y above: 4", "y concave: 2 3 4"});
}

TEST_CASE("biases and edges that are always 0 do not count") {
  const Network network = parse_architecture("mlp:1-2-1+bias");
  // 0: x>h1, 1: x>h2, 2, 3: biases, 4: h1>y, 5: h2>y, 6: bias of y.
  Signs signs(network.edges.size(), free_sign);
  std::size_t into_output = 0;
  for (std::size_t e = 0; e < signs.size(); ++e) {
    const bool counts = network.nodes[network.edges[e].to].role == Role::output &&
                        network.nodes[network.edges[e].from].role == Role::hidden;
    if (counts) signs[e] = into_output++ == 0 ? plus : KnownSign::zero;
  }
  const auto found = restrictions(network, signs);
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == Kind::bounded_below);
  CHECK(found[0].biased);
  CHECK(found[0].because.size() == 1);
  CHECK(found[1].kind == Kind::convex);
}

// ---- near misses: what is not said is not true --------------------------------------------------

/// Whether a statement of that kind is made about the output y of the network.
bool is_said(const Network& network, const Signs& signs, Kind kind) {
  const auto found = restrictions(network, signs);
  return std::any_of(found.begin(), found.end(),
                     [&](const Restriction& r) { return r.kind == kind; });
}

/// x>h>y with these weights and slope.
Network chain(const Rational& slope, int in, int out) {
  Network network = parse_architecture("dag:x>h,h>y");
  network.nodes[1].activation.negative_slope = slope;
  network.edges[0].weights = {Rational(in)};
  network.edges[1].weights = {Rational(out)};
  return network;
}

Rational value(const Network& network, int x) { return sums(network, {Rational(x)}).back(); }

TEST_CASE("a slope other than 0 leaves the output unbounded") {
  for (const Rational& slope : {Rational(1, 100), Rational(1), Rational(2)}) {
    const Network network = chain(slope, 1, 1);
    CHECK_FALSE(is_said(network, {free_sign, plus}, Kind::bounded_below));
    CHECK(value(network, -100) < 0);
  }
  CHECK(is_said(chain(-1, 1, 1), {free_sign, plus}, Kind::bounded_below));
}

TEST_CASE("a slope above 1 is not convex, a negative one not monotone") {
  const Network steep = chain(2, 1, 1);
  CHECK_FALSE(is_said(steep, {free_sign, plus}, Kind::convex));
  CHECK(value(steep, -1) + value(steep, 1) < 2 * value(steep, 0));
  const Network absolute = chain(-1, 1, 1);
  CHECK_FALSE(is_said(absolute, {plus, plus}, Kind::nondecreasing));
  CHECK(value(absolute, -1) > value(absolute, 0));
  CHECK(is_said(absolute, {free_sign, plus}, Kind::convex));
}

TEST_CASE("an absolute value of a convex function need not be convex") {
  Network network = parse_architecture("dag:x>a,one>b,a>b,b>y");
  network.nodes[2].bias = true;
  const std::array<int, 4> weights = {1, -1, 1, 1};
  for (std::size_t e = 0; e < 4; ++e) network.edges[e].weights = {Rational(weights[e])};
  const Signs signs = {plus, free_sign, plus, plus};
  CHECK(is_said(network, signs, Kind::convex));
  network.nodes[3].activation.negative_slope = -1;
  CHECK_FALSE(is_said(network, signs, Kind::convex));
  CHECK(value(network, -1) + value(network, 1) < 2 * value(network, 0));
}

TEST_CASE("one free edge is enough to lose a bound, a shape and a direction") {
  Network network = shallow();
  const std::array<int, 6> weights = {1, 0, -1, 0, 1, -2};
  for (std::size_t e = 0; e < 6; ++e) network.edges[e].weights = {Rational(weights[e])};
  CHECK(lines(network, {free_sign, free_sign, free_sign, free_sign, plus, free_sign}).empty());
  const auto f = [&](int x) { return sums(network, {Rational(x), Rational(0)}).back(); };
  CHECK(f(-1) < 0);
  CHECK(f(-1) + f(1) < 2 * f(0));
  CHECK(f(1) > f(0));
  network.edges[5].weights = {Rational(1)};
  CHECK(f(-1) > f(0));
}

TEST_CASE("a direct edge from an input is linear: no bound, but the shape stays") {
  const Network skip = parse_architecture("dag:x>h,h>y,x>y");
  CHECK(lines(skip, {free_sign, plus, free_sign}) == Lines{"y convex: 1"});
  CHECK(lines(skip, {plus, plus, plus}) == Lines{"y convex: 1", "y rising x: 0 1 2"});
}

TEST_CASE("nothing is said through what is not known, nor of an output that is more than its sum") {
  Network network = parse_architecture("dag:x>h,h>y");
  network.nodes[1].activation.known = false;
  CHECK(lines(network, {plus, plus}).empty());
  network.nodes[1].activation.known = true;
  network.nodes[0].activation.known = false;
  CHECK(lines(network, {plus, plus}) == Lines{"y below: 1"});
  network.nodes[2].activation.known = false;
  CHECK(lines(network, {plus, plus}).empty());
}

TEST_CASE("nothing is said through an output: models may pass on more than its sum") {
  Network network = parse_architecture("dag:x>h,h>y,y>z");
  network.nodes[2].role = Role::output;
  CHECK(lines(network, {free_sign, plus, plus}) == Lines{"y below: 1", "y convex: 1"});
}

TEST_CASE("a fixed edge counts with its sign") {
  Network network = parse_architecture("dag:x>h,h>y");
  network.edges[1].fixed = true;
  network.edges[1].weights = {Rational(-1, 2)};
  CHECK(lines(network, {free_sign, free_sign}) == Lines{"y above: 1", "y concave: 1"});
}

// ---- models -------------------------------------------------------------------------------------

bool equal(const Restriction& a, const Restriction& b) {
  const auto same = [](const SignCondition& x, const SignCondition& y) {
    return x.edge == y.edge && x.positive == y.positive;
  };
  return a.output == b.output && a.kind == b.kind && a.inputs == b.inputs && a.biased == b.biased &&
         a.because == b.because &&
         std::equal(a.where.begin(), a.where.end(), b.where.begin(), b.where.end(), same) &&
         a.where_paths_agree == b.where_paths_agree;
}

TEST_CASE("of a model the same is said as of its network") {
  Random random(7);
  std::size_t said = 0;
  for (int round = 0; round < 600; ++round) {
    Model model = RandomModel(random, 2).make();
    model.ties.clear();
    std::erase_if(model.links, [](const Link& link) { return link.fixed; });
    for (NodeRun& run : model.runs) {
      if (random.chance(30)) run.activation.negative_slope = Rational(random.between(-1, 2));
    }
    const Network network = to_network(model, WeightDetail::all);
    Signs signs(network.edges.size(), free_sign);
    std::vector<SignedBundle> bundles;
    for (std::uint32_t e = 0; e < signs.size(); ++e) {
      if (network.edges[e].multiplicity > 1 || random.chance(5)) continue;
      signs[e] = random.chance(80) ? plus : random.chance(50) ? minus : locked;
      bundles.push_back({e, signs[e]});
    }
    const auto of_network = restrictions(network, signs), of_model = restrictions(model, bundles);
    REQUIRE(of_model.size() == of_network.size());
    for (std::size_t i = 0; i < of_model.size(); ++i) CHECK(equal(of_model[i], of_network[i]));
    said += of_model.size();
  }
  CHECK(said > 300);
}

}  // namespace
}  // namespace isthmus::test
