// Merging layers (Theory §9).
//
// If the products of two consecutive layers are all matrices on the support of their product, the
// two may be replaced by one layer with this support: the set L does not change. Each merge has a
// full proof: R1-R5 to nothing, T12 or T14. Layers are tried from the input on, and again after
// each merge, because merging makes supports larger. With two layers left the theory of two factors
// decides. If a product is closed but not full, nothing follows.
#include "pattern/decide/merge.hpp"

#include <utility>

#include "isthmus/pattern/pattern.hpp"
#include "pattern/closed/prove.hpp"
#include "pattern/reduce/reduce.hpp"

namespace isthmus {
namespace {

std::optional<ClosedProof> prove_full(const PatternState& state, const DecideOptions& options) {
  Budget budget(options.rule_steps);
  return prove_leaves(reduce(state, Goal::full), [&](const PatternState& leaf) {
    return full_rule(leaf, budget, leaf.neurons.size() <= 4 ? options.chart_steps : 0);
  });
}

bool merge_one(MergedLayers& merged, const DecideOptions& options) {
  for (std::size_t l = 0; l + 1 < merged.layers.size(); ++l) {
    auto proof = prove_full(pattern_of(merged.layers, l), options);
    if (!proof) continue;
    merge_layers(merged.layers, l);
    merged.starts.erase(merged.starts.begin() + static_cast<std::ptrdiff_t>(l) + 1);
    merged.merges.push_back({l, std::move(*proof)});
    return true;
  }
  return false;
}

}  // namespace

MergedLayers merge_all(const LayerSupports& layers, const DecideOptions& options) {
  MergedLayers out{layers, {}, {}};
  for (std::size_t l = 0; l < layers.size(); ++l) out.starts.push_back(l);
  while (out.layers.size() > 2 && merge_one(out, options)) continue;
  return out;
}

}  // namespace isthmus
