// T15 (Theory §9.5).
//
// A unit k between two layers has the rows R_k, the outputs that it reaches, and the columns C_k,
// the inputs that reach it. Units for which one of these is empty play no part. Units between the
// same layers with equal R and C form a class P, with rows R_P and columns C_P. Let
//   (a) the rectangles R_P × C_P of two classes between the same layers be disjoint, and
//   (b) the units of an earlier layer that reach a given unit be a union of classes.
// Then the products are the matrices A that vanish outside the support of the product, and for
// which rank A[R_P, C_P] <= |P| for every class P. Such matrices are a closed set.
//
// Proof. Products satisfy this. Conversely, induction on the number of layers; one layer is clear.
// By (a), A vanishes outside the rectangles of the first units and is the sum of its parts on them.
// For each class P of first units let X_1[P, C_P] have a basis of the row space of A[R_P, C_P] as
// rows, and then zeros; Y[R_P, P] has the coefficients, and zeros where X_1 has them. A = Y·X_1. It
// remains that Y satisfies the conditions for the other layers, whose inputs are the first units.
// Let q be a later unit with class Q, D_q the first units that reach q. (i) If i ∈ R_q, j ∈ C_q,
// some k ∈ D_q sees j, and (i, j) ∈ R_k × C_k as R_q ⊆ R_k; by (a) all units with (i, j) in their
// rectangle are in the class of k, and by (b) they are in D_q. So D_q is known from R_q and C_q:
// the classes do not change, (a) and (b) hold for the other layers. (ii) Hence A[R_Q, C_Q] =
// Y[R_Q, D_Q]·X_1[D_Q, C_Q]. D_Q is a union of classes by (b), whose columns are disjoint by (a), as
// R_Q is among the rows of each. So the nonzero rows of X_1[D_Q, C_Q] are independent, and
// rank Y[R_Q, D_Q] = rank A[R_Q, C_Q] <= |Q|. ∎
//
// This covers butterflies of any size and block sizes, and chains of them that merge.
#include "pattern/closed/rank_conditions.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "isthmus/pattern/index_set.hpp"

namespace isthmus {
namespace {

using Sets = std::vector<IndexSet>;

// For each output of the layer, what its inputs reach or are reached from.
Sets forward(const LayerSupport& layer, const Sets& before) {
  Sets after(layer.outputs());
  for (std::size_t i = 0; i < layer.outputs(); ++i) {
    for (const std::uint32_t k : layer.rows[i]) after[i] |= before[k];
  }
  return after;
}

Sets backward(const LayerSupport& layer, const Sets& after) {
  Sets before(layer.inputs);
  for (std::size_t i = 0; i < layer.outputs(); ++i) {
    for (const std::uint32_t k : layer.rows[i]) before[k] |= after[i];
  }
  return before;
}

Sets singletons(std::size_t count) {
  Sets sets(count);
  for (std::size_t i = 0; i < count; ++i) sets[i].insert(i);
  return sets;
}

// The units between two layers.
struct Units {
  Sets rows, columns;
  Sets class_of;  // the units of its class; empty for those that play no part
};

void find_classes(Units& units) {
  std::map<std::pair<IndexSet, IndexSet>, IndexSet> classes;
  for (std::size_t k = 0; k < units.rows.size(); ++k) {
    if (units.rows[k].empty() || units.columns[k].empty()) continue;
    classes[{units.rows[k], units.columns[k]}].insert(k);
  }
  units.class_of.resize(units.rows.size());
  for (const auto& [rectangle, members] : classes) {
    members.for_each([&](std::size_t k) { units.class_of[k] = members; });
  }
}

std::vector<Units> units_between(const LayerSupports& layers) {
  std::vector<Units> units(layers.size() - 1);
  Sets columns = singletons(layers.front().inputs);
  Sets rows = singletons(layers.back().outputs());
  for (std::size_t l = 0; l < units.size(); ++l) {
    units[l].columns = columns = forward(layers[l], columns);
  }
  for (std::size_t l = units.size(); l-- > 0;) {
    units[l].rows = rows = backward(layers[l + 1], rows);
    find_classes(units[l]);
  }
  return units;
}

// (a), output by output: the classes that it belongs to have disjoint columns.
bool rectangles_are_disjoint(const Units& units, std::size_t outputs) {
  std::vector<IndexSet> seen(outputs);
  bool disjoint = true;
  for (std::size_t k = 0; k < units.rows.size() && disjoint; ++k) {
    if (units.class_of[k].empty() || units.class_of[k].least() != k) continue;
    units.rows[k].for_each([&](std::size_t i) {
      disjoint = disjoint && !seen[i].meets(units.columns[k]);
      seen[i] |= units.columns[k];
    });
  }
  return disjoint;
}

bool is_union_of_classes(const IndexSet& reaching, const Units& units) {
  bool holds = true;
  reaching.for_each([&](std::size_t k) {
    holds = holds && units.class_of[k].is_subset_of(reaching);
  });
  return holds;
}

// (b) for the units between layers l and l+1 and all later ones.
bool classes_stay_together(const LayerSupports& layers, const std::vector<Units>& units,
                           std::size_t l) {
  Sets reaching = singletons(units[l].rows.size());
  for (std::size_t k = 0; k < reaching.size(); ++k) {
    if (units[l].class_of[k].empty()) reaching[k] = IndexSet();
  }
  for (std::size_t later = l + 1; later < units.size(); ++later) {
    reaching = forward(layers[later], reaching);
    for (std::size_t q = 0; q < reaching.size(); ++q) {
      if (units[later].class_of[q].empty()) continue;
      if (!is_union_of_classes(reaching[q], units[l])) return false;
    }
  }
  return true;
}

}  // namespace

bool closed_by_rank_conditions(const LayerSupports& layers) {
  const std::vector<Units> units = units_between(layers);
  for (const Units& between : units) {
    if (!rectangles_are_disjoint(between, layers.back().outputs())) return false;
  }
  for (std::size_t l = 0; l + 1 < units.size(); ++l) {
    if (!classes_stay_together(layers, units, l)) return false;
  }
  return true;
}

}  // namespace isthmus
