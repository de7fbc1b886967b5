// Polynomials and legends that the computer algebra formats have in common.
#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "report/equation_writers.hpp"
#include "report/names.hpp"

namespace isthmus::report {
namespace {

std::string spelled(const Spelling& spelling, const std::string& inner) {
  std::string text(spelling.before);
  text += inner;
  text += spelling.after;
  return text;
}

std::string counted(std::size_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

// Not "t" + std::to_string(…): GCC 12 warns of an overlap there that does not exist.
std::string numbered(const char* letter, std::size_t number) {
  std::string text(letter);
  text += std::to_string(number);
  return text;
}

std::string size_words(const EquationSystem& system) {
  return counted(law_count(system), "law") + " in " + counted(weight_count(system), "weight");
}

void write_legend(std::ostream& out, const EquationSystem& system, std::string_view mark,
                  const Spelling& weight) {
  out << mark << " Invariant variety B(t^2) = c";
  if (!system.title.empty()) out << " of " << printable(system.title);
  out << ": " << size_words(system) << "\n";
  for (std::size_t i = 0; i < weight_count(system); ++i) {
    out << mark << " " << spelled(weight, std::to_string(i)) << " = "
        << printable(system.weights[i]) << "\n";
  }
  for (std::size_t row = 0; row < law_count(system); ++row) {
    out << mark << " law " << row << ": node";
    for (const std::string& member : system.members[row]) out << " " << printable(member);
    out << "\n";
  }
}

std::string Algebra::weight(std::size_t variable) const {
  return spelled(style_.weight, std::to_string(variable));
}

std::string Algebra::law(std::size_t row) const {
  std::string sum;
  for (const Term& term : system_.equations.laws[row].terms) {
    if (!sum.empty()) sum += term.sign > 0 ? " + " : " - ";
    if (sum.empty() && term.sign < 0) sum += "-";
    sum += weight(term.variable);
    sum += style_.square;
  }
  if (sum.empty()) sum = style_.zero;
  return sum + minus_value(row);
}

std::string Algebra::minus_value(std::size_t row) const {
  if (!system_.balance) return " - " + spelled(style_.value, std::to_string(row));
  const Rational& value = system_.balance->values()[row];
  if (value == 0) return "";
  const std::string size = to_text(value < 0 ? Rational(-value) : value);
  return (value < 0 ? " + " : " - ") + spelled(style_.rational, size);
}

std::string Algebra::jacobian_entry(const Term& term) const {
  return (term.sign < 0 ? "-2*" : "2*") + weight(term.variable);
}

std::string Algebra::monomial(const std::vector<std::size_t>& forest) const {
  if (forest.empty()) return std::string(style_.one);
  std::string product;
  for (const std::size_t variable : forest) {
    if (!product.empty()) product += "*";
    product += weight(variable);
  }
  return product;
}

void Algebra::write_laws(std::ostream& out) const {
  if (law_count(system_) == 0) out << "  " << style_.zero;
  for (std::size_t row = 0; row < law_count(system_); ++row) {
    out << (row == 0 ? "  " : ",\n  ") << law(row);
  }
}

void Algebra::write_minors(std::ostream& out) const {
  if (system_.minors->empty()) out << "  " << style_.zero;
  bool first = true;
  for (const auto& forest : *system_.minors) {
    out << (first ? "  " : ",\n  ") << monomial(forest);
    first = false;
  }
}

}  // namespace isthmus::report
