// Nodes without remaining in-edges are taken away until none is left or all that remain have one
// (topological_order). In the second case walking backwards along remaining edges never gets stuck,
// so it must come back to a node it has seen: that is the cycle.
#include "network/cycle.hpp"

#include <algorithm>
#include <limits>

#include "isthmus/error.hpp"
#include "network/topological_order.hpp"

namespace isthmus {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t shown_nodes = 8;

/// Walks backwards from `v` along `back` until a node repeats; the edges between, turned forward.
std::vector<std::uint32_t> walk_back(const Network& network, const std::vector<std::uint32_t>& back,
                                     std::uint32_t v) {
  std::vector<std::uint32_t> seen_at(network.nodes.size(), none);
  std::vector<std::uint32_t> walk;
  while (seen_at[v] == none) {
    seen_at[v] = static_cast<std::uint32_t>(walk.size());
    walk.push_back(back[v]);
    v = network.edges[back[v]].from;
  }
  walk.erase(walk.begin(), walk.begin() + seen_at[v]);
  std::reverse(walk.begin(), walk.end());
  return walk;
}

std::string shown_id(const std::string& id) {
  const std::string text = quoted(id, 24);
  return text.substr(1, text.size() - 2);
}

}  // namespace

std::vector<std::uint32_t> find_cycle(const Network& network) {
  std::vector<bool> remains(network.nodes.size(), true);
  for (const std::uint32_t v : topological_order(network)) remains[v] = false;
  const auto stuck = std::find(remains.begin(), remains.end(), true);
  if (stuck == remains.end()) return {};
  std::vector<std::uint32_t> back(network.nodes.size(), none);
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    if (remains[edge.from] && back[edge.to] == none) back[edge.to] = e;
  }
  return walk_back(network, back, static_cast<std::uint32_t>(stuck - remains.begin()));
}

std::string cycle_text(const Network& network, const std::vector<std::uint32_t>& cycle) {
  std::string text;
  const bool whole = cycle.size() <= shown_nodes;
  for (std::size_t i = 0; i < (whole ? cycle.size() : shown_nodes - 1); ++i) {
    text += shown_id(network.nodes[network.edges[cycle[i]].from].id) + " -> ";
  }
  if (!whole) text += "… -> ";
  text += shown_id(network.nodes[network.edges[cycle.front()].from].id);
  if (!whole) text += " (" + std::to_string(cycle.size()) + " nodes)";
  return text;
}

}  // namespace isthmus
