// Names that people chose, made fit for a page: they can hold anything.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace isthmus {

/// `text` as well-formed UTF-8 without control characters, direction marks and other invisible
/// characters: each byte of those, and each byte that is no UTF-8, becomes "\xNN". Every character
/// of the result is allowed in XML.
[[nodiscard]] std::string printable_label(std::string_view text);

/// Columns that printable text takes in a terminal: 2 for wide East Asian characters, 0 for
/// combining marks.
[[nodiscard]] std::size_t label_columns(std::string_view text);

/// The first characters of printable text followed by "…" if it has more than `columns` >= 1.
[[nodiscard]] std::string shortened_label(std::string_view text, std::size_t columns);

/// Length in bytes of the character that starts at text[i]; 1 if there is no well-formed one.
[[nodiscard]] std::size_t character_length(std::string_view text, std::size_t i);

/// Printable text with &, <, >, " and ' as entities: fit for XML and HTML text and attributes.
[[nodiscard]] std::string xml_escaped(std::string_view text);

/// Text for LaTeX: every character with a meaning of its own escaped; characters outside ASCII that
/// stock LaTeX with UTF-8 cannot set become their number, "U+4E2D".
[[nodiscard]] std::string latex_escaped(std::string_view text);

}  // namespace isthmus
