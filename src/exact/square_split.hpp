// Squares of binary32 numbers cut into three pieces that doubles can add up without rounding.
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
// Invariant: the three sums are exact, and s = h1 + h2 + h3 unless the third cut leaves a rest,
// which is noticed: `sum` says so, and the caller takes those numbers one by one. That happens if
// magnitudes in one block are further apart than 2^36, or nearly.
//
// What it rests on: binary64 as IEEE 754 says, rounding to nearest, no wider intermediate results.
// A fused multiplication and addition changes nothing, since the products are exact.
//
// Cost: some 15 vector operations for 2 (SSE2), 4 (AVX2) or 8 (AVX-512) numbers.
//
// Rejected: bins by exponent, with 48-bit squares in 64-bit integers: three times slower, since
// bins cannot be vector registers; integer digits by variable shifts: needs AVX2.
#pragma once

#include <cstddef>
#include <cstdint>

#include "isthmus/exact/number_type.hpp"

namespace isthmus::split {

/// Numbers that may be added with one window.
inline constexpr std::size_t most = 4096;

/// The sums of the three pieces.
struct Pieces {
  double first = 0, second = 0, third = 0;
};

/// The three units, for squares of numbers whose exponent field is at most `field`.
class Window {
 public:
  explicit Window(unsigned field);

  /// Adds the pieces of the squares of `count` numbers, if none leaves a rest; else says false and
  /// what is in `sums` is to be thrown away. Requires fields as promised, and all in all at
  /// most `most` numbers in one Pieces.
  [[nodiscard]] bool sum(const float* x, std::size_t count, Pieces& sums) const;

  /// The same for each number into sums of its own: the columns of a matrix, row by row. Requires
  /// that `sum` found no rest in this row with this window.
  void spread(const float* x, std::size_t count, double* first, double* second,
              double* third) const;

 private:
  double m1_, m2_, m3_;
};

/// The largest exponent field, 0 … 255; 255 if there is a NaN or an infinity.
[[nodiscard]] unsigned largest_field(const float* x, std::size_t count);

/// Numbers of a type of at most 32 bits from memory of any alignment, `stride` apart, as binary32.
void load(float* x, const std::byte* at, NumberType type, std::size_t count, std::uint64_t stride);

/// False if the caller has changed how this thread rounds.
[[nodiscard]] bool rounds_to_nearest();

}  // namespace isthmus::split
