// What a node of a network file says of its activation.
#pragma once

#include <optional>
#include <string>

#include "formats/json_reader.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus {

/// The members "activation" and "negative_slope", which may come in either order.
struct ActivationMembers {
  std::string name;               ///< empty: not there
  std::optional<Rational> slope;  ///< as written

  void read_name(JsonReader& json);
  /// What both say of a node of that role, at the end of the node. Throws Error (bad_input) at it
  /// if they do not fit each other or the role.
  [[nodiscard]] Activation read(const JsonReader& json, Role role) const;
};

}  // namespace isthmus
