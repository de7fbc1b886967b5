// The values of flags. All throw Error (bad_usage) naming the flag and what it takes.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace isthmus::cli {

/// A whole number from `least` to `most`.
[[nodiscard]] std::uint64_t parse_count(
    const std::string& flag, const std::string& text, std::uint64_t least = 0,
    std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

/// A positive number of seconds, at most 10^9.
[[nodiscard]] double parse_seconds(const std::string& flag, const std::string& text);

/// A number of bytes: "500M", "2G", "1048576".
[[nodiscard]] std::uint64_t parse_bytes(const std::string& flag, const std::string& text);

/// Throws, listing the choices, unless `text` is one of them.
void require_choice(const std::string& flag, const std::string& text,
                    const std::vector<std::string>& choices);

}  // namespace isthmus::cli
