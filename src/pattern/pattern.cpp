#include "isthmus/pattern/pattern.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

Error layer_error(std::size_t layer, const std::string& cause, const char* remedy) {
  return input_error("layer " + std::to_string(layer + 1) + " " + cause, remedy);
}

void validate_row(const LayerSupport& layer, std::size_t number, std::size_t output) {
  const std::vector<std::uint32_t>& row = layer.rows[output];
  if (std::adjacent_find(row.begin(), row.end(), std::greater_equal<>()) != row.end()) {
    throw layer_error(
        number,
        "lists the columns of row " + std::to_string(output + 1) + " in no increasing order",
        "sort them and name each once");
  }
  if (!row.empty() && row.back() >= layer.inputs) {
    throw layer_error(number,
                      "has a column " + std::to_string(row.back() + 1) + " in row " +
                          std::to_string(output + 1) + ", but only " +
                          std::to_string(layer.inputs) + " inputs",
                      "columns are those of the layer before");
  }
}

IndexSet with_elements(const std::vector<std::uint32_t>& list) {
  IndexSet out;
  for (const std::uint32_t index : list) out.insert(index);
  return out;
}

std::vector<std::uint32_t> listed(const IndexSet& set) {
  std::vector<std::uint32_t> out;
  set.for_each([&](std::size_t index) { out.push_back(static_cast<std::uint32_t>(index)); });
  return out;
}

std::size_t bound(const IndexSet& set) { return set.empty() ? 0 : set.elements().back() + 1; }

}  // namespace

void validate(const LayerSupports& layers) {
  if (layers.empty()) throw input_error("a pattern has no layers", "give at least two");
  for (std::size_t l = 0; l < layers.size(); ++l) {
    if (layers[l].inputs == 0 || layers[l].rows.empty()) {
      throw layer_error(l, "is empty", "give it at least one row and one column");
    }
    if (l > 0 && layers[l].inputs != layers[l - 1].outputs()) {
      throw layer_error(l,
                        "has " + std::to_string(layers[l].inputs) + " columns, the one before " +
                            std::to_string(layers[l - 1].outputs()) + " rows",
                        "a layer has one column for each row of the layer before");
    }
    for (std::size_t i = 0; i < layers[l].rows.size(); ++i) validate_row(layers[l], l, i);
  }
}

PatternState two_factor_pattern(const LayerSupports& layers) {
  validate(layers);
  if (layers.size() != 2) {
    throw input_error("a pattern has " + std::to_string(layers.size()) + " layers",
                      "two are needed here");
  }
  PatternState out{IndexSet::below(layers[1].outputs()), IndexSet::below(layers[0].inputs), {}, {}};
  out.free.resize(layers[1].outputs());
  for (std::size_t k = 0; k < layers[0].outputs(); ++k) {
    out.neurons.push_back({k, {}, with_elements(layers[0].rows[k])});
  }
  for (std::size_t i = 0; i < layers[1].outputs(); ++i) {
    for (const std::uint32_t k : layers[1].rows[i]) out.neurons[k].rows.insert(i);
  }
  return out;
}

PatternState pattern_of(const LayerSupports& layers, std::size_t first) {
  return two_factor_pattern({layers[first], layers[first + 1]});
}

LayerSupport product_support(const LayerSupport& first, const LayerSupport& second) {
  std::vector<IndexSet> reach;
  for (const auto& row : first.rows) reach.push_back(with_elements(row));
  LayerSupport out{first.inputs, {}};
  for (const auto& row : second.rows) {
    IndexSet columns;
    for (const std::uint32_t k : row) columns |= reach[k];
    out.rows.push_back(listed(columns));
  }
  return out;
}

void merge_layers(LayerSupports& layers, std::size_t first) {
  layers[first] = product_support(layers[first], layers[first + 1]);
  layers.erase(layers.begin() + static_cast<std::ptrdiff_t>(first) + 1);
}

LayerSupports layers_of(const PatternState& state, std::size_t column_count) {
  LayerSupports out(2);
  out[0].inputs = column_count;
  out[1].inputs = state.neurons.size();
  out[1].rows.resize(state.free.size());
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    out[0].rows.push_back(listed(state.neurons[k].columns));
    state.neurons[k].rows.for_each(
        [&](std::size_t i) { out[1].rows[i].push_back(static_cast<std::uint32_t>(k)); });
  }
  return out;
}

std::size_t column_bound(const PatternState& state) {
  std::size_t out = bound(state.columns);
  for (const Rectangle& neuron : state.neurons) out = std::max(out, bound(neuron.columns));
  for (const IndexSet& free : state.free) out = std::max(out, bound(free));
  return out;
}

}  // namespace isthmus
