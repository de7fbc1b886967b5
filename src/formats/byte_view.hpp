// Bytes of a hostile file: every access is checked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "isthmus/error.hpp"

namespace isthmus {

/// A stretch of bytes that somebody else owns.
class ByteView {
 public:
  ByteView() = default;
  ByteView(const std::byte* data, std::uint64_t size) : data_(data), size_(size) {}

  [[nodiscard]] const std::byte* data() const { return data_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// Throws Error (bad_input) unless [at, at + count) lies inside.
  [[nodiscard]] ByteView part(std::uint64_t at, std::uint64_t count) const {
    if (at > size_ || count > size_ - at) throw truncated();
    return {data_ + at, count};
  }
  /// From `at` to the end.
  [[nodiscard]] ByteView from(std::uint64_t at) const {
    return part(at, at > size_ ? 0 : size_ - at);
  }
  /// An unsigned little-endian number.
  template <class Number>
  [[nodiscard]] Number number(std::uint64_t at) const {
    const ByteView bytes = part(at, sizeof(Number));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      value |= static_cast<std::uint64_t>(bytes.data_[i]) << (8 * i);
    }
    return static_cast<Number>(value);
  }
  /// Borrows the bytes as they are.
  [[nodiscard]] std::string_view text() const {
    return {reinterpret_cast<const char*>(data_), static_cast<std::size_t>(size_)};
  }

 private:
  [[nodiscard]] static Error truncated() {
    return input_error("the file is truncated or damaged", "get a complete copy of it");
  }

  const std::byte* data_ = nullptr;
  std::uint64_t size_ = 0;
};

/// a · b, or an error that calls it `what`.
[[nodiscard]] inline std::uint64_t checked_product(std::uint64_t a, std::uint64_t b,
                                                   const char* what) {
  std::uint64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) {
    throw input_error(std::string(what) + " is too large", "correct the file");
  }
  return product;
}

}  // namespace isthmus
