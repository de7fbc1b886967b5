// Errors and notes on standard error, exit codes.
#pragma once

#include <string>

#include "isthmus/error.hpp"

namespace isthmus::cli {

enum ExitCode {
  done = 0,
  refuted = 1,
  bad_input = 2,
  not_determined = 3,
  our_bug = 4,
  interrupted = 130
};

enum class Style { line, json };

[[nodiscard]] int exit_code(ErrorKind kind);

/// One line "isthmus: file: place: cause; remedy", or one JSON object of format "isthmus-error".
[[nodiscard]] std::string error_text(const Error& error, Style style);

void print_error(const Error& error, Style style);

/// The same for a statement that does not hold, exit code 1; its kind in JSON is "refuted".
void print_refuted(const Error& error, Style style);

/// Something the user should know though nothing is wrong: "isthmus: note: …".
void print_note(const std::string& note, Style style);

}  // namespace isthmus::cli
