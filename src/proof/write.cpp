#include "isthmus/proof/write.hpp"

#include <array>
#include <charconv>

#include "isthmus/exact/parse.hpp"
#include "proof/write_forms.hpp"

namespace isthmus {
namespace {

constexpr std::size_t piece_size = std::size_t{1} << 16;

}  // namespace

TextBuffer& TextBuffer::operator<<(std::string_view text) {
  text_ += text;
  if (text_.size() >= piece_size) {
    sink_(text_);
    text_.clear();
  }
  return *this;
}

TextBuffer& TextBuffer::operator<<(char byte) { return *this << std::string_view(&byte, 1); }

TextBuffer& TextBuffer::operator<<(std::uint64_t number) {
  std::array<char, 20> digits;
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return *this << std::string_view(digits.data(), written.ptr);
}

TextBuffer& TextBuffer::operator<<(const Rational& q) { return *this << to_text(q); }

void TextBuffer::quote(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  *this << '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      *this << "\\u00" << hex[byte >> 4] << hex[byte & 15];
    } else {
      if (c == '"' || c == '\\') *this << '\\';
      *this << c;
    }
  }
  *this << '"';
}

void write_certificate(const Certificate& certificate, CertificateForm form, const TextSink& sink) {
  TextBuffer out(sink);
  if (form == CertificateForm::json) {
    write_json_form(certificate, out);
  } else {
    write_lines_form(certificate, out);
  }
  out.finish();
}

std::string certificate_text(const Certificate& certificate, CertificateForm form) {
  std::string text;
  write_certificate(certificate, form, [&](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace isthmus
