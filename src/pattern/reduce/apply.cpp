#include "pattern/reduce/apply.hpp"

#include <utility>

#include "isthmus/pattern/pattern.hpp"

namespace isthmus {
namespace {

IndexSet& side_of(Rectangle& neuron, Orientation side) {
  return side == Orientation::rows ? neuron.rows : neuron.columns;
}

void free_entries(PatternState& state, const Rectangle& neuron) {
  neuron.rows.for_each([&](std::size_t row) { state.free[row] |= neuron.columns; });
}

bool same_rectangle(const Rectangle& a, const Rectangle& b) {
  return a.rows == b.rows && a.columns == b.columns;
}

struct Apply {
  PatternState& state;

  void operator()(const StripReduction& step) {
    side_of(state.neurons[step.neuron], step.side).erase(step.index);
  }
  void operator()(const DropReduction& step) {
    state.neurons.erase(state.neurons.begin() + static_cast<std::ptrdiff_t>(step.neuron));
  }
  void operator()(const SplitReduction& step) {
    const std::size_t origin = state.neurons[step.neuron].origin;
    for (std::size_t p = 0; p < step.pieces.size(); ++p) {
      Rectangle piece{origin, step.pieces[p].first, step.pieces[p].second};
      if (p == 0) {
        state.neurons[step.neuron] = std::move(piece);
      } else {
        state.neurons.push_back(std::move(piece));
      }
    }
  }
  void operator()(const LinearReduction& step) {
    std::vector<Rectangle> rest;
    std::size_t next = 0;
    const Rectangle* last = nullptr;
    for (std::size_t k = 0; k < state.neurons.size(); ++k) {
      if (next == step.neurons.size() || step.neurons[next] != k) {
        rest.push_back(state.neurons[k]);
        continue;
      }
      ++next;
      if (last == nullptr || !same_rectangle(*last, state.neurons[k])) {
        free_entries(state, state.neurons[k]);
      }
      last = &state.neurons[k];
    }
    state.neurons = std::move(rest);
  }
  void operator()(const TwinReduction& step) {
    (step.side == Orientation::rows ? state.rows : state.columns) = step.kept;
    for (Rectangle& neuron : state.neurons) side_of(neuron, step.side) &= step.kept;
  }
};

}  // namespace

void apply(PatternState& state, const Reduction& reduction) { std::visit(Apply{state}, reduction); }

PatternState part_of(const PatternState& state, const std::vector<std::size_t>& neurons) {
  PatternState out{{}, {}, {}, state.free};
  for (const std::size_t k : neurons) {
    out.neurons.push_back(state.neurons[k]);
    out.rows |= state.neurons[k].rows;
    out.columns |= state.neurons[k].columns;
  }
  return out;
}

}  // namespace isthmus
