#include "report/page.hpp"

#include <ostream>

#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

constexpr std::size_t label_width = 16;

std::string_view next_word(std::string_view& text) {
  const std::size_t start = text.find_first_not_of(' ');
  if (start == std::string_view::npos) return text = {};
  const std::size_t end = std::min(text.find(' ', start), text.size());
  const std::string_view word = text.substr(start, end - start);
  text.remove_prefix(end);
  return word;
}

}  // namespace

std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = columns(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

void Page::put(std::string_view word) {
  for (const char c : word) out_.put(c == tie ? ' ' : c);
}

// The text starts at `column`; its further lines start at `indent`. Runs of blanks that line up a
// table are kept where the line is not broken.
void Page::wrap(std::string_view text, std::size_t column, std::size_t indent) {
  bool fresh = true;
  while (!text.empty()) {
    const std::size_t gap = std::min(text.find_first_not_of(' '), text.size());
    const std::string_view word = next_word(text);
    if (word.empty()) break;
    const std::size_t width = columns(word);
    if (!fresh && column + gap + width > style_.width) {
      out_ << '\n' << std::string(indent, ' ');
      column = indent;
    } else {
      out_ << std::string(gap, ' ');
      column += gap;
    }
    put(word);
    column += width;
    fresh = false;
  }
}

void Page::headline(const std::string& text) {
  if (style_.color) out_ << "\033[1m";
  wrap(text, 0, 0);
  if (style_.color) out_ << "\033[0m";
  blank();
}

void Page::section(const std::string& title) {
  blank();
  headline(title);
}

void Page::blank() { out_ << '\n'; }

void Page::paragraph(const std::string& text) {
  wrap(text, 0, 0);
  blank();
}

void Page::line(const std::string& text, std::size_t indent) {
  out_ << std::string(indent, ' ');
  wrap(text, indent, indent + 2);
  blank();
}

void Page::field(const std::string& label, const std::string& text) {
  out_ << padded(label, label_width);
  wrap(text, label_width, label_width);
  blank();
}

void Page::and_more(std::size_t count) {
  line("… and " + std::to_string(count) + " more (--json lists all)");
}

std::string counted(std::uint64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string short_power_of_two(std::size_t log2) {
  constexpr std::size_t worth_writing_out = 30;
  return log2 <= worth_writing_out ? power_of_two_text(log2) : "2^" + std::to_string(log2);
}

}  // namespace isthmus
