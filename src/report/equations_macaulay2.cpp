// Equations for Macaulay2; runs as `M2 --script FILE` and by `load`.
#include <ostream>

#include "report/equation_writers.hpp"

namespace isthmus::report {
namespace {

constexpr AlgebraStyle style = {{"t_", ""}, {"c_", ""}, "^2", "0_R", "1_R", {"", ""}};

std::string range(const char* name, std::size_t count) {
  if (count == 0) return "";
  const std::string letter(name);
  return letter + "_0.." + letter + "_" + std::to_string(count - 1);
}

void write_ring(std::ostream& out, const EquationSystem& system) {
  const std::string weights = range("t", weight_count(system));
  const std::string values = system.balance ? "" : range("c", law_count(system));
  const char* comma = weights.empty() || values.empty() ? "" : ", ";
  out << "R = QQ[" << weights << comma << values << "];\n";
}

// A sparse matrix whose entry for every term is spelled by `entry`.
void write_matrix(std::ostream& out, const EquationSystem& system, const char* name,
                  const char* ring, auto&& entry) {
  out << name << " = map(" << ring << "^" << law_count(system) << ", " << ring << "^"
      << weight_count(system) << ", {";
  bool first = true;
  for (std::size_t row = 0; row < law_count(system); ++row) {
    for (const Term& term : system.equations.laws[row].terms) {
      out << (first ? "\n  " : ",\n  ") << "(" << row << "," << term.variable << ") => "
          << entry(term);
      first = false;
    }
  }
  out << "});\n";
}

void write_minors(std::ostream& out, const EquationSystem& system, const Algebra& algebra) {
  if (!system.minors) {
    out << "-- the ideal of maximal minors, slow beyond small networks:\n"
           "-- F = minors(numRows J, J);\n";
    return;
  }
  out << "-- the ideal of maximal minors of J, one generator for every spanning forest\n"
         "F = ideal(\n";
  algebra.write_minors(out);
  out << ");\n";
}

}  // namespace

void write_macaulay2_equations(std::ostream& out, const EquationSystem& system) {
  const Algebra algebra(system, style);
  write_legend(out, system, "--", style.weight);
  write_ring(out, system);
  out << "I = ideal(\n";
  algebra.write_laws(out);
  out << ");\n";
  write_matrix(out, system, "B", "ZZ", [](const Term& term) { return term.sign; });
  write_matrix(out, system, "J", "R",
               [&](const Term& term) { return algebra.jacobian_entry(term); });
  write_minors(out, system, algebra);
  out << "<< \"" << size_words(system) << ", rank of B \" << rank B << endl;\n";
  if (system.minors) {
    out << "<< \"" << system.minors->size() << " maximal minors up to factors\" << endl;\n";
  }
}

}  // namespace isthmus::report
