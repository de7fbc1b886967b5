// A matrix sent through a tree of charts, with numbers only.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/pattern/evidence.hpp"
#include "isthmus/pattern/state.hpp"
#include "pattern/charts/entry_polynomial.hpp"

namespace isthmus::test {

inline std::size_t end_of_subtree(const std::vector<ChartStep>& steps, std::size_t at) {
  for (std::size_t open = 1; open > 0 && at < steps.size(); ++at) {
    if (std::holds_alternative<ChartSplit>(steps[at])) ++open;
    const bool inner = std::holds_alternative<ChartSplit>(steps[at]) ||
                       std::holds_alternative<ChartFactor>(steps[at]);
    if (!inner) --open;
  }
  return at;
}

inline Rational value(const NonzeroProduct& product, const std::vector<Rational>& nonzero) {
  Rational out = 1;
  for (const auto& [number, power] : product) {
    for (std::uint32_t e = 0; e < power; ++e) out *= nonzero.at(number);
  }
  return out;
}

inline bool covers(const PatternState& state, std::size_t i, std::size_t j) {
  for (const Rectangle& neuron : state.neurons) {
    if (neuron.rows.contains(i) && neuron.columns.contains(j)) return true;
  }
  return false;
}

/// What is wrong with the factors that the chart gives for this matrix; empty if they multiply to
/// it where it is observed and lie in the pattern.
inline std::string wrong_factors(const PatternState& state, const Chart& chart,
                                 const std::vector<Rational>& nonzero, const RationalMatrix& a) {
  const bool by_rows = chart.side == Orientation::rows;
  const std::vector<std::size_t> lines = (by_rows ? state.rows : state.columns).elements();
  const std::vector<std::size_t> places = (by_rows ? state.columns : state.rows).elements();
  for (std::size_t t = 0; t < lines.size(); ++t) {
    const Rational denominator = value(chart.rows[t].denominator, nonzero);
    if (denominator == 0) return "a denominator vanishes";
    for (const std::size_t place : places) {
      const std::size_t i = by_rows ? lines[t] : place, j = by_rows ? place : lines[t];
      if (state.free[i].contains(j)) continue;
      Rational sum = 0;
      for (const auto& [k, y] : chart.rows[t].terms) {
        for (const auto& [index, x] : chart.x[k]) {
          if (index != place) continue;
          const Rectangle& neuron = state.neurons[k];
          if (!neuron.rows.contains(i) || !neuron.columns.contains(j)) return "outside the pattern";
          sum += value(y, a) * value(x, a) / denominator;
        }
      }
      if (sum != (covers(state, i, j) ? a(i, j) : Rational(0))) return "another product";
    }
  }
  return "";
}

/// Empty if the tree leads the matrix to a chart that attains it.
inline std::string walk(const PatternState& state, const ChartTree& tree, const RationalMatrix& a) {
  std::vector<Rational> nonzero;
  for (std::size_t at = 0; at < tree.steps.size();) {
    const ChartStep& step = tree.steps[at++];
    if (const auto* split = std::get_if<ChartSplit>(&step)) {
      const Rational p = value(split->polynomial, a);
      if (p == 0) continue;
      nonzero.push_back(p);
      at = end_of_subtree(tree.steps, at);
    } else if (const auto* factor = std::get_if<ChartFactor>(&step)) {
      nonzero.push_back(value(factor->polynomial, a));
      if (nonzero.back() == 0) return "a factor vanishes";
    } else if (const auto* chart = std::get_if<Chart>(&step)) {
      return wrong_factors(state, *chart, nonzero, a);
    } else {
      return "a case that should have no such matrix";
    }
  }
  return "the tree ends early";
}

/// Small numbers with many zeros and coincidences on the covered entries, of low rank now and then.
inline RationalMatrix drawn_matrix(std::mt19937& random, const PatternState& state) {
  const std::size_t rows = state.free.size(), columns = state.columns.elements().back() + 1;
  RationalMatrix out(rows, columns);
  const int kind = static_cast<int>(random() % 4);
  const auto number = [&] {
    return kind == 0 ? static_cast<int>(random() % 2) : static_cast<int>(random() % 7) - 3;
  };
  for (int rank = kind < 2 ? 1 : kind - 1; rank > 0; --rank) {
    for (std::size_t i = 0; i < rows; ++i) {
      const int y = kind < 2 ? 1 : number();
      for (std::size_t j = 0; j < columns; ++j) {
        if (covers(state, i, j)) out(i, j) += y * number();
      }
    }
  }
  return out;
}

}  // namespace isthmus::test
