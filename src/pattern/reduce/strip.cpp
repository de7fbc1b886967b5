// R1: rows and columns whose entries in a neuron are all free do not need it.
//
// Row i leaves R_k if C_k ⊆ F_i, column j leaves C_k if j is in F_i for all i in R_k: the entries
// that the neuron would help there can be anything already. The set S does not change. What one
// row or column gives up can release the next, so a neuron is stripped until nothing moves.
#include <utility>

#include "pattern/reduce/steps.hpp"

namespace isthmus {
namespace {

class Stripper {
 public:
  Stripper(const PatternState& state, std::vector<Reduction>& log) : state_(state), log_(log) {}

  // Whether nothing is left of the neuron.
  bool strip(std::size_t k) {
    Rectangle neuron = state_.neurons[k];
    while (!neuron.rows.empty() && !neuron.columns.empty()) {
      const IndexSet rows = full_rows(neuron);
      record(k, Orientation::rows, rows);
      neuron.rows -= rows;
      if (neuron.rows.empty()) break;
      const IndexSet columns = full_columns(neuron);
      record(k, Orientation::columns, columns);
      neuron.columns -= columns;
      if (columns.empty()) break;
    }
    return neuron.rows.empty() || neuron.columns.empty();
  }

 private:
  [[nodiscard]] IndexSet full_rows(const Rectangle& neuron) const {
    IndexSet out;
    neuron.rows.for_each([&](std::size_t row) {
      if (neuron.columns.is_subset_of(state_.free[row])) out.insert(row);
    });
    return out;
  }

  [[nodiscard]] IndexSet full_columns(const Rectangle& neuron) const {
    IndexSet out = neuron.columns;
    neuron.rows.for_each([&](std::size_t row) { out &= state_.free[row]; });
    return out;
  }

  void record(std::size_t k, Orientation side, const IndexSet& gone) {
    gone.for_each([&](std::size_t index) { log_.push_back(StripReduction{k, side, index}); });
  }

  const PatternState& state_;
  std::vector<Reduction>& log_;
};

}  // namespace

std::vector<Reduction> find_strips(const PatternState& state) {
  std::vector<Reduction> out;
  std::vector<std::size_t> empty;
  Stripper stripper(state, out);
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    if (stripper.strip(k)) empty.push_back(k);
  }
  for (; !empty.empty(); empty.pop_back()) out.push_back(DropReduction{empty.back()});
  return out;
}

}  // namespace isthmus
