// Kahn's algorithm: take away nodes without remaining in-edges until none is left or all that
// remain have one. In the second case walking backwards along remaining edges never gets stuck,
// so it must come back to a node it has seen: that is the cycle.
#include "network/cycle.hpp"

#include <algorithm>
#include <limits>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t shown_nodes = 8;

/// Out-edges in compressed sparse rows: slots[start[v]] … slots[start[v + 1] - 1].
struct OutEdges {
  std::vector<std::uint32_t> start, slots;
};

OutEdges out_edges(const Network& network) {
  OutEdges out{std::vector<std::uint32_t>(network.nodes.size() + 1),
               std::vector<std::uint32_t>(network.edges.size())};
  for (const Edge& edge : network.edges) ++out.start[edge.from + 1];
  for (std::size_t v = 1; v < out.start.size(); ++v) out.start[v] += out.start[v - 1];
  std::vector<std::uint32_t> next(out.start.begin(), out.start.end() - 1);
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    out.slots[next[network.edges[e].from]++] = e;
  }
  return out;
}

/// Number of in-edges of every node after taking away, again and again, the nodes with none.
std::vector<std::uint32_t> remaining_in_degrees(const Network& network) {
  const OutEdges out = out_edges(network);
  std::vector<std::uint32_t> degree(network.nodes.size());
  for (const Edge& edge : network.edges) ++degree[edge.to];
  std::vector<std::uint32_t> free;
  for (std::uint32_t v = 0; v < degree.size(); ++v) {
    if (degree[v] == 0) free.push_back(v);
  }
  while (!free.empty()) {
    const std::uint32_t v = free.back();
    free.pop_back();
    for (std::uint32_t i = out.start[v]; i < out.start[v + 1]; ++i) {
      const std::uint32_t head = network.edges[out.slots[i]].to;
      if (--degree[head] == 0) free.push_back(head);
    }
  }
  return degree;
}

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
  const std::vector<std::uint32_t> degree = remaining_in_degrees(network);
  const auto stuck = std::find_if(degree.begin(), degree.end(), [](auto d) { return d > 0; });
  if (stuck == degree.end()) return {};
  std::vector<std::uint32_t> back(network.nodes.size(), none);
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    if (degree[edge.from] > 0 && back[edge.to] == none) back[edge.to] = e;
  }
  return walk_back(network, back, static_cast<std::uint32_t>(stuck - degree.begin()));
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
