// The program: finds the command, parses its arguments, runs it.
#pragma once

#include <string>
#include <vector>

#include "cli/errors.hpp"

namespace isthmus::cli {

/// How errors are to be printed, known before anything is parsed: --json or --to json appears.
[[nodiscard]] Style error_style(const std::vector<std::string>& words);

/// Runs the command line `words` (without the program's name) and returns the exit code of an
/// orderly end. Throws Error and whatever the library throws.
[[nodiscard]] int run_program(const std::vector<std::string>& words, Style style);

}  // namespace isthmus::cli
