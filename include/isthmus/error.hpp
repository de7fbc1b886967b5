// Errors of the library: each names the guilty party, the place, the cause and the remedy.
//
// Library code throws these and nothing else of its own; it never prints, exits or aborts.
// Only the command line turns a kind into an exit code.
#pragma once

#include <stdexcept>
#include <string>

namespace isthmus {

/// Who has to act on an error.
enum class ErrorKind {
  bad_input,      ///< a file or a value given by the user is wrong (exit code 2)
  bad_usage,      ///< a command, flag or argument is wrong (exit code 2)
  limit_reached,  ///< a stated limit stopped the work; says nothing about the answer (exit code 3)
  internal,       ///< a broken invariant: our bug (exit code 4)
};

/// The four parts of a one-line message; parts that are unknown are empty.
struct ErrorDetail {
  std::string file;    ///< the file as the user named it, "-" for standard input
  std::string place;   ///< where in it: a JSON path ("$.edges[3].from"), a line, a flag
  std::string cause;   ///< what is wrong, as a clause without a final full stop
  std::string remedy;  ///< what to do about it, as a clause without a final full stop
};

/// The one exception type of the library. `what()` is the one-line message
/// "file: place: cause; remedy" without line breaks, whatever the input contained.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, ErrorDetail detail);

  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
  [[nodiscard]] const ErrorDetail& detail() const noexcept { return detail_; }

  /// The same error, its empty `file` or `place` filled in by a caller that knows them.
  [[nodiscard]] Error in_file(const std::string& file) const;
  [[nodiscard]] Error at(const std::string& place) const;

 private:
  ErrorKind kind_;
  ErrorDetail detail_;
};

/// Shorthands for the common cases; `place` and `file` are added by whoever knows them.
[[nodiscard]] Error input_error(std::string cause, std::string remedy);
[[nodiscard]] Error usage_error(std::string cause, std::string remedy);
[[nodiscard]] Error limit_error(std::string cause, std::string remedy);

/// Throws an internal error naming `what` unless `holds`. Stays on in release builds:
/// it guards claims, not speed.
void ensure(bool holds, const char* what);

/// `text` made fit for a one-line message: in quotes, control characters and bytes that are no
/// UTF-8 escaped, longer texts than `limit` bytes shortened in the middle.
[[nodiscard]] std::string quoted(const std::string& text, std::size_t limit = 60);

}  // namespace isthmus
