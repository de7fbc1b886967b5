// Collecting what is written, and choosing the writer.
#include "isthmus/report/equations_text.hpp"

#include <algorithm>
#include <sstream>

#include "isthmus/error.hpp"
#include "report/equation_writers.hpp"
#include "report/names.hpp"

namespace isthmus {
namespace {

std::string weight_name(const Names& names, const BalanceNetwork& graph, const Variable& variable) {
  const std::string& edge = names.of(variable.edge);
  if (graph.multiplicity(variable.edge) == 1) return edge;
  return edge + "[" + std::to_string(variable.copy) + "]";
}

void name_all(EquationSystem& system, const Names& names, const BalanceNetwork& graph) {
  for (const NodeId v : graph.hidden_nodes()) system.members.push_back(names.members(v));
  for (const Variable& variable : system.equations.variables) {
    system.weights.push_back(weight_name(names, graph, variable));
    system.file_edges.push_back(names.file_edge(variable.edge));
    system.multiplicities.push_back(graph.multiplicity(variable.edge));
  }
}

}  // namespace

const std::vector<std::string>& equation_format_names() {
  static const std::vector<std::string> names = {"text", "latex",  "macaulay2", "singular",
                                                 "sage", "smtlib", "json"};
  return names;
}

EquationFormat parse_equation_format(const std::string& name) {
  const auto& names = equation_format_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<EquationFormat>(found - names.begin());
  std::string known;
  for (const std::string& each : names) known += (known.empty() ? "" : ", ") + each;
  throw usage_error("unknown format " + quoted(name) + " for equations", "use one of " + known);
}

EquationSystem equation_system(const Network& network, const Contraction& contraction,
                               const EquationOptions& options) {
  EquationSystem system;
  system.title = network.name;
  system.equations = equations(contraction.graph, options.max_variables);
  system.balance = balance_of(network, contraction);
  const std::vector<std::string> edges = edge_names(network);
  name_all(system, Names(network, contraction, edges), contraction.graph);
  if (options.minors_limit) {
    system.minors = forest_minors(contraction.graph, system.equations, *options.minors_limit);
  }
  return system;
}

void write_equations(std::ostream& out, const EquationSystem& system, EquationFormat format) {
  switch (format) {
    case EquationFormat::text:
      return report::write_text_equations(out, system);
    case EquationFormat::latex:
      return report::write_latex_equations(out, system);
    case EquationFormat::macaulay2:
      return report::write_macaulay2_equations(out, system);
    case EquationFormat::singular:
      return report::write_singular_equations(out, system);
    case EquationFormat::sage:
      return report::write_sage_equations(out, system);
    case EquationFormat::smtlib:
      return report::write_smtlib_equations(out, system);
    case EquationFormat::json:
      return report::write_json_equations(out, system);
  }
  ensure(false, "every format of equations has a writer");
}

std::string equations_text(const EquationSystem& system, EquationFormat format) {
  std::ostringstream out;
  write_equations(out, system, format);
  return std::move(out).str();
}

}  // namespace isthmus
