// Bytes to characters, and characters to what each output language can hold.
#include "isthmus/draw/label.hpp"

#include <cstdint>
#include <cstdio>

namespace isthmus {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t length = 0;  // 0: no well-formed character starts here
};

std::uint8_t byte_at(std::string_view text, std::size_t i) {
  return static_cast<std::uint8_t>(text[i]);
}

std::size_t length_by_lead(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf5 ? 4 : 0;
}

// Overlong forms, surrogates, numbers beyond Unicode and the two non-characters XML forbids.
bool is_ill_formed(char32_t code, std::size_t length) {
  if (length == 3 && code < 0x800) return true;
  if (length == 4 && (code < 0x10000 || code > 0x10ffff)) return true;
  return (code >= 0xd800 && code <= 0xdfff) || code == 0xfffe || code == 0xffff;
}

Character decode(std::string_view text, std::size_t i) {
  const std::uint8_t lead = byte_at(text, i);
  const std::size_t length = length_by_lead(lead);
  if (length == 0 || i + length > text.size()) return {};
  char32_t code = length == 1 ? lead : lead & (0x7fu >> length);
  for (std::size_t k = 1; k < length; ++k) {
    const std::uint8_t next = byte_at(text, i + k);
    if ((next & 0xc0) != 0x80) return {};
    code = code << 6 | (next & 0x3fu);
  }
  if (is_ill_formed(code, length)) return {};
  return {code, length};
}

bool between(char32_t code, char32_t low, char32_t high) { return code >= low && code <= high; }

bool is_invisible(char32_t code) {
  return code < 0x20 || between(code, 0x7f, 0x9f) || code == 0xad ||
         between(code, 0x200b, 0x200f) || between(code, 0x2028, 0x202e) ||
         between(code, 0x2060, 0x206f) || code == 0xfeff || between(code, 0xfff9, 0xfffb) ||
         between(code, 0xe0000, 0xe007f);
}

bool is_combining(char32_t code) {
  return between(code, 0x300, 0x36f) || between(code, 0x20d0, 0x20ff) ||
         between(code, 0xfe00, 0xfe0f) || between(code, 0x1ab0, 0x1aff);
}

bool is_wide(char32_t code) {
  return between(code, 0x1100, 0x115f) || between(code, 0x2e80, 0xa4cf) ||
         between(code, 0xac00, 0xd7a3) || between(code, 0xf900, 0xfaff) ||
         between(code, 0xfe30, 0xfe6f) || between(code, 0xff00, 0xff60) ||
         between(code, 0xffe0, 0xffe6) || between(code, 0x1f300, 0x1faff) ||
         between(code, 0x20000, 0x3fffd);
}

std::size_t columns_of(char32_t code) {
  if (is_combining(code)) return 0;
  return is_wide(code) ? 2 : 1;
}

const char* xml_entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return nullptr;
  }
}

// The ASCII characters that are not themselves in LaTeX text; nothing for the others. Quotes and
// hyphens are guarded because they form ligatures.
const char* latex_form(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    case '~':
      return "\\textasciitilde{}";
    case '^':
      return "\\textasciicircum{}";
    case '<':
      return "\\textless{}";
    case '>':
      return "\\textgreater{}";
    case '|':
      return "\\textbar{}";
    case '"':
      return "\\textquotedblright{}";
    case '\'':
      return "{'}";
    case '`':
      return "{`}";
    case '-':
      return "{-}";
    case ',':
      return "{,}";
    case '{':
      return "\\{";
    case '}':
      return "\\}";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '#':
      return "\\#";
    case '_':
      return "\\_";
    case '%':
      return "\\%";
    default:
      return nullptr;
  }
}

// Characters that pdfTeX sets with the default encodings of UTF-8 input.
bool is_set_by_latex(char32_t code) {
  return between(code, 0xc0, 0xff) && code != 0xd0 && code != 0xf0 && code != 0xde &&
         code != 0xfe && code != 0xd7 && code != 0xf7;
}

std::string number_of(char32_t code) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(code));
  return text;
}

}  // namespace

std::string printable_label(std::string_view text) {
  std::string safe;
  for (std::size_t i = 0; i < text.size();) {
    const Character character = decode(text, i);
    if (character.length > 0 && !is_invisible(character.code)) {
      safe.append(text, i, character.length);
      i += character.length;
      continue;
    }
    const std::size_t end = i + (character.length > 0 ? character.length : 1);
    for (; i < end; ++i) {
      char code[8];
      std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned>(byte_at(text, i)));
      safe += code;
    }
  }
  return safe;
}

std::size_t label_columns(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size(); i += character_length(text, i)) {
    columns += columns_of(decode(text, i).code);
  }
  return columns;
}

std::string shortened_label(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  std::size_t keep = 0;
  for (std::size_t i = 0; i < text.size();) {
    used += columns_of(decode(text, i).code);
    i += character_length(text, i);
    if (used < columns) keep = i;
    if (used > columns) return std::string(text.substr(0, keep)).append("…");
  }
  return std::string(text);
}

std::size_t character_length(std::string_view text, std::size_t i) {
  const Character character = decode(text, i);
  return character.length > 0 ? character.length : 1;
}

std::string xml_escaped(std::string_view text) {
  std::string safe;
  for (const char c : printable_label(text)) {
    if (const char* entity = xml_entity(c)) {
      safe += entity;
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string latex_escaped(std::string_view text) {
  const std::string clean = printable_label(text);
  std::string safe;
  for (std::size_t i = 0; i < clean.size(); i += character_length(clean, i)) {
    const Character character = decode(clean, i);
    if (character.length == 1) {
      const char* form = latex_form(clean[i]);
      safe += form != nullptr ? std::string(form) : std::string(1, clean[i]);
    } else if (is_set_by_latex(character.code)) {
      safe.append(clean, i, character.length);
    } else if (character.code == 0xd7) {  // ×
      safe += "$\\times$";
    } else if (character.code == 0x2026) {  // …
      safe += "\\dots{}";
    } else {
      safe += number_of(character.code);
    }
  }
  return safe;
}

}  // namespace isthmus
