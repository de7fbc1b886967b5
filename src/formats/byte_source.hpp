// The bytes of a stream one by one, with the position for messages.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace isthmus {

/// Reads in pieces, so that a hostile file costs no more memory than what is made of it.
class ByteSource {
 public:
  static constexpr int end = -1;

  /// Throws Error (bad_input) once more than `limit` bytes have been read.
  ByteSource(std::istream& in, std::size_t limit);

  /// The next byte, 0 … 255, or `end`.
  [[nodiscard]] int peek() {
    if (at_ == size_ && !refill()) return end;
    return static_cast<unsigned char>(buffer_[at_]);
  }

  /// Steps over the byte that peek() just returned. Requires that it was not `end`.
  void skip() {
    const auto byte = static_cast<unsigned char>(buffer_[at_++]);
    if (byte == '\n') {
      ++line_;
      column_ = 1;
    } else if ((byte & 0xc0) != 0x80) {  // further bytes of one UTF-8 character do not count
      ++column_;
    }
  }

  /// "line 3, column 14" of the byte that comes next, counted from 1.
  [[nodiscard]] std::string position() const;

 private:
  [[nodiscard]] bool refill();

  std::istream& in_;
  std::size_t left_;  ///< bytes that may still be read
  std::vector<char> buffer_;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
};

}  // namespace isthmus
