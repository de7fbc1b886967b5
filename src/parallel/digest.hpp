// A digest against accidents, not against malice.
#pragma once

#include <cstdint>
#include <string_view>

namespace isthmus {

/// FNV-1a with 64 bits. Every step is a permutation of the state, so two texts that differ in one
/// byte never have the same digest. `state` continues an earlier digest.
[[nodiscard]] inline std::uint64_t digest(std::string_view bytes,
                                          std::uint64_t state = 0xcbf29ce484222325) {
  for (const char byte : bytes) {
    state = (state ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  return state;
}

}  // namespace isthmus
