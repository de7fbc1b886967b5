// Network files: JSON, format "isthmus-network" version 1 (docs/input-format.md).
#pragma once

#include <iosfwd>
#include <string>

#include "isthmus/network/network.hpp"

namespace isthmus {

/// Limits against hostile files.
struct JsonLimits {
  std::size_t bytes = std::size_t{8} << 30;  ///< size of the file
};

/// Reads and validates a network. `file` only names it in messages. Numbers are taken exactly as
/// written, unless the file says "numbers": "binary64" or "binary32", which rounds JSON numbers
/// (not strings) to that type first. Throws Error (bad_input) with the JSON path of the culprit.
/// One pass, memory linear in the file.
[[nodiscard]] Network read_network_json(std::istream& in, const std::string& file,
                                        const JsonLimits& limits = {});
[[nodiscard]] Network network_from_json(const std::string& text, const std::string& file = "");

/// The network as a file that read_network_json reads back to an equal network; one node and one
/// edge a line, numbers as strings.
void write_network_json(std::ostream& out, const Network& network);
[[nodiscard]] std::string network_to_json(const Network& network);

}  // namespace isthmus
