// Problem: does a witness prove that a pattern is not closed? Three questions, each answered from
// its definition: the factors have the supports of the layers and their product is A + O(ε); if A
// were attained, its window would be a matrix of S(window); and it is none (replay_refutation.cpp).
// Window: let A = Y·X. Every piece p of a neuron o takes its y_io and x_oj. On an observed entry
// the pieces sum up to the neurons that cover it, which is A, if each of these has one piece there
// and no other piece is there. So counting suffices.
// Complexity: entries of X and Y that meet; the window's entries times its pieces.
#include "isthmus/pattern/check_witness.hpp"

#include <map>
#include <vector>

namespace isthmus {

namespace {

using Factor = std::vector<std::vector<Laurent>>;
using Fault = std::optional<std::string>;

Fault fault_of_support(const LayerSupport& layer, const Factor& factor) {
  if (factor.size() != layer.outputs()) return "a factor has not as many rows as its layer";
  for (std::size_t i = 0; i < factor.size(); ++i) {
    if (factor[i].size() != layer.inputs) return "a factor has not as many columns as its layer";
    std::vector<bool> allowed(layer.inputs, false);
    for (const std::uint32_t j : layer.rows[i]) allowed[j] = true;
    for (std::size_t j = 0; j < layer.inputs; ++j) {
      if (!allowed[j] && !factor[i][j].is_zero()) return "a factor is not zero outside its layer";
    }
  }
  return std::nullopt;
}

// left·right, row by row; zeros cost nothing but a look.
Factor product(const Factor& left, const Factor& right) {
  const std::size_t columns = right.empty() ? 0 : right.front().size();
  Factor out(left.size(), std::vector<Laurent>(columns));
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (std::size_t k = 0; k < right.size(); ++k) {
      if (left[i][k].is_zero()) continue;
      for (std::size_t j = 0; j < columns; ++j) {
        if (!right[k][j].is_zero()) out[i][j] += left[i][k] * right[k][j];
      }
    }
  }
  return out;
}

Fault fault_of_limit(const Factor& whole, const RationalMatrix& limit) {
  for (std::size_t i = 0; i < limit.rows(); ++i) {
    for (std::size_t j = 0; j < limit.cols(); ++j) {
      if (!tends_to(whole[i][j], limit(i, j))) return "the product does not tend to the limit";
    }
  }
  return std::nullopt;
}

/// The hidden units that reach each entry, counted with those of the pattern as 1 and those of the
/// window as -1: all must cancel.
class Coverage {
 public:
  Coverage(const LayerSupports& layers, const PatternState& window)
      : layers_(layers), window_(window) {}

  [[nodiscard]] Fault fault() const {
    if (Fault found = fault_of_shape()) return found;
    for (const std::size_t i : window_.rows.elements()) {
      for (const std::size_t j : window_.columns.elements()) {
        if (!window_.free[i].contains(j) && !cancels(i, j)) {
          return "the window does not cover its entries as the pattern does";
        }
      }
    }
    return std::nullopt;
  }

 private:
  static bool within(const IndexSet& set, std::size_t bound) {
    return set.is_subset_of(IndexSet::below(bound));
  }

  [[nodiscard]] bool reaches(std::size_t hidden, std::size_t i, std::size_t j) const {
    return has(layers_[1].rows[i], hidden) && has(layers_[0].rows[hidden], j);
  }
  static bool has(const std::vector<std::uint32_t>& list, std::size_t x) {
    for (const std::uint32_t y : list) {
      if (x == y) return true;
    }
    return false;
  }

  [[nodiscard]] Fault fault_of_shape() const {
    const std::size_t rows = layers_[1].outputs(), columns = layers_[0].inputs;
    if (window_.free.size() != rows || !within(window_.rows, rows) ||
        !within(window_.columns, columns)) {
      return "the window is not within the pattern";
    }
    for (const Rectangle& piece : window_.neurons) {
      if (piece.origin >= layers_[0].outputs() || !piece.rows.is_subset_of(window_.rows) ||
          !piece.columns.is_subset_of(window_.columns) || !is_part(piece)) {
        return "a piece of the window is not within its neuron";
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_part(const Rectangle& piece) const {
    for (const std::size_t i : piece.rows.elements()) {
      for (const std::size_t j : piece.columns.elements()) {
        if (!reaches(piece.origin, i, j)) return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool cancels(std::size_t i, std::size_t j) const {
    std::map<std::size_t, int> balance;
    for (const std::uint32_t hidden : layers_[1].rows[i]) {
      if (has(layers_[0].rows[hidden], j)) ++balance[hidden];
    }
    for (const Rectangle& piece : window_.neurons) {
      if (piece.rows.contains(i) && piece.columns.contains(j)) --balance[piece.origin];
    }
    for (const auto& [hidden, count] : balance) {
      if (count != 0) return false;
    }
    return true;
  }

  const LayerSupports& layers_;
  const PatternState& window_;
};

}  // namespace

std::optional<std::string> fault_of_factors(const LayerSupports& layers, const Witness& witness) {
  if (layers.empty() || witness.factors.size() != layers.size()) {
    return "there are not as many factors as layers";
  }
  for (std::size_t l = 0; l < layers.size(); ++l) {
    if (Fault found = fault_of_support(layers[l], witness.factors[l])) return found;
  }
  if (witness.limit.rows() != layers.back().outputs() ||
      witness.limit.cols() != layers.front().inputs) {
    return "the limit is not a matrix of outputs and inputs";
  }
  Factor whole = witness.factors.front();
  for (std::size_t l = 1; l < layers.size(); ++l) whole = product(witness.factors[l], whole);
  return fault_of_limit(whole, witness.limit);
}

std::optional<std::string> fault_of_window(const LayerSupports& layers, const Witness& witness) {
  if (layers.size() != 2) return "a window is one of two factors";
  return Coverage(layers, witness.window).fault();
}

std::optional<std::string> fault_of(const LayerSupports& layers, const Witness& witness) {
  if (Fault found = fault_of_factors(layers, witness)) return found;
  if (Fault found = fault_of_window(layers, witness)) return found;
  return fault_of_refutation(witness);
}

}  // namespace isthmus
