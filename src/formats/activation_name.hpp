// Names of activations, as network files and flags write them.
#pragma once

#include <optional>
#include <string_view>

#include "isthmus/network/activation.hpp"

namespace isthmus {

/// "relu", "identity", "abs", "unknown"; nothing for other texts, among them "leaky_relu", which
/// needs its slope.
[[nodiscard]] std::optional<Activation> named_activation(std::string_view name);

/// The name of an activation; "leaky_relu" for slopes other than 0, 1 and -1.
[[nodiscard]] const char* activation_name(const Activation& activation);

}  // namespace isthmus
