// T13: an incidence that another neuron absorbs does not change the closure.
//
// Let i be in R_p ∩ R_k, C_k ⊆ C_p and R_p \ {i} ⊆ R_k. Where y_ip ≠ 0, replace x_p by x_p + (y_ik
// / y_ip) x_k: row i then does without k, and the other rows of p take the change up in their
// coefficient of k. The product is the same, so the smaller pattern is dense in S. If it is
// closed, it equals S, and S is closed. The same with rows and columns exchanged.
//
// Search: breadth first over deletions, each state reduced and its parts tried with T2, T3 and T11.
// States that differ in the order of the neurons are tried once.
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "pattern/closed/prove.hpp"
#include "pattern/closed/rules.hpp"
#include "pattern/row_types.hpp"

namespace isthmus {
namespace {

// Beyond 12 neurons nothing is tried: the moves of one state alone would be thousands.
constexpr std::size_t depth_limit = 4, state_limit = 400, neuron_limit = 12;

struct Branch {
  PatternState state;
  Absorption path;
};

const IndexSet& across(const Rectangle& neuron, Orientation side) {
  return side == Orientation::rows ? neuron.rows : neuron.columns;
}

Orientation other(Orientation side) {
  return side == Orientation::rows ? Orientation::columns : Orientation::rows;
}

std::vector<std::pair<Incidence, std::size_t>> moves(const PatternState& state) {
  std::vector<std::pair<Incidence, std::size_t>> out;
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    for (std::size_t p = 0; p < state.neurons.size(); ++p) {
      for (const Orientation side : {Orientation::rows, Orientation::columns}) {
        across(state.neurons[k], side).for_each([&](std::size_t index) {
          const Incidence gone{k, side, index};
          if (is_absorbed(state, gone, p)) out.emplace_back(gone, p);
        });
      }
    }
  }
  return out;
}

std::vector<std::pair<IndexSet, IndexSet>> key(const PatternState& state) {
  std::vector<std::pair<IndexSet, IndexSet>> out;
  for (const Rectangle& neuron : state.neurons) out.emplace_back(neuron.rows, neuron.columns);
  std::sort(out.begin(), out.end());
  return out;
}

Branch after(const Branch& node, const Incidence& gone, std::size_t pivot) {
  Branch out{without(node.state, {gone}), node.path};
  out.path.deleted.push_back(gone);
  out.path.pivots.push_back(pivot);
  return out;
}

}  // namespace

bool is_absorbed(const PatternState& state, const Incidence& incidence, std::size_t pivot) {
  const auto& [k, side, index] = incidence;
  if (k >= state.neurons.size() || pivot >= state.neurons.size() || k == pivot) return false;
  const Rectangle &lost = state.neurons[k], &kept = state.neurons[pivot];
  if (!across(lost, side).contains(index) || !across(kept, side).contains(index)) return false;
  IndexSet rest = across(kept, side);
  rest.erase(index);
  return across(lost, other(side)).is_subset_of(across(kept, other(side))) &&
         rest.is_subset_of(across(lost, side));
}

std::optional<Absorption> closed_by_absorption(const PatternState& state, Budget& budget) {
  if (state.neurons.size() > neuron_limit) return std::nullopt;
  std::set<std::vector<std::pair<IndexSet, IndexSet>>> seen{key(state)};
  std::vector<Branch> level{{state, {}}};
  for (std::size_t depth = 0; depth < depth_limit && !level.empty(); ++depth) {
    std::vector<Branch> next;
    for (const Branch& node : level) {
      for (const auto& [gone, pivot] : moves(node.state)) {
        Branch child = after(node, gone, pivot);
        if (!seen.insert(key(child.state)).second) continue;
        if (seen.size() > state_limit || !budget.spend()) return std::nullopt;
        if (auto proof = prove_simply(child.state, budget)) {
          child.path.rest = std::make_shared<const ClosedProof>(std::move(*proof));
          return child.path;
        }
        next.push_back(std::move(child));
      }
    }
    level = std::move(next);
  }
  return std::nullopt;
}

}  // namespace isthmus
