// What the two writers share: a buffer before the sink, and what each of them offers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "isthmus/proof/certificate.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus {

/// Gathers text and hands it to the sink in large pieces. A certificate of a million edges is tens
/// of millions of short words: streams of the standard library are several times slower here.
class TextBuffer {
 public:
  explicit TextBuffer(const TextSink& sink) : sink_(sink) {}

  TextBuffer& operator<<(std::string_view text);
  TextBuffer& operator<<(char byte);
  TextBuffer& operator<<(std::uint64_t number);
  TextBuffer& operator<<(const Rational& q);
  TextBuffer& operator<<(NodeId v) { return *this << std::uint64_t{v.value}; }
  TextBuffer& operator<<(EdgeId e) { return *this << std::uint64_t{e.value}; }
  TextBuffer& operator<<(CutKind kind) { return *this << (kind == CutKind::in ? "in" : "out"); }

  /// Appends `text` as a JSON string, which has no line breaks.
  void quote(std::string_view text);
  /// Hands out what is left; nothing may be appended after it.
  void finish() { sink_(text_); }

 private:
  const TextSink& sink_;
  std::string text_;
};

void write_json_form(const Certificate& certificate, TextBuffer& out);
void write_lines_form(const Certificate& certificate, TextBuffer& out);

}  // namespace isthmus
