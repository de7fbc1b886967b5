// Small states and patterns that several tests use.
#pragma once

#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus::test {

/// The digits of `text` as a set: "02" is {0, 2}.
inline IndexSet digits(const std::string& text) {
  IndexSet out;
  for (const char c : text) out.insert(static_cast<std::size_t>(c - '0'));
  return out;
}

/// A state of rows × columns without free entries, neurons like "01x012".
inline PatternState state_of(std::size_t rows, std::size_t columns,
                             std::initializer_list<std::string> neurons) {
  PatternState out{IndexSet::below(rows), IndexSet::below(columns), {}, {}};
  for (const std::string& neuron : neurons) {
    const std::size_t cross = neuron.find('x');
    out.neurons.push_back(
        {out.neurons.size(), digits(neuron.substr(0, cross)), digits(neuron.substr(cross + 1))});
  }
  out.free.resize(rows);
  return out;
}

/// The two layers of a state without free entries whose neurons are their own origins.
inline LayerSupports layers_of_state(const PatternState& state, std::size_t columns) {
  LayerSupports out(2);
  out[0].inputs = columns;
  out[1].inputs = state.neurons.size();
  out[1].rows.resize(state.free.size());
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    out[0].rows.emplace_back();
    for (const std::size_t j : state.neurons[k].columns.elements()) {
      out[0].rows[k].push_back(static_cast<std::uint32_t>(j));
    }
    for (const std::size_t i : state.neurons[k].rows.elements()) {
      out[1].rows[i].push_back(static_cast<std::uint32_t>(k));
    }
  }
  return out;
}

/// A state with random neurons and, now and then, free entries.
inline PatternState drawn_state(std::mt19937& random, std::size_t rows, std::size_t columns,
                                std::size_t neurons) {
  PatternState out{IndexSet::below(rows), IndexSet::below(columns), {}, {}};
  out.free.resize(rows);
  for (std::size_t k = 0; k < neurons; ++k) {
    Rectangle neuron{k, {}, {}};
    for (std::size_t i = 0; i < rows; ++i) {
      if (random() % 3 != 0) neuron.rows.insert(i);
    }
    for (std::size_t j = 0; j < columns; ++j) {
      if (random() % 3 != 0) neuron.columns.insert(j);
    }
    out.neurons.push_back(neuron);
  }
  if (random() % 2 == 0) return out;
  for (IndexSet& free : out.free) {
    for (std::size_t j = 0; j < columns; ++j) {
      if (random() % 5 == 0) free.insert(j);
    }
  }
  return out;
}

/// A matrix of S(state): a product of sparse random factors, with anything at free entries.
inline RationalMatrix drawn_member(std::mt19937& random, const PatternState& state) {
  const std::size_t rows = state.free.size(), columns = state.columns.size();
  RationalMatrix out(rows, columns);
  const auto number = [&] { return random() % 3 == 0 ? 0 : static_cast<int>(random() % 5) - 2; };
  for (const Rectangle& neuron : state.neurons) {
    std::vector<int> x(columns, 0);
    for (const std::size_t j : neuron.columns.elements()) x[j] = number();
    for (const std::size_t i : neuron.rows.elements()) {
      const int y = number();
      for (std::size_t j = 0; j < columns; ++j) out(i, j) += y * x[j];
    }
  }
  for (std::size_t i = 0; i < rows; ++i) {
    for (const std::size_t j : state.free[i].elements()) out(i, j) = number();
  }
  return out;
}

}  // namespace isthmus::test
