// Reading numbers exactly.
//
// Problem: users write numbers in many forms, and a short text can name a number that fills the
// memory ("1e999999999"); the number libraries' own readers accept octal, "1/0" and unreduced
// fractions.
// Idea: first cut the text into views of its parts (sign, digits, fraction, exponent), comparing
// their lengths with the limits; only then compute. Digits become an integer bottom-up: blocks
// that fit a machine word, then pairs of neighbours joined as high·radix + low with the radix
// squared each round. Invariant: after k rounds every block but the leading one stands for
// 2^k machine-word blocks. That costs O(M(n) log n) with the multiplication M(n) of the library,
// the same for both libraries, and uses no recursion.
// Rejected: the libraries' string constructors (octal surprises; quadratic in Boost's integers).
#include "isthmus/exact/parse.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "exact/dyadic.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

/// A base with the most digits that fit 60 bits.
struct Base {
  unsigned value;
  std::size_t digits_in_word;
};
constexpr Base decimal{10, 18};
constexpr Base hexadecimal{16, 15};

/// What a text says, as views into it: ± whole.fraction · radix^exponent or ± whole / denominator.
struct Literal {
  bool negative = false;
  Base base = decimal;
  std::string_view whole;
  std::string_view fraction;
  std::string_view denominator;
  bool is_fraction = false;
  long exponent = 0;  // of 10, or of 2 in a hexadecimal float
};

[[nodiscard]] unsigned digit_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return 99;
}

class Lexer {
 public:
  Lexer(std::string_view text, const NumberLimits& limits) : text_(text), limits_(limits) {}

  [[nodiscard]] Literal run() {
    Literal literal;
    literal.negative = take_sign();
    if (take_hexadecimal_prefix()) literal.base = hexadecimal;
    literal.whole = take_digits(literal.base);
    if (literal.base.value == decimal.value && take('/')) {
      read_denominator(literal);
    } else {
      read_fraction_and_exponent(literal);
    }
    if (at_ != text_.size()) fail_not_a_number();
    return literal;
  }

 private:
  void read_denominator(Literal& literal) {
    literal.is_fraction = true;
    literal.denominator = take_digits(decimal);
    if (literal.whole.empty() || literal.denominator.empty()) fail_not_a_number();
    if (literal.denominator.find_first_not_of('0') == std::string_view::npos) {
      throw input_error(echo() + " has a zero denominator",
                        "write a fraction with a nonzero denominator");
    }
  }

  void read_fraction_and_exponent(Literal& literal) {
    if (take('.')) literal.fraction = take_digits(literal.base);
    if (literal.whole.empty() && literal.fraction.empty()) fail_not_a_number();
    const bool in_hex = literal.base.value == hexadecimal.value;
    if (in_hex ? take('p') || take('P') : take('e') || take('E'))
      literal.exponent = take_exponent();
  }

  [[nodiscard]] bool take(char wanted) {
    const bool found = at_ < text_.size() && text_[at_] == wanted;
    if (found) ++at_;
    return found;
  }

  [[nodiscard]] bool take_sign() {
    const bool negative = take('-');
    if (!negative) static_cast<void>(take('+'));
    return negative;
  }

  [[nodiscard]] bool take_hexadecimal_prefix() {
    const std::string_view rest = text_.substr(at_, 2);
    if (rest != "0x" && rest != "0X") return false;
    at_ += 2;
    return true;
  }

  /// The longest run of digits here, counted against the limit on all digits of the number.
  [[nodiscard]] std::string_view take_digits(Base base) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && digit_value(text_[at_]) < base.value) ++at_;
    digits_ += at_ - begin;
    if (digits_ > limits_.digits) {
      throw input_error(echo() + " has more than " + std::to_string(limits_.digits) + " digits",
                        "write a number with fewer digits");
    }
    return text_.substr(begin, at_ - begin);
  }

  [[nodiscard]] long take_exponent() {
    const bool negative = take_sign();
    const std::string_view digits = take_digits(decimal);
    if (digits.empty()) fail_not_a_number();
    std::uint64_t size = 0;  // stays at most 10·limit + 9, far from overflow
    for (const char c : digits) {
      size = size * 10 + digit_value(c);
      if (size > static_cast<std::uint64_t>(limits_.exponent)) fail_exponent();
    }
    return negative ? -static_cast<long>(size) : static_cast<long>(size);
  }

  [[noreturn]] void fail_exponent() const {
    const std::string limit = std::to_string(limits_.exponent);
    throw input_error(echo() + " has an exponent beyond " + limit,
                      "write a number whose exponent lies between -" + limit + " and " + limit);
  }

  [[noreturn]] void fail_not_a_number() const {
    throw input_error(echo() + " is not a number",
                      "write a finite number as an integer, a fraction \"3/4\", a decimal "
                      "\"0.125\" or \"1.5e-3\", or a hexadecimal float \"0x1.8p-1\"");
  }

  [[nodiscard]] std::string echo() const { return quoted(std::string(text_)); }

  std::string_view text_;
  NumberLimits limits_;
  std::size_t at_ = 0;
  std::size_t digits_ = 0;
};

/// The digits cut into machine words from the right, least significant first.
[[nodiscard]] std::vector<Integer> words_of(std::string_view digits, Base base) {
  std::vector<Integer> words;
  words.reserve(digits.size() / base.digits_in_word + 1);
  while (!digits.empty()) {
    const std::size_t length = std::min(digits.size(), base.digits_in_word);
    std::uint64_t word = 0;
    for (const char c : digits.substr(digits.size() - length))
      word = word * base.value + digit_value(c);
    words.emplace_back(word);
    digits.remove_suffix(length);
  }
  return words;
}

[[nodiscard]] Integer power(unsigned base, std::size_t exponent) {
  return boost::multiprecision::pow(Integer(base), static_cast<unsigned>(exponent));
}

[[nodiscard]] Integer integer_of(std::string_view digits, Base base) {
  std::vector<Integer> blocks = words_of(digits, base);
  if (blocks.size() <= 1) return blocks.empty() ? Integer(0) : blocks.front();
  Integer radix = power(base.value, base.digits_in_word);
  while (blocks.size() > 1) {
    const std::size_t pairs = blocks.size() / 2;
    for (std::size_t i = 0; i < pairs; ++i) {
      Integer joined = blocks[2 * i + 1] * radix;
      joined += blocks[2 * i];
      blocks[i] = std::move(joined);
    }
    const bool odd = blocks.size() % 2 == 1;
    if (odd) blocks[pairs] = std::move(blocks.back());
    blocks.resize(odd ? pairs + 1 : pairs);
    if (blocks.size() > 1) radix *= radix;
  }
  return blocks.front();
}

/// m / 10^k in lowest terms, for m > 0 that is not a multiple of 10.
[[nodiscard]] Rational over_power_of_ten(const Integer& m, std::size_t k) {
  const Integer scale = power(10, k);
  constexpr std::size_t few = 64;
  if (k <= few) return Rational(m, scale);
  // In long numbers only the powers of 2 and 5 are compared; almost none has 64 factors 5.
  const Integer block = power(5, few);
  const Integer fives = gcd(Integer(m % block), block);
  if (fives == block) return Rational(m, scale);
  const std::size_t twos = std::min<std::size_t>(lsb(m), k);
  return coprime_fraction((m >> twos) / fives, (scale >> twos) / fives);
}

/// The value of a literal with a point or an exponent, sign left out.
[[nodiscard]] Rational scaled_value(const Literal& literal) {
  std::string digits(literal.whole);
  digits += literal.fraction;
  const std::size_t kept = digits.find_last_not_of('0') + 1;  // 0 if there are only zeros
  if (kept == 0) return 0;
  const auto places =
      static_cast<long>(digits.size() - kept) - static_cast<long>(literal.fraction.size());
  digits.resize(kept);
  const Integer mantissa = integer_of(digits, literal.base);
  if (literal.base.value == hexadecimal.value) {
    return dyadic(mantissa, literal.exponent + 4 * places);
  }
  const long exponent = literal.exponent + places;
  if (exponent < 0) return over_power_of_ten(mantissa, static_cast<std::size_t>(-exponent));
  return Rational(mantissa * power(10, static_cast<std::size_t>(exponent)));
}

[[nodiscard]] Rational value_of(const Literal& literal) {
  if (!literal.is_fraction) return scaled_value(literal);
  return Rational(integer_of(literal.whole, decimal), integer_of(literal.denominator, decimal));
}

}  // namespace

Rational parse_rational(std::string_view text, const NumberLimits& limits) {
  const Literal literal = Lexer(text, limits).run();
  Rational value = value_of(literal);
  if (literal.negative) value = -value;
  return value;
}

}  // namespace isthmus
