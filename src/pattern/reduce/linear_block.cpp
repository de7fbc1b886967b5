// R3: neurons that realise whatever is asked of them, whatever their vectors are.
//
// Problem. Find a set N of neurons such that in every row i the neurons of N in that row have a
// matching that saturates the columns they reach and that are not free there. Then generic
// *constant* x_k (k in N) make all these rows full at once, so N can be removed and all its
// entries declared free; S does not change.
//
// Idea. The union of two such sets is one (match the rest of the second outside what the first
// reaches), so there is a largest. In one row, take a largest matching. Call a column bad if it is
// unmatched or its neuron is bad, a neuron bad if it has a bad column. No set N as wanted contains
// a bad neuron: it would have a matching that saturates an unmatched column, and the two matchings
// together would give an augmenting path. The neurons that are not bad are saturated by the
// matching at hand. So remove the bad ones of one row after another until no row has any: what is
// left is the largest block. Columns work the same in the transposed state.
//
// This holds neurons with one row or column, classes of at least min(|R|, |C|) identical neurons,
// products of lower triangular matrices, networks with one output or one input.
//
// Cost. One matching for each type of row and each time that type loses a neuron; polynomial.
// Rejected: trying subsets of neurons, which is exponential and cannot see large blocks.
#include <utility>

#include "pattern/matching.hpp"
#include "pattern/reduce/steps.hpp"
#include "pattern/row_types.hpp"

namespace isthmus {
namespace {

IndexSet reach_of(const PatternState& state, const IndexSet& neurons) {
  IndexSet out;
  neurons.for_each([&](std::size_t k) { out |= state.neurons[k].columns; });
  return out;
}

// The bad ones among these neurons, given the largest matching of their columns within `observed`.
IndexSet bad_neurons(const PatternState& state, const std::vector<std::size_t>& neurons,
                     const Matching& matching, const IndexSet& observed) {
  IndexSet out, bad_columns = observed;
  for (const std::size_t column : matching.right_of) {
    if (column != IndexSet::none) bad_columns.erase(column);
  }
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t at = 0; at < neurons.size(); ++at) {
      const std::size_t k = neurons[at];
      if (out.contains(k) || !state.neurons[k].columns.meets(bad_columns)) continue;
      out.insert(k);
      grown = true;
      if (matching.right_of[at] != IndexSet::none) bad_columns.insert(matching.right_of[at]);
    }
  }
  return out;
}

// The neurons of `alive` in rows of this type that cannot be in a block within `alive`.
IndexSet excluded(const PatternState& state, const RowType& type, const IndexSet& alive) {
  const IndexSet here = type.neurons & alive;
  if (here.empty()) return {};
  const IndexSet observed = reach_of(state, here) - type.free;
  const Matching matching = maximum_matching(columns_of(state, here), observed);
  if (matching.size == observed.size()) return {};
  return bad_neurons(state, here.elements(), matching, observed);
}

IndexSet largest_block(const PatternState& state) {
  const std::vector<RowType> types = row_types(state);
  IndexSet alive = IndexSet::below(state.neurons.size());
  for (bool shrunk = true; shrunk && !alive.empty();) {
    shrunk = false;
    for (const RowType& type : types) {
      const IndexSet gone = excluded(state, type, alive);
      shrunk = shrunk || !gone.empty();
      alive -= gone;
    }
  }
  return alive;
}

}  // namespace

std::vector<Reduction> find_linear_block(const PatternState& state) {
  for (const Orientation side : {Orientation::rows, Orientation::columns}) {
    const IndexSet block = largest_block(seen_by(state, side));
    if (!block.empty()) return {LinearReduction{block.elements(), side}};
  }
  return {};
}

}  // namespace isthmus
