#include "pattern/charts/suspect.hpp"

#include <utility>

#include "pattern/witness/forms.hpp"
#include "pattern/witness/refuter.hpp"

namespace isthmus {
namespace {

// Copies what there is of it into a witness of the size of the pattern.
Witness written(const PatternState& state, const ChartSuspect& suspect, std::size_t column_count) {
  Witness out = pattern::blank_witness(state, state.free.size(), column_count);
  for (std::size_t i = 0; i < suspect.limit.rows(); ++i) {
    for (std::size_t j = 0; j < suspect.limit.cols(); ++j) out.limit(i, j) = suspect.limit(i, j);
  }
  for (std::size_t layer = 0; layer < 2; ++layer) {
    for (std::size_t i = 0; i < suspect.factors[layer].size(); ++i) {
      const auto& row = suspect.factors[layer][i];
      for (std::size_t j = 0; j < row.size(); ++j) out.factors[layer][i][j] = row[j];
    }
  }
  return out;
}

}  // namespace

std::optional<Witness> refuted_suspect(const PatternState& state, const ChartSuspect& suspect,
                                       std::size_t column_count, Budget& budget) {
  if (suspect.factors.empty()) return std::nullopt;
  Witness out = written(state, suspect, column_count);
  for (const Orientation side : {Orientation::rows, Orientation::columns}) {
    auto refutation = pattern::refute(state, out.limit, side, budget);
    if (!refutation) continue;
    out.side = side;
    out.refutation = *std::move(refutation);
    return out;
  }
  return std::nullopt;
}

}  // namespace isthmus
