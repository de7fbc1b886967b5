// What the checks of pattern certificates share: sets, states, and the text with its budget.
//
// docs/certificate.md, "Patterns", says what is checked; the theorems are those of docs/theory.md
// §9. A step is read and checked at once, and then nothing of it is kept but the states it leads
// to; the trees come in prefix order, so that nothing recurses with the size of the file.
#pragma once

#include <map>
#include <utility>

#include "json.hpp"

namespace isthmus_check {

/// A set of rows, columns or neurons: the digits 1 of a binary number.
using Set = mpz_class;

[[nodiscard]] inline bool has(const Set& set, std::size_t i) {
  return mpz_tstbit(set.get_mpz_t(), i) != 0;
}
[[nodiscard]] inline std::size_t size(const Set& set) { return mpz_popcount(set.get_mpz_t()); }
inline void add(Set& set, std::size_t i) { mpz_setbit(set.get_mpz_t(), i); }
[[nodiscard]] inline bool within(const Set& a, const Set& b) { return (a & ~b) == 0; }
/// The elements in increasing order.
[[nodiscard]] Ids elements(const Set& set);

/// Rows and columns are the two sides; `!side` is the other one.
enum Side { rows = 0, columns = 1 };
constexpr Side operator!(Side side) { return side == rows ? columns : rows; }

/// R_k and C_k.
struct Neuron {
  Set of[2];
};

struct State {
  Set extent[2];  ///< its rows and columns
  std::vector<Neuron> neurons;
  std::map<Id, Set> free[2];  ///< free columns of each row, free rows of each column, if any

  [[nodiscard]] Set free_at(Side side, Id i) const {
    const auto found = free[side].find(i);
    return found == free[side].end() ? Set() : found->second;
  }
};

/// A certificate while it is read, and how much more work is allowed.
class PatternText : public Text {
 public:
  PatternText(std::string_view text, const Options& options, std::string& words)
      : Text(text), options_(options), words_(words) {}

  /// "proof", and the number of the step; begins messages.
  void section(std::string name) { section_ = std::move(name), step_ = 0; }
  void next_step() { ++step_; }
  void done() { step_ = 0; }
  /// What a step has shown, in words, if they are wanted.
  void say(std::string_view words) {
    if (options_.explain) words_.append(reading()).append(words).append(".\n");
  }
  /// What was understood, if that is wanted.
  void dump(std::string_view line) {
    if (options_.dump) words_.append(line).append("\n");
  }

  /// Of the mathematics: throws Outcome (not_proved).
  void check(bool condition, std::string_view why) const {
    if (!condition) throw Outcome{Verdict::not_proved, reading() + std::string(why), ""};
  }
  /// A step is some thirty instructions.
  void spend(std::size_t steps) {
    check(steps <= left_, "it takes more steps than this checker is willing to do");
    left_ -= steps;
  }

  /// A list of numbers below `end` that increase.
  Ids increasing(std::size_t end, bool may_be_empty = false) {
    Ids result;
    array([&] { result.push_back(id(end)); });
    require_set(result, may_be_empty);
    return result;
  }
  Set set(std::size_t end, bool may_be_empty = false) {
    Set result;
    for (const Id i : increasing(end, may_be_empty)) add(result, i);
    return result;
  }
  /// The one of these rules that comes next, in "{key:".
  template <class Rule, std::size_t size>
  const Rule& rule(const Rule (&rules)[size]) {
    expect("{");
    const auto known = [&](const Rule& rule) { return rule.key == word(); };
    const Rule* found = std::find_if(std::begin(rules), std::end(rules), known);
    require(found != std::end(rules), " is unknown here");
    advance();
    expect(":");
    return *found;
  }
  Side side() {
    const bool by_columns = accept("columns", word());
    if (!by_columns) exactly("rows", word());
    return by_columns ? columns : rows;
  }

 private:
  [[nodiscard]] std::string reading() const override {
    if (section_.empty()) return "";
    return section_ + (step_ > 0 ? "[" + std::to_string(step_ - 1) + "]: " : ": ");
  }

  std::string section_;
  std::size_t step_ = 0;  // counted from 1
  const Options& options_;
  std::string& words_;
  std::size_t left_ = 4'000'000'000;
};

/// Reads the steps of a proof: each state of the tree is closed and, if `full`, has all matrices
/// that vanish where they are observed and not covered.
void check_closed(PatternText& in, State state, bool full);

/// Reads the charts of a step: they show that the state is closed and, if `full`, has all matrices
/// that vanish where they are observed and not covered.
void check_charts(PatternText& in, const State& state, bool full);

/// Entries that are not 0, by row and column.
using Matrix = std::map<std::pair<Id, Id>, Rational>;

/// Reads the steps of a refutation: the limit is not in the state, seen by the side.
void check_refutation(PatternText& in, const State& window, const Matrix& limit, Side side);

/// If the text is a certificate about a pattern, checks it and leaves its claim in `claim`. Throws
/// Outcome.
[[nodiscard]] bool check_pattern(std::string_view text, const Options& options, std::string& claim,
                                 std::string& words);

}  // namespace isthmus_check
