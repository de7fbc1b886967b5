#include "cli/wrap.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "report/page.hpp"

namespace isthmus::cli {
namespace {

constexpr std::size_t default_width = 80;
constexpr std::size_t narrowest = 40;
constexpr std::size_t widest = 100;

// 0 if COLUMNS is not set to a whole number.
std::size_t asked_width() {
  const char* value = std::getenv("COLUMNS");
  const std::string_view text = value == nullptr ? "" : value;
  std::size_t width = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), width);
  const bool whole = result.ec == std::errc() && result.ptr == text.data() + text.size();
  return whole ? width : 0;
}

// 0 if standard output is no terminal.
std::size_t terminal_width() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

// Where the help of a flag starts.
std::size_t help_column(std::size_t width) { return width < 60 ? 8 : 26; }

}  // namespace

std::size_t page_width(bool may_be_terminal) {
  std::size_t width = asked_width();
  if (width == 0 && may_be_terminal) width = terminal_width();
  return std::clamp(width == 0 ? default_width : width, narrowest, widest);
}

std::string wrapped(const std::string& text, std::size_t indent, std::size_t page) {
  std::istringstream words(text);
  std::string result;
  std::string word;
  std::size_t column = indent;
  while (words >> word) {
    const std::size_t width = columns(word);
    if (result.empty()) {
      result = word;
    } else if (column + 1 + width > page) {
      result += '\n';
      result.append(indent, ' ') += word;
      column = indent;
    } else {
      result += " " + word;
      ++column;
    }
    column += width;
  }
  return result + "\n";
}

std::string two_columns(const std::string& left, const std::string& help, std::size_t width) {
  const std::size_t start = help_column(width);
  std::string line = padded("  " + left, start - 1);
  if (columns(line) >= start) {
    line += '\n';
    line.append(start, ' ');
  } else {
    line += " ";
  }
  return line + wrapped(help, start, width);
}

}  // namespace isthmus::cli
