// Results of farm items as bytes and back, the same on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace isthmus {

/// Appends 8 bytes, least significant first.
void append_number(std::string& bytes, std::uint64_t number);
/// Appends the bits of an IEEE 754 binary64 number: -0, infinities and payloads of NaN survive.
void append_double(std::string& bytes, double number);
/// Appends the length and the bytes of `text`, which may hold anything.
void append_text(std::string& bytes, std::string_view text);

/// Reads what was appended, in the same order. Every function throws Error (bad_input) if too few
/// bytes are left, before it allocates anything.
class BytesReader {
 public:
  /// Borrows `bytes`, which must outlive the reader.
  explicit BytesReader(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] std::uint64_t number();
  [[nodiscard]] double real();
  [[nodiscard]] std::string text();

  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
  /// Throws Error (bad_input) if something is left.
  void expect_end() const;

 private:
  [[nodiscard]] std::string_view take(std::uint64_t length);

  std::string_view rest_;
};

}  // namespace isthmus
