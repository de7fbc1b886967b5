// Strict JSON (RFC 8259), read value by value in the order of the file.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/byte_source.hpp"

namespace isthmus {

/// A number as it stands in the file.
struct NumberText {
  std::string text;
  bool is_literal = false;  ///< a JSON number rather than a string that holds one
};

/// The caller says which kind of value it expects next. All errors are Error (bad_input): syntax
/// with line and column, a value of another kind with its JSON path.
class JsonReader {
 public:
  /// `wanted` is what an empty file should be.
  JsonReader(std::istream& in, std::size_t byte_limit,
             const char* wanted = "a network file or an architecture string");

  void begin_object();
  /// Moves to the next member and leaves its key in `key`; false when the object is closed.
  [[nodiscard]] bool next_key(std::string& key);
  void begin_array();
  /// Moves to the next item; false when the array is closed.
  [[nodiscard]] bool next_item();

  /// The first byte of the value that comes next, -1 at the end of the file.
  [[nodiscard]] int peek_value() { return peek_token(); }
  /// Overwrites `text`; the result is valid UTF-8.
  void read_string(std::string& text);
  [[nodiscard]] std::string read_string();
  [[nodiscard]] bool read_boolean();
  /// A JSON number, or any string. NaN and Infinity, which some programs write, are errors here.
  [[nodiscard]] NumberText read_number();
  /// Checks that only white space is left.
  void finish();

  /// Where the reader is: "$.edges[3].weight".
  [[nodiscard]] std::string path() const;
  /// Throws an error at path().
  [[noreturn]] void fail(std::string cause, std::string remedy) const;

 private:
  /// An array or object that is open.
  struct Container {
    bool is_array = false;
    std::size_t count = 0;  ///< items or members begun
    std::string key;        ///< of the current member
  };

  int peek_token();
  void begin(char bracket, const char* kind);
  [[nodiscard]] bool next(char closing);
  void expect_kind(bool holds, const char* kind);
  void refuse_other_words(const char* expected);
  void expect(char byte);
  void read_word(std::string_view word);
  void read_digits(std::string& text);
  void read_number_literal(std::string& text);
  void read_character(std::string& text);
  void read_escape(std::string& text);
  void read_multibyte(std::string& text);
  [[nodiscard]] std::uint32_t read_code_point();
  [[nodiscard]] std::uint32_t read_code_unit();
  [[noreturn]] void syntax_error(const std::string& expected);

  ByteSource source_;
  std::vector<Container> open_;
};

/// The keys an object may have, each at most once.
class KnownKeys {
 public:
  explicit KnownKeys(std::span<const std::string_view> names) : names_(names) {}

  /// Moves to the next member and leaves the position of its key in `index`; false at the end.
  /// Throws on an unknown key, listing the known ones, and on a second member of the same key.
  [[nodiscard]] bool next(JsonReader& json, std::size_t& index);
  [[nodiscard]] bool seen(std::size_t index) const { return (seen_ >> index & 1) != 0; }
  /// Throws an error at the object unless the member was there.
  void require(const JsonReader& json, std::size_t index) const;

 private:
  std::span<const std::string_view> names_;
  std::uint32_t seen_ = 0;
  std::string key_;
};

}  // namespace isthmus
