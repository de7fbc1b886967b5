#include "proof/read_values.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

/// Every number of so many digits fits 64 bits with its sign.
constexpr std::size_t digits_in_word = 18;

constexpr std::uint64_t largest_count = 1'000'000'000'000'000'000;

[[nodiscard]] bool is_digit(char c) { return '0' <= c && c <= '9'; }

/// Digits without a leading zero, or "0".
[[nodiscard]] bool is_count(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit) && (text[0] != '0' || text == "0");
}

[[noreturn]] void fail_rational(std::string_view text) {
  throw input_error(quoted(std::string(text)) + " is not a rational in lowest terms",
                    "write p or p/q with q >= 2, without leading zeros, \"+\" or \"-0\"");
}

[[nodiscard]] std::int64_t word_of(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

[[nodiscard]] bool in_lowest_terms(std::string_view p, std::string_view q, const Rational& value) {
  if (p.size() <= digits_in_word && q.size() <= digits_in_word) {
    return std::gcd(word_of(p), word_of(q)) == 1;
  }
  return denominator_of(value) == numerator_of(parse_rational(q));
}

}  // namespace

std::uint64_t count_of(std::string_view text) {
  std::uint64_t value = 0;
  const char* last = text.data() + text.size();
  const bool fits = is_count(text) && std::from_chars(text.data(), last, value).ec == std::errc();
  if (!fits || value > largest_count) {
    throw input_error(quoted(std::string(text)) + " is not a number of this place",
                      "write a whole number up to 10^18 without sign, point or leading zero");
  }
  return value;
}

Rational canonical_rational(std::string_view text) {
  const bool negative = text.starts_with('-');
  const std::string_view size = text.substr(negative ? 1 : 0);
  const std::size_t slash = size.find('/');
  const std::string_view p = size.substr(0, slash);
  if (!is_count(p)) fail_rational(text);
  if (slash == std::string_view::npos) {
    if (negative && p == "0") fail_rational(text);
    if (p.size() <= digits_in_word) return Rational(negative ? -word_of(p) : word_of(p));
    return parse_rational(text);
  }
  const std::string_view q = size.substr(slash + 1);
  if (p == "0" || !is_count(q) || q == "0" || q == "1") fail_rational(text);
  Rational value = parse_rational(text);
  if (!in_lowest_terms(p, q, value)) fail_rational(text);
  return value;
}

CutKind cut_kind_of(std::string_view text) {
  if (text == "in") return CutKind::in;
  if (text == "out") return CutKind::out;
  throw input_error("there is no kind of cut " + quoted(std::string(text)), "write in or out");
}

NumberRanges::NumberRanges(std::uint64_t hidden, std::uint64_t edges)
    : hidden_(hidden), edges_(edges) {
  constexpr std::uint64_t limit = std::numeric_limits<std::uint32_t>::max() - 2;
  if (std::max(hidden, edges) > limit) {
    throw input_error("more than 2^32 - 3 nodes or edges", "use bundles for parallel edges");
  }
}

NodeId NumberRanges::end_of_edge(std::uint64_t number) const {
  if (number <= hidden_) return NodeId{static_cast<std::uint32_t>(number)};
  throw input_error("there is no node " + std::to_string(number),
                    "write a number from 0 to " + std::to_string(hidden_) + ", the ground");
}

NodeId NumberRanges::hidden_node(std::uint64_t number) const {
  if (number < hidden_) return NodeId{static_cast<std::uint32_t>(number)};
  throw input_error("there is no hidden node " + std::to_string(number),
                    "the network has " + std::to_string(hidden_) + ", counted from 0");
}

EdgeId NumberRanges::edge(std::uint64_t number) const {
  if (number < edges_) return EdgeId{static_cast<std::uint32_t>(number)};
  throw input_error("there is no edge " + std::to_string(number),
                    "the network has " + std::to_string(edges_) + ", counted from 0");
}

std::uint64_t multiplicity_of(std::uint64_t number) {
  if (number > 0) return number;
  throw input_error("the multiplicity is 0", "leave the edge out or write a number from 1");
}

void append_entry(SparseVector& vector, EdgeId edge, Rational value) {
  if (!vector.empty() && !(vector.back().first < edge)) {
    throw input_error("the edges do not increase", "sort the entries, one for each edge");
  }
  if (value == 0) throw input_error("the entry is 0", "leave out the edges with 0");
  vector.emplace_back(edge, std::move(value));
}

void append_claim(std::vector<Claim>& claims, Claim claim) {
  if (std::ranges::find(claims, claim.kind, &Claim::kind) != claims.end()) {
    throw input_error("a second claim of the same kind", "leave one of them out");
  }
  claims.push_back(std::move(claim));
}

void check_set(const std::vector<NodeId>& set) {
  if (set.empty()) throw input_error("the set is empty", "name at least one hidden node");
}

}  // namespace isthmus
