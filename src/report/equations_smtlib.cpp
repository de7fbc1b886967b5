// Equations as SMT-LIB 2.6 (QF_NRA): satisfiable exactly when M(c) is not empty. Every law is a
// named assertion, so that an unsatisfiable core names nodes.
#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "report/equation_writers.hpp"

namespace isthmus::report {
namespace {

// "(f a b …)" needs two arguments or more: none gives `empty`, one stands alone.
std::string applied(const char* function, const std::vector<std::string>& arguments,
                    const char* empty) {
  if (arguments.empty()) return empty;
  if (arguments.size() == 1) return arguments.front();
  std::string text = std::string("(") + function;
  for (const std::string& argument : arguments) text += " " + argument;
  return text + ")";
}

std::string numeral(const Rational& q) {
  if (q < 0) return "(- " + numeral(Rational(-q)) + ")";
  const Integer denominator = denominator_of(q);
  const std::string numerator = to_text(numerator_of(q));
  return denominator == 1 ? numerator : "(/ " + numerator + " " + to_text(denominator) + ")";
}

std::string weight(std::size_t variable) { return numbered("t", variable); }

std::string square(const Term& term) {
  const std::string t = weight(term.variable);
  const std::string product = "(* " + t + " " + t + ")";
  return term.sign > 0 ? product : "(- " + product + ")";
}

std::string left_side(const Law& law) {
  std::vector<std::string> squares;
  for (const Term& term : law.terms) squares.push_back(square(term));
  return applied("+", squares, "0");
}

std::string value(const EquationSystem& system, std::size_t row) {
  if (!system.balance) return numbered("c", row);
  return numeral(system.balance->values()[row]);
}

void declare(std::ostream& out, const char* letter, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) out << "(declare-const " << letter << i << " Real)\n";
}

std::string vanishing(const std::vector<std::size_t>& forest) {
  std::vector<std::string> factors;
  for (const std::size_t variable : forest) factors.push_back(weight(variable));
  return "(= " + applied("*", factors, "1") + " 0)";
}

void write_singular(std::ostream& out, const EquationSystem& system) {
  if (!system.minors) return;
  std::vector<std::string> conditions;
  for (const auto& forest : *system.minors) conditions.push_back(vanishing(forest));
  out << "; all maximal minors of the Jacobian vanish: (assert singular) asks for such a point\n"
      << "(define-fun singular () Bool " << applied("and", conditions, "true") << ")\n";
}

}  // namespace

void write_smtlib_equations(std::ostream& out, const EquationSystem& system) {
  write_legend(out, system, ";", {"t", ""});
  out << "(set-info :smt-lib-version 2.6)\n(set-logic QF_NRA)\n";
  declare(out, "t", weight_count(system));
  if (!system.balance) declare(out, "c", law_count(system));
  for (std::size_t row = 0; row < law_count(system); ++row) {
    out << "(assert (! (= " << left_side(system.equations.laws[row]) << " " << value(system, row)
        << ") :named law" << row << "))\n";
  }
  write_singular(out, system);
  out << "(check-sat)\n";
}

}  // namespace isthmus::report
