// The report of `isthmus topology`.
#pragma once

#include <iosfwd>

#include "isthmus/report/analysis.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// All three require that the analysis was made with AnalyzeOptions::topology. An empty M(c) is
/// said to be empty. The first has the keys of docs/topology.md.
void write_topology_json(std::ostream& out, const Analysis& analysis);
void write_topology_text(std::ostream& out, const Analysis& analysis, const TextStyle& style = {});

/// A script for Macaulay2 that prints the Betti numbers of M(c) over Q from the resolution of the
/// cut ideal: the row sums of its Betti table, a bundle of m weights having degree m. Throws Error
/// (bad_usage) if M(c) is empty, Error (limit_reached) if the generators are not known.
void write_topology_macaulay2(std::ostream& out, const Analysis& analysis);

}  // namespace isthmus
