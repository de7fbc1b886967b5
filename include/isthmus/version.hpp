// What this build is and what it was built with.
#pragma once

#include <string>
#include <vector>

namespace isthmus {

/// "0.1.0".
[[nodiscard]] std::string version();

/// A built-in component: a library and its version, or "not built in".
struct Component {
  std::string name;
  std::string version;
};

/// The libraries of this build in a fixed order: GMP or cpp_int, MPFR, FLINT, Arb, bliss, ONNX.
[[nodiscard]] std::vector<Component> built_in_components();

}  // namespace isthmus
