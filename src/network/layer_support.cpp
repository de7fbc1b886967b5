// From networks to the supports of their factors.
//
// Problem. A network file is a graph; whether it is a product of sparse factors, and which, has to
// be found. Pruned networks have hidden nodes that nothing enters, or that lead nowhere.
//
// Idea. In a layered network all walks between two nodes are equally long. So a walk over all
// edges, in either direction, gives every node of a connected piece its layer up to one number for
// the piece, which an input (layer 0) or an output (layer depth) settles; an edge that disagrees
// skips a layer. The depth is the length of a walk from an input to an output. Pieces with neither
// input nor output never matter and are left out, as are nodes beyond the first and the last layer.
#include "isthmus/network/layer_support.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "isthmus/error.hpp"
#include "network/link_weights.hpp"

namespace isthmus {
namespace {

struct Wire {
  std::uint32_t from, to;
};

struct Graph {
  std::vector<Node> nodes;
  std::vector<Wire> wires;
};

Error not_layered(const Graph& graph, const Wire& wire, const std::string& what) {
  return input_error("the edge from " + quoted(graph.nodes[wire.from].id) + " to " +
                         quoted(graph.nodes[wire.to].id) + " " + what,
                     "give a network of layers, every edge leading from one to the next with one "
                     "trainable weight");
}

class Layering {
 public:
  explicit Layering(const Graph& graph) : graph_(graph), height_(graph.nodes.size()) {
    std::vector<std::uint32_t> first(graph.nodes.size() + 1, 0);
    for (const Wire& wire : graph.wires) {
      ++first[wire.from];
      ++first[wire.to];
    }
    std::uint32_t sum = 0;
    for (std::uint32_t& entry : first) sum += std::exchange(entry, sum);
    start_ = first;
    at_.resize(sum);
    for (std::uint32_t w = 0; w < graph.wires.size(); ++w) {
      at_[first[graph.wires[w].from]++] = w;
      at_[first[graph.wires[w].to]++] = w;
    }
  }

  LayerSupports run() {
    find_depth();
    place(Role::output, depth_);
    place(Role::input, 0);
    number();
    return supports();
  }

 private:
  [[nodiscard]] bool is(std::uint32_t node, Role role) const {
    return graph_.nodes[node].role == role && !graph_.nodes[node].bias;
  }

  // The length of the walks from inputs to outputs.
  void find_depth() {
    place(Role::input, 0);
    std::optional<int> depth;
    for (std::uint32_t v = 0; v < height_.size(); ++v) {
      if (!is(v, Role::output) || !height_[v]) continue;
      if (!depth) depth = height_[v];
      if (depth == height_[v]) continue;
      throw input_error("the outputs are not equally far from the inputs: " +
                            quoted(graph_.nodes[v].id) + " is one that differs",
                        "give a network of layers, all outputs in the last");
    }
    if (!depth) {
      throw input_error("no output is reached from an input, so the layers cannot be told",
                        "give the pattern as a file of rows (docs/closed.md)");
    }
    depth_ = *depth;
  }

  void place(Role role, int layer) {
    for (std::uint32_t v = 0; v < height_.size(); ++v) {
      if (is(v, role) && !height_[v]) spread(v, layer);
    }
  }

  void spread(std::uint32_t root, int layer) {
    height_[root] = layer;
    std::vector<std::uint32_t> queue{root};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const std::uint32_t v = queue[i];
      for (std::uint32_t k = start_[v]; k < start_[v + 1]; ++k) {
        const Wire& wire = graph_.wires[at_[k]];
        const bool forward = wire.from == v;
        const std::uint32_t next = forward ? wire.to : wire.from;
        const int expected = *height_[v] + (forward ? 1 : -1);
        if (!height_[next]) {
          height_[next] = expected;
          queue.push_back(next);
        } else if (height_[next] != expected) {
          throw not_layered(graph_, wire, "makes walks of different lengths");
        }
      }
    }
  }

  // Positions of the nodes in their layers.
  void number() {
    sizes_.assign(static_cast<std::size_t>(depth_) + 1, 0);
    position_.resize(height_.size());
    for (std::uint32_t v = 0; v < height_.size(); ++v) {
      if (!height_[v] || graph_.nodes[v].bias) continue;
      check_end(v, Role::input, 0);
      check_end(v, Role::output, depth_);
      if (inside(v)) position_[v] = sizes_[static_cast<std::size_t>(*height_[v])]++;
    }
  }

  [[nodiscard]] bool inside(std::uint32_t v) const {
    return height_[v] && *height_[v] >= 0 && *height_[v] <= depth_;
  }

  // Inputs alone are in the first layer, outputs alone in the last; others there lead nowhere.
  void check_end(std::uint32_t v, Role role, int layer) {
    if (is(v, role) && height_[v] != layer) {
      throw input_error(quoted(graph_.nodes[v].id) + " is not in the " +
                            (layer == 0 ? "first" : "last") + " layer",
                        "give a network of layers, inputs first and outputs last");
    }
    if (!is(v, role) && height_[v] == layer) height_[v].reset();
  }

  LayerSupports supports() {
    LayerSupports layers(static_cast<std::size_t>(depth_));
    for (std::size_t l = 0; l < layers.size(); ++l) {
      layers[l].inputs = sizes_[l];
      layers[l].rows.resize(sizes_[l + 1]);
    }
    for (const Wire& wire : graph_.wires) {
      if (!inside(wire.from) || !inside(wire.to)) continue;
      const auto layer = static_cast<std::size_t>(*height_[wire.from]);
      layers[layer].rows[position_[wire.to]].push_back(position_[wire.from]);
    }
    for (LayerSupport& layer : layers) {
      for (auto& row : layer.rows) std::sort(row.begin(), row.end());
    }
    return layers;
  }

  const Graph& graph_;
  std::vector<std::uint32_t> start_, at_;  // the wires at each node
  std::vector<std::optional<int>> height_;
  std::vector<std::uint32_t> sizes_, position_;
  int depth_ = 0;
};

void check_single(const Graph& graph) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  pairs.reserve(graph.wires.size());
  for (const Wire& wire : graph.wires) pairs.emplace_back(wire.from, wire.to);
  std::sort(pairs.begin(), pairs.end());
  const auto twice = std::adjacent_find(pairs.begin(), pairs.end());
  if (twice == pairs.end()) return;
  throw not_layered(graph, {twice->first, twice->second}, "has a parallel one");
}

LayerSupports layered(const Graph& graph) {
  check_single(graph);
  return Layering(graph).run();
}

void add_wire(Graph& graph, const Wire& wire, bool fixed, std::uint64_t weights) {
  if (graph.nodes[wire.from].bias) return;
  if (fixed) throw not_layered(graph, wire, "is fixed");
  if (weights != 1) throw not_layered(graph, wire, "has several weights");
  graph.wires.push_back(wire);
}

}  // namespace

LayerSupports layer_supports(const Network& network) {
  Graph graph{network.nodes, {}};
  for (const Edge& edge : network.edges) {
    add_wire(graph, {edge.from, edge.to}, edge.fixed, edge.multiplicity);
  }
  return layered(graph);
}

LayerSupports layer_supports(const Model& model) {
  Graph graph{nodes_of(model), {}};
  for (const Tie& tie : model.ties) add_wire(graph, {tie.from, tie.to}, true, 1);
  for (const Link& link : model.links) {
    const Tensor& tensor = model.tensors[link.tensor];
    for_each_bundle(link, [&](std::uint32_t from, std::uint32_t to, std::uint64_t position) {
      const bool zero = link.depth == 1 && model.has_weights && tensor.at(position) == 0;
      if (!zero) add_wire(graph, {from, to}, link.fixed, link.depth);
    });
  }
  return layered(graph);
}

}  // namespace isthmus
