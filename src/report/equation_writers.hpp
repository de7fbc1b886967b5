// One writer for every format of equations_text.hpp, and what they share.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "isthmus/report/equations_text.hpp"

namespace isthmus::report {

void write_text_equations(std::ostream& out, const EquationSystem& system);
void write_latex_equations(std::ostream& out, const EquationSystem& system);
void write_macaulay2_equations(std::ostream& out, const EquationSystem& system);
void write_singular_equations(std::ostream& out, const EquationSystem& system);
void write_sage_equations(std::ostream& out, const EquationSystem& system);
void write_smtlib_equations(std::ostream& out, const EquationSystem& system);
void write_json_equations(std::ostream& out, const EquationSystem& system);

[[nodiscard]] inline std::size_t law_count(const EquationSystem& system) {
  return system.equations.laws.size();
}
[[nodiscard]] inline std::size_t weight_count(const EquationSystem& system) {
  return system.equations.variables.size();
}

/// Matrices that people read are drawn up to this many weights and laws.
constexpr std::size_t most_drawn = 200;
[[nodiscard]] inline bool is_drawn(const EquationSystem& system) {
  return weight_count(system) <= most_drawn && law_count(system) <= most_drawn;
}

/// "t" and 12: "t12".
[[nodiscard]] std::string numbered(const char* letter, std::size_t number);

/// "2 laws in 6 weights".
[[nodiscard]] std::string size_words(const EquationSystem& system);

/// Comment lines, each starting with `mark`: what this is, the network, which weight each variable
/// is, which node each law belongs to. `weight` spells variable i, as "t_" and "" for t_i.
struct Spelling {
  std::string_view before;
  std::string_view after;
};
void write_legend(std::ostream& out, const EquationSystem& system, std::string_view mark,
                  const Spelling& weight);

/// How a computer algebra system spells polynomials.
struct AlgebraStyle {
  Spelling weight;          ///< around the number of a weight
  Spelling value;           ///< around the number of a symbolic c
  std::string_view square;  ///< "^2"
  std::string_view zero;    ///< the zero polynomial
  std::string_view one;     ///< the polynomial 1
  Spelling rational;        ///< around a positive constant
};

/// Polynomials of a system in one style.
class Algebra {
 public:
  Algebra(const EquationSystem& system, const AlgebraStyle& style)
      : system_(system), style_(style) {}

  /// Σ ±t² − c of law number `row`.
  [[nodiscard]] std::string law(std::size_t row) const;
  /// The entry ±2t of the Jacobian.
  [[nodiscard]] std::string jacobian_entry(const Term& term) const;
  /// The product over a forest.
  [[nodiscard]] std::string monomial(const std::vector<std::size_t>& forest) const;

  /// All laws / all minors, one a line, separated by commas; the zero polynomial if there is none.
  void write_laws(std::ostream& out) const;
  void write_minors(std::ostream& out) const;

  [[nodiscard]] std::string weight(std::size_t variable) const;

 private:
  [[nodiscard]] std::string minus_value(std::size_t row) const;

  const EquationSystem& system_;
  const AlgebraStyle& style_;
};

}  // namespace isthmus::report
