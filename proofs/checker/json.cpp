#include "json.hpp"

#include <charconv>
#include <functional>

namespace isthmus_check {
namespace {

constexpr std::size_t npos = std::string_view::npos, max_digits = 1'000'000;

}  // namespace

std::string quoted(std::string_view text) {
  if (text.size() > 2 && text[0] == '"') text = text.substr(1, text.size() - 2);
  std::string out(text.substr(0, 40));
  for (char& c : out) c = c >= ' ' && c <= '~' ? c : '?';
  if (text == "\n" || text.empty()) return text.empty() ? "the end" : "the end of the line";
  return "'" + out + (text.size() > 40 ? "...'" : "'");
}

void Text::require(bool condition, std::string_view why) const {
  if (condition) return;
  const std::string_view before = text_.substr(0, at_ - token_.size());
  const std::string line = std::to_string(1 + std::count(before.begin(), before.end(), '\n'));
  const std::string column = std::to_string(before.size() - before.rfind('\n'));
  std::string message = "line " + line + ", column " + column + ": " + reading();
  if (why.starts_with(' ')) message += quoted(token_);
  throw Outcome{Verdict::malformed, message.append(why), ""};
}

void Text::advance() {
  const bool space = !json_ && token_ != "\n" && text_.substr(at_, 1) == " ";
  at_ = json_ ? std::min(text_.find_first_not_of(" \n\t\r", at_), text_.size()) : at_ + space;
  const std::size_t from = at_;
  if (text_.substr(at_, 1) == "\"") {
    pass_string();
  } else {
    at_ = std::min(text_.find_first_of(json_ ? " \n\t\r,:[]{}\"" : " \n", at_), text_.size());
  }
  if (at_ == from && at_ < text_.size()) ++at_;
  token_ = text_.substr(from, at_ - from);
  require(!space || token_ != "\n", "a space too many");
}

// Names prove nothing: neither UTF-8 nor what an escape stands for is looked at.
void Text::pass_string() {
  for (bool escaped = true; escaped || text_[at_] != '"';) {
    escaped = !escaped && text_[at_] == '\\';
    const bool open = ++at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= ' ';
    require(open, "a string ends early or has a control character");
  }
  ++at_;
}

std::string_view Text::word() const {
  if (!json_) return token_;
  return token_.starts_with('"') ? token_.substr(1, token_.size() - 2) : "";
}

bool Text::accept(std::string_view expected, std::string_view found) {
  if (expected == found) advance();
  return expected == found;
}

void Text::exactly(std::string_view expected, std::string_view found) {
  if (!accept(expected, found)) require(false, " stands in the place of " + quoted(expected));
}

void Text::expect(std::string_view mark) {
  if (json_) exactly(mark, token_);
}

std::uint64_t Text::count(std::uint64_t end) {
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(token_.begin(), token_.end(), value);
  const bool number = error == std::errc{} && stop == token_.end();
  const bool canonical = number && (token_[0] != '0' || token_.size() == 1);
  require(canonical && value < end, " is not a whole number, or too large here");
  advance();
  return value;
}

Rational Text::rational() {
  const std::string text(word());
  const std::size_t digits = text.size() - text.starts_with('-') - (text.find('/') != npos);
  Rational value;
  bool good = digits <= max_digits && value.set_str(text, 10) == 0 && sgn(value.get_den()) != 0;
  if (good) value.canonicalize();
  good = good && value.get_str() == text;
  require(good, " is not a rational in lowest terms of at most 10^6 digits");
  advance();
  return value;
}

void Text::require_set(const Ids& numbers, bool may_be_empty) const {
  const auto wrong = std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>());
  require(wrong == numbers.end(), "the numbers do not increase");
  require(may_be_empty || !numbers.empty(), "the set is empty");
}

}  // namespace isthmus_check
