// The lines about homology in text reports.
#pragma once

#include "isthmus/report/topology.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {

/// Betti numbers, Poincaré polynomial, Euler characteristic, torsion.
void write_topology(Page& page, const Names& names, const TopologyFacts& facts);

}  // namespace isthmus
