// Witnesses and explanations carry evidence; here it is examined.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "isthmus/formats/network_json.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/report/explain.hpp"

namespace {

using namespace isthmus;

std::vector<Network> small_cases() {
  std::ifstream in(std::string(ISTHMUS_SOURCE_DIR) + "/tests/cases/small.json");
  std::vector<Network> networks;
  for (const auto& example : nlohmann::json::parse(in)) {
    networks.push_back(network_from_json(example["network"].dump()));
  }
  return networks;
}

bool is_locked(const Analysis& analysis, EdgeId e) {
  for (const CutStep& step : analysis.facts->components.locked) {
    if (step.edge == e) return true;
  }
  return false;
}

Flow moved(Flow flow, const FreeWitness& witness) {
  for (const auto& [e, amount] : witness.difference) flow[e] += amount;
  return flow;
}

// Marks what the base flow and every witness certify, each of them a point of P(c).
PerEdge<bool> certified_edges(const Analysis& analysis) {
  PerEdge<bool> certified(analysis.graph().edge_count(), false);
  const Flow& base = analysis.facts->flow;
  for (const EdgeId e : analysis.graph().edges()) certified[e] = base[e] == 0;
  for (const FreeWitness& witness : *analysis.facts->witnesses) {
    const Flow flow = moved(base, witness);
    CHECK(is_flow(analysis.graph(), *analysis.balance, flow));
    CHECK(!witness.edges.empty());
    for (const EdgeId e : witness.edges) {
      CHECK(flow[e] == 0);
      certified[e] = true;
    }
  }
  return certified;
}

bool has(const std::vector<NodeId>& set, NodeId v) {
  return std::find(set.begin(), set.end(), v) != set.end();
}

// Every crossing edge is on the side of `kind`, e among them, and the balances add up to 0.
void check_zero_cut(const BalanceNetwork& graph, const Balance& c, const ZeroCut& cut, EdgeId e) {
  Rational sum = 0;
  for (const NodeId v : cut.set) sum += c[v];
  CHECK(sum == 0);
  bool seen = false;
  for (const EdgeId f : graph.edges()) {
    const bool into = has(cut.set, graph.head(f));
    if (into == has(cut.set, graph.tail(f))) continue;
    CHECK(into == (cut.kind == CutKind::in));
    seen = seen || f == e;
  }
  CHECK(seen);
}

void check_detour(const BalanceNetwork& graph, const EdgeExplanation& edge) {
  NodeId at = graph.tail(*edge.edge);
  for (const EdgeId e : edge.detour) {
    CHECK(e != *edge.edge);
    CHECK(graph.tail(e) == at);
    at = graph.head(e);
  }
  CHECK(at == graph.head(*edge.edge));
}

void check_edge(const Explanation& explanation) {
  const Analysis& analysis = explanation.analysis;
  const auto& edge = std::get<EdgeExplanation>(explanation.subject);
  if (edge.status == EdgeStatus::locked) {
    REQUIRE(!edge.proof.empty());
    CHECK(edge.proof.back().edge == *edge.edge);
    CHECK(edge.bottleneck.has_value());
    CHECK(is_proof(analysis.graph(), *analysis.balance, edge.proof));
  }
  if (edge.status == EdgeStatus::free) {
    REQUIRE(edge.flow.has_value());
    CHECK((*edge.flow)[*edge.edge] == 0);
    CHECK(is_flow(analysis.graph(), *analysis.balance, *edge.flow));
    if (!edge.bottleneck) check_detour(analysis.graph(), edge);
  }
}

// x -> a -> b -> y with one edge more out of a: the lock of x->a rests on that of a->b.
Network derived_lock() {
  Network network = parse_architecture("dag:x>a>b>y,a>y");
  network.balance = {std::nullopt, Rational(1), Rational(2), std::nullopt};
  return network;
}

}  // namespace

TEST_CASE("a proof brings along the locks it rests on, and no others") {
  const Explanation derived = explain(derived_lock(), "x->a");
  const auto& proof = std::get<EdgeExplanation>(derived.subject).proof;
  CHECK(is_proof(derived.analysis.graph(), *derived.analysis.balance, proof));
  REQUIRE(!proof.empty());
  CHECK(proof.back().bound == 3);
  const bool whole_cut = proof.back().set.size() == 2;
  CHECK(proof.size() == (whole_cut ? 1 : 2));
  const Explanation direct = explain(derived_lock(), "a->b");
  CHECK(std::get<EdgeExplanation>(direct.subject).proof.size() == 1);
}

TEST_CASE("witnesses certify exactly the edges that are not locked") {
  AnalyzeOptions options;
  options.witnesses = true;
  std::size_t witnesses = 0;
  for (const Network& network : small_cases()) {
    const Analysis analysis = analyze(network, options);
    if (!analysis.facts) continue;
    CAPTURE(network.name);
    const PerEdge<bool> certified = certified_edges(analysis);
    for (const EdgeId e : analysis.graph().edges()) {
      if (analysis.graph().multiplicity(e) > 1) continue;
      CHECK(certified[e] != is_locked(analysis, e));
    }
    witnesses += analysis.facts->witnesses->size();
  }
  CHECK(witnesses > 100);
}

TEST_CASE("explanations of edges carry valid evidence") {
  std::size_t locked = 0;
  std::size_t free = 0;
  const auto networks = small_cases();
  for (std::size_t i = 0; i < networks.size(); i += 3) {
    CAPTURE(networks[i].name);
    for (const std::string& name : edge_names(networks[i])) {
      const Explanation explanation = explain(networks[i], "edge:" + name);
      check_edge(explanation);
      const auto status = std::get<EdgeExplanation>(explanation.subject).status;
      locked += status == EdgeStatus::locked;
      free += status == EdgeStatus::free;
    }
  }
  CHECK(locked > 20);
  CHECK(free > 100);
}

TEST_CASE("every explanation can be written as text and as JSON") {
  std::size_t written = 0;
  const auto networks = small_cases();
  for (std::size_t i = 0; i < networks.size(); i += 10) {
    for (const Node& node : networks[i].nodes) {
      const Explanation explanation = explain(networks[i], "node:" + node.id);
      std::ostringstream text;
      std::ostringstream json;
      write_text(text, explanation);
      write_json(json, explanation);
      CHECK(text.str().rfind(node.id + " is ", 0) == 0);
      CHECK(nlohmann::json::parse(json.str())["node"]["id"] == node.id);
      ++written;
    }
  }
  CHECK(written > 50);
}

TEST_CASE("edges that are always 0 have a cut that proves it") {
  std::size_t zeros = 0;
  for (const Network& network : small_cases()) {
    const Analysis analysis = analyze(network);
    if (!analysis.facts) continue;
    const BalanceNetwork& graph = analysis.graph();
    for (const EdgeId e : analysis.facts->always_zero) {
      const std::string name = "edge:" + analysis.edge_names[analysis.contraction.file_edge[e]];
      const Explanation explanation = explain(network, name);
      const auto& edge = std::get<EdgeExplanation>(explanation.subject);
      CHECK(edge.status == EdgeStatus::zero);
      REQUIRE(edge.zero_cut.has_value());
      check_zero_cut(graph, *analysis.balance, *edge.zero_cut, e);
      ++zeros;
    }
  }
  CHECK(zeros >= 10);
}
