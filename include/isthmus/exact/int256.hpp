// Whole numbers of 256 bits: sums of squares of binary32 weights on one common denominator.
//
// Two 128-bit machine integers are too short for those sums (about 140 bits), and unbounded
// integers cost an allocation each. Four words in two's complement, every addition checkable.
#pragma once

#include <array>
#include <compare>
#include <cstdint>

namespace isthmus {

/// −2²⁵⁵ … 2²⁵⁵ − 1. Sums wrap around; `add_overflows` and `subtract_overflows` tell.
class Int256 {
 public:
  /// Least significant word first; the top bit of the last one is the sign.
  using Words = std::array<std::uint64_t, 4>;

  constexpr Int256() = default;
  /// Not explicit, so that `x > 0` reads as for machine integers.
  constexpr Int256(std::int64_t n)  // NOLINT(google-explicit-constructor)
      : words_{static_cast<std::uint64_t>(n), fill(n), fill(n), fill(n)} {}
  constexpr explicit Int256(const Words& words) : words_(words) {}

  [[nodiscard]] constexpr const Words& words() const noexcept { return words_; }
  [[nodiscard]] constexpr bool negative() const noexcept { return top(*this) < 0; }

  friend constexpr bool operator==(const Int256&, const Int256&) = default;
  friend constexpr std::strong_ordering operator<=>(const Int256& a, const Int256& b) {
    if (top(a) != top(b)) return top(a) <=> top(b);
    for (std::size_t i = 3; i-- > 0;) {
      if (a.words_[i] != b.words_[i]) return a.words_[i] <=> b.words_[i];
    }
    return std::strong_ordering::equal;
  }

  constexpr Int256& operator+=(const Int256& b) {
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const std::uint64_t sum = words_[i] + carry;
      carry = sum < carry ? 1 : 0;
      words_[i] = sum + b.words_[i];
      carry += words_[i] < sum ? 1 : 0;
    }
    return *this;
  }
  constexpr Int256& operator-=(const Int256& b) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const std::uint64_t a = words_[i];
      const std::uint64_t rest = a - borrow;
      borrow = a < borrow ? 1 : 0;
      borrow += rest < b.words_[i] ? 1 : 0;
      words_[i] = rest - b.words_[i];
    }
    return *this;
  }
  friend constexpr Int256 operator+(Int256 a, const Int256& b) { return a += b; }
  friend constexpr Int256 operator-(Int256 a, const Int256& b) { return a -= b; }
  constexpr Int256 operator-() const { return Int256(0) - *this; }

 private:
  static constexpr std::uint64_t fill(std::int64_t n) { return n < 0 ? ~std::uint64_t{0} : 0; }
  static constexpr std::int64_t top(const Int256& a) {
    return static_cast<std::int64_t>(a.words_[3]);
  }

  Words words_{};
};

/// a += b; true if the sum has wrapped around.
[[nodiscard]] constexpr bool add_overflows(Int256& a, const Int256& b) {
  const bool was_negative = a.negative();
  a += b;
  return was_negative == b.negative() && a.negative() != was_negative;
}

/// a -= b; true if the difference has wrapped around.
[[nodiscard]] constexpr bool subtract_overflows(Int256& a, const Int256& b) {
  const bool was_negative = a.negative();
  a -= b;
  return was_negative != b.negative() && a.negative() != was_negative;
}

}  // namespace isthmus
