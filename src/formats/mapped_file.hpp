// Whole files as bytes in memory that the system reads when they are touched.
#pragma once

#include <memory>
#include <string>

#include "formats/byte_view.hpp"

namespace isthmus {

/// Bytes and who keeps them: a mapping or a buffer.
struct OwnedBytes {
  std::shared_ptr<const void> owner;
  ByteView bytes;
};

/// Maps a regular file for reading. The bytes live as long as the owner does; another program that
/// cuts the file short meanwhile ends this one with SIGBUS, as with any mapping.
/// Throws Error (bad_input) naming the cause if it is a folder, a pipe or cannot be opened, and
/// std::bad_alloc if there is no room for it.
[[nodiscard]] OwnedBytes map_file(const std::string& path);

}  // namespace isthmus
