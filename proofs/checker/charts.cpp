// Charts: a case split over polynomials that vanish or do not, each case ended by vectors x_k.
//
// docs/certificate.md, "Charts". What a case knows are two lists; a case that is left open for
// later remembers how long they were, as in prefix order all before it in them is the same then.
// Everything that a step says is an identity: a polynomial that leaves nothing when it is divided
// by those that vanish, one after another. Products of terms are counted, with their digits.
#include "pattern.hpp"

namespace isthmus_check {
namespace {

using Entry = std::pair<Id, Id>;                  // row and column of A
using Monomial = std::map<Entry, std::uint32_t>;  // powers, none 0
using Polynomial = std::map<Monomial, Rational>;  // coefficients, none 0
using Vector = std::map<Id, Polynomial>;          // entries, none 0

constexpr std::uint64_t end_of_powers = 1001;
constexpr std::size_t largest_minor = 6;

std::uint32_t power(const Monomial& monomial, Entry e) {
  const auto found = monomial.find(e);
  return found == monomial.end() ? 0 : found->second;
}

std::uint32_t degree(const Polynomial& f, Entry e) {
  std::uint32_t result = 0;
  for (const auto& [monomial, factor] : f) result = std::max(result, power(monomial, e));
  return result;
}

// What stands before e^exponent.
Polynomial coefficient(const Polynomial& f, Entry e, std::uint32_t exponent) {
  Polynomial result;
  for (const auto& [monomial, factor] : f) {
    if (power(monomial, e) != exponent) continue;
    Monomial rest = monomial;
    rest.erase(e);
    result.emplace(std::move(rest), factor);
  }
  return result;
}

class Charts {
 public:
  Charts(PatternText& in, const State& state, bool full) : in_(in), s_(state), full_(full) {}

  void run() {
    bool left = true;
    in_.array([&] {
      in_.check(left, "the charts go on after the last case");
      const bool ended = step();
      left = !ended || !open_.empty();
      if (ended && left) next_case();
      ++steps_;
    });
    in_.check(!left, "the charts leave a case");
  }

 private:
  struct Vanishing {
    Polynomial polynomial;
    Entry entry;
  };
  // The case in which a split does not vanish.
  struct Open {
    std::size_t zero, nonzero;
    Polynomial polynomial;
  };
  void next_case() {
    zero_.resize(open_.back().zero);
    nonzero_.resize(open_.back().nonzero);
    nonzero_.push_back(std::move(open_.back().polynomial));
    open_.pop_back();
  }
  void check(bool condition, const char* why) const {
    if (!condition) in_.check(false, "charts[" + std::to_string(steps_) + "]: " + why);
  }

  // ---- steps ------------------------------------------------------------------------------------

  // Whether the case at hand is done.
  bool step() {
    polynomials_.clear();
    numbers_.clear();
    in_.expect("{");
    if (in_.accept("split", in_.word())) return split();
    if (in_.accept("factor", in_.word())) return factor();
    if (in_.accept("empty", in_.word())) return empty();
    if (in_.accept("outside", in_.word())) return outside();
    in_.match("chart:");
    return chart();
  }
  // What a capital of a pattern stands for, put where the step finds it.
  void read(std::string_view pattern) {
    in_.match(pattern, [&](char letter) {
      if (letter == 'P') polynomials_.push_back(polynomial());
      if (letter == 'G') product_ = product();
      if (letter == 'E') entry_ = place();
      if (letter == 'S') numbers_.push_back(in_.increasing(UINT32_MAX));
    });
  }

  bool split() {
    read(":P,entry:[E],leading:G}");
    const Polynomial& p = polynomials_[0];
    check(degree(p, entry_) > 0 && !product_.empty(), "the entry is not in the polynomial");
    Polynomial highest = coefficient(p, entry_, degree(p, entry_));
    const Rational ratio = highest.begin()->second / product_.begin()->second;
    add_product(highest, -ratio, constant(1), product_);
    check(highest.empty(), "the leading coefficient is not this product");
    open_.push_back({zero_.size(), nonzero_.size(), p});
    zero_.push_back({p, entry_});
    return false;
  }
  bool factor() {
    read(":P,cofactor:P,product:G}");
    add_product(product_, -1, polynomials_[0], polynomials_[1]);
    check(vanishes(product_), "the factors do not give the product");
    nonzero_.push_back(polynomials_[0]);
    return false;
  }
  bool empty() {
    in_.expect(":");
    const std::size_t g = in_.count(end_of_counts);
    in_.expect("}");
    check(g < nonzero_.size() && vanishes(nonzero_[g]), "the polynomial is not seen to vanish");
    return true;
  }
  bool outside() {
    read(":S,columns:S,cofactor:P,product:G}");
    check(!full_, "this does not show that all matrices are attained");
    const std::size_t size = numbers_[0].size();
    check(size == numbers_[1].size() && size <= largest_minor, "no such minor");
    check_block(numbers_[0], numbers_[1]);
    add_product(product_, -1, minor(numbers_[0], numbers_[1]), polynomials_[0]);
    check(vanishes(product_), "the minor is no factor of the product");
    return true;
  }
  void check_block(const Ids& of_rows, const Ids& of_columns) const {
    Set block[2];
    for (const Id i : of_rows) add(block[rows], i);
    for (const Id j : of_columns) add(block[columns], j);
    const bool inside =
        within(block[rows], s_.extent[rows]) && within(block[columns], s_.extent[columns]);
    check(inside, "the minor is not within the state");
    std::size_t meeting = 0;
    for (const Neuron& k : s_.neurons)
      meeting += (k.of[rows] & block[rows]) != 0 && (k.of[columns] & block[columns]) != 0;
    check(meeting < of_rows.size(), "enough neurons meet the minor");
    for (const Id i : of_rows) {
      const Set free = covered(rows, i) & s_.free_at(rows, i) & block[columns];
      check(free == 0, "an entry of the minor is free");
    }
  }
  // By the first row.
  Polynomial minor(Ids of_rows, const Ids& of_columns) {
    if (of_rows.empty()) return constant(1);
    const Id i = of_rows.front();
    of_rows.erase(of_rows.begin());
    Polynomial result;
    for (std::size_t c = 0; c < of_columns.size(); ++c) {
      if (!has(covered(rows, i), of_columns[c])) continue;
      Ids others = of_columns;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(c));
      add_product(result, c % 2 == 0 ? 1 : -1, variable({i, of_columns[c]}),
                  minor(of_rows, others));
    }
    return result;
  }

  bool chart() {
    const Side side = in_.side();
    std::vector<Vector> x;
    in_.match(",x:");
    in_.array([&] {
      check(x.size() < s_.neurons.size(), "there are more vectors than neurons");
      x.push_back(vector(s_.neurons[x.size()].of[!side] & s_.extent[!side]));
    });
    check(x.size() == s_.neurons.size(), "there are fewer vectors than neurons");
    const Ids lines = elements(s_.extent[side]);
    std::size_t i = 0;
    in_.match(",y:");
    in_.array([&] {
      check(i < lines.size(), "there are too many combinations");
      combination(side, lines[i++], x);
    });
    check(i == lines.size(), "there are too few combinations");
    in_.expect("}");
    return true;
  }
  void combination(Side side, Id line, const std::vector<Vector>& x) {
    Set own;
    for (std::size_t k = 0; k < x.size(); ++k)
      if (has(s_.neurons[k].of[side], line)) add(own, k);
    read("{denominator:G,terms:");
    const Vector factors = vector(own);
    in_.expect("}");
    for (const Id j : elements(covered(side, line) & ~s_.free_at(side, line))) {
      const Entry e = side == rows ? Entry{line, j} : Entry{j, line};
      Polynomial rest;
      add_product(rest, -1, product_, variable(e));
      for (const auto& [k, y] : factors) {
        const auto found = x[k].find(j);
        if (found != x[k].end()) add_product(rest, 1, y, found->second);
      }
      check(vanishes(std::move(rest)), "a line is not the combination given");
    }
  }
  // Entries of A along the line that a neuron covers.
  [[nodiscard]] Set covered(Side side, Id line) const {
    Set result;
    for (const Neuron& k : s_.neurons)
      if (has(k.of[side], line)) result |= k.of[!side];
    return result & s_.extent[!side];
  }

  // ---- what steps are made of -------------------------------------------------------------------

  // "row, column" of an entry of the state.
  Entry place() {
    Entry e;
    e.first = in_.id(UINT32_MAX);
    in_.expect(",");
    e.second = in_.id(UINT32_MAX);
    const bool inside = has(s_.extent[rows], e.first) && has(s_.extent[columns], e.second);
    check(inside, "there is no such entry in the state");
    return e;
  }
  Monomial monomial() {
    Monomial result;
    while (in_.accept(",", in_.token())) {
      in_.expect("[");
      const Entry e = place();
      in_.expect(",");
      const std::uint64_t exponent = in_.count(end_of_powers);
      in_.expect("]");
      const bool increases = result.empty() || result.rbegin()->first < e;
      in_.require(exponent > 0 && increases, "the entries do not increase, or a power is 0");
      result.emplace(e, static_cast<std::uint32_t>(exponent));
    }
    return result;
  }
  Polynomial polynomial() {
    Polynomial result;
    in_.array([&] {
      in_.expect("[");
      Rational factor = in_.rational();
      Monomial next = monomial();
      in_.expect("]");
      const bool increases = result.empty() || result.rbegin()->first < next;
      in_.require(increases && factor != 0, "the terms do not increase, or a coefficient is 0");
      result.emplace_hint(result.end(), std::move(next), std::move(factor));
    });
    return result;
  }
  // Polynomials that are not 0, at increasing numbers within the set.
  Vector vector(const Set& set) {
    Vector result;
    in_.array([&] {
      in_.expect("[");
      const Id index = in_.id(UINT32_MAX);
      in_.expect(",");
      Polynomial value = polynomial();
      in_.expect("]");
      const bool increases = result.empty() || result.rbegin()->first < index;
      in_.require(increases && !value.empty(), "the numbers do not increase, or a polynomial is 0");
      check(has(set, index), "a vector leaves its neuron, or a combination its line");
      result.emplace(index, std::move(value));
    });
    return result;
  }
  // Multiplied out.
  Polynomial product() {
    Polynomial result = constant(1);
    std::size_t next = 0;
    in_.array([&] {
      in_.expect("[");
      const std::size_t g = in_.count(end_of_counts);
      in_.expect(",");
      const std::uint64_t exponent = in_.count(end_of_powers);
      in_.expect("]");
      in_.require(g >= next && exponent > 0, "the numbers do not increase, or a power is 0");
      check(g < nonzero_.size(), "there is no such polynomial in the case");
      for (std::uint64_t e = 0; e < exponent; ++e) result = times(result, nonzero_[g]);
      next = g + 1;
    });
    return result;
  }

  // ---- arithmetic -------------------------------------------------------------------------------

  static Polynomial constant(const Rational& value) { return {{Monomial(), value}}; }
  static Polynomial variable(Entry e) { return {{Monomial{{e, 1}}, 1}}; }
  // Of all coefficients.
  static std::size_t words(const Polynomial& f) {
    std::size_t result = 0;
    for (const auto& [monomial, factor] : f)
      result += mpz_size(factor.get_num_mpz_t()) + mpz_size(factor.get_den_mpz_t());
    return result;
  }
  // f += factor·g·h.
  void add_product(Polynomial& f, const Rational& factor, const Polynomial& g,
                   const Polynomial& h) {
    in_.spend(10 + 50 * (words(g) * h.size() + g.size() * words(h)));
    for (const auto& [a, of_a] : g)
      for (const auto& [b, of_b] : h) {
        Monomial both = a;
        for (const auto& [e, exponent] : b) both[e] += exponent;
        f[both] += factor * of_a * of_b;
      }
    std::erase_if(f, [](const auto& term) { return term.second == 0; });
  }
  Polynomial times(const Polynomial& g, const Polynomial& h) {
    Polynomial result;
    add_product(result, 1, g, h);
    return result;
  }
  bool vanishes(Polynomial f) {
    for (const auto& [p, e] : zero_) {
      const std::uint32_t size = degree(p, e);
      const Polynomial leading = coefficient(p, e, size);
      for (std::uint32_t top = degree(f, e); top >= size; top = degree(f, e)) {
        const Monomial shift = top > size ? Monomial{{e, top - size}} : Monomial();
        Polynomial next = times(leading, f);
        add_product(next, -1, times(coefficient(f, e, top), {{shift, 1}}), p);
        f = std::move(next);
      }
    }
    return f.empty();
  }

  PatternText& in_;
  const State& s_;
  bool full_;
  std::vector<Vanishing> zero_;
  std::vector<Polynomial> nonzero_;
  std::vector<Open> open_;
  std::vector<Polynomial> polynomials_;  // of the step that is read
  std::vector<Ids> numbers_;
  Polynomial product_;
  Entry entry_;
  std::size_t steps_ = 0;
};

}  // namespace

void check_charts(PatternText& in, const State& state, bool full) { Charts(in, state, full).run(); }

}  // namespace isthmus_check
