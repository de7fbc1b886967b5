#include "report/pattern_words.hpp"

#include "report/page.hpp"

namespace isthmus {
namespace {

void write_indices(JsonWriter& json, const IndexSet& indices) {
  json.begin_array(Layout::inline_);
  indices.for_each([&](std::size_t index) { json.number(index); });
  json.end_array();
}

}  // namespace

std::string sizes_text(const LayerSupports& layers) {
  std::string text = counted(layers.front().inputs, "input") + ", ";
  for (std::size_t l = 0; l + 1 < layers.size(); ++l) {
    text += counted(layers[l].outputs(), "hidden neuron") + ", ";
  }
  return text + counted(layers.back().outputs(), "output");
}

std::uint64_t entry_count(const LayerSupports& layers) {
  std::uint64_t count = 0;
  for (const LayerSupport& layer : layers) {
    for (const auto& row : layer.rows) count += row.size();
  }
  return count;
}

std::string indices_text(const IndexSet& indices, const std::string& noun) {
  const std::vector<std::size_t> list = indices.elements();
  std::string text = noun + (list.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < list.size();) {
    std::size_t end = i + 1;
    while (end < list.size() && list[end] == list[end - 1] + 1) ++end;
    text += (i == 0 ? " " : ", ") + std::to_string(list[i] + 1);
    if (end - i > 1) text += (end - i > 2 ? "-" : ", ") + std::to_string(list[end - 1] + 1);
    i = end;
  }
  return text;
}

std::string rules_text(const std::vector<std::string>& rules, const char* mark) {
  std::string text;
  for (const std::string& rule : rules) text += (text.empty() ? "" : mark) + rule;
  return text;
}

void write_state(JsonWriter& json, const PatternState& state) {
  json.begin_object();
  json.key("rows");
  write_indices(json, state.rows);
  json.key("columns");
  write_indices(json, state.columns);
  json.key("neurons");
  json.begin_array();
  for (const Rectangle& neuron : state.neurons) {
    json.begin_object(Layout::inline_);
    json.number("neuron", neuron.origin);
    json.key("rows");
    write_indices(json, neuron.rows);
    json.key("columns");
    write_indices(json, neuron.columns);
    json.end_object();
  }
  json.end_array();
  json.key("free");
  json.begin_array();
  state.rows.for_each([&](std::size_t row) {
    const IndexSet free = row < state.free.size() ? state.free[row] & state.columns : IndexSet();
    free.for_each([&](std::size_t column) {
      json.begin_array(Layout::inline_);
      json.number(row);
      json.number(column);
      json.end_array();
    });
  });
  json.end_array();
  json.end_object();
}

}  // namespace isthmus
