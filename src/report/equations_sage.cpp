// Equations for SageMath, as plain Python that imports what it needs: it can be loaded by `sage
// FILE.py` and by `import`, and no step relies on Sage's own syntax (^ for powers, exact 1/2).
#include <ostream>

#include "report/equation_writers.hpp"

namespace isthmus::report {
namespace {

constexpr AlgebraStyle style = {{"t[", "]"}, {"c[", "]"}, "**2", "R(0)", "R(1)", {"QQ('", "')"}};

void write_ring(std::ostream& out, const EquationSystem& system) {
  out << "n = " << weight_count(system) << "\n"
      << "h = " << law_count(system) << "\n"
      << "names = ['t%d' % i for i in range(n)]";
  if (!system.balance) out << " + ['c%d' % i for i in range(h)]";
  out << "\nR = PolynomialRing(QQ, names)\n"
      << "t = R.gens()[:n]\n";
  if (!system.balance) out << "c = R.gens()[n:]\n";
}

void write_matrix(std::ostream& out, const EquationSystem& system, const char* name,
                  const char* ring, auto&& entry) {
  out << name << " = matrix(" << ring << ", h, n, {";
  bool first = true;
  for (std::size_t row = 0; row < law_count(system); ++row) {
    for (const Term& term : system.equations.laws[row].terms) {
      out << (first ? "\n  " : ",\n  ") << "(" << row << ", " << term.variable
          << "): " << entry(term);
      first = false;
    }
  }
  out << "}, sparse=True)\n";
}

void write_minors(std::ostream& out, const EquationSystem& system, const Algebra& algebra) {
  if (!system.minors) {
    out << "# the ideal of maximal minors, slow beyond small networks:\n"
           "# F = R.ideal(J.minors(h))\n";
    return;
  }
  out << "# the ideal of maximal minors of J, one generator for every spanning forest\n"
         "F = R.ideal([\n";
  algebra.write_minors(out);
  out << "])\n";
}

}  // namespace

void write_sage_equations(std::ostream& out, const EquationSystem& system) {
  const Algebra algebra(system, style);
  write_legend(out, system, "#", style.weight);
  out << "from sage.all import QQ, ZZ, PolynomialRing, matrix\n\n";
  write_ring(out, system);
  out << "I = R.ideal([\n";
  algebra.write_laws(out);
  out << "])\n";
  write_matrix(out, system, "B", "ZZ", [](const Term& term) { return term.sign; });
  write_matrix(out, system, "J", "R",
               [&](const Term& term) { return algebra.jacobian_entry(term); });
  write_minors(out, system, algebra);
  out << "print('" << size_words(system) << ", rank of B %d' % B.rank())\n";
}

}  // namespace isthmus::report
