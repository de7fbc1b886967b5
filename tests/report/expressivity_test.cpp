// Statements of whole analyses: signs come from locks, weak locks and fixed edges.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "isthmus/network/architecture.hpp"
#include "isthmus/report/analysis.hpp"
#include "isthmus/report/json.hpp"
#include "support/random_model.hpp"
#include "variety/evaluate.hpp"

namespace isthmus::test {
namespace {

AnalyzeOptions quick() {
  AnalyzeOptions options;
  options.singularities = false;
  return options;
}

/// A sparse network with small weights, few of them 0: many neurons have one in- or one out-edge.
Network random_network(Random& random) {
  Network network;
  const auto add = [&](Role role) {
    network.nodes.push_back({"n" + std::to_string(network.nodes.size()), role, false, {}});
  };
  for (int i = random.between(1, 2); i > 0; --i) add(Role::input);
  for (int i = random.between(1, 4); i > 0; --i) add(Role::hidden);
  add(Role::output);
  const auto count = static_cast<std::uint32_t>(network.nodes.size());
  for (std::uint32_t b = 0; b < count; ++b) {
    for (std::uint32_t a = 0; a < b; ++a) {
      if (network.nodes[b].role == Role::input || !random.chance(45)) continue;
      Edge edge;
      edge.from = a;
      edge.to = b;
      edge.fixed = random.chance(6);
      const int size = random.between(edge.fixed ? 1 : 0, 2);
      edge.weights = {Rational(random.chance(30) ? -size : size)};
      network.edges.push_back(edge);
    }
  }
  return network;
}

std::set<std::uint32_t> edges_with_signs(const Analysis& analysis, bool weak) {
  std::set<std::uint32_t> edges;
  const auto& position = analysis.contraction.file_edge;
  for (const CutStep& step : analysis.facts->components.locked) edges.insert(position[step.edge]);
  if (!weak) return edges;
  for (const EdgeId e : analysis.facts->weakly_locked) edges.insert(position[e]);
  return edges;
}

TEST_CASE("statements rest on edges that are locked, weakly locked or fixed") {
  Random random(3);
  std::size_t of_components = 0, of_regular_part = 0, directions = 0;
  for (int round = 0; round < 3000; ++round) {
    const Analysis analysis = analyze(random_network(random), quick());
    if (!analysis.facts) continue;  // nothing to train: no balance
    for (const Statement& statement : analysis.expressivity) {
      const Restriction& r = statement.restriction;
      const auto signs = edges_with_signs(analysis, statement.on_regular_part);
      std::size_t trained = 0;
      for (const std::uint32_t e : r.because) {
        CHECK((signs.contains(e) || analysis.network.edges[e].fixed));
        trained += analysis.network.edges[e].fixed ? 0 : 1;
      }
      CHECK((!statement.on_regular_part || !analysis.point->rank.singular()));
      ++(statement.on_regular_part ? of_regular_part : of_components);
      if (r.inputs.empty() || trained == 0) continue;
      ++directions;
      // No path from an input to an output is locked throughout on M(c).
      CHECK(statement.on_regular_part);
    }
  }
  CHECK(of_components > 100);
  CHECK(of_regular_part > 100);
  CHECK(directions > 30);
}

TEST_CASE("a balanced chain keeps its direction on the regular part only") {
  Network network = parse_architecture("dag:x>h,h>y");
  for (Edge& edge : network.edges) edge.weights = {Rational(2)};
  const Analysis balanced = analyze(network, quick());
  REQUIRE(balanced.expressivity.size() == 3);
  CHECK(balanced.expressivity[2].restriction.kind == RestrictionKind::nondecreasing);
  CHECK(balanced.expressivity[2].on_regular_part);
  network.edges[0].weights = {Rational(1)};
  const Analysis locked = analyze(network, quick());
  REQUIRE(locked.expressivity.size() == 2);
  CHECK_FALSE(locked.expressivity[0].on_regular_part);
  // At the singular point nothing keeps its sign.
  for (Edge& edge : network.edges) edge.weights = {Rational(0)};
  CHECK(analyze(network, quick()).expressivity.empty());
}

TEST_CASE("a large model is bound to the same as its network") {
  Random random(11);
  AnalyzeOptions large = quick();
  large.written_out = 0;
  std::size_t said = 0;
  for (int round = 0; round < 400; ++round) {
    Model model = RandomModel(random, 2).make();
    model.ties.clear();
    std::erase_if(model.links, [](const Link& link) { return link.fixed; });
    if (model.links.empty()) continue;
    const Analysis a = analyze(model, quick()), b = analyze(model, large);
    const auto part = [](const Analysis& analysis) {
      const std::string json = analysis_to_json(analysis);
      const std::size_t begin = json.find("\"expressivity\"");
      return begin == json.npos ? "" : json.substr(begin, json.find("\n  ]", begin) - begin);
    };
    CHECK(part(a) == part(b));
    said += a.expressivity.size();
  }
  CHECK(said > 50);
}

}  // namespace
}  // namespace isthmus::test
