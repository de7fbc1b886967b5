// Two-factor patterns as states: where the decision of closedness starts (Theory §9).
#pragma once

#include <cstddef>

#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/state.hpp"

namespace isthmus {

/// Throws a bad-input error naming the layer unless there is at least one layer, each has inputs
/// and outputs, consecutive sizes agree and every row is strictly increasing and within bounds.
void validate(const LayerSupports& layers);

/// The state of the pattern Y·X, X = layers[0], Y = layers[1]: neuron k is hidden unit k, no entry
/// is free. Requires two layers; throws as `validate` does.
[[nodiscard]] PatternState two_factor_pattern(const LayerSupports& layers);

/// The layers of a state without free entries: the inverse of `two_factor_pattern`, where
/// `column_count` is the number of inputs. Neurons keep their positions.
[[nodiscard]] LayerSupports layers_of(const PatternState& state, std::size_t column_count);

/// The state of layers[first] and layers[first + 1]. Requires valid layers.
[[nodiscard]] PatternState pattern_of(const LayerSupports& layers, std::size_t first);

/// The support of the product of two consecutive layers, the first one nearer to the input.
[[nodiscard]] LayerSupport product_support(const LayerSupport& first, const LayerSupport& second);

/// Puts the support of their product in the place of layers[first] and layers[first + 1].
void merge_layers(LayerSupports& layers, std::size_t first);

/// One more than the largest column that the state speaks of.
[[nodiscard]] std::size_t column_bound(const PatternState& state);

}  // namespace isthmus
