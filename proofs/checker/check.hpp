// The door of the checker: text of a certificate in, verdict out.
//
// docs/certificate.md says what a certificate is and when it is proved; this folder is that page as
// a program and shares nothing with the engine. GMP and the standard library are all it needs.
#pragma once

#include <string>
#include <string_view>

namespace isthmus_check {

/// The values are the exit codes of the program.
enum class Verdict { proved = 0, not_proved = 1, malformed = 2 };

struct Options {
  bool explain = false;  ///< say each step in words
  bool dump = false;     ///< print what was understood
};

struct Outcome {
  Verdict verdict = Verdict::malformed;
  std::string line;  ///< "proved: …", "not proved: …" or "malformed: …", without a line feed
  std::string text;  ///< what `dump` and `explain` ask for, up to the step that fails: whole lines
};

/// Throws nothing, prints nothing. Memory is linear in the text; so is time, but for the search,
/// and for sets that overlap or share long numbers, where a fixed budget of steps ends it.
[[nodiscard]] Outcome check(std::string_view certificate, const Options& options = {}) noexcept;

}  // namespace isthmus_check
