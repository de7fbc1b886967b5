#include "formats/activation_members.hpp"

#include "formats/activation_name.hpp"
#include "isthmus/error.hpp"

namespace isthmus {

void ActivationMembers::read_name(JsonReader& json) {
  json.read_string(name);
  if (name == "leaky_relu" || named_activation(name)) return;
  json.fail(isthmus::quoted(name) + " is not an activation",
            "write \"relu\", \"leaky_relu\", \"identity\", \"abs\" or \"unknown\"");
}

Activation ActivationMembers::read(const JsonReader& json, Role role) const {
  if (slope.has_value() != (name == "leaky_relu")) {
    json.fail("\"negative_slope\" and the activation \"leaky_relu\" belong together",
              "give both or neither");
  }
  if (!name.empty() && name != "unknown" && role != Role::hidden) {
    json.fail(std::string("an activation of an ") + (role == Role::input ? "input" : "output"),
              "only hidden nodes have one; put a hidden node before an output that needs it");
  }
  if (slope) return {*slope, true};
  return named_activation(name).value_or(Activation());
}

}  // namespace isthmus
