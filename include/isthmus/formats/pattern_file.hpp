// Pattern files: JSON, format "isthmus-pattern" version 1, and the short form for the command line
// (docs/closed.md).
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "isthmus/network/layer_support.hpp"

namespace isthmus {

/// Limits against hostile files.
struct PatternLimits {
  std::size_t layers = 1000;
  std::size_t size = std::size_t{1} << 16;     ///< inputs or outputs of a layer
  std::size_t entries = std::size_t{1} << 26;  ///< of all layers together, zeros counted
};

/// Reads {"format":"isthmus-pattern","version":1,"layers":[["11","01"],["10","11"]]}: layers from
/// the input to the output, each a list of rows of 0 and 1, one for each output of the layer.
/// Throws Error (bad_input) with the JSON path: other characters, ragged rows, layers that do not
/// fit or are empty, unknown keys; Error (limit_reached) over a limit.
[[nodiscard]] LayerSupports read_pattern_json(std::istream& in, const PatternLimits& limits = {});

/// The same from "11/01;10/11": rows divided by /, layers by ;. Errors name layer and row.
[[nodiscard]] LayerSupports parse_layers(const std::string& text, const PatternLimits& limits = {});

/// True if the text mentions the format's name, as every pattern file does and hardly another one.
[[nodiscard]] bool mentions_pattern(std::string_view text);

/// The same of a file whose name ends in .json. Errors name the file.
[[nodiscard]] bool is_pattern_file(const std::string& path);

/// Reads a pattern file. Errors name the file.
[[nodiscard]] LayerSupports load_pattern(const std::string& path, const PatternLimits& limits = {});

/// What parse_layers reads back.
[[nodiscard]] std::string layers_text(const LayerSupports& layers);

/// What read_pattern_json reads back; one layer a line.
void write_pattern_json(std::ostream& out, const LayerSupports& layers);

}  // namespace isthmus
