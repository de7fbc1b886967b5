// Problem: a witness is found for a small state that reductions left; the pattern needs one of its
// own. Idea: undo the reductions one by one, last first. The limit and the window stay; the factors
// grow.
//   strip, twins   nothing to do: what left is 0 in the factors and in the limit
//   drop           the neuron comes back as 0
//   split          the pieces have disjoint rows and columns: they add up to the neuron, and what
//   they
//                  make where one piece's row meets another's column is free
//   linear block   its neurons put right what is missing at their entries (linear_block.cpp)
//   direct sum     the neurons of other parts are 0
// Invariant: a witness of the state before each reduction: supported on it, and the product tends
// to the limit at all entries that are observed there. Source: Theory §9. Rejected: searching in
// the original state, as large patterns mostly have small reduced states.
#include "pattern/witness/lift.hpp"

#include <utility>

#include "isthmus/error.hpp"
#include "pattern/reduce/apply.hpp"
#include "pattern/witness/forms.hpp"
#include "pattern/witness/linear_block.hpp"

namespace isthmus::pattern {

namespace {

using Factor = std::vector<std::vector<Laurent>>;

/// Undoes one reduction. The states before linear blocks are taken from the end of the list.
class Undo {
 public:
  Undo(std::vector<PatternState>& before_blocks, Witness& witness)
      : before_blocks_(before_blocks), witness_(witness) {}

  void operator()(const StripReduction&) const {}
  void operator()(const TwinReduction&) const {}
  void operator()(const DropReduction& step) const { insert_zero(step.neuron); }

  // The later pieces stand at the end of the list.
  void operator()(const SplitReduction& step) const {
    Factor& x = witness_.factors[0];
    for (std::size_t piece = 1; piece < step.pieces.size(); ++piece) {
      add(x[step.neuron], x.back());
      x.pop_back();
      for (auto& row : witness_.factors[1]) {
        row[step.neuron] += row.back();
        row.pop_back();
      }
    }
  }

  void operator()(const LinearReduction& step) const {
    const PatternState before = std::move(before_blocks_.back());
    before_blocks_.pop_back();
    for (const std::size_t k : step.neurons) insert_zero(k);
    if (step.side == Orientation::rows) {
      fill_linear_block(before, step.neurons, witness_);
      return;
    }
    Witness other = transposed(witness_);
    fill_linear_block(transposed(before, witness_.limit.cols()), step.neurons, other);
    witness_.factors = transposed(other).factors;
  }

 private:
  static void add(std::vector<Laurent>& to, const std::vector<Laurent>& other) {
    for (std::size_t j = 0; j < to.size(); ++j) to[j] += other[j];
  }

  void insert_zero(std::size_t neuron) const {
    const auto place = static_cast<std::ptrdiff_t>(neuron);
    Factor& x = witness_.factors[0];
    x.insert(x.begin() + place, std::vector<Laurent>(witness_.limit.cols()));
    for (auto& row : witness_.factors[1]) row.insert(row.begin() + place, Laurent{});
  }

  std::vector<PatternState>& before_blocks_;
  Witness& witness_;
};

// Puts the leaf's witness together on the way back; false if the leaf is not below `reduced`.
bool lift_from_below(const PatternState& state, const ReducedState& reduced,
                     const PatternState* leaf, Witness& witness) {
  if (&reduced.rest == leaf) {
    witness = lift(state, reduced.reductions, std::move(witness));
    return true;
  }
  for (const auto& [neurons, part] : reduced.parts) {
    PatternState whole = state;
    for (const Reduction& reduction : reduced.reductions) apply(whole, reduction);
    if (!lift_from_below(part_of(whole, neurons), part, leaf, witness)) continue;
    witness = lift(state, reduced.reductions, lift_part(whole, neurons, witness));
    return true;
  }
  return false;
}

}  // namespace

Witness lift(const PatternState& state, const std::vector<Reduction>& reductions, Witness witness) {
  std::vector<PatternState> before_blocks;  // there may be many more reductions of other kinds
  PatternState now = state;
  for (const Reduction& reduction : reductions) {
    if (std::holds_alternative<LinearReduction>(reduction)) before_blocks.push_back(now);
    apply(now, reduction);
  }
  for (auto reduction = reductions.rbegin(); reduction != reductions.rend(); ++reduction) {
    std::visit(Undo(before_blocks, witness), *reduction);
  }
  return witness;
}

Witness lift_part(const PatternState& whole, const std::vector<std::size_t>& neurons,
                  const Witness& part) {
  Witness out = blank_witness(whole, part.limit.rows(), part.limit.cols());
  out.limit = part.limit;
  out.window = part.window;
  out.side = part.side;
  out.refutation = part.refutation;
  for (std::size_t p = 0; p < neurons.size(); ++p) {
    out.factors[0][neurons[p]] = part.factors[0][p];
    for (std::size_t i = 0; i < part.limit.rows(); ++i) {
      out.factors[1][i][neurons[p]] = part.factors[1][i][p];
    }
  }
  return out;
}

Witness lift_leaf(const PatternState& state, const ReducedState& reduced, const PatternState* leaf,
                  Witness witness) {
  ensure(lift_from_below(state, reduced, leaf, witness), "the leaf is one of the reduced state");
  return witness;
}

PatternState leaf_within(const PatternState& state, const PatternState& leaf) {
  PatternState out = leaf;
  const auto covered = [](const std::vector<Rectangle>& neurons, std::size_t row) {
    IndexSet columns;
    for (const Rectangle& neuron : neurons) {
      if (neuron.rows.contains(row)) columns |= neuron.columns;
    }
    return columns;
  };
  leaf.rows.for_each([&](std::size_t row) {
    const IndexSet others = covered(state.neurons, row) - covered(leaf.neurons, row);
    out.free[row] |= others & leaf.columns;
  });
  return out;
}

std::optional<Witness> find_lifted_witness(const PatternState& state, const ReducedState& reduced,
                                           const WitnessOptions& options, Budget& budget) {
  for (const PatternState* leaf : leaves(reduced)) {
    auto found = find_witness(leaf_within(state, *leaf), options, budget);
    if (found) return lift_leaf(state, reduced, leaf, std::move(*found));
  }
  return std::nullopt;
}

}  // namespace isthmus::pattern
