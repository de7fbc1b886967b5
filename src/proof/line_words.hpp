// A text as lines of words separated by single spaces.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace isthmus {

/// Goes through the text once. Lines that begin with "#" are skipped, except the
/// first. Errors are Error (bad_input)
/// without a place.
class LineWords {
 public:
  explicit LineWords(std::string_view text) : text_(text) {}

  /// Moves to the first word of the next line; false if the text has no other. Throws if the line
  /// is not ended by a line feed.
  [[nodiscard]] bool next_line();

  /// No word of the line is left.
  [[nodiscard]] bool at_end() const { return line_.empty(); }
  [[nodiscard]] bool at_end_of_text() const { return text_.empty(); }
  /// The next word begins with a digit.
  [[nodiscard]] bool at_number() const;
  /// The next word is this one.
  [[nodiscard]] bool at_word(std::string_view word) const {
    return line_.substr(0, line_.find(' ')) == word;
  }
  /// Moves over the next word; throws if there is none.
  std::string_view next();
  /// Moves over all that is left of the line; throws if nothing is.
  std::string_view rest();
  /// Throws unless all words of the line have been read.
  void finish() const;

  /// Lines before this one, comments not counted.
  [[nodiscard]] std::uint64_t lines_before() const { return lines_ - 1; }
  /// "line 7", counted from 1 with comments.
  [[nodiscard]] std::string place() const;

 private:
  void check_not_at_end() const;

  std::string_view text_;    ///< after the line
  std::string_view line_;    ///< what is left of the line
  std::uint64_t lines_ = 0;  ///< begun, without comments
  std::uint64_t comments_ = 0;
};

}  // namespace isthmus
