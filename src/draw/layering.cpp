// Layers by longest paths.
//
// Problem: a layer for every node such that edges run from lower to higher layers, few layers,
// short
//   edges.
// Idea: a depth-first search finds the edges that close a cycle; turned round, they leave an
//   acyclic graph. A node's layer is the length of the longest path to it. Then nodes that nothing
//   enters move up to their nearest successor, except inputs, which stay together in the first
//   layer, as outputs do in the last. An edge over several layers gets a bend in each between.
// Invariant: after turning, layer(tail) < layer(head) for every edge that is no loop.
// Complexity: O(V + E) and the number of bends, at most layers · E.
// Source: Sugiyama, Tagawa, Toda, Methods for visual understanding of hierarchical system
//   structures, 1981. Rejected: the layers of least total edge length (network simplex), a whole
//   solver for a picture of forty nodes.
#include "draw/layering.hpp"

#include <algorithm>

namespace isthmus::draw {
namespace {

using Ends = std::pair<std::size_t, std::size_t>;

// Depth-first search with a stack of its own; an edge to a node on the current path is turned.
struct CycleBreaker {
  enum class State { unseen, open, done };

  const Diagram& diagram;
  std::vector<std::vector<std::size_t>> out;
  std::vector<State> state;
  std::vector<bool> turned;

  explicit CycleBreaker(const Diagram& of)
      : diagram(of),
        out(of.nodes.size()),
        state(of.nodes.size(), State::unseen),
        turned(of.edges.size()) {
    for (std::size_t e = 0; e < diagram.edges.size(); ++e) out[diagram.edges[e].tail].push_back(e);
  }

  void search(std::size_t start) {
    std::vector<Ends> path = {{start, 0}};  // node, next of its edges
    state[start] = State::open;
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next == out[node].size()) {
        state[node] = State::done;
        path.pop_back();
        continue;
      }
      const std::size_t edge = out[node][next++];
      const std::size_t head = diagram.edges[edge].head;
      if (state[head] == State::open) turned[edge] = true;
      if (state[head] != State::unseen) continue;
      state[head] = State::open;
      path.emplace_back(head, 0);
    }
  }
};

std::vector<Ends> acyclic_ends(const Diagram& diagram) {
  CycleBreaker breaker(diagram);
  // Ground nodes first: from an input the edges of the cycle that lead on keep their direction.
  for (const bool hidden : {false, true}) {
    for (std::size_t v = 0; v < diagram.nodes.size(); ++v) {
      if (diagram.nodes[v].hidden != hidden) continue;
      if (breaker.state[v] == CycleBreaker::State::unseen) breaker.search(v);
    }
  }
  std::vector<Ends> ends;
  for (std::size_t e = 0; e < diagram.edges.size(); ++e) {
    const DiagramEdge& edge = diagram.edges[e];
    ends.emplace_back(breaker.turned[e] ? edge.head : edge.tail,
                      breaker.turned[e] ? edge.tail : edge.head);
  }
  return ends;
}

// Longest paths by rounds over all edges: at most one round for each layer.
std::vector<std::size_t> longest_paths(std::size_t nodes, const std::vector<Ends>& ends) {
  std::vector<std::size_t> layer(nodes);
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [tail, head] : ends) {
      if (tail == head || layer[head] > layer[tail]) continue;
      layer[head] = layer[tail] + 1;
      changed = true;
    }
  }
  return layer;
}

void move_sources_up(const Diagram& diagram, const std::vector<Ends>& ends,
                     std::vector<std::size_t>& layer) {
  for (std::size_t v = 0; v < layer.size(); ++v) {
    if (!diagram.nodes[v].hidden || layer[v] > 0) continue;
    std::size_t nearest = 0;
    for (const auto& [tail, head] : ends) {
      if (tail != v || head == v) continue;
      nearest = nearest == 0 ? layer[head] : std::min(nearest, layer[head]);
    }
    if (nearest > 0) layer[v] = nearest - 1;
  }
}

void move_outputs_last(const Diagram& diagram, const std::vector<Ends>& ends,
                       std::vector<std::size_t>& layer) {
  const std::size_t last = layer.empty() ? 0 : *std::max_element(layer.begin(), layer.end());
  for (const auto& [tail, head] : ends) {
    if (!diagram.nodes[head].hidden) layer[head] = last;
  }
}

// The vertices of one edge, with new bends between its ends.
std::vector<std::size_t> chain(Layering& result, std::size_t tail, std::size_t head) {
  std::vector<std::size_t> vertices = {tail};
  if (tail == head) return vertices;
  const bool up = result.layer[tail] < result.layer[head];
  for (std::size_t at = result.layer[tail];;) {
    at = up ? at + 1 : at - 1;
    if (at == result.layer[head]) break;
    vertices.push_back(result.layer.size());
    result.layer.push_back(at);
  }
  vertices.push_back(head);
  return vertices;
}

}  // namespace

Layering layering(const Diagram& diagram) {
  const std::vector<Ends> ends = acyclic_ends(diagram);
  Layering result;
  result.layer = longest_paths(diagram.nodes.size(), ends);
  move_sources_up(diagram, ends, result.layer);
  move_outputs_last(diagram, ends, result.layer);
  for (const std::size_t layer : result.layer) result.layers = std::max(result.layers, layer + 1);
  for (const DiagramEdge& edge : diagram.edges) {
    result.chains.push_back(chain(result, edge.tail, edge.head));
  }
  return result;
}

}  // namespace isthmus::draw
