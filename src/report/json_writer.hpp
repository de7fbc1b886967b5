// Writes JSON as it is produced, so that a report of 10^6 edges needs no tree in memory.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string_view>
#include <vector>

namespace isthmus {

/// How an object or array is laid out: one entry a line, or all on one line.
enum class Layout { lines, inline_ };

/// A pretty-printing writer of one JSON document. The caller opens and closes what it writes, in
/// order; whatever is inside an inline container is inline. Deterministic; O(1) memory besides
/// the nesting.
class JsonWriter {
 public:
  explicit JsonWriter(std::ostream& out) : out_(out) {}

  void begin_object(Layout layout = Layout::lines) { begin('{', layout); }
  void end_object() { end('}'); }
  void begin_array(Layout layout = Layout::lines) { begin('[', layout); }
  void end_array() { end(']'); }

  /// The name of the entry that is written next. Requires an open object.
  void key(std::string_view name);

  /// Values. Text that is not UTF-8 is written with U+FFFD for each offending byte.
  void text(std::string_view value);
  void number(std::uint64_t value);
  void sign(int value);
  void boolean(bool value);
  /// A JSON document as it stands. Requires one, without a line feed at the end.
  void document(std::string_view json);

  /// key and value at once.
  void text(std::string_view name, std::string_view value);
  void number(std::string_view name, std::uint64_t value);
  void boolean(std::string_view name, bool value);

 private:
  struct Level {
    Layout layout;
    bool empty;
  };

  void begin(char bracket, Layout layout);
  void end(char bracket);
  void separate();
  void new_line();
  void quote(std::string_view value);

  std::ostream& out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace isthmus
