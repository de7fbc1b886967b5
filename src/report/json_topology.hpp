// The object `topology` of JSON reports.
#pragma once

#include "isthmus/report/topology.hpp"
#include "report/json_parts.hpp"

namespace isthmus {

void write_topology(JsonWriter& json, const Names& names, const TopologyFacts& facts);

}  // namespace isthmus
