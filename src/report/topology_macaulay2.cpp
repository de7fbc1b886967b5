// The cut ideal for Macaulay2; runs as `M2 --script FILE` and by `load`.
#include <ostream>

#include "isthmus/error.hpp"
#include "isthmus/report/topology.hpp"
#include "report/names.hpp"

namespace isthmus {
namespace {

void write_legend(std::ostream& out, const Analysis& analysis, const Names& names) {
  out << "-- Betti numbers of M(c) over QQ: the row sums of the Betti table of the cut ideal.\n";
  for (const EdgeId e : analysis.graph().edges()) {
    out << "-- x_" << e.value << "  " << printable(names.of(e)) << "\n";
  }
}

void write_ring(std::ostream& out, const BalanceNetwork& graph) {
  if (graph.edge_count() == 0) {
    out << "R = QQ[];\n";
    return;
  }
  out << "R = QQ[x_0..x_" << graph.edge_count() - 1 << ", Degrees => {";
  for (const EdgeId e : graph.edges()) {
    out << (e.value == 0 ? "" : ", ") << graph.multiplicity(e);
  }
  out << "}];\n";
}

void write_ideal(std::ostream& out, const std::vector<CutGenerator>& generators) {
  out << "I = ideal(";
  const char* comma = "\n  ";
  for (const CutGenerator& generator : generators) {
    out << comma;
    const char* times = "";
    for (const EdgeId e : generator.edges) {
      out << times << "x_" << e.value;
      times = "*";
    }
    comma = ",\n  ";
  }
  out << (generators.empty() ? "0_R);\n" : ");\n");
}

}  // namespace

void write_topology_macaulay2(std::ostream& out, const Analysis& analysis) {
  if (analysis.empty()) {
    throw usage_error("M(c) is empty, so its cut ideal is the whole ring",
                      "change the balance, or drop --export");
  }
  const auto& generators = analysis.facts->topology->factors.generators;
  if (!generators) {
    throw limit_error("the generators of the cut ideal are not known: " +
                          analysis.facts->topology->factors.reason,
                      "raise --limit");
  }
  const Names names(analysis);
  write_legend(out, analysis, names);
  write_ring(out, analysis.graph());
  write_ideal(out, *generators);
  out << "B = betti res I;\n"
         "b = new MutableHashTable;\n"
         "scan(pairs B, (k, n) -> (\n"
         "  i := k#1#0 - k#0;\n"
         "  b#i = n + (if b#?i then b#i else 0)));\n"
         "scan(sort keys b, i -> << \"b_\" << i << \" = \" << b#i << endl);\n";
}

}  // namespace isthmus
