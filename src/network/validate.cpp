// The promises of a network, checked in an order in which each step may rely on the ones before:
// nodes, edges one by one, names, acyclicity, weights, and last the balance on the contraction.
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "network/cycle.hpp"
#include "network/json_path.hpp"

namespace isthmus {
namespace {

constexpr std::uint64_t max_weights = 1'000'000'000'000'000'000;
constexpr std::size_t max_count = std::numeric_limits<std::uint32_t>::max() - 2;
constexpr std::size_t shown_members = 8;

[[noreturn]] void fail(const std::string& path, std::string cause, std::string remedy) {
  throw input_error(std::move(cause), std::move(remedy)).at(path);
}

std::string node_path(std::size_t v) { return "$.nodes[" + std::to_string(v) + "]"; }
std::string edge_path(std::size_t e) { return "$.edges[" + std::to_string(e) + "]"; }

std::string balance_path(const Node& node) { return "$.balance" + path_step(node.id); }

/// A number short enough for a message.
std::string shown(const Rational& q) {
  const std::string text = quoted(to_text(q));
  return text.substr(1, text.size() - 2);
}

void check_nodes(const Network& network) {
  if (network.nodes.size() > max_count || network.edges.size() > max_count) {
    fail("$", "more than 2^32 - 3 nodes or edges", "use bundles for parallel edges");
  }
  std::unordered_map<std::string_view, std::size_t> first_with;
  first_with.reserve(network.nodes.size());
  for (std::size_t v = 0; v < network.nodes.size(); ++v) {
    const Node& node = network.nodes[v];
    if (node.id.empty()) fail(node_path(v) + ".id", "the id is empty", "give every node a name");
    const auto [other, is_new] = first_with.emplace(node.id, v);
    if (!is_new) {
      fail(node_path(v) + ".id",
           quoted(node.id) + " is already the id of " + node_path(other->second),
           "give every node its own id");
    }
    if (node.bias && node.role != Role::input) {
      fail(node_path(v) + ".bias", quoted(node.id) + " is not an input",
           "only an input can be held at 1; leave \"bias\" out or make the node an input");
    }
  }
}

void check_ends(const Network& network, std::size_t e) {
  const Edge& edge = network.edges[e];
  for (const auto& [key, end] : {std::pair{".from", edge.from}, std::pair{".to", edge.to}}) {
    if (end < network.nodes.size()) continue;
    fail(edge_path(e) + key, "there is no node number " + std::to_string(end),
         "nodes are numbered from 0 to " + std::to_string(network.nodes.size()) + " exclusive");
  }
  if (network.nodes[edge.to].role == Role::input) {
    fail(edge_path(e) + ".to",
         quoted(network.nodes[edge.to].id) + " is an input, and no edge may lead into an input",
         "turn the edge round or change the role of that node");
  }
}

void check_fixed(const Edge& edge, const std::string& path) {
  if (edge.multiplicity != 1) {
    fail(path + ".multiplicity", "a fixed edge cannot be a bundle",
         "write the fixed edges one by one");
  }
  if (edge.weights.empty()) {
    fail(path, "a fixed edge needs its weight", "add \"weight\", a number other than 0");
  }
  if (sign_of(edge.weights.front()) == 0) {
    fail(path + ".weight", "a fixed edge of weight 0 carries nothing", "leave the edge out");
  }
}

void check_norm(const Edge& edge, const std::string& path) {
  if (edge.multiplicity == 1) {
    fail(path + ".norm_squared", "only a bundle can be given by its norm",
         "give \"weight\", or \"multiplicity\" if these are several parallel edges");
  }
  if (sign_of(*edge.norm_squared) < 0) {
    fail(path + ".norm_squared", shown(*edge.norm_squared) + " is negative",
         "give the sum of the squares of the weights");
  }
}

void check_numbers(const Edge& edge, const std::string& path) {
  if (edge.norm_squared && !edge.weights.empty()) {
    fail(path, "both weights and \"norm_squared\"", "give one of the two");
  }
  if (edge.norm_squared) check_norm(edge, path);
  if (!edge.weights.empty() && edge.weights.size() != edge.multiplicity) {
    const std::string expected = std::to_string(edge.multiplicity);
    fail(path + (edge.weights.size() == 1 ? ".weight" : ".weights"),
         std::to_string(edge.weights.size()) + " weights for multiplicity " + expected,
         "give \"weights\", an array of " + expected + " numbers, or \"norm_squared\"");
  }
  if (edge.fixed) check_fixed(edge, path);
}

void check_edges(const Network& network) {
  std::uint64_t total = 0;
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    check_ends(network, e);
    if (edge.multiplicity == 0 || edge.multiplicity > max_weights - total) {
      fail(edge_path(e) + ".multiplicity",
           edge.multiplicity == 0 ? "the multiplicity is 0"
                                  : "the multiplicities add up to more than 10^18",
           "use whole numbers from 1, at most 10^18 in total");
    }
    total += edge.multiplicity;
    check_numbers(edge, edge_path(e));
  }
}

/// Default names are distinct as long as no id can be mistaken for a piece of one.
bool default_names_are_distinct(const Network& network) {
  for (const Edge& edge : network.edges) {
    if (!edge.id.empty()) return false;
  }
  for (const Node& node : network.nodes) {
    if (node.id.find("->") != std::string::npos || node.id.find('#') != std::string::npos ||
        node.id.front() == '>' || node.id.back() == '-') {
      return false;
    }
  }
  return true;
}

void check_edge_names(const Network& network) {
  if (default_names_are_distinct(network)) return;
  const std::vector<std::string> names = edge_names(network);
  std::unordered_map<std::string_view, std::size_t> first_with;
  first_with.reserve(names.size());
  for (std::size_t e = 0; e < names.size(); ++e) {
    const auto [other, is_new] = first_with.emplace(names[e], e);
    if (is_new) continue;
    fail(edge_path(e) + (network.edges[e].id.empty() ? "" : ".id"),
         quoted(names[e]) + " is already the name of " + edge_path(other->second),
         "give every edge its own \"id\"");
  }
}

void check_acyclic(const Network& network) {
  const std::vector<std::uint32_t> cycle = find_cycle(network);
  if (cycle.empty()) return;
  std::uint32_t last = 0;
  for (const std::uint32_t e : cycle) last = std::max(last, e);
  fail(edge_path(last), "closes the directed cycle " + cycle_text(network, cycle),
       "remove or turn round one of its edges");
}

bool known(const Edge& edge) { return !edge.weights.empty() || edge.norm_squared.has_value(); }

void check_all_or_none(const Network& network) {
  std::optional<std::size_t> with, without;
  for (std::size_t e = 0; e < network.edges.size(); ++e) {
    if (network.edges[e].fixed) continue;
    std::optional<std::size_t>& first = known(network.edges[e]) ? with : without;
    if (!first) first = e;
  }
  if (!with || !without) return;
  fail(edge_path(*without), "no weight, although " + edge_path(*with) + " has one",
       "give weights to all trainable edges or to none");
}

/// Exactly the hidden nodes that are not tied to the ground have a value.
void check_coverage(const Network& network, const Contraction& contraction) {
  for (std::size_t v = 0; v < network.nodes.size(); ++v) {
    const Node& node = network.nodes[v];
    const bool has_law = !contraction.graph.is_ground(contraction.node_of[v]);
    if (network.balance[v].has_value() == has_law) continue;
    if (has_law) {
      fail("$.balance", "no value for the hidden node " + quoted(node.id),
           "give one for every hidden node, or leave \"balance\" out");
    }
    fail(balance_path(node),
         node.role == Role::hidden
             ? quoted(node.id) + " is tied to the ground by fixed edges, so no law holds there"
             : quoted(node.id) + " is not hidden, so no law holds there",
         "leave this value out");
  }
}

[[noreturn]] void contradiction(const Network& network, const std::vector<std::uint32_t>& members,
                                const Rational& by_weights, const Rational& given) {
  const Node& first = network.nodes[members.front()];
  const std::string remedy = "correct it, or leave \"balance\" out to use the weights";
  if (members.size() == 1) {
    fail(balance_path(first), "the weights give " + shown(by_weights) + ", not " + shown(given),
         remedy);
  }
  std::string group;
  for (std::size_t i = 0; i < members.size() && i < shown_members; ++i) {
    group += (i > 0 ? ", " : "") + quoted(network.nodes[members[i]].id, 24);
  }
  if (members.size() > shown_members) group += ", …";
  fail(balance_path(first),
       "the weights give " + shown(by_weights) + " in total for the group " + group +
           " joined by fixed edges, but the given values add up to " + shown(given),
       remedy);
}

void check_agreement(const Network& network, const Contraction& contraction) {
  const Balance by_weights = balance_of(contraction.graph, squared_weights(network, contraction));
  for (const NodeId v : contraction.graph.hidden_nodes()) {
    Rational given = 0;
    for (const std::uint32_t member : contraction.members[v]) given += *network.balance[member];
    if (given != by_weights[v]) {
      contradiction(network, contraction.members[v], by_weights[v], given);
    }
  }
}

void check_balance(const Network& network) {
  if (network.balance.empty()) return;
  if (network.balance.size() != network.nodes.size()) {
    fail("$.balance", "not aligned with the nodes", "give one optional value for each node");
  }
  const Contraction contraction = contract(network);
  check_coverage(network, contraction);
  if (has_weights(network)) check_agreement(network, contraction);
}

}  // namespace

void validate(const Network& network) {
  check_nodes(network);
  check_edges(network);
  check_edge_names(network);
  check_acyclic(network);
  check_all_or_none(network);
  check_balance(network);
}

}  // namespace isthmus
