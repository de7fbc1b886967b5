// T15: layers whose products are given by ranks of disjoint blocks, such as butterflies.
//
// Units without a path from an input or to an output change no product and are left out. For a unit
// k of level s, between layers s and s + 1, let R_k be the outputs that it reaches, C_k the inputs
// that reach it. Units of one level with the same R_k × C_k are a class P with the rectangle
// R_P × C_P and r(P) members.
//
// Theorem. Suppose that on each level rectangles of different classes are disjoint, and that the
// units of level s that a unit of level s + 1 is joined to are whole classes, for all s ≥ 1. Then
//   L = {A : A is 0 outside the support of the product, rank A|_P ≤ r(P) for all P of all levels},
// which is closed.
//
// Proof. "⊆": only the members of P reach entries of its rectangle. "⊇", by induction on the number
// of layers. For each class P of level 1 take min(r(P), |C_P|) independent vectors on C_P whose
// span holds the rows of A|_P as rows of X_1, 0 for the other members; and Y with A = Y X_1, each
// A|_P = Y|_P X|_P, where Y is 0 at members whose row is 0. For two layers this is all. Else let Q
// be a class of a level s ≥ 2, and D the units of level 1 that reach it: whole classes, by
// induction on s. A unit k that reaches an entry (i, j) of R_Q × C_Q is in D: j comes to Q through
// some k' in D, R_k' contains R_Q, so the rectangles of k and k' meet and are one class. So A|_Q
// is Y on R_Q × D times X_1 on D × C_Q. Different classes within D have R_Q in common, hence
// disjoint columns, so the rows of X_1 on D that are not 0 are independent and Y has on R_Q × D
// the rank of A|_Q, at most r(Q). The rectangles R_Q × D make the same classes as the R_Q × C_Q,
// and disjoint ones (if (i, k) is in two of them, so is (i, j) for j in C_k). So Y meets the
// conditions for the layers from 2 on, and is a product of them. □
//
// Rectangles cover the support of the product on every level, so they are disjoint exactly when
// their sizes sum up to its size. O(units·words + connections·words).
#include "pattern/closed/chain.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "isthmus/pattern/index_set.hpp"

namespace isthmus {
namespace {

// For each level and unit, what it reaches on one side.
using ReachableSets = std::vector<std::vector<IndexSet>>;

ReachableSets inputs_of_units(const LayerSupports& layers) {
  ReachableSets out(layers.size() + 1);
  for (std::size_t j = 0; j < layers[0].inputs; ++j) {
    out[0].emplace_back();
    out[0][j].insert(j);
  }
  for (std::size_t l = 0; l < layers.size(); ++l) {
    for (const auto& row : layers[l].rows) {
      IndexSet& set = out[l + 1].emplace_back();
      for (const std::uint32_t k : row) set |= out[l][k];
    }
  }
  return out;
}

ReachableSets outputs_of_units(const LayerSupports& layers) {
  ReachableSets out(layers.size() + 1);
  for (std::size_t i = 0; i < layers.back().outputs(); ++i) {
    out.back().emplace_back();
    out.back()[i].insert(i);
  }
  for (std::size_t l = layers.size(); l-- > 0;) {
    out[l].resize(layers[l].inputs);
    for (std::size_t i = 0; i < layers[l].rows.size(); ++i) {
      for (const std::uint32_t k : layers[l].rows[i]) out[l][k] |= out[l + 1][i];
    }
  }
  return out;
}

// The classes of one level: of each unit its class, `none` for units that are left out.
struct Level {
  std::vector<std::size_t> class_of;
  std::vector<std::size_t> members;  // how many, for each class
  std::size_t covered = 0;           // Σ |R_P|·|C_P|
};

Level level_of(const std::vector<IndexSet>& outputs, const std::vector<IndexSet>& inputs) {
  Level out;
  std::map<std::pair<IndexSet, IndexSet>, std::size_t> position;
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    if (outputs[k].empty() || inputs[k].empty()) {
      out.class_of.push_back(IndexSet::none);
      continue;
    }
    const auto [place, first] = position.try_emplace({outputs[k], inputs[k]}, out.members.size());
    if (first) {
      out.members.push_back(0);
      out.covered += outputs[k].size() * inputs[k].size();
    }
    ++out.members[place->second];
    out.class_of.push_back(place->second);
  }
  return out;
}

// Is what a unit of the next level is joined to made of whole classes?
bool joins_whole_classes(const std::vector<std::uint32_t>& row, const Level& level) {
  std::map<std::size_t, std::size_t> joined;
  for (const std::uint32_t k : row) {
    if (level.class_of[k] != IndexSet::none) ++joined[level.class_of[k]];
  }
  return std::all_of(joined.begin(), joined.end(),
                     [&](const auto& entry) { return entry.second == level.members[entry.first]; });
}

std::size_t size_of_product(const std::vector<IndexSet>& inputs_of_outputs) {
  std::size_t out = 0;
  for (const IndexSet& row : inputs_of_outputs) out += row.size();
  return out;
}

}  // namespace

bool is_chain(const LayerSupports& layers) {
  const ReachableSets inputs = inputs_of_units(layers), outputs = outputs_of_units(layers);
  const std::size_t entries = size_of_product(inputs.back());
  for (std::size_t s = 1; s < layers.size(); ++s) {
    const Level level = level_of(outputs[s], inputs[s]);
    if (level.covered != entries) return false;
    for (std::size_t q = 0; q < layers[s].rows.size(); ++q) {
      if (outputs[s + 1][q].empty() || inputs[s + 1][q].empty()) continue;
      if (!joins_whole_classes(layers[s].rows[q], level)) return false;
    }
  }
  return true;
}

}  // namespace isthmus
