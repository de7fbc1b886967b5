// Graphs of models: the whole one is the contraction of the network written out, and the skeleton
// is a part of it with the same blocks.
#include "isthmus/network/model_graph.hpp"

#include <doctest/doctest.h>

#include "isthmus/network/blocks.hpp"
#include "isthmus/network/contraction.hpp"
#include "support/random_model.hpp"

namespace isthmus::test {
namespace {

void check_same_edge(const BalanceNetwork& a, EdgeId e, const BalanceNetwork& b, EdgeId f) {
  CHECK(a.tail(e) == b.tail(f));
  CHECK(a.head(e) == b.head(f));
  CHECK(a.multiplicity(e) == b.multiplicity(f));
}

void check_contraction(const ModelGraph& whole, const Contraction& expected) {
  CHECK(whole.node_of == expected.node_of);
  REQUIRE(whole.graph.hidden_count() == expected.graph.hidden_count());
  for (const NodeId v : whole.graph.hidden_nodes()) {
    const auto members = whole.members_of(v);
    CHECK(std::vector<std::uint32_t>(members.begin(), members.end()) == expected.members[v]);
  }
  CHECK(whole.bundle.values() == expected.file_edge.values());
  for (const EdgeId e : whole.graph.edges()) check_same_edge(whole.graph, e, expected.graph, e);
}

TEST_CASE("the whole graph is the contraction of the network that the model stands for") {
  Random random(31);
  std::size_t tied = 0;
  for (int round = 0; round < 1500; ++round) {
    CAPTURE(round);
    const Model model = random_model(random);
    validate(model);
    const Network network = to_network(model, WeightDetail::norms);
    const ModelGraph whole = model_graph(model, ModelArcs::everything);
    check_contraction(whole, contract(network));
    tied += whole.members.size() > whole.graph.hidden_count() ? 1 : 0;
  }
  CHECK(tied > 100);
}

TEST_CASE("the skeleton is a part of the whole graph with as many blocks") {
  Random random(32);
  std::size_t proper = 0;
  std::size_t several_blocks = 0;
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    const Model model = random_model(random);
    const ModelGraph whole = model_graph(model, ModelArcs::everything);
    const ModelGraph part = model_graph(model, ModelArcs::skeleton);
    CHECK(part.node_of == whole.node_of);
    CHECK(part.members == whole.members);
    for (const EdgeId e : part.graph.edges()) {
      if (e.value > 0) CHECK(part.bundle[EdgeId{e.value - 1}] < part.bundle[e]);
      check_same_edge(part.graph, e, whole.graph, EdgeId{part.bundle[e]});
    }
    CHECK(block_count(part.graph) == blocks(whole.graph).size());
    CHECK(block_count(whole.graph) == blocks(whole.graph).size());
    proper += part.graph.edge_count() < whole.graph.edge_count() ? 1 : 0;
    several_blocks += blocks(whole.graph).size() > 1 ? 1 : 0;
  }
  CHECK(proper > 1000);
  CHECK(several_blocks > 500);
}

TEST_CASE("a completed skeleton has all edges at the marked nodes and no others") {
  Random random(33);
  for (int round = 0; round < 1000; ++round) {
    CAPTURE(round);
    const Model model = random_model(random);
    const ModelGraph whole = model_graph(model, ModelArcs::everything);
    const ModelGraph part = model_graph(model, ModelArcs::skeleton);
    PerNode<bool> in(part.graph.node_count(), false);
    PerNode<bool> out(part.graph.node_count(), false);
    for (const NodeId v : part.graph.hidden_nodes()) {
      in[v] = random.chance(20);
      out[v] = random.chance(20);
    }
    PerEdge<bool> expected(whole.graph.edge_count(), false);
    for (const EdgeId e : part.graph.edges()) expected[EdgeId{part.bundle[e]}] = true;
    for (const EdgeId e : whole.graph.edges()) {
      if (in[whole.graph.head(e)] || out[whole.graph.tail(e)]) expected[e] = true;
    }
    const ModelGraph more = completed(model, part, in, out);
    PerEdge<bool> found(whole.graph.edge_count(), false);
    for (const EdgeId e : more.graph.edges()) found[EdgeId{more.bundle[e]}] = true;
    CHECK(found == expected);
  }
}

TEST_CASE("a skeleton is linear in the nodes") {
  Model model;
  model.runs.resize(3);
  const Role roles[] = {Role::input, Role::hidden, Role::output};
  for (std::uint32_t i = 0; i < 3; ++i) {
    model.runs[i].prefix = std::string(1, static_cast<char>('a' + i));
    model.runs[i].count = 100;
    model.runs[i].role = roles[i];
    if (i == 0) continue;
    Link link;
    for (std::uint32_t k = 0; k < 100; ++k) {
      link.tails.push_back(100 * (i - 1) + k);
      link.heads.push_back(100 * i + k);
    }
    model.links.push_back(link);
  }
  CHECK(model_graph(model, ModelArcs::everything).graph.edge_count() == 20000);
  CHECK(model_graph(model, ModelArcs::skeleton).graph.edge_count() == 2 * 396);
}

}  // namespace
}  // namespace isthmus::test
