// A pull parser: the caller's code has the shape of the file it reads, so nothing is built that is
// not wanted, nothing is skipped unseen, and nesting deeper than the format's is refused at once.
// Numbers stay text, to be read exactly. Rejected: the event interface of a JSON library, which
// gives up on 1e400, quotes the input in its messages without bound, and turns the caller's code
// into a state machine.
#include "formats/json_reader.hpp"

#include <istream>
#include <utility>

#include "isthmus/error.hpp"
#include "network/json_path.hpp"

namespace isthmus {
namespace {

constexpr int end = ByteSource::end;

bool is_digit(int byte) { return '0' <= byte && byte <= '9'; }

bool is_letter(int byte) { return 'a' <= (byte | 0x20) && (byte | 0x20) <= 'z' && byte != end; }

std::string described(int byte) {
  if (byte == end) return "the end of the file";
  if (0x20 <= byte && byte < 0x7f) return quoted(std::string(1, static_cast<char>(byte)));
  constexpr std::string_view hex = "0123456789abcdef";
  return std::string("byte 0x") + hex[static_cast<std::size_t>(byte >> 4)] +
         hex[static_cast<std::size_t>(byte & 15)];
}

/// The kind of value that starts with `byte`, or null.
const char* kind_of(int byte) {
  if (is_digit(byte) || byte == '-') return "a number";
  switch (byte) {
    case '{':
      return "an object";
    case '[':
      return "an array";
    case '"':
      return "a string";
    case 't':
    case 'f':
      return "true or false";
    case 'n':
      return "null";
    default:
      return nullptr;
  }
}

void append_utf8(std::string& text, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xc0 | code >> 6);
  } else {
    if (code < 0x10000) {
      put(0xe0 | code >> 12);
    } else {
      put(0xf0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3f));
    }
    put(0x80 | (code >> 6 & 0x3f));
  }
  put(0x80 | (code & 0x3f));
}

/// Bytes that follow a lead byte and the range of the first of them, which excludes overlong
/// forms, surrogates and code points above U+10FFFF (Unicode standard, table 3-7).
struct Sequence {
  int following = 0;  ///< 0: not a lead byte
  int low = 0x80;
  int high = 0xbf;
};

Sequence sequence_of(int lead) {
  if (0xc2 <= lead && lead <= 0xdf) return {1};
  if (lead == 0xe0) return {2, 0xa0, 0xbf};
  if (lead == 0xed) return {2, 0x80, 0x9f};
  if (0xe1 <= lead && lead <= 0xef) return {2};
  if (lead == 0xf0) return {3, 0x90, 0xbf};
  if (0xf1 <= lead && lead <= 0xf3) return {3};
  if (lead == 0xf4) return {3, 0x80, 0x8f};
  return {};
}

}  // namespace

JsonReader::JsonReader(std::istream& in, std::size_t byte_limit, const char* wanted)
    : source_(in, byte_limit) {
  if (peek_token() == end) {
    throw input_error("the file is empty", std::string("give ") + wanted);
  }
}

int JsonReader::peek_token() {
  int byte = source_.peek();
  while (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r') {
    source_.skip();
    byte = source_.peek();
  }
  return byte;
}

void JsonReader::syntax_error(const std::string& expected) {
  const int byte = source_.peek();
  throw input_error("expected " + expected + ", found " + described(byte),
                    byte == end ? "check that the file is complete" : "correct the JSON there")
      .at(source_.position());
}

void JsonReader::expect_kind(bool holds, const char* kind) {
  if (holds) return;
  const char* found = kind_of(source_.peek());
  if (found == nullptr) syntax_error(kind);
  refuse_other_words(kind);
  fail(std::string("expected ") + kind + ", found " + found, "correct this value");
}

/// Text that is no JSON may well begin like true, false or null.
void JsonReader::refuse_other_words(const char* expected) {
  constexpr std::size_t longest = 20;
  const std::string at = source_.position();
  std::string word;
  while (is_letter(source_.peek()) && word.size() < longest) {
    word += static_cast<char>(source_.peek());
    source_.skip();
  }
  if (word.empty() || word == "true" || word == "false" || word == "null") return;
  throw input_error(std::string("expected ") + expected + ", found " + isthmus::quoted(word),
                    "correct the JSON there")
      .at(at);
}

void JsonReader::expect(char byte) {
  if (source_.peek() != byte) syntax_error(quoted(std::string(1, byte)));
  source_.skip();
}

void JsonReader::begin(char bracket, const char* kind) {
  expect_kind(peek_token() == bracket, kind);
  source_.skip();
  open_.push_back({bracket == '[', 0, {}});
}

void JsonReader::begin_object() { begin('{', "an object"); }

void JsonReader::begin_array() { begin('[', "an array"); }

/// Steps over the comma before the next item, or over `closing`.
bool JsonReader::next(char closing) {
  const int byte = peek_token();
  if (byte == closing) {
    source_.skip();
    open_.pop_back();
    return false;
  }
  if (open_.back().count++ > 0) {
    if (byte != ',') syntax_error("\",\" or " + quoted(std::string(1, closing)));
    source_.skip();
    peek_token();
  }
  return true;
}

bool JsonReader::next_item() { return next(']'); }

bool JsonReader::next_key(std::string& key) {
  open_.back().key.clear();
  if (!next('}')) return false;
  if (source_.peek() != '"') syntax_error("a key in quotes");
  read_string(key);
  open_.back().key = key;
  peek_token();
  expect(':');
  return true;
}

void JsonReader::read_string(std::string& text) {
  expect_kind(peek_token() == '"', "a string");
  source_.skip();
  text.clear();
  while (source_.peek() != '"') read_character(text);
  source_.skip();
}

std::string JsonReader::read_string() {
  std::string text;
  read_string(text);
  return text;
}

void JsonReader::read_character(std::string& text) {
  const int byte = source_.peek();
  if (byte < 0x20) syntax_error("the end of the string");
  if (byte == '\\') return read_escape(text);
  if (byte >= 0x80) return read_multibyte(text);
  text += static_cast<char>(byte);
  source_.skip();
}

void JsonReader::read_multibyte(std::string& text) {
  Sequence sequence = sequence_of(source_.peek());
  if (sequence.following == 0) syntax_error("UTF-8 text");
  for (; sequence.following >= 0; --sequence.following) {
    text += static_cast<char>(source_.peek());
    source_.skip();
    if (sequence.following == 0) return;
    if (source_.peek() < sequence.low || source_.peek() > sequence.high) syntax_error("UTF-8 text");
    sequence.low = 0x80;
    sequence.high = 0xbf;
  }
}

void JsonReader::read_escape(std::string& text) {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  source_.skip();
  const int byte = source_.peek();
  if (byte == 'u') return append_utf8(text, read_code_point());
  const std::size_t at = byte == end ? letters.npos : letters.find(static_cast<char>(byte));
  if (at == letters.npos) syntax_error("an escape such as \\n or \\u00e9");
  text += meanings[at];
  source_.skip();
}

/// From the "u" of an escape: one code unit, or a surrogate pair.
std::uint32_t JsonReader::read_code_point() {
  const std::uint32_t unit = read_code_unit();
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  if (unit >= 0xdc00) syntax_error("the first half of a surrogate pair before this one");
  expect('\\');
  const std::uint32_t second = read_code_unit();
  if (second < 0xdc00 || second > 0xdfff) syntax_error("the second half of a surrogate pair");
  return 0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00);
}

std::uint32_t JsonReader::read_code_unit() {
  expect('u');
  std::uint32_t unit = 0;
  for (int digit = 0; digit < 4; ++digit) {
    constexpr std::string_view hex = "0123456789abcdef";
    const int byte = source_.peek();
    const char lower = static_cast<char>('A' <= byte && byte <= 'F' ? byte + ('a' - 'A') : byte);
    const std::size_t value = byte == end ? hex.npos : hex.find(lower);
    if (value == hex.npos) syntax_error("four hexadecimal digits");
    unit = unit << 4 | static_cast<std::uint32_t>(value);
    source_.skip();
  }
  return unit;
}

bool JsonReader::read_boolean() {
  const int byte = peek_token();
  expect_kind(byte == 't' || byte == 'f', "true or false");
  read_word(byte == 't' ? "true" : "false");
  return byte == 't';
}

void JsonReader::read_word(std::string_view word) {
  for (const char letter : word) {
    if (source_.peek() != letter) syntax_error(std::string(word));
    source_.skip();
  }
}

NumberText JsonReader::read_number() {
  NumberText number;
  const int byte = peek_token();
  if (byte == '"') {
    read_string(number.text);
    return number;
  }
  if (byte == 'N' || byte == 'I') fail("not a finite number", "replace NaN and Infinity");
  expect_kind(is_digit(byte) || byte == '-', "a number");
  number.is_literal = true;
  read_number_literal(number.text);
  return number;
}

void JsonReader::read_digits(std::string& text) {
  if (!is_digit(source_.peek())) syntax_error("a digit");
  while (is_digit(source_.peek())) {
    text += static_cast<char>(source_.peek());
    source_.skip();
  }
}

void JsonReader::read_number_literal(std::string& text) {
  const auto take = [&] {
    text += static_cast<char>(source_.peek());
    source_.skip();
  };
  if (source_.peek() == '-') take();
  if (source_.peek() == 'I') fail("not a finite number", "replace NaN and Infinity");
  if (source_.peek() == '0') {
    take();
    if (is_digit(source_.peek())) syntax_error("no digit after a leading 0");
  } else {
    read_digits(text);
  }
  if (source_.peek() == '.') {
    take();
    read_digits(text);
  }
  if (source_.peek() == 'e' || source_.peek() == 'E') {
    take();
    if (source_.peek() == '+' || source_.peek() == '-') take();
    read_digits(text);
  }
}

void JsonReader::finish() {
  if (peek_token() != end) syntax_error("the end of the file");
}

std::string JsonReader::path() const {
  std::string path = "$";
  for (const Container& container : open_) {
    if (container.is_array && container.count > 0) {
      path.append("[").append(std::to_string(container.count - 1)).append("]");
    } else if (!container.key.empty()) {
      path += path_step(container.key);
    }
  }
  return path;
}

void JsonReader::fail(std::string cause, std::string remedy) const {
  throw input_error(std::move(cause), std::move(remedy)).at(path());
}

bool KnownKeys::next(JsonReader& json, std::size_t& index) {
  if (!json.next_key(key_)) return false;
  for (index = 0; index < names_.size() && key_ != names_[index];) ++index;
  if (index == names_.size()) {
    std::string known;
    for (const std::string_view name : names_) known.append(known.empty() ? "" : ", ").append(name);
    json.fail("unknown key", "the keys known here are " + known);
  }
  if (seen(index)) json.fail("the key is given twice", "leave one of them out");
  seen_ |= std::uint32_t{1} << index;
  return true;
}

void KnownKeys::require(const JsonReader& json, std::size_t index) const {
  if (seen(index)) return;
  json.fail("no \"" + std::string(names_[index]) + "\"", "add it");
}

}  // namespace isthmus
