// Three or more factors: layers that merge, and witnesses carried through the layers.
#pragma once

#include <optional>
#include <vector>

#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/decide.hpp"

namespace isthmus {

/// The layers after all merges that were found; layer l holds the original layers starts[l] to
/// starts[l + 1] - 1.
struct MergedLayers {
  LayerSupports layers;
  std::vector<std::size_t> starts;
  std::vector<LayerMerge> merges;
};

/// Merges consecutive layers that realise every matrix on the support of their product, as long as
/// there are any and at least three layers; each merge is an equality of sets.
[[nodiscard]] MergedLayers merge_all(const LayerSupports& layers, const DecideOptions& options);

/// Factors of the given layers, all constant but one, whose product is `matrix` (outputs of the
/// last layer × inputs of the first). One layer carries the matrix; through the others every row or
/// column in use has a path of its own. Nothing if no such paths were found within some steps.
[[nodiscard]] std::optional<std::vector<std::vector<std::vector<Laurent>>>> route(
    const LayerSupports& layers, const std::vector<std::vector<Laurent>>& matrix);

/// A witness of the two factors that the first `split` layers and the others have as products, as
/// one of all layers; nothing if one of its factors is not routed.
[[nodiscard]] std::optional<Witness> through_layers(const LayerSupports& layers, std::size_t split,
                                                    const Witness& witness);

}  // namespace isthmus
