#include "formats/activation_name.hpp"

namespace isthmus {

std::optional<Activation> named_activation(std::string_view name) {
  if (name == "relu") return Activation{0, true};
  if (name == "identity") return Activation{1, true};
  if (name == "abs") return Activation{-1, true};
  if (name == "unknown") return Activation{0, false};
  return std::nullopt;
}

const char* activation_name(const Activation& activation) {
  if (!activation.known) return "unknown";
  if (activation.negative_slope == 0) return "relu";
  if (activation.negative_slope == 1) return "identity";
  return activation.negative_slope == -1 ? "abs" : "leaky_relu";
}

}  // namespace isthmus
