// Squares cut into pieces that doubles can add up without rounding.
//
// Problem. Adding 10^8 squares into a long accumulator one by one costs ten times what reading them
// from memory costs. Vector units only have doubles.
//
// Idea (Rump, Ogita, Oishi: extraction). The square s of a binary32 number is exact in binary64: 48
// digits, exponents far from the ends. Adding and subtracting M = 1.5·2^52·u leaves h, s rounded
// to a multiple of u, and the rest s − h is exact too. Three such cuts with units u1 > u2 > u3,
// 2^40 apart, leave pieces h1, h2, h3 of at most 2^40 units each; so 2^12 of a kind may be added in
// any order in doubles: no sum passes 2^52 units, and all of them are whole numbers of units. (The
// first unit is 2^-40 of a bound on all squares: 0 <= h1 <= 2^40 u1; the later pieces are at most
// half the unit before: |h2| <= 2^39 u2.)
//
// The square of a binary64 number is a sum of two doubles p + e, |e| <= 2^-52 p, without error: x =
// a + b with 26 digits each, so that a², 2ab and b² are exact; p is a² + 2ab rounded, e what that
// lost and b² (each a multiple of the square of the last place of x, and together below 2^53 of
// those). p and e are cut by the same units, of which there are four; the pieces of e stay below
// 2^39 units too, and e is less than 2^-12 of the first unit, so it needs no first cut.
//
// Invariant: the sums are exact, and the pieces make up s unless the last cut leaves a rest, which
// is noticed: `sum` says so, and the caller takes those numbers one by one. That happens if
// magnitudes in one block are further apart than about 2^36 (binary32) or 2^27 (binary64).
//
// What it rests on: binary64 as IEEE 754 says, rounding to nearest, no wider intermediate results.
// A fused multiplication and addition changes nothing, since all products are exact.
//
// Cost: 15 vector operations for 2 (SSE2), 4 (AVX2) or 8 (AVX-512) binary32 numbers, 45 for
// binary64.
//
// Rejected: bins by exponent, with 48-bit squares in 64-bit integers: three times slower, since
// bins cannot be vector registers; integer digits by variable shifts: needs AVX2.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "isthmus/exact/number_type.hpp"

namespace isthmus::split {

/// Numbers that may be added with one window.
inline constexpr std::size_t most = 4096;

/// Units, for squares of float or double below 2^top.
template <class Number>
class Window {
 public:
  static constexpr std::size_t count = sizeof(Number) == 4 ? 3 : 4;
  /// A sum of each kind of piece.
  using Pieces = std::array<double, count>;

  explicit Window(int top);

  /// Adds the pieces of the squares of `n` numbers, if none leaves a rest; else says false and what
  /// is in `sums` is to be thrown away. Requires numbers that `bound` puts at `top` or below, and
  /// all in all at most `most` of them in one Pieces.
  [[nodiscard]] bool sum(const Number* x, std::size_t n, Pieces& sums) const;

  /// The same for each number into sums of its own: the columns of a matrix, row by row. The sums
  /// of piece i begin at columns[i]. Requires that `sum` found no rest in this row with this
  /// window.
  void spread(const Number* x, std::size_t n, const std::array<double*, count>& columns) const;

 private:
  std::array<double, count> cut_;
};

extern template class Window<float>;
extern template class Window<double>;

/// A `top` for a window that takes these numbers; nothing if there is a NaN or an infinity, or
/// if a square could leave the range in which its parts are exact.
[[nodiscard]] std::optional<int> bound(const float* x, std::size_t n);
[[nodiscard]] std::optional<int> bound(const double* x, std::size_t n);

/// Numbers from memory of any alignment, `stride` apart. Requires a type not wider than the target.
void load(float* x, const std::byte* at, NumberType type, std::size_t n, std::uint64_t stride);
void load(double* x, const std::byte* at, NumberType type, std::size_t n, std::uint64_t stride);

/// False if the caller has changed how this thread rounds.
[[nodiscard]] bool rounds_to_nearest();

}  // namespace isthmus::split
