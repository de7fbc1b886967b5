#include "pattern/cases.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "isthmus/pattern/pattern.hpp"

namespace isthmus::test {

LayerSupport layer(const std::vector<std::string>& rows) {
  LayerSupport out;
  out.inputs = rows.at(0).size();
  for (const std::string& row : rows) {
    out.rows.emplace_back();
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] == '1') out.rows.back().push_back(static_cast<std::uint32_t>(j));
    }
  }
  return out;
}

std::vector<ClassifiedPattern> classified_patterns() {
  std::ifstream file(std::string(ISTHMUS_SOURCE_DIR) + "/tests/cases/patterns.json");
  std::vector<ClassifiedPattern> out;
  for (const auto& item : nlohmann::json::parse(file)) {
    ClassifiedPattern pattern;
    for (const auto& rows : item.at("layers")) {
      pattern.layers.push_back(layer(rows.get<std::vector<std::string>>()));
    }
    pattern.closed = item.at("verdict") == "closed";
    out.push_back(std::move(pattern));
  }
  return out;
}

namespace {

IndexSet digits(const std::string& text) {
  IndexSet out;
  for (const char c : text) out.insert(static_cast<std::size_t>(c - '0'));
  return out;
}

std::vector<std::size_t> shuffled(std::size_t count, std::mt19937& random) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::shuffle(out.begin(), out.end(), random);
  return out;
}

IndexSet image(const IndexSet& set, const std::vector<std::size_t>& to) {
  IndexSet out;
  set.for_each([&](std::size_t index) { out.insert(to[index]); });
  return out;
}

}  // namespace

PatternState state(std::size_t rows, std::size_t columns,
                   const std::vector<std::pair<std::string, std::string>>& neurons,
                   const std::vector<std::pair<std::size_t, std::size_t>>& free) {
  PatternState out{IndexSet::below(rows), IndexSet::below(columns), {}, {}};
  out.free.resize(rows);
  for (const auto& [r, c] : neurons) {
    out.neurons.push_back({out.neurons.size(), digits(r), digits(c)});
  }
  for (const auto& [i, j] : free) out.free[i].insert(j);
  return out;
}

PatternState renamed(const PatternState& state, std::mt19937& random) {
  const std::size_t bound = std::max(column_bound(state), state.columns.size());
  const auto rows = shuffled(state.free.size(), random), columns = shuffled(bound, random);
  PatternState out{image(state.rows, rows), image(state.columns, columns), {}, {}};
  out.free.resize(state.free.size());
  for (std::size_t i = 0; i < state.free.size(); ++i) {
    out.free[rows[i]] = image(state.free[i], columns);
  }
  for (const std::size_t k : shuffled(state.neurons.size(), random)) {
    out.neurons.push_back({out.neurons.size(), image(state.neurons[k].rows, rows),
                           image(state.neurons[k].columns, columns)});
  }
  return random() % 2 == 0 ? out : transposed(out, bound);
}

PatternState random_pattern(std::size_t rows, std::size_t neurons, std::size_t columns,
                            std::size_t percent, std::mt19937& random) {
  PatternState out{IndexSet::below(rows), IndexSet::below(columns), {}, {}};
  out.free.resize(rows);
  for (std::size_t k = 0; k < neurons; ++k) {
    Rectangle neuron{k, {}, {}};
    for (std::size_t i = 0; i < rows; ++i) {
      if (random() % 100 < percent) neuron.rows.insert(i);
    }
    for (std::size_t j = 0; j < columns; ++j) {
      if (random() % 100 < percent) neuron.columns.insert(j);
    }
    out.neurons.push_back(std::move(neuron));
  }
  return out;
}

}  // namespace isthmus::test
