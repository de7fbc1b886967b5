// A table of numbers as colours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// What a heat map shows. Row 0 is at the bottom, column 0 at the left.
struct HeatMap {
  std::string title;
  std::string subtitle;
  std::string column_title;          ///< below the horizontal axis
  std::string row_title;             ///< beside the vertical axis
  std::string value_title;           ///< above the colour bar
  std::vector<std::string> columns;  ///< short labels; as many as fit are written
  std::vector<std::string> rows;
  /// By row, then by column; from 0 on. Nothing: not known, drawn in grey.
  std::vector<std::optional<Rational>> values;
};

/// The end of the colour bar: the least of 1, 1/2, 1/5, 1/10, 1/20, … (and 2, 5, 10, …) that no
/// value exceeds; 1 if all are 0.
[[nodiscard]] Rational heat_map_top(const HeatMap& map);

/// A complete SVG file with a colour bar from 0 to heat_map_top. The colours grow steadily lighter
/// and are told apart with any kind of colour vision and in print (the map "cividis"). Large cells
/// hold their number. No fonts but the viewer's own. Requires rows × columns values, at least one,
/// none negative. Deterministic; linear in the number of values.
[[nodiscard]] std::string to_svg(const HeatMap& map);

}  // namespace isthmus
