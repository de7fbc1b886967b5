// Programs that results are compared with, where they are installed.
#pragma once

#include <cstdlib>
#include <iostream>
#include <string>

namespace isthmus::test {

/// True when `program` can be started. Otherwise prints "skipped peer: <program>", which
/// `./dev test` lists at the end and CI does not accept; the test then returns.
[[nodiscard]] inline bool have_peer(const std::string& program) {
  if (std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0) return true;
  std::cout << "skipped peer: " << program << '\n';
  return false;
}

}  // namespace isthmus::test
