// Chambers: every generic feasible balance lies in exactly one, and has its invariants.
#include "isthmus/topology/chambers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "isthmus/error.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/symmetry/automorphisms.hpp"
#include "isthmus/topology/chamber_hits.hpp"
#include "isthmus/variety/regular_part.hpp"
#include "support/peer.hpp"
#include "support/random_network.hpp"
#include "topology/betti.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// Hidden nodes, an input and an output; edges in the order of nodes, some parallel, some bundles,
/// some fixed (which ties nodes together and makes cycles and loops).
Network random_dag(Random& random, std::size_t hidden, std::size_t edges, int fixed_percent) {
  Network network;
  network.nodes.push_back({"x", Role::input});
  for (std::size_t i = 0; i < hidden; ++i)
    network.nodes.push_back({std::string(1, static_cast<char>(97 + i))});
  network.nodes.push_back({"y", Role::output});
  const auto size = static_cast<std::uint32_t>(network.nodes.size());
  for (std::size_t i = 0; i < edges; ++i) {
    auto from = static_cast<std::uint32_t>(random.below(size));
    auto to = static_cast<std::uint32_t>(random.below(size));
    if (from == to) continue;
    if (from > to) std::swap(from, to);
    Edge edge{from, to, "", random.chance(15) ? 2u : 1u, false, {}, {}};
    edge.fixed = edge.multiplicity == 1 && random.chance(fixed_percent);
    if (edge.fixed) edge.weights = {Rational(1)};
    network.edges.push_back(edge);
  }
  return network;
}

Balance random_balance(Random& random, const BalanceNetwork& graph) {
  Flow x(graph.edge_count());
  for (Rational& entry : x.values()) entry = random.between(1, 100'000);
  for (Rational& entry : x.values()) {
    if (random.chance(30)) entry /= 1000;
  }
  return balance_of(graph, x);
}

std::size_t locks_at(const BalanceNetwork& graph, const Balance& c) {
  return edge_minima(graph, c, feasible_flow(graph, c).flow.value()).locked.size();
}

/// What must not depend on the names or the direction: orbits, locks, Betti numbers.
std::multiset<std::vector<std::string>> shape(const Chambers& chambers) {
  std::multiset<std::vector<std::string>> all;
  for (const ChamberBlock& block : chambers.blocks) {
    for (const Chamber& chamber : block.chambers) {
      std::vector<std::string> facts{std::to_string(block.alike), std::to_string(chamber.alike),
                                     std::to_string(chamber.locked.size()),
                                     chamber.effective_at_most.str()};
      for (const Integer& rank : betti_list(chamber.homology.value())) facts.push_back(rank.str());
      all.insert(facts);
    }
  }
  return all;
}

Network reversed(Network network) {
  std::reverse(network.nodes.begin(), network.nodes.end());
  const auto last = static_cast<std::uint32_t>(network.nodes.size() - 1);
  for (Edge& edge : network.edges) {
    std::swap(edge.from, edge.to);
    edge.from = last - edge.from;
    edge.to = last - edge.to;
  }
  for (Node& node : network.nodes) {
    if (node.role != Role::hidden) {
      node.role = node.role == Role::input ? Role::output : Role::input;
    }
  }
  return network;
}

Chambers all_chambers(const Network& network) { return chambers_of(network, contract(network)); }

}  // namespace

TEST_CASE("random balances lie in one chamber and share its invariants") {
  Random random(8);
  std::size_t compared = 0;
  std::size_t cyclic = 0;
  for (int round = 0; round < 150; ++round) {
    const Network network =
        random_dag(random, 1 + random.below(4), 3 + random.below(7), round % 3 == 0 ? 20 : 0);
    const Contraction contraction = contract(network);
    const BalanceNetwork& graph = contraction.graph;
    if (graph.hidden_count() == 0) continue;
    const Chambers chambers = chambers_of(network, contraction);
    for (const ChamberBlock& block : chambers.blocks) {
      std::uint64_t total = 0;
      for (const Chamber& chamber : block.chambers) total += chamber.alike;
      CHECK(total == block.count);
    }
    for (int draw = 0; draw < 12; ++draw) {
      const Balance c = random_balance(random, graph);
      std::size_t locks = 0;
      std::size_t regular = 0;
      Homology homology = point_homology();
      bool generic = true;
      for (const ChamberPlace& place : locate(network, contraction, chambers, c)) {
        generic = generic && place.walls.empty();
        if (!generic) break;
        REQUIRE(place.chamber.has_value());
        const Chamber& chamber = chambers.blocks[place.block].chambers[*place.chamber];
        locks += chamber.locked.size();
        regular += chamber.regular_log2.value();
        homology = product(homology, chamber.homology.value());
      }
      if (!generic) continue;
      CHECK(locks_at(graph, c) == locks);
      CHECK(betti_of(graph, c) == betti_list(homology));
      const auto found = regular_components_log2(graph, c);
      CHECK(found.has_value() == chambers.zero_sums.empty());
      if (found) CHECK(*found == regular);
      ++compared;
      cyclic += round % 3 == 0 ? 1 : 0;
    }
  }
  CHECK(compared > 500);
  CHECK(cyclic > 50);
}

TEST_CASE("the signs of random balances are those of the chambers") {
  Random random(21);
  std::size_t full = 0;
  for (int round = 0; round < 200; ++round) {
    const Network network = random_dag(random, 1 + random.below(2), 3 + random.below(5), 0);
    const Contraction contraction = contract(network);
    const Chambers chambers = chambers_of(network, contraction);
    std::vector<std::set<std::vector<int>>> seen(chambers.blocks.size());
    for (int draw = 0; draw < 800; ++draw) {
      const Balance c = random_balance(random, contraction.graph);
      for (std::size_t b = 0; b < chambers.blocks.size(); ++b) {
        std::vector<int> signs;
        for (const ChamberWall& wall : chambers.blocks[b].walls) {
          Rational sum = 0;
          for (const NodeId v : wall.set) sum += c[v];
          signs.push_back(sign_of(sum));
        }
        if (std::count(signs.begin(), signs.end(), 0) == 0) seen[b].insert(signs);
      }
    }
    for (std::size_t b = 0; b < chambers.blocks.size(); ++b) {
      CHECK(seen[b].size() == chambers.blocks[b].count);
      full += seen[b].size() > 3 ? 1 : 0;
    }
  }
  CHECK(full > 10);
}

TEST_CASE("turning all edges round maps the list to itself") {
  Random random(34);
  for (int round = 0; round < 60; ++round) {
    const Network network = random_dag(random, 1 + random.below(4), 3 + random.below(7), 0);
    const Network back = reversed(network);
    validate(back);
    CHECK(shape(all_chambers(network)) == shape(all_chambers(back)));
  }
}

TEST_CASE("known diagrams") {
  if (!can_find_automorphisms()) return;
  const Chambers shallow = all_chambers(parse_architecture("mlp:2-3-1"));
  REQUIRE(shallow.blocks.size() == 1);  // three neurons that are alike
  CHECK(shallow.blocks.front().alike == 3);
  CHECK(shallow.count == 8);
  // h and k between the same nodes, both ways to the ground: the resonance arrangement of two, and
  // the swap of twins.
  const Chambers twins = all_chambers(parse_architecture("mlp:2-2-2-1"));
  REQUIRE(twins.blocks.size() == 1);
  std::uint64_t largest = 0;
  for (const Chamber& chamber : twins.blocks.front().chambers) {
    largest = std::max(largest, chamber.alike);
  }
  CHECK(largest == 4);
  CHECK(twins.blocks.front().chambers.size() < twins.blocks.front().count);
}

TEST_CASE("what cannot be listed is said") {
  CHECK_THROWS_AS(static_cast<void>(all_chambers(parse_architecture("mlp:2-2"))), Error);
  try {
    static_cast<void>(all_chambers(parse_architecture("mlp:3-5-5-1")));
    FAIL("ten hidden nodes are too many");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::limit_reached);
  }
  const Network network = parse_architecture("mlp:2-2-2-1");
  ChamberOptions stop_at_once;
  stop_at_once.stop = [] { return true; };
  CHECK_THROWS_AS(static_cast<void>(chambers_of(network, contract(network), stop_at_once)), Error);
}

TEST_CASE("draws are counted once each, the same for any number of threads") {
  const Network network = parse_architecture("mlp:2-2-2-1");
  const Contraction contraction = contract(network);
  const Chambers chambers = chambers_of(network, contraction);
  SampleOptions options;
  options.draws = 300;
  options.seed = 4;
  options.farm.jobs = 1;
  const ChamberHits one = chamber_hits(network, contraction, chambers, options);
  options.farm.jobs = 3;
  const ChamberHits three = chamber_hits(network, contraction, chambers, options);
  CHECK(one.hits == three.hits);
  std::vector<std::uint64_t> expected(chambers.blocks.front().chambers.size());
  for (std::uint64_t i = 0; i < options.draws; ++i) {
    Network drawn = network;
    initialise(drawn, {options.scheme, draw_seed(options.seed, i), options.precision});
    const auto places =
        locate(network, contraction, chambers, balance_of(drawn, contraction).value());
    ++expected[places.front().chamber.value()];
  }
  CHECK(one.hits.front() == expected);
  CHECK(one.draws == 300);
  CHECK(std::count(expected.begin(), expected.end(), 0u) < static_cast<long>(expected.size()) - 3);
}

TEST_CASE("a balance that no point has lies nowhere") {
  Network network;
  network.nodes = {{"x", Role::input}, {"a"}, {"b"}, {"k"}};
  network.edges.resize(2);
  network.edges[0].from = 1;
  network.edges[0].to = 2;
  network.edges[1].to = 3;
  const Contraction contraction = contract(network);
  const Chambers chambers = chambers_of(network, contraction);
  REQUIRE(chambers.zero_sums.size() == 1);
  const auto chamber_at = [&](int a, int b, int k) {
    Balance c(std::vector<Rational>{a, b, k});
    return locate(network, contraction, chambers, c).front().chamber;
  };
  CHECK(chamber_at(-1, 1, 1).has_value());
  CHECK_FALSE(chamber_at(-1, 2, 1).has_value());  // c(a) + c(b) = 0 is broken
  CHECK_FALSE(chamber_at(1, -1, 1).has_value());  // against the edge
}

TEST_CASE("symmetries that move the root of a part without ground") {
  if (!can_find_automorphisms()) return;
  const auto island = [](std::size_t tops) {
    Network network;
    for (std::size_t i = 0; i < tops + 2; ++i) {
      network.nodes.push_back({std::string(1, static_cast<char>(97 + i))});
    }
    for (std::uint32_t top = 0; top < tops; ++top) {
      for (const std::size_t low : {tops, tops + 1}) {
        network.edges.emplace_back();
        network.edges.back().from = top;
        network.edges.back().to = static_cast<std::uint32_t>(low);
      }
    }
    return network;
  };
  Random random(3);
  for (const std::size_t tops : {1u, 2u, 3u}) {
    const Network network = island(tops);
    const Contraction contraction = contract(network);
    const Chambers chambers = chambers_of(network, contraction);
    REQUIRE(chambers.blocks.size() == 1);
    CHECK(chambers.blocks.front().alike == (tops == 1 ? 2 : 1));
    for (int draw = 0; draw < 50; ++draw) {
      const Balance c = random_balance(random, contraction.graph);
      for (const ChamberPlace& place : locate(network, contraction, chambers, c)) {
        CHECK((place.chamber.has_value() || !place.walls.empty()));
        if (!place.chamber) continue;
        const Chamber& chamber = chambers.blocks.front().chambers[*place.chamber];
        if (tops > 1) CHECK(locks_at(contraction.graph, c) == chamber.locked.size());
      }
    }
  }
}

TEST_CASE("a sample lists only chambers, and all of them if it is large") {
  const Network network = parse_architecture("mlp:2-2-2-1");
  const Contraction contraction = contract(network);
  const Chambers all = chambers_of(network, contraction);
  ChamberOptions options;
  options.limit = 1;
  CHECK_THROWS_AS(static_cast<void>(chambers_of(network, contraction, options)), Error);
  options.sample = 3;
  const Chambers few = chambers_of(network, contraction, options);
  CHECK(!few.complete);
  CHECK(few.count < all.count);
  options.sample = 20'000;
  const Chambers many = chambers_of(network, contraction, options);
  CHECK(many.count == all.count);
  REQUIRE(many.blocks.size() == all.blocks.size());
  for (std::size_t b = 0; b < all.blocks.size(); ++b) {
    CHECK(many.blocks[b].chambers.size() == all.blocks[b].chambers.size());
    CHECK(many.blocks[b].count == all.blocks[b].count);
  }
}

TEST_CASE("invariants of chambers are the same from three threads and from a checkpoint") {
  const Workspace workspace;
  const Network network = parse_architecture("mlp:2-2-2-1");
  const Contraction contraction = contract(network);
  ChamberOptions options;
  options.farm.jobs = 1;
  const Chambers one = chambers_of(network, contraction, options);
  options.farm.jobs = 3;
  options.farm.checkpoint = workspace.path("checkpoint");
  static_cast<void>(chambers_of(network, contraction, options));
  const Chambers again = chambers_of(network, contraction, options);
  std::size_t locked = 0;
  REQUIRE(again.blocks.size() == one.blocks.size());
  for (std::size_t b = 0; b < one.blocks.size(); ++b) {
    REQUIRE(again.blocks[b].chambers.size() == one.blocks[b].chambers.size());
    for (std::size_t i = 0; i < one.blocks[b].chambers.size(); ++i) {
      const Chamber &x = one.blocks[b].chambers[i], &y = again.blocks[b].chambers[i];
      CHECK(x.locked == y.locked);
      CHECK(x.regular_log2 == y.regular_log2);
      CHECK(x.homology == y.homology);
      CHECK(x.effective_at_least == y.effective_at_least);
      CHECK(x.effective_at_most == y.effective_at_most);
      locked += x.locked.size();
    }
  }
  CHECK(locked > 10);
  options.farm.identity = "another network";
  CHECK_THROWS_AS(static_cast<void>(chambers_of(network, contraction, options)), Error);
}
