// Asking Singular, if it is installed, about the equations of a limit.
#pragma once

#include "isthmus/pattern/decide.hpp"

namespace isthmus::cli {

/// A test that runs Singular on every question, at most 60 seconds each; what it does not answer in
/// time is not certain. Throws Error (bad_usage) if there is no Singular on the path.
[[nodiscard]] IdealTest singular_test();

}  // namespace isthmus::cli
