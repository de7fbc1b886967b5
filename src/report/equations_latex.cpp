// Equations as a LaTeX document that needs amsmath alone. Matrices are arrays (amsmath's own stop
// at ten columns), laws are broken after ten terms, names are escaped and set in typewriter type.
#include <cstring>
#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "report/equation_writers.hpp"
#include "report/names.hpp"

namespace isthmus::report {
namespace {

constexpr std::size_t terms_a_line = 10;

std::string weight(std::size_t variable) { return numbered("\\theta_{", variable).append("}"); }

std::string escaped(const std::string& name) {
  std::string text;
  for (const char c : printable(name)) {
    if (c == '\\') {
      text += "\\textbackslash{}";
    } else if (c == '~') {
      text += "\\textasciitilde{}";
    } else if (c == '^') {
      text += "\\textasciicircum{}";
    } else if (std::strchr("{}$&#_%", c) != nullptr) {
      text.append("\\").push_back(c);
    } else {
      text += c;
    }
  }
  return text;
}

std::string typewriter(const std::string& name) {
  return std::string("\\texttt{").append(escaped(name)).append("}");
}

std::string label(const EquationSystem& system, std::size_t row) {
  return std::string("\\text{").append(typewriter(system.members[row].front())).append("}");
}

void write_head(std::ostream& out, const EquationSystem& system) {
  out << "\\documentclass{article}\n\\usepackage{amsmath}\n\\allowdisplaybreaks\n"
         "\\begin{document}\n\\noindent Invariant variety $B(\\theta\\circ\\theta)=c$";
  if (!system.title.empty()) out << " of " << escaped(system.title);
  out << ": " << size_words(system) << ".\n\n";
}

void write_weights(std::ostream& out, const EquationSystem& system) {
  out << "\\paragraph{Weights}\n";
  for (std::size_t i = 0; i < weight_count(system); ++i) {
    out << "$" << weight(i) << "$: " << typewriter(system.weights[i])
        << (i + 1 < weight_count(system) ? ";\n" : ".\n");
  }
}

void write_groups(std::ostream& out, const EquationSystem& system) {
  for (std::size_t row = 0; row < law_count(system); ++row) {
    if (system.members[row].size() == 1) continue;
    out << "\nLaw " << typewriter(system.members[row].front()) << " is the sum of the laws of";
    for (const std::string& member : system.members[row]) out << "\n" << typewriter(member);
    out << ".\n";
  }
}

void write_matrix(std::ostream& out, const EquationSystem& system, const char* name, auto&& entry) {
  out << "\\[ " << name << " = \\left[\\begin{array}{*{" << weight_count(system) << "}{r}}\n";
  for (std::size_t row = 0; row < law_count(system); ++row) {
    std::size_t next = 0;
    for (const Term& term : system.equations.laws[row].terms) {
      for (; next < term.variable; ++next) out << (next > 0 ? " & 0" : "0");
      out << (next > 0 ? " & " : "") << entry(term);
      next = term.variable + 1;
    }
    for (; next < weight_count(system); ++next) out << (next > 0 ? " & 0" : "0");
    out << " \\\\\n";
  }
  out << "\\end{array}\\right] \\]\n";
}

void write_sum(std::ostream& out, const Law& law) {
  if (law.terms.empty()) out << "0";
  std::size_t written = 0;
  for (const Term& term : law.terms) {
    if (written > 0 && written % terms_a_line == 0) out << " \\\\\n  &\\qquad";
    if (term.sign < 0) out << "-";
    if (term.sign > 0 && written > 0) out << "+";
    out << weight(term.variable) << "^2";
    ++written;
  }
}

void write_value(std::ostream& out, const EquationSystem& system, std::size_t row) {
  if (system.balance) {
    out << to_latex(system.balance->values()[row]);
  } else {
    out << "c_{" << label(system, row) << "}";
  }
}

void write_laws(std::ostream& out, const EquationSystem& system) {
  if (law_count(system) == 0) return;
  out << "\\paragraph{Laws}\n\\begin{align*}\n";
  for (std::size_t row = 0; row < law_count(system); ++row) {
    out << label(system, row) << ":\\quad &";
    write_sum(out, system.equations.laws[row]);
    out << " = ";
    write_value(out, system, row);
    out << (row + 1 < law_count(system) ? " \\\\\n" : "\n");
  }
  out << "\\end{align*}\n";
}

void write_matrices(std::ostream& out, const EquationSystem& system) {
  if (law_count(system) == 0 || weight_count(system) == 0) return;
  if (!is_drawn(system)) {
    out << "$B$ and $J = 2B\\operatorname{diag}(\\theta)$ are not drawn beyond " << most_drawn
        << " weights or laws.\n";
    return;
  }
  write_matrix(out, system, "B", [](const Term& term) { return term.sign; });
  write_matrix(out, system, "J = 2B\\operatorname{diag}(\\theta)", [](const Term& term) {
    return std::string(term.sign < 0 ? "-2" : "2").append(weight(term.variable));
  });
}

void write_minors(std::ostream& out, const EquationSystem& system) {
  if (!system.minors) return;
  out << "\\paragraph{Ideal of maximal minors of $J$}\n";
  if (system.minors->empty()) out << "$0$";
  bool first = true;
  for (const auto& forest : *system.minors) {
    out << (first ? "$" : ",\n$") << (forest.empty() ? "1" : "");
    for (const std::size_t variable : forest) out << weight(variable);
    out << "$";
    first = false;
  }
  out << ".\n";
}

}  // namespace

void write_latex_equations(std::ostream& out, const EquationSystem& system) {
  write_head(out, system);
  write_weights(out, system);
  write_groups(out, system);
  write_laws(out, system);
  write_matrices(out, system);
  write_minors(out, system);
  out << "\\end{document}\n";
}

}  // namespace isthmus::report
