#include "isthmus/error.hpp"

#include <cstdio>
#include <utility>

namespace isthmus {
namespace {

std::string one_line(const ErrorDetail& detail) {
  std::string line;
  for (const std::string* part : {&detail.file, &detail.place, &detail.cause}) {
    if (part->empty()) continue;
    if (!line.empty()) line += ": ";
    line += *part;
  }
  if (!detail.remedy.empty()) line += "; " + detail.remedy;
  return line;
}

// Length of the well-formed UTF-8 sequence at text[i], 0 if there is none. Overlong forms and
// surrogates are left to the reader's terminal; what matters is that no sequence is cut.
std::size_t utf8_length(const std::string& text, std::size_t i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xc2 ? 0
                             : lead < 0xe0 ? 2
                             : lead < 0xf0 ? 3
                             : lead < 0xf5 ? 4
                                           : 0;
  if (length == 0 || i + length > text.size()) return 0;
  for (std::size_t k = 1; k < length; ++k) {
    if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) return 0;
  }
  return length;
}

// Characters that are not seen but change what is: direction marks, zero-width characters and the
// byte order mark, U+200B–200F, U+202A–202E, U+2060–2069, U+FEFF.
bool is_invisible(const std::string& text, std::size_t i, std::size_t length) {
  if (length != 3) return false;
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
  if (byte(0) == 0xef) return byte(1) == 0xbb && byte(2) == 0xbf;
  if (byte(0) != 0xe2) return false;
  if (byte(1) == 0x80)
    return (byte(2) >= 0x8b && byte(2) <= 0x8f) || (byte(2) >= 0xaa && byte(2) <= 0xae);
  return byte(1) == 0x81 && byte(2) >= 0xa0 && byte(2) <= 0xa9;
}

// Control and invisible characters and bytes that are no UTF-8 as \xNN.
std::string escaped(const std::string& text) {
  std::string safe;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x20 || byte == 0x7f ? 0 : utf8_length(text, i);
    if (length > 0 && !is_invisible(text, i, length)) {
      safe.append(text, i, length);
      i += length;
      continue;
    }
    char code[8];
    std::snprintf(code, sizeof code, "\\x%02x", byte);
    safe += code;
    ++i;
  }
  return safe;
}

}  // namespace

Error::Error(ErrorKind kind, ErrorDetail detail)
    : std::runtime_error(one_line(detail)), kind_(kind), detail_(std::move(detail)) {}

Error Error::in_file(const std::string& file) const {
  ErrorDetail filled = detail_;
  if (filled.file.empty()) filled.file = file;
  return {kind_, std::move(filled)};
}

Error Error::at(const std::string& place) const {
  ErrorDetail filled = detail_;
  if (filled.place.empty()) filled.place = place;
  return {kind_, std::move(filled)};
}

Error input_error(std::string cause, std::string remedy) {
  return {ErrorKind::bad_input, {"", "", std::move(cause), std::move(remedy)}};
}

Error usage_error(std::string cause, std::string remedy) {
  return {ErrorKind::bad_usage, {"", "", std::move(cause), std::move(remedy)}};
}

Error limit_error(std::string cause, std::string remedy) {
  return {ErrorKind::limit_reached, {"", "", std::move(cause), std::move(remedy)}};
}

void ensure(bool holds, const char* what) {
  if (holds) return;
  throw Error(ErrorKind::internal, {"", "", std::string("a checked claim failed: ") + what,
                                    "this is a bug in isthmus; please report it with the input"});
}

std::string quoted(const std::string& text, std::size_t limit) {
  // Cut before escaping, so that a huge hostile text costs nothing.
  if (text.size() <= limit) return '"' + escaped(text) + '"';
  const std::size_t half = limit / 2;
  return '"' + escaped(text.substr(0, half)) + "…" + escaped(text.substr(text.size() - half)) + '"';
}

}  // namespace isthmus
