// The words, marks and numbers that certificates are written with.
//
// Whoever reads a certificate asks a Text for what must come next; whatever else is there ends in
// Outcome (malformed) with its line and column. Nothing is allocated for announced counts, only for
// what was read; the depth of nesting is the business of who reads.
#pragma once

#include <gmpxx.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "check.hpp"

namespace isthmus_check {

using Rational = mpq_class;
using Id = std::uint32_t;  // number of a node or edge, of a row, column or neuron
using Ids = std::vector<Id>;

// Counts are below this.
inline constexpr std::uint64_t end_of_counts = 1'000'000'000'000'000'001;

/// The beginning of a piece of the file, for messages, alike in both forms.
[[nodiscard]] std::string quoted(std::string_view text);

class Text {
 public:
  explicit Text(std::string_view text) : text_(text), json_(text.starts_with('{')) { advance(); }
  virtual ~Text() = default;

  // ---- tokens -----------------------------------------------------------------------------------

  /// Of a message that begins with a space the token is the subject.
  void require(bool condition, std::string_view why) const;
  /// Goes to the next token: in JSON a mark, a string with its quotes, a number, true or false; on
  /// lines a word, a string or a line feed. A space too many is a token that nobody expects, and at
  /// the end of the file the token is empty.
  void advance();
  [[nodiscard]] std::string_view token() const { return token_; }
  /// What the token says that is a string in JSON.
  [[nodiscard]] std::string_view word() const;
  /// Goes on if `found`, the token or its word, is as expected.
  bool accept(std::string_view expected, std::string_view found);
  void exactly(std::string_view expected, std::string_view found);
  /// A mark of JSON; there is none on lines.
  void expect(std::string_view mark);
  /// Words and marks as in a pattern, {format:isthmus-certificate, for instance; at each of its
  /// capitals field(capital) reads on.
  template <class Field>
  void match(std::string_view pattern, Field&& field) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz-_2";
    while (!pattern.empty()) {
      const std::size_t size = std::min(pattern.find_first_not_of(letters), pattern.size());
      const std::string_view part = pattern.substr(0, std::max<std::size_t>(size, 1));
      pattern.remove_prefix(part.size());
      if (size > 0) {
        exactly(part, word());
      } else {
        std::isupper(part[0]) != 0 ? field(part[0]) : expect(part);
      }
    }
  }
  void match(std::string_view pattern) {
    match(pattern, [](char) {});
  }
  /// A list of JSON.
  template <class Item>
  void array(Item&& item) {
    expect("[");
    for (bool first = true; !accept("]", token_); first = false) {
      if (!first) expect(",");
      item();
    }
  }

  // ---- conventions ------------------------------------------------------------------------------

  /// A whole number below `end`.
  std::uint64_t count(std::uint64_t end);
  Id id(std::size_t end) { return static_cast<Id>(count(end)); }
  /// Canonical is what GMP prints.
  Rational rational();
  /// Requires that the numbers increase.
  void require_set(const Ids& numbers, bool may_be_empty) const;

 protected:
  /// What is being read, for messages: "" or "locks[3]: ".
  [[nodiscard]] virtual std::string reading() const { return ""; }

  std::string_view text_, token_ = "\n";
  bool json_;
  std::size_t at_ = 0;  // the end of the token

 private:
  void pass_string();
};

}  // namespace isthmus_check
