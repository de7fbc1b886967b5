// Mutants are made by editing the text, so that they can be what no JSON library writes: keys
// twice, numbers with leading zeros, values of another type. A scan finds where each value stands.
#include "mutation/json_mutants.hpp"

#include <cctype>
#include <set>
#include <stdexcept>
#include <utility>

namespace isthmus::test {
namespace {

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// A value; `items` are the elements of an array, or the members of an object with their keys.
struct Value {
  std::string section;
  Span span;
  char kind = 0;  // { [ " t f or a digit
  std::vector<Span> items;
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { value(0); }

  std::vector<Value> take() { return std::move(found_); }

 private:
  [[nodiscard]] char next() const {
    if (at_ >= text_.size()) throw std::logic_error("the corpus is no JSON");
    return text_[at_];
  }

  void skip_space() {
    while (std::isspace(static_cast<unsigned char>(next())) != 0) ++at_;
  }

  void string() {
    for (++at_; next() != '"'; ++at_) {
      if (next() == '\\') ++at_;
    }
    ++at_;
  }

  void key(std::size_t depth) {
    const std::size_t begin = at_ + 1;
    string();
    if (depth == 0) section_ = text_.substr(begin, at_ - begin - 1);
    skip_space();
    ++at_;  // the colon
    skip_space();
  }

  void items(Value& of, std::size_t depth) {
    const char last = of.kind == '{' ? '}' : ']';
    for (++at_, skip_space(); next() != last;) {
      const std::size_t begin = at_;
      if (of.kind == '{') key(depth);
      value(depth + 1);
      of.items.push_back({begin, at_});
      for (skip_space(); next() == ','; skip_space()) ++at_;
    }
    ++at_;
  }

  void scalar() {
    while (std::isalnum(static_cast<unsigned char>(next())) != 0) ++at_;
  }

  void value(std::size_t depth) {
    Value it{depth == 0 ? "" : section_, {at_, 0}, next(), {}};
    if (it.kind == '{' || it.kind == '[') {
      items(it, depth);
    } else if (it.kind == '"') {
      string();
    } else {
      scalar();
    }
    it.span.end = at_;
    if (it.section != "names") found_.push_back(std::move(it));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string section_;
  std::vector<Value> found_;
};

using Sorted = std::vector<std::pair<const char*, std::string>>;

void replace_count(const std::string& token, Sorted& found) {
  const unsigned long long n = std::stoull(token);
  found.emplace_back("one more", std::to_string(n + 1));
  if (n > 0) found.emplace_back("one less", std::to_string(n - 1));
  found.emplace_back("out of range", "4000000000");
  found.emplace_back("minus sign", "-" + token);
  found.emplace_back("leading zero", "0" + token);
  found.emplace_back("no whole number", token + ".0");
  found.emplace_back("no whole number", token + "e0");
  found.emplace_back("other type", '"' + token + '"');
}

void replace_rational(const std::string& q, Sorted& found) {
  const auto text = [&](const char* sort, const std::string& other) {
    found.emplace_back(sort, '"' + other + '"');
  };
  text("other numerator", q.front() == '-' ? "-9" + q.substr(1) : "9" + q);
  if (q != "0") text("negate", q.front() == '-' ? q.substr(1) : "-" + q);
  text("zero", "0");
  text("fraction", q.find('/') == std::string::npos ? q + "/7" : q + "7");
  text("leading zero", "0" + q);
  text("zero denominator", q + "/0");
  text("space in a number", q + " ");
  found.emplace_back("other type", q);
}

void replace_string(const std::string& token, Sorted& found) {
  const std::string inner = token.substr(1, token.size() - 2);
  if (inner.find_first_not_of("-/0123456789") == std::string::npos) {
    replace_rational(inner, found);
    return;
  }
  if (inner == "in" || inner == "out") {
    found.emplace_back("other kind", inner == "in" ? "\"out\"" : "\"in\"");
  }
  found.emplace_back("other word", '"' + inner + "x\"");
  found.emplace_back("other word", "\"\"");
}

// What could stand in the place of a value, with the name of the sort.
Sorted replacements(const Value& value, const std::string& token) {
  Sorted found{{"null", "null"}};
  if (value.kind == '"') {
    replace_string(token, found);
  } else if (value.kind == 't' || value.kind == 'f') {
    found.emplace_back("other answer", value.kind == 't' ? "false" : "true");
  } else if (value.kind == '[' || value.kind == '{') {
    found.emplace_back("empty", value.kind == '[' ? "[]" : "{}");
    found.emplace_back("other type", value.kind == '[' ? "{}" : "[]");
  } else {
    replace_count(token, found);
  }
  return found;
}

class Mutator {
 public:
  explicit Mutator(std::string_view text) : text_(text) { seen_.insert(text_); }

  std::vector<Mutant> run() {
    for (const Value& value : Scanner(text_).take()) {
      for (const auto& [sort, other] : replacements(value, token(value.span))) {
        keep(sort, value, value.span, other);
      }
      for (std::size_t i = 0; i < value.items.size(); ++i) mutate_item(value, i);
      if (value.kind == '[' && value.items.size() > 2) reverse(value);
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::string token(Span span) const {
    return text_.substr(span.begin, span.end - span.begin);
  }

  // The item with one of the commas beside it.
  [[nodiscard]] static Span with_comma(const Value& of, std::size_t i) {
    if (i + 1 < of.items.size()) return {of.items[i].begin, of.items[i + 1].begin};
    if (i > 0) return {of.items[i - 1].end, of.items[i].end};
    return of.items[i];
  }

  void mutate_item(const Value& of, std::size_t i) {
    const bool keyed = of.kind == '{';
    const Span item = of.items[i];
    keep(keyed ? "drop key" : "drop item", of, with_comma(of, i), "", item);
    keep(keyed ? "repeat key" : "repeat item", of, item, token(item) + ", " + token(item), item);
    if (keyed) keep("unknown key", of, item, "\"x" + token(item).substr(1), item);
    if (i + 1 == of.items.size()) return;
    const Span second = of.items[i + 1];
    keep(keyed ? "swap keys" : "swap items", of, {item.begin, second.end},
         token(second) + token({item.end, second.begin}) + token(item), item);
  }

  void reverse(const Value& of) {
    std::string items;
    for (const Span& item : of.items) items = token(item) + (items.empty() ? "" : ", ") + items;
    keep("reverse items", of, of.span, "[" + items + "]");
  }

  void keep(const char* sort, const Value& where, Span span, const std::string& other,
            Span member = {}) {
    std::string text = text_.substr(0, span.begin) + other + text_.substr(span.end);
    if (!seen_.insert(text).second) return;
    std::string section = where.section;
    if (section.empty() && member.end > 0) {
      section =
          text_.substr(member.begin + 1, text_.find('"', member.begin + 1) - member.begin - 1);
    }
    found_.push_back({sort, std::move(section), std::move(text)});
  }

  std::string text_;
  std::set<std::string> seen_;
  std::vector<Mutant> found_;
};

}  // namespace

std::vector<Mutant> json_mutants(std::string_view text) { return Mutator(text).run(); }

}  // namespace isthmus::test
