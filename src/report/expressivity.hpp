// What components cannot express, in the words and numbers of reports.
#pragma once

#include <optional>
#include <string>

#include "isthmus/report/analysis.hpp"
#include "report/json_writer.hpp"
#include "report/page.hpp"

namespace isthmus {

/// The edges of derived cuts, in their order.
[[nodiscard]] std::vector<EdgeId> edges_of(const std::vector<CutStep>& steps);

/// Fills analysis.expressivity from the locks, the weights' signs and the fixed edges. Requires all
/// edges of the network in the analysis and that M(c) is not empty.
void find_expressivity(Analysis& analysis);

/// The same for a model of which the analysis has only the edges that locks speak of.
void find_expressivity(Analysis& analysis, const Model& model);

/// A section with the statements about all outputs, or about one; nothing if there are none.
void write_expressivity(Page& page, const Analysis& analysis,
                        std::optional<std::uint32_t> output = std::nullopt);

/// The array `expressivity` of reports, as a member; nothing if there are no statements.
void write_expressivity(JsonWriter& json, const Analysis& analysis,
                        std::optional<std::uint32_t> output = std::nullopt);

}  // namespace isthmus
