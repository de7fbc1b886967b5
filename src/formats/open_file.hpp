// Opening files for reading, with errors that say what is wrong.
#pragma once

#include <fstream>
#include <string>

namespace isthmus {

/// Throws Error (bad_input) naming the cause if `path` is a folder or cannot be opened.
[[nodiscard]] std::ifstream open_for_reading(const std::string& path);

/// "what: what the system said about the call that just failed".
[[nodiscard]] std::string system_cause(const std::string& what);

}  // namespace isthmus
