// How messages and files call parts of networks and models.
#pragma once

#include <string>

#include "isthmus/network/model.hpp"

namespace isthmus {

/// "input", "hidden" or "output", as network files have it.
[[nodiscard]] inline std::string role_text(Role role) {
  if (role == Role::input) return "input";
  return role == Role::hidden ? "hidden" : "output";
}

/// "x1->h1": the default name of the edge that a bundle is (edge_names()).
[[nodiscard]] inline std::string bundle_name(const ModelNodes& nodes, const Bundle& bundle) {
  return nodes.name(bundle.tail) + "->" + nodes.name(bundle.head);
}

/// -1, 0 or 1: of the first weight of a bundle.
[[nodiscard]] inline int sign_at(const Tensor& tensor, std::uint64_t position) {
  const double weight = tensor.at(position);
  return weight > 0 ? 1 : weight < 0 ? -1 : 0;
}

}  // namespace isthmus
