// Help texts in 80 columns.
#pragma once

#include <string>

namespace isthmus::cli {

/// `text` broken at blanks so that no line passes column 80 when the first starts at `indent`;
/// further lines are indented as much. Ends with a line break.
[[nodiscard]] std::string wrapped(const std::string& text, std::size_t indent);

/// "  left     help…" with the help in its own column.
[[nodiscard]] std::string two_columns(const std::string& left, const std::string& help);

}  // namespace isthmus::cli
