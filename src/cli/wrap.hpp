// The width of the page, and help texts that fit it.
#pragma once

#include <cstddef>
#include <string>

namespace isthmus::cli {

/// The columns of a line, from 40 to 100: what the environment's COLUMNS says, else the width of
/// the terminal if standard output is one and `may_be_terminal`, else 80.
[[nodiscard]] std::size_t page_width(bool may_be_terminal = true);

/// `text` broken at blanks so that no line passes column `width` when the first starts at `indent`;
/// further lines are indented as much. Ends with a line break.
[[nodiscard]] std::string wrapped(const std::string& text, std::size_t indent, std::size_t width);

/// "  left     help…" with the help in its own column, or below where there is no room.
[[nodiscard]] std::string two_columns(const std::string& left, const std::string& help,
                                      std::size_t width);

}  // namespace isthmus::cli
