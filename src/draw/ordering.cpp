// Barycentres.
//
// Problem: the fewest crossings between two layers is NP-hard already when one layer is fixed.
// Idea: sort each layer by the mean position of the neighbours in the layer before it, sweeping up
//   and down a few times; keep the best order met. Vertices without neighbours there stay where
//   they are; equal means keep their order.
// Complexity: a sweep is O(V log V + E), counting crossings O(E²) a layer.
// Source: Sugiyama, Tagawa, Toda 1981. Means are compared as fractions, so that the result is the
//   same on every machine.
#include "draw/ordering.hpp"

#include <algorithm>
#include <cstdint>

namespace isthmus::draw {
namespace {

constexpr int sweeps = 24;

// Sum and number of the positions of a vertex's neighbours.
struct Mean {
  std::uint64_t sum = 0;
  std::uint64_t count = 1;
};

bool less(const Mean& a, const Mean& b) { return a.sum * b.count < b.sum * a.count; }

std::vector<std::size_t> positions(const LayerOrder& order, std::size_t vertices) {
  std::vector<std::size_t> position(vertices);
  for (const auto& layer : order) {
    for (std::size_t i = 0; i < layer.size(); ++i) position[layer[i]] = i;
  }
  return position;
}

Mean mean_of(const std::vector<std::size_t>& near, const std::vector<std::size_t>& position,
             std::size_t own) {
  if (near.empty()) return {position[own], 1};
  Mean mean{0, near.size()};
  for (const std::size_t v : near) mean.sum += position[v];
  return mean;
}

void sort_layer(std::vector<std::size_t>& layer, const std::vector<std::vector<std::size_t>>& near,
                std::vector<std::size_t>& position) {
  std::vector<std::pair<Mean, std::size_t>> keyed;
  for (const std::size_t v : layer) keyed.emplace_back(mean_of(near[v], position, v), v);
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return less(a.first, b.first); });
  for (std::size_t i = 0; i < layer.size(); ++i) {
    layer[i] = keyed[i].second;
    position[layer[i]] = i;
  }
}

LayerOrder first_order(const Layering& layers) {
  LayerOrder order(layers.layers);
  for (std::size_t v = 0; v < layers.vertices(); ++v) order[layers.layer[v]].push_back(v);
  return order;
}

struct Stretch {
  std::size_t low, high;  // positions of both ends
};

// The stretches that start in each layer.
std::vector<std::vector<Stretch>> stretches(const Layering& layers, const LayerOrder& order) {
  const std::vector<std::size_t> position = positions(order, layers.vertices());
  std::vector<std::vector<Stretch>> all(layers.layers);
  for (const auto& chain : layers.chains) {
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
      const bool up = layers.layer[chain[i]] < layers.layer[chain[i + 1]];
      const std::size_t low = up ? chain[i] : chain[i + 1];
      const std::size_t high = up ? chain[i + 1] : chain[i];
      all[layers.layer[low]].push_back({position[low], position[high]});
    }
  }
  return all;
}

bool cross(const Stretch& a, const Stretch& b) {
  return (a.low < b.low && a.high > b.high) || (a.low > b.low && a.high < b.high);
}

}  // namespace

LayerNeighbours neighbours(const Layering& layers) {
  LayerNeighbours result;
  result.below.resize(layers.vertices());
  result.above.resize(layers.vertices());
  for (const auto& chain : layers.chains) {
    for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
      const bool up = layers.layer[chain[i]] < layers.layer[chain[i + 1]];
      const std::size_t low = up ? chain[i] : chain[i + 1];
      const std::size_t high = up ? chain[i + 1] : chain[i];
      result.above[low].push_back(high);
      result.below[high].push_back(low);
    }
  }
  return result;
}

std::size_t crossings(const Layering& layers, const LayerOrder& order) {
  std::size_t count = 0;
  for (const std::vector<Stretch>& here : stretches(layers, order)) {
    for (std::size_t i = 0; i < here.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) count += cross(here[i], here[j]) ? 1 : 0;
    }
  }
  return count;
}

LayerOrder layer_order(const Layering& layers) {
  const LayerNeighbours near = neighbours(layers);
  LayerOrder order = first_order(layers);
  LayerOrder best = order;
  std::size_t fewest = crossings(layers, best);
  for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
    std::vector<std::size_t> position = positions(order, layers.vertices());
    if (sweep % 2 == 0) {
      for (std::size_t i = 1; i < order.size(); ++i) sort_layer(order[i], near.below, position);
    } else {
      for (std::size_t i = order.size(); i-- > 1;) sort_layer(order[i - 1], near.above, position);
    }
    const std::size_t count = crossings(layers, order);
    if (count >= fewest) continue;
    fewest = count;
    best = order;
  }
  return best;
}

}  // namespace isthmus::draw
