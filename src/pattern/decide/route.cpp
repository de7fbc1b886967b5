// Pass-through: a matrix realised by several layers, one of which carries it.
//
// Problem. A witness of two factors needs factors of all layers. Its X and Y have few rows and
// columns in use, so it is enough to lead these through the other layers on paths of their own.
//
// Idea. Layer a carries the matrix. Each column in use takes a path through the layers before a,
// each row in use one through those after it, with no unit on two of the paths of its side; entries
// of the paths are 1, all others 0. Then the product is the matrix exactly, provided the ends of
// the paths are joined in layer a wherever it is not 0. That the limit is not attained does not
// hang on this: the refutation speaks of the product supports, which allow more than the layers.
//
// Paths are chosen by depth-first search with backtracking, column after column, then row after
// row, within a number of steps; windows have few rows and columns. Rejected: sharing units
// between paths, which changes the product.
#include <algorithm>
#include <set>
#include <utility>

#include "pattern/decide/merge.hpp"

namespace isthmus {
namespace {

using Factor = std::vector<std::vector<Laurent>>;

constexpr std::size_t step_limit = 200'000, layer_limit = 1000;

Factor zero(const LayerSupport& layer) {
  return Factor(layer.outputs(), std::vector<Laurent>(layer.inputs));
}

bool joined(const LayerSupport& layer, std::size_t output, std::size_t input) {
  const auto& row = layer.rows[output];
  return std::binary_search(row.begin(), row.end(), static_cast<std::uint32_t>(input));
}

// The steps of a path, as (layer, output, input).
struct Step {
  std::size_t layer, output, input;
};

class Router {
 public:
  Router(const LayerSupports& layers, const Factor& matrix, std::size_t carrier)
      : layers_(layers), matrix_(matrix), carrier_(carrier), used_(layers.size() + 1) {
    const std::size_t columns = layers.front().inputs;
    for (std::size_t i = 0; i < matrix.size(); ++i) {
      for (std::size_t j = 0; j < columns; ++j) {
        if (matrix[i][j].is_zero()) continue;
        rows_.insert(i);
        columns_.insert(j);
      }
    }
  }

  std::optional<std::vector<Factor>> run() {
    items_.assign(columns_.begin(), columns_.end());
    items_.insert(items_.end(), rows_.begin(), rows_.end());
    ends_.assign(items_.size(), 0);
    if (!lead(0)) return std::nullopt;
    return factors();
  }

 private:
  [[nodiscard]] bool is_column(std::size_t item) const { return item < columns_.size(); }

  // Leads the items from this one on; columns forwards to the carrier, rows backwards to it.
  bool lead(std::size_t item) {
    if (item == items_.size()) return true;
    return is_column(item) ? forward(item, 0, items_[item])
                           : backward(item, layers_.size(), items_[item]);
  }

  bool forward(std::size_t item, std::size_t level, std::size_t unit) {
    if (++steps_ > step_limit) return false;
    if (level == carrier_) {
      ends_[item] = unit;
      return lead(item + 1);
    }
    for (std::size_t next = 0; next < layers_[level].outputs(); ++next) {
      if (!joined(layers_[level], next, unit) || used_[level + 1].contains(next)) continue;
      used_[level + 1].insert(next);
      path_.push_back({level, next, unit});
      if (forward(item, level + 1, next)) return true;
      path_.pop_back();
      used_[level + 1].erase(next);
    }
    return false;
  }

  bool backward(std::size_t item, std::size_t level, std::size_t unit) {
    if (++steps_ > step_limit) return false;
    if (level == carrier_ + 1) {
      if (!fits(items_[item], unit)) return false;
      ends_[item] = unit;
      return lead(item + 1);
    }
    for (const std::uint32_t next : layers_[level - 1].rows[unit]) {
      if (used_[level - 1].contains(next)) continue;
      used_[level - 1].insert(next);
      path_.push_back({level - 1, unit, next});
      if (backward(item, level - 1, next)) return true;
      path_.pop_back();
      used_[level - 1].erase(next);
    }
    return false;
  }

  // Is the unit joined to the ends of all columns that this row of the matrix needs?
  [[nodiscard]] bool fits(std::size_t row, std::size_t unit) const {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (!matrix_[row][items_[c]].is_zero() && !joined(layers_[carrier_], unit, ends_[c])) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] std::vector<Factor> factors() const {
    std::vector<Factor> out;
    for (const LayerSupport& layer : layers_) out.push_back(zero(layer));
    for (const Step& step : path_) {
      out[step.layer][step.output][step.input] = Laurent{{{0, Rational(1)}}};
    }
    for (std::size_t r = columns_.size(); r < items_.size(); ++r) {
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        out[carrier_][ends_[r]][ends_[c]] = matrix_[items_[r]][items_[c]];
      }
    }
    return out;
  }

  const LayerSupports& layers_;
  const Factor& matrix_;
  std::size_t carrier_;
  std::set<std::size_t> rows_, columns_;
  std::vector<std::size_t> items_, ends_;
  std::vector<std::set<std::size_t>> used_;  // units on paths, at each level
  std::vector<Step> path_;
  std::size_t steps_ = 0;
};

// X without the neurons that Y does not use, and Y without those that X leaves 0.
void drop_idle(Factor& x, Factor& y) {
  for (std::size_t k = 0; k < x.size(); ++k) {
    const bool idle_x =
        std::all_of(x[k].begin(), x[k].end(), [](const Laurent& entry) { return entry.is_zero(); });
    const bool idle_y =
        std::all_of(y.begin(), y.end(), [&](const auto& row) { return row[k].is_zero(); });
    if (!idle_x && !idle_y) continue;
    for (Laurent& entry : x[k]) entry = {};
    for (auto& row : y) row[k] = {};
  }
}

}  // namespace

std::optional<std::vector<Factor>> route(const LayerSupports& layers, const Factor& matrix) {
  if (layers.size() > layer_limit) return std::nullopt;
  for (std::size_t carrier = 0; carrier < layers.size(); ++carrier) {
    if (auto out = Router(layers, matrix, carrier).run()) return out;
  }
  return std::nullopt;
}

std::optional<Witness> through_layers(const LayerSupports& layers, std::size_t split,
                                      const Witness& witness) {
  Witness out = witness;
  drop_idle(out.factors[0], out.factors[1]);
  const auto middle = layers.begin() + static_cast<std::ptrdiff_t>(split);
  auto first = route(LayerSupports(layers.begin(), middle), out.factors[0]);
  auto second = route(LayerSupports(middle, layers.end()), out.factors[1]);
  if (!first || !second) return std::nullopt;
  out.factors = std::move(*first);
  out.factors.insert(out.factors.end(), second->begin(), second->end());
  out.split = split;
  return out;
}

}  // namespace isthmus
