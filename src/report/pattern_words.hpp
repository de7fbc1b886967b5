// Patterns and their states in words and in JSON.
#pragma once

#include <string>
#include <vector>

#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/state.hpp"
#include "report/json_writer.hpp"

namespace isthmus {

/// "784 inputs, 300 hidden neurons, 10 outputs".
[[nodiscard]] std::string sizes_text(const LayerSupports& layers);

/// "rows 1-3, 5" or "row 2", as people count: from 1.
[[nodiscard]] std::string indices_text(const IndexSet& indices, const std::string& noun);

/// "R1, R3" for the mark ", ".
[[nodiscard]] std::string rules_text(const std::vector<std::string>& rules, const char* mark);

/// {"rows":[…],"columns":[…],"neurons":[{"neuron":k,"rows":[…],"columns":[…]}],"free":[[row,column]…]}
/// with indices from 0.
void write_state(JsonWriter& json, const PatternState& state);

/// How many entries of a layer may be nonzero.
[[nodiscard]] std::uint64_t entry_count(const LayerSupports& layers);

}  // namespace isthmus
