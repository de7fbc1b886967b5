// Plain-text layout: a line width, hanging indents, bounded lists.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

#include "isthmus/report/text.hpp"
#include "report/short_number.hpp"

namespace isthmus {

/// A blank at which no line is broken. (A control character, so no printable name contains it.)
constexpr char tie = '\x1f';

/// Writes paragraphs that fit the width (a longer word stands alone). Columns are code points.
class Page {
 public:
  Page(std::ostream& out, const TextStyle& style) : out_(out), style_(style) {}

  /// A paragraph in bold.
  void headline(const std::string& text);
  /// An empty line and a title in bold.
  void section(const std::string& title);
  void blank();
  /// A paragraph that is not indented.
  void paragraph(const std::string& text);
  /// A paragraph; further lines are indented two columns more.
  void line(const std::string& text, std::size_t indent = 2);
  /// A label in its own column and a text beside it.
  void field(const std::string& label, const std::string& text);

  /// Calls write(item) for the first items and says how many are left out.
  template <class Items, class Write>
  void list(const Items& items, Write write) {
    std::size_t written = 0;
    for (const auto& item : items) {
      if (written == style_.list_limit) break;
      write(item);
      ++written;
    }
    if (written < items.size()) and_more(items.size() - written);
  }

 private:
  void and_more(std::size_t count);
  void put(std::string_view word);
  void wrap(std::string_view text, std::size_t column, std::size_t indent);

  std::ostream& out_;
  const TextStyle& style_;
};

/// "1 edge", "2 edges".
[[nodiscard]] std::string counted(std::uint64_t count, const std::string& noun);

/// A count given as a power of two: "1", "1024", "2^5000".
[[nodiscard]] std::string short_power_of_two(std::size_t log2);

/// `text` filled with blanks to `width` code points.
[[nodiscard]] std::string padded(std::string text, std::size_t width);

/// Number of code points.
[[nodiscard]] std::size_t columns(std::string_view text);

}  // namespace isthmus
