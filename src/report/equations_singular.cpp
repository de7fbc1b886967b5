// Equations for Singular; runs as `Singular -q FILE < /dev/null` and by `< "FILE";` from another
// script. It has no `quit;`, which would end that other script too.
//
// Singular has no matrices without rows or columns and no ring without variables: such networks
// get a single unused variable, row or column. Its intmat is dense, hence a limit on the entries.
#include <algorithm>
#include <ostream>

#include "report/equation_writers.hpp"

namespace isthmus::report {
namespace {

constexpr AlgebraStyle style = {{"t(", ")"}, {"c(", ")"}, "^2", "0", "1", {"", ""}};
constexpr std::size_t most_entries = 1'000'000;

void write_ring(std::ostream& out, const EquationSystem& system) {
  out << "ring R = 0, (t(0.." << std::max<std::size_t>(weight_count(system), 1) - 1 << ")";
  if (!system.balance && law_count(system) > 0) out << ", c(0.." << law_count(system) - 1 << ")";
  out << "), dp;\n";
}

void write_matrix(std::ostream& out, const EquationSystem& system, const char* declaration,
                  auto&& entry) {
  out << declaration << "[" << std::max<std::size_t>(law_count(system), 1) << "]["
      << std::max<std::size_t>(weight_count(system), 1) << "];\n";
  for (std::size_t row = 0; row < law_count(system); ++row) {
    for (const Term& term : system.equations.laws[row].terms) {
      out << declaration[std::string_view(declaration).size() - 1] << "[" << row + 1 << ","
          << term.variable + 1 << "] = " << entry(term) << ";\n";
    }
  }
}

void write_matrices(std::ostream& out, const EquationSystem& system, const Algebra& algebra) {
  if (law_count(system) > most_entries / std::max<std::size_t>(weight_count(system), 1)) {
    out << "// B and J are left out: more than " << most_entries << " entries; jacob(I) has J\n";
    return;
  }
  write_matrix(out, system, "intmat B", [](const Term& term) { return term.sign; });
  write_matrix(out, system, "matrix J",
               [&](const Term& term) { return algebra.jacobian_entry(term); });
}

void write_minors(std::ostream& out, const EquationSystem& system, const Algebra& algebra) {
  if (!system.minors) {
    out << "// the ideal of maximal minors, slow beyond small networks:\n"
           "// ideal F = minor(J, nrows(J));\n";
    return;
  }
  out << "// the ideal of maximal minors of J, one generator for every spanning forest\n"
         "ideal F =\n";
  algebra.write_minors(out);
  out << ";\n";
}

}  // namespace

void write_singular_equations(std::ostream& out, const EquationSystem& system) {
  const Algebra algebra(system, style);
  write_legend(out, system, "//", style.weight);
  write_ring(out, system);
  out << "ideal I =\n";
  algebra.write_laws(out);
  out << ";\n";
  write_matrices(out, system, algebra);
  write_minors(out, system, algebra);
  out << "print(\"" << size_words(system) << "\");\n";
  if (system.minors) {
    out << "print(\"" << system.minors->size() << " maximal minors up to factors\");\n";
  }
}

}  // namespace isthmus::report
