// Reading certificates back for the exporters. This is not the checker: it verifies the grammar and
// the ranges of numbers, not the proof.
#pragma once

#include <string_view>

#include "isthmus/proof/certificate.hpp"

namespace isthmus {

/// Reads either form, told apart by the first byte. Throws Error (bad_input) with the line, or the
/// JSON path, for whatever docs/certificate.md calls malformed. Time and memory linear in `text`.
[[nodiscard]] Certificate read_certificate(std::string_view text);

}  // namespace isthmus
