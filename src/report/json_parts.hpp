// Pieces that several JSON outputs share.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/report/analysis.hpp"
#include "report/json_writer.hpp"
#include "report/names.hpp"

namespace isthmus {

[[nodiscard]] std::string kind_text(CutKind kind);

/// ["h1", "h2"] on one line.
void write_set(JsonWriter& json, const Names& names, const std::vector<NodeId>& set);
/// One set a line.
void write_sets(JsonWriter& json, const Names& names, const std::vector<std::vector<NodeId>>& sets);
void write_texts(JsonWriter& json, const std::vector<std::string>& texts);

/// The sign of the one weight of an edge: -1, 0 or 1. Requires a weight.
[[nodiscard]] int weight_sign(const Network& network, std::uint32_t position);

/// A derived cut as in `components.locked`; the sign is that of the weight, if known.
void write_cut_step(JsonWriter& json, const Names& names, const CutStep& step,
                    std::optional<int> sign);

/// One inequality of the symbolic criterion, with its formula as text and LaTeX.
void write_wall(JsonWriter& json, const Names& names, const WallInequality& wall);

/// The object `point` of the report. Requires analysis.point.
void write_point(JsonWriter& json, const Names& names, const Analysis& analysis);

/// {"h1->y1": "1/2", …} on one line.
void write_amounts(JsonWriter& json, const Names& names, const SparseVector& amounts);

/// The nonzero entries of a flow.
[[nodiscard]] SparseVector nonzero(const Flow& flow);

}  // namespace isthmus
