#include "isthmus/formats/network_json.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/network/contraction.hpp"
#include "support/message.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

void check_equal(const Network& a, const Network& b) {
  CHECK(a.name == b.name);
  CHECK(a.balance == b.balance);
  REQUIRE(a.nodes.size() == b.nodes.size());
  for (std::size_t v = 0; v < a.nodes.size(); ++v) {
    CHECK(a.nodes[v].id == b.nodes[v].id);
    CHECK(a.nodes[v].role == b.nodes[v].role);
    CHECK(a.nodes[v].bias == b.nodes[v].bias);
  }
  for (std::size_t v = 0; v < a.nodes.size(); ++v) {
    CHECK(a.nodes[v].activation == b.nodes[v].activation);
  }
  REQUIRE(a.edges.size() == b.edges.size());
  for (std::size_t e = 0; e < a.edges.size(); ++e) {
    const Edge &one = a.edges[e], &other = b.edges[e];
    CHECK(one.from == other.from);
    CHECK(one.to == other.to);
    CHECK(one.id == other.id);
    CHECK(one.multiplicity == other.multiplicity);
    CHECK(one.fixed == other.fixed);
    CHECK(one.weights == other.weights);
    CHECK(one.norm_squared == other.norm_squared);
  }
}

/// Everything that a file can say, at random: odd ids, bundles, fixed edges, weights, a balance.
class RandomNetwork {
 public:
  explicit RandomNetwork(std::uint64_t seed) : random_(seed) {}

  Network make() {
    Network network;
    if (random_.chance(50)) network.name = "a \"name\"\n\t\\ é \x01\x1f";
    add_nodes(network);
    const bool weighted = random_.chance(50);
    for (int left = random_.between(0, 8); left > 0; --left) add_edge(network, weighted);
    if (random_.chance(50)) add_balance(network);
    return network;
  }

 private:
  void add_nodes(Network& network) {
    const std::vector<std::string> odd = {"é", "a b", "\"", "->", "#2", "\\u0041", "日本", "x\ty"};
    for (std::size_t v = 0; v < 6; ++v) {
      const Role role = v < 2 ? Role::input : v < 5 ? Role::hidden : Role::output;
      const std::string id = random_.chance(30) ? odd[random_.below(odd.size())] : "n";
      network.nodes.push_back(
          {id + std::to_string(v), role, role == Role::input && random_.chance(30)});
      add_activation(network.nodes.back());
    }
  }

  void add_activation(Node& node) {
    if (node.role == Role::hidden && random_.chance(50)) {
      node.activation.negative_slope = Rational(random_.between(-6, 6), 6);
    }
    if (!node.bias && random_.chance(20)) node.activation = {0, false};
  }

  void add_edge(Network& network, bool weighted) {
    Edge edge;
    edge.from = static_cast<std::uint32_t>(random_.below(5));
    edge.to = static_cast<std::uint32_t>(random_.between(std::max<int>(2, edge.from + 1), 5));
    if (random_.chance(30)) edge.id = "edge " + std::to_string(network.edges.size());
    edge.fixed = random_.chance(20);
    if (edge.fixed) {
      edge.weights = {Rational(random_.between(1, 9), 7)};
    } else if (random_.chance(30)) {
      edge.multiplicity = 2 + random_.below(3);
    }
    if (weighted && !edge.fixed) add_numbers(edge);
    network.edges.push_back(std::move(edge));
  }

  void add_numbers(Edge& edge) {
    if (edge.multiplicity > 1 && random_.chance(50)) {
      edge.norm_squared = Rational(random_.between(0, 20), 3);
      return;
    }
    for (std::uint64_t i = 0; i < edge.multiplicity; ++i) {
      edge.weights.push_back(test::random_rational(random_, -9, 9));
    }
  }

  /// The balance by weights goes to the first member of each group, the others get 0.
  void add_balance(Network& network) {
    const Contraction contraction = contract(network);
    const std::optional<Balance> known = balance_of(network, contraction);
    network.balance.resize(network.nodes.size());
    for (const NodeId v : contraction.graph.hidden_nodes()) {
      for (const std::uint32_t member : contraction.members[v]) network.balance[member] = 0;
      network.balance[contraction.members[v].front()] =
          known ? (*known)[v] : test::random_rational(random_, -9, 9);
    }
  }

  test::Random random_;
};

TEST_CASE("what is written is read back to the same network") {
  std::size_t balances = 0, norms = 0, fixed = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const Network network = RandomNetwork(seed).make();
    const std::string text = network_to_json(network);
    const Network again = network_from_json(text);
    check_equal(again, network);
    CHECK(network_to_json(again) == text);
    balances += network.balance.empty() ? 0 : 1;
    for (const Edge& edge : network.edges) {
      norms += edge.norm_squared ? 1 : 0;
      fixed += edge.fixed ? 1 : 0;
    }
  }
  CHECK(balances > 100);
  CHECK(norms > 50);
  CHECK(fixed > 50);
}

TEST_CASE("one node and one edge a line, default names left out") {
  Network network;
  network.name = "tiny";
  network.nodes = {
      {"x", Role::input, true}, {"h", Role::hidden, false}, {"y", Role::output, false}};
  network.edges.resize(2);
  network.edges[0].to = 1;
  network.edges[0].weights = {Rational(1, 2)};
  network.edges[1].from = 1;
  network.edges[1].to = 2;
  network.edges[1].id = "out";
  network.edges[1].multiplicity = 2;
  network.edges[1].weights = {Rational(1), Rational(-3)};
  CHECK(network_to_json(network) == R"({
  "format": "isthmus-network",
  "version": 1,
  "name": "tiny",
  "nodes": [
    {"id": "x", "role": "input", "bias": true},
    {"id": "h", "role": "hidden"},
    {"id": "y", "role": "output"}
  ],
  "edges": [
    {"from": "x", "to": "h", "weight": "1/2"},
    {"from": "h", "to": "y", "id": "out", "multiplicity": 2, "weights": ["1", "-3"]}
  ]
}
)");
}

TEST_CASE("an empty network is a network") {
  const Network network =
      network_from_json(R"({"format":"isthmus-network","version":1,"nodes":[],"edges":[]})");
  CHECK(network.nodes.empty());
  check_equal(network_from_json(network_to_json(network)), network);
}

TEST_CASE("keys may come in any order") {
  const Network network = network_from_json(R"({
    "balance": {"k": 1, "h": "-3/4"},
    "edges": [{"weight": 0.5, "to": "h", "from": "x"},
              {"id": "w", "to": "y", "fixed": false, "weight": 1, "from": "h"},
              {"from": "x", "weight": 1, "to": "k"}],
    "nodes": [{"role": "output", "id": "y"}, {"role": "hidden", "id": "k"},
              {"role": "hidden", "id": "h"}, {"bias": true, "role": "input", "id": "x"}],
    "name": "reversed", "version": 1, "format": "isthmus-network"})");
  CHECK(network.edges[1].from == 2);
  CHECK(network.edges[1].to == 0);
  CHECK(network.balance[1] == Rational(1));
}

/// x → h with the number `weight` and top-level keys before and after the edges.
Network with_weight(const std::string& weight, const std::string& before,
                    const std::string& after) {
  return network_from_json(R"({"format":"isthmus-network","version":1,)" + before +
                           R"("nodes":[{"id":"x","role":"input"},{"id":"h","role":"hidden"}],)" +
                           R"("edges":[{"from":"x","to":"h","weight":)" + weight + "}]" + after +
                           "}");
}

TEST_CASE("numbers are read exactly as written") {
  const auto read = [](const std::string& weight) {
    return with_weight(weight, "", "").edges.at(0).weights.at(0);
  };
  CHECK(read("0.1") == Rational(1, 10));
  CHECK(read("-12") == Rational(-12));
  CHECK(read("\"-3/4\"") == Rational(-3, 4));
  CHECK(read("\"0x1.8p-1\"") == Rational(3, 4));
  CHECK(read("1e400") == parse_rational("1e400"));
  CHECK(read("1.5E-3") == Rational(3, 2000));
  CHECK(read("-0") == Rational(0));
}

TEST_CASE("numbers are rounded only when the file says so, and only JSON numbers") {
  const Rational tenth(1, 10);
  for (const auto& [name, rounded] :
       {std::pair("binary64", from_binary64(0.1)), std::pair("binary32", from_binary32(0.1f))}) {
    const std::string key = std::string("\"numbers\":\"") + name + '"';
    CHECK(with_weight("0.1", key + ",", "").edges[0].weights[0] == rounded);
    CHECK(with_weight("0.1", "", "," + key).edges[0].weights[0] == rounded);
    CHECK(with_weight("\"0.1\"", "", "," + key).edges[0].weights[0] == tenth);
  }
}

TEST_CASE("rounding finds its numbers among bundles, norms, strings and the balance") {
  const Network network = network_from_json(R"({
    "format": "isthmus-network", "version": 1, "balance": {"h": "1/10", "k": 0.1, "l": 0.1},
    "nodes": [{"id":"x","role":"input"},{"id":"h","role":"hidden"},{"id":"k","role":"hidden"},
              {"id":"l","role":"hidden"}],
    "edges": [{"from":"h","to":"k","fixed":true,"weight":0.1},
              {"from":"h","to":"l","fixed":true,"weight":"0.1"}], "numbers": "binary32"})");
  const Rational tenth(1, 10), rounded = from_binary32(0.1f);
  CHECK(network.edges[0].weights[0] == rounded);
  CHECK(network.edges[1].weights[0] == tenth);
  CHECK(network.balance[1] == tenth);
  CHECK(network.balance[2] == rounded);

  const Network bundles = network_from_json(R"({
    "format": "isthmus-network", "version": 1, "nodes": [{"id":"x","role":"input"},
    {"id":"y","role":"output"}], "edges": [
      {"from":"x","to":"y","multiplicity":3,"weights":[0.1,"0.1",0.1]},
      {"from":"x","to":"y","norm_squared":"0.1","multiplicity":3},
      {"from":"x","to":"y","norm_squared":0.1,"multiplicity":3}], "numbers": "binary32"})");
  CHECK(bundles.edges[0].weights == std::vector<Rational>{rounded, tenth, rounded});
  CHECK(bundles.edges[1].norm_squared == tenth);
  CHECK(bundles.edges[2].norm_squared == rounded);
}

/// A network whose only node has these members.
Network with_node(const std::string& members, const std::string& after = "") {
  return network_from_json(R"({"format":"isthmus-network","version":1,"nodes":[{"id":"v",)" +
                           members + R"(}],"edges":[])" + after + "}");
}

TEST_CASE("activations are read by name, a leaky ReLU with its slope") {
  const auto read = [](const std::string& members) {
    return with_node(R"("role":"hidden")" + members).nodes.at(0).activation;
  };
  CHECK(read("") == Activation{0, true});
  CHECK(read(R"(,"activation":"relu")") == Activation{0, true});
  CHECK(read(R"(,"activation":"identity")") == Activation{1, true});
  CHECK(read(R"(,"activation":"abs")") == Activation{-1, true});
  CHECK(read(R"(,"negative_slope":0.01,"activation":"leaky_relu")") ==
        Activation{Rational(1, 100), true});
  CHECK_FALSE(read(R"(,"activation":"unknown")").known);
  CHECK_FALSE(with_node(R"("role":"output","activation":"unknown")").nodes[0].activation.known);
  CHECK(with_node(R"("role":"hidden","activation":"leaky_relu","negative_slope":0.01)",
                  R"(,"numbers":"binary32")")
            .nodes[0]
            .activation.negative_slope == from_binary32(0.01F));
}

TEST_CASE("what is wrong with an activation is said at the node") {
  const auto complaint = [](const std::string& members) {
    return test::message_of([&] { return with_node(members); });
  };
  CHECK(complaint(R"("role":"hidden","activation":"tanh")") ==
        "$.nodes[0].activation: \"tanh\" is not an activation; write \"relu\", "
        "\"leaky_relu\", \"identity\", \"abs\" or \"unknown\"");
  const std::string apart =
      "$.nodes[0]: \"negative_slope\" and the activation \"leaky_relu\" belong together; "
      "give both or neither";
  CHECK(complaint(R"("role":"hidden","activation":"leaky_relu")") == apart);
  CHECK(complaint(R"("role":"hidden","negative_slope":"1/2")") == apart);
  CHECK(complaint(R"("role":"hidden","activation":"abs","negative_slope":1)") == apart);
  CHECK(complaint(R"("role":"output","activation":"relu")") ==
        "$.nodes[0]: an activation of an output; only hidden nodes have one; put a hidden "
        "node before an output that needs it");
  CHECK(complaint(R"("role":"input","activation":"leaky_relu","negative_slope":"1/2")")
            .find("an activation of an input") != std::string::npos);
  CHECK(complaint(R"("role":"hidden","activation":"leaky_relu","negative_slope":"1/0")")
            .find("$.nodes[0].negative_slope") != std::string::npos);
}

TEST_CASE("escapes and Unicode in names") {
  const Network network = network_from_json(
      R"({"format":"isthmus-network","version":1,"name":"\u00e9\ud83d\ude00\n\"\\\/","nodes":[],)"
      "\r\n\t \"edges\":[]}");
  CHECK(network.name == "é😀\n\"\\/");
}

TEST_CASE("the worked example of the documentation is right") {
  std::ifstream in(ISTHMUS_SOURCE_DIR "/docs/input-format.md");
  const std::string page((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const std::string fence = "```json\n";
  const std::size_t begin = page.find(fence);
  REQUIRE(begin != page.npos);
  const std::size_t end = page.find("```", begin + fence.size());
  const Network network = network_from_json(page.substr(begin + fence.size(), end - begin - 8));
  CHECK(network.balance.at(2) == Rational(-17, 2));
  CHECK(network.edges.at(2).weights.at(0) == Rational(3, 4));
}

TEST_CASE("every case of the corpus is read") {
  // The corpus is an array of objects; the line format lets us cut the networks out.
  std::ifstream in(ISTHMUS_SOURCE_DIR "/tests/cases/small.json");
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);) {
    const std::string head = "{\"network\":";
    if (!line.starts_with(head)) continue;
    const std::size_t end = line.find(",\"expected\":");
    REQUIRE(end != line.npos);
    const Network network = network_from_json(line.substr(head.size(), end - head.size()));
    check_equal(network_from_json(network_to_json(network)), network);
    ++count;
  }
  CHECK(count == 300);
}

}  // namespace
}  // namespace isthmus
