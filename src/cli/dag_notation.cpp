// Whether the notation can say a network is decided by reading the result back, not by a second
// copy of the grammar; only what would be dropped silently is looked for beforehand.
#include "cli/dag_notation.hpp"

#include <algorithm>
#include <map>

#include "isthmus/error.hpp"
#include "isthmus/network/architecture.hpp"

namespace isthmus::cli {
namespace {

Error cannot_say(const std::string& what) {
  return input_error("the dag notation cannot say " + what, "use --to json");
}

void refuse_details(const Network& network) {
  if (!network.balance.empty()) throw cannot_say("a balance");
  for (const Edge& edge : network.edges) {
    if (edge.fixed) throw cannot_say("fixed edges");
    if (!edge.weights.empty() || edge.norm_squared) throw cannot_say("weights");
    if (!edge.id.empty()) throw cannot_say("edge ids");
  }
  for (const Node& node : network.nodes) {
    if (node.bias) throw cannot_say("bias nodes");
  }
}

std::string spell(const Network& network) {
  constexpr std::uint64_t most_parallels = 10'000;
  std::string text = "dag:";
  for (const Edge& edge : network.edges) {
    if (edge.multiplicity > most_parallels) throw cannot_say("bundles as large as these");
    const std::string item = network.nodes[edge.from].id + ">" + network.nodes[edge.to].id;
    for (std::uint64_t i = 0; i < edge.multiplicity; ++i) {
      if (text.back() != ':') text += ",";
      text += item;
    }
  }
  return text;
}

std::map<std::string, Role> roles(const Network& network) {
  std::map<std::string, Role> by_id;
  for (const Node& node : network.nodes) by_id.emplace(node.id, node.role);
  return by_id;
}

std::map<std::pair<std::string, std::string>, std::uint64_t> edges(const Network& network) {
  std::map<std::pair<std::string, std::string>, std::uint64_t> count;
  for (const Edge& edge : network.edges) {
    count[{network.nodes[edge.from].id, network.nodes[edge.to].id}] += edge.multiplicity;
  }
  return count;
}

bool says(const std::string& text, const Network& network) {
  try {
    const Network read = parse_architecture(text);
    return roles(read) == roles(network) && edges(read) == edges(network);
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

std::string dag_notation(const Network& network) {
  refuse_details(network);
  const std::string text = spell(network);
  if (!says(text, network)) {
    throw cannot_say(
        "this: inputs must be the nodes without edges in, outputs those without "
        "edges out, and names plain");
  }
  return text;
}

}  // namespace isthmus::cli
