#include "cli/wrap.hpp"

#include <sstream>

#include "report/page.hpp"

namespace isthmus::cli {
namespace {

constexpr std::size_t page_width = 80;
constexpr std::size_t help_column = 26;

}  // namespace

std::string wrapped(const std::string& text, std::size_t indent) {
  std::istringstream words(text);
  std::string result;
  std::string word;
  std::size_t column = indent;
  while (words >> word) {
    const std::size_t width = columns(word);
    if (result.empty()) {
      result = word;
    } else if (column + 1 + width > page_width) {
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

std::string two_columns(const std::string& left, const std::string& help) {
  std::string line = padded("  " + left, help_column - 1);
  if (columns(line) >= help_column) {
    line += '\n';
    line.append(help_column, ' ');
  } else {
    line += " ";
  }
  return line + wrapped(help, help_column);
}

}  // namespace isthmus::cli
