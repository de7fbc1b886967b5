// Long accumulator: word_ is one two's complement number in units of 2^lowest. A square has at most
// 106 digits and touches three words; a carry runs on only as far as it has to. Long runs take the
// vector path of square_split in blocks; what that cannot hold is put one by one.
#include "isthmus/exact/square_sum.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <utility>

#include "exact/dyadic.hpp"
#include "exact/square_split.hpp"

namespace isthmus {
namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr unsigned fraction_bits = 52;
constexpr std::uint64_t hidden = std::uint64_t{1} << fraction_bits;
constexpr unsigned special_field = 0x7ff;
constexpr int last_place = -1074;  ///< exponent of the last place of the subnormal doubles

/// A finite double as ±digits · 2^exponent.
struct Parts {
  std::uint64_t digits;
  int exponent;
  bool minus;
};

[[nodiscard]] Parts parts_of(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const unsigned field = static_cast<unsigned>(bits >> fraction_bits) & special_field;
  const std::uint64_t fraction = bits & (hidden - 1);
  const int shift = static_cast<int>(std::max(field, 1U)) - 1;
  return {field == 0 ? fraction : fraction | hidden, last_place + shift, (bits >> 63U) != 0};
}

/// Runs shorter than this are not worth a window.
constexpr std::uint64_t short_run = 32;

}  // namespace

template <NumberType widest>
void SquareSum<widest>::put(std::uint64_t low, std::uint64_t high, std::size_t place, bool minus) {
  const unsigned shift = place % 64;
  std::size_t at = place / 64;
  const Wide first = Wide{low} << shift;
  const Wide second = (Wide{high} << shift) + (first >> 64U);
  const std::uint64_t part[] = {static_cast<std::uint64_t>(first),
                                static_cast<std::uint64_t>(second),
                                static_cast<std::uint64_t>(second >> 64U)};
  // Subtracting the carry of −x is adding that of x: both run through the same words.
  std::uint64_t carry = 0;
  for (std::size_t i = 0; at < words && (i < 3 || carry != 0); ++i, ++at) {
    const Wide term = Wide{i < 3 ? part[i] : 0} + carry;
    const Wide now = minus ? Wide{word_[at]} - term : Wide{word_[at]} + term;
    word_[at] = static_cast<std::uint64_t>(now);
    carry = static_cast<std::uint64_t>(now >> 64U);
    if (minus) carry = ~carry + 1;
  }
}

template <NumberType widest>
void SquareSum<widest>::put_square(double x, int sign) {
  if (!std::isfinite(x)) return void(++non_finite_);
  if (x == 0) return;
  Parts p = parts_of(x);
  // Narrow numbers end in zeros, which may lie below the last place of this sum.
  const auto zeros = static_cast<unsigned>(std::countr_zero(p.digits));
  p.digits >>= zeros;
  const int place = 2 * (p.exponent + static_cast<int>(zeros)) - lowest;
  const Wide square = Wide{p.digits} * p.digits;
  put(static_cast<std::uint64_t>(square), static_cast<std::uint64_t>(square >> 64U),
      static_cast<std::size_t>(place), sign < 0);
}

template <NumberType widest>
void SquareSum<widest>::add_term(double t) {
  if (t == 0) return;
  Parts p = parts_of(t);
  const auto zeros = static_cast<unsigned>(std::countr_zero(p.digits));
  p.digits >>= zeros;
  const int place = p.exponent + static_cast<int>(zeros) - lowest;
  put(p.digits, 0, static_cast<std::size_t>(place), p.minus);
}

template <NumberType widest>
void SquareSum<widest>::add_run(const std::byte* at, NumberType type, std::uint64_t count,
                                std::uint64_t stride) {
  if (count < short_run || !split::rounds_to_nearest()) {
    const std::uint64_t step = stride * byte_size(type);
    for (std::uint64_t i = 0; i < count; ++i) add(load_number(at + i * step, type));
  } else if (type == NumberType::binary64) {
    add_blocks<double>(at, type, count, stride);
  } else {
    add_blocks<float>(at, type, count, stride);
  }
}

template <NumberType widest>
template <class Number>
void SquareSum<widest>::add_blocks(const std::byte* at, NumberType type, std::uint64_t count,
                                   std::uint64_t stride) {
  Number x[split::most];
  while (count > 0) {
    const std::size_t n = std::min<std::uint64_t>(count, split::most);
    split::load(x, at, type, n, stride);
    const std::optional<int> top = split::bound(x, n);
    typename split::Window<Number>::Pieces sums = {};
    if (top && split::Window<Number>(*top).sum(x, n, sums)) {
      for (const double piece : sums) add_term(piece);
    } else {
      for (std::size_t i = 0; i < n; ++i) add(static_cast<double>(x[i]));
    }
    at += n * stride * byte_size(type);
    count -= n;
  }
}

template <NumberType widest>
void SquareSum<widest>::merge(const SquareSum& other) {
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < words; ++i) {
    const Wide now = Wide{word_[i]} + other.word_[i] + carry;
    word_[i] = static_cast<std::uint64_t>(now);
    carry = static_cast<std::uint64_t>(now >> 64U);
  }
  non_finite_ += other.non_finite_;
}

template <NumberType widest>
void SquareSum<widest>::subtract(const SquareSum& other) {
  std::uint64_t carry = 1;  // −x = ~x + 1
  for (std::size_t i = 0; i < words; ++i) {
    const Wide now = Wide{word_[i]} + ~other.word_[i] + carry;
    word_[i] = static_cast<std::uint64_t>(now);
    carry = static_cast<std::uint64_t>(now >> 64U);
  }
  non_finite_ += other.non_finite_;
}

template <NumberType widest>
int SquareSum<widest>::sign() const {
  if ((word_.back() >> 63U) != 0) return -1;
  const auto is_zero = [](std::uint64_t word) { return word == 0; };
  return std::all_of(word_.begin(), word_.end(), is_zero) ? 0 : 1;
}

template <NumberType widest>
Rational SquareSum<widest>::value() const {
  const int own_sign = sign();
  if (own_sign == 0) return 0;
  SquareSum size;
  own_sign < 0 ? size.subtract(*this) : size.merge(*this);
  // Zeros at the end are taken off here, where it costs no division: the fraction is then reduced.
  std::size_t top = words, bottom = 0;
  while (size.word_[top - 1] == 0) --top;
  while (size.word_[bottom] == 0) ++bottom;
  const auto zeros = static_cast<unsigned>(std::countr_zero(size.word_[bottom]));
  for (std::size_t i = bottom; zeros != 0 && i < top; ++i) {
    const std::uint64_t above = i + 1 < top ? size.word_[i + 1] << (64U - zeros) : 0;
    size.word_[i] = size.word_[i] >> zeros | above;
  }
  Integer digits = from_words(size.word_.data() + bottom, top - bottom);
  if (own_sign < 0) digits = -digits;
  return dyadic_of_odd(std::move(digits),
                       lowest + static_cast<int>(64 * bottom) + static_cast<int>(zeros));
}

template class SquareSum<NumberType::binary32>;
template class SquareSum<NumberType::binary64>;

}  // namespace isthmus
