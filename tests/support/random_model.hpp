// Small random models of every kind, the same on every machine: dense and listed links, bundles,
// layers of one node, ties and fixed links, nodes without edges in or out.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/network/model.hpp"
#include "support/random_network.hpp"

namespace isthmus::test {

class RandomModel {
 public:
  RandomModel(Random& random, std::uint32_t most_wide) : random_(random), most_wide_(most_wide) {}

  Model make() {
    const int layers = random_.between(3, 6);
    for (int i = 0; i < layers; ++i) add_layer(i, layers);
    for (int i = 1; i < layers; ++i) add_link(i - 1, i);
    while (random_.chance(40)) add_skip();
    if (random_.chance(40)) add_listed();
    if (random_.chance(25)) add_ties();
    return std::move(model_);
  }

 private:
  struct Layer {
    std::uint32_t first, count;
  };

  void add_layer(int i, int layers) {
    NodeRun run;
    run.prefix.assign(1, static_cast<char>('a' + i));
    run.count = 1 + static_cast<std::uint32_t>(random_.below(most_wide_));
    run.role = i == 0 ? Role::input : i == layers - 1 ? Role::output : Role::hidden;
    const std::uint32_t first = layers_.empty() ? 0 : layers_.back().first + layers_.back().count;
    layers_.push_back({first, run.count});
    model_.runs.push_back(run);
  }

  // Some of the nodes of a layer, mostly all.
  std::vector<std::uint32_t> some_of(const Layer& layer) {
    std::vector<std::uint32_t> nodes;
    const bool all = random_.chance(80);
    for (std::uint32_t i = 0; i < layer.count; ++i) {
      if (all || random_.chance(70)) nodes.push_back(layer.first + i);
    }
    if (nodes.empty()) nodes.push_back(layer.first);
    return nodes;
  }

  std::uint32_t one_of(const Layer& layer) {
    return layer.first + static_cast<std::uint32_t>(random_.below(layer.count));
  }

  // Few different weights, so that sums often agree; fixed ones are mostly zero.
  std::uint32_t add_tensor(std::size_t count, bool fixed) {
    std::vector<double> values(count);
    for (double& value : values) {
      value = fixed && random_.chance(70) ? 0 : random_.between(0, 9) / 2.0;
    }
    model_.tensors.push_back(make_tensor("t", {count}, NumberType::binary32, values));
    return static_cast<std::uint32_t>(model_.tensors.size() - 1);
  }

  void add_dense(std::vector<std::uint32_t> tails, std::vector<std::uint32_t> heads, bool fixed) {
    Link link;
    link.fixed = fixed;
    link.depth = !fixed && random_.chance(15) ? 2 : 1;
    link.column_stride = link.depth;
    link.row_stride = link.depth * tails.size();
    link.tails = std::move(tails);
    link.heads = std::move(heads);
    link.tensor = add_tensor(link.bundle_count() * link.depth, fixed);
    model_.links.push_back(std::move(link));
  }

  void add_link(int from, int to) {
    add_dense(some_of(layers_[from]), some_of(layers_[to]), random_.chance(5));
  }

  std::pair<std::size_t, std::size_t> two_layers() {
    const std::size_t to = 1 + random_.below(layers_.size() - 1);
    return {random_.below(to), to};
  }

  void add_skip() {
    const auto [from, to] = two_layers();
    add_dense(some_of(layers_[from]), some_of(layers_[to]), false);
  }

  void add_listed() {
    Link link;
    link.wiring = Wiring::listed;
    link.row_stride = 1;
    for (int i = random_.between(1, 6); i > 0; --i) {
      const auto [from, to] = two_layers();
      link.tails.push_back(one_of(layers_[from]));
      link.heads.push_back(one_of(layers_[to]));
    }
    link.tensor = add_tensor(link.bundle_count(), false);
    model_.links.push_back(std::move(link));
  }

  // Identity skips between the first nodes of two hidden layers.
  void add_ties() {
    for (std::size_t i = 1; i + 2 < layers_.size(); ++i) {
      if (random_.chance(50)) continue;
      const std::uint32_t count = std::min(layers_[i].count, layers_[i + 1].count);
      for (std::uint32_t k = 0; k < count; ++k) {
        model_.ties.push_back({layers_[i].first + k, layers_[i + 1].first + k});
      }
    }
  }

  Random& random_;
  std::uint32_t most_wide_;
  Model model_;
  std::vector<Layer> layers_;
};

inline Model random_model(Random& random, std::uint32_t most_wide = 6) {
  return RandomModel(random, most_wide).make();
}

}  // namespace isthmus::test
