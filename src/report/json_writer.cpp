#include "report/json_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ostream>

namespace isthmus {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// A code point and its length in bytes; length 0 if `text` does not start with valid UTF-8.
struct Decoded {
  std::uint32_t point = 0;
  std::size_t length = 0;
};

std::size_t length_from_lead(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

Decoded decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = length_from_lead(lead);
  if (length == 0 || text.size() < length) return {};
  if (length == 1) return {lead, 1};
  std::uint32_t point = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return {};
    point = (point << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  }
  constexpr std::array<std::uint32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point < 0xE000;
  if (point < smallest[length] || point > 0x10FFFF || surrogate) return {};
  return {point, length};
}

void put_ascii(std::ostream& out, char c) {
  switch (c) {
    case '"':
      out << "\\\"";
      return;
    case '\\':
      out << "\\\\";
      return;
    case '\n':
      out << "\\n";
      return;
    case '\t':
      out << "\\t";
      return;
    default:
      break;
  }
  if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
    out.put(c);
    return;
  }
  char code[8];
  std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
  out << code;
}

}  // namespace

void JsonWriter::quote(std::string_view value) {
  out_.put('"');
  while (!value.empty()) {
    const Decoded next = decode(value);
    if (next.length == 0) {
      out_ << "\xEF\xBF\xBD";
    } else if (next.length == 1) {
      put_ascii(out_, value.front());
    } else {
      out_ << value.substr(0, next.length);
    }
    value.remove_prefix(next.length == 0 ? 1 : next.length);
  }
  out_.put('"');
}

void JsonWriter::new_line() {
  out_.put('\n');
  for (std::size_t i = 0; i < levels_.size(); ++i) out_ << "  ";
}

// Puts what belongs between the previous entry and the next one.
void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (!level.empty) out_.put(',');
  if (level.layout == Layout::lines) {
    new_line();
  } else if (!level.empty) {
    out_.put(' ');
  }
  level.empty = false;
}

void JsonWriter::begin(char bracket, Layout layout) {
  separate();
  if (!levels_.empty() && levels_.back().layout == Layout::inline_) layout = Layout::inline_;
  out_.put(bracket);
  levels_.push_back({layout, true});
}

void JsonWriter::end(char bracket) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.layout == Layout::lines && !level.empty) new_line();
  out_.put(bracket);
  if (levels_.empty()) out_.put('\n');
}

void JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  out_ << ": ";
  after_key_ = true;
}

void JsonWriter::text(std::string_view value) {
  separate();
  quote(value);
}

void JsonWriter::number(std::uint64_t value) {
  separate();
  out_ << value;
}

void JsonWriter::sign(int value) {
  separate();
  out_ << value;
}

void JsonWriter::boolean(bool value) {
  separate();
  out_ << (value ? "true" : "false");
}

// Lines of the document are indented like what is around them, or joined inside an inline
// container.
void JsonWriter::document(std::string_view json) {
  separate();
  const bool lines = levels_.empty() || levels_.back().layout == Layout::lines;
  while (!json.empty()) {
    const std::size_t end = std::min(json.find('\n'), json.size());
    out_ << json.substr(0, end);
    const bool more = end > 0 && json[end - 1] == ',';
    json.remove_prefix(std::min(end + 1, json.size()));
    if (json.empty()) break;
    if (lines) new_line();
    if (lines) continue;
    json.remove_prefix(std::min(json.find_first_not_of(' '), json.size()));
    if (more) out_.put(' ');
  }
}

void JsonWriter::text(std::string_view name, std::string_view value) {
  key(name);
  text(value);
}

void JsonWriter::number(std::string_view name, std::uint64_t value) {
  key(name);
  number(value);
}

void JsonWriter::boolean(std::string_view name, bool value) {
  key(name);
  boolean(value);
}

}  // namespace isthmus
