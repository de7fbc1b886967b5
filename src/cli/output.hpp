// Where results go.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

namespace isthmus::cli {

/// Runs `write` on the file `path` (completely or not at all), or on standard output if it is
/// empty or "-". On ranks other than 0 it runs `write` and drops what is written. A reader that
/// went away is no error; anything else that keeps a byte from being written throws Error
/// (bad_input).
void deliver(const std::string& path, const std::function<void(std::ostream&)>& write);

}  // namespace isthmus::cli
