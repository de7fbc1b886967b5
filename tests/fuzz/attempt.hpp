// What the fuzzers of file formats have in common.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <vector>

#include "formats/mapped_file.hpp"
#include "isthmus/error.hpp"

namespace isthmus::fuzz {

/// The input in a block of its own, so that reading beyond its end is seen.
inline OwnedBytes copy(const std::uint8_t* data, std::size_t size) {
  const auto* bytes = reinterpret_cast<const std::byte*>(data);
  auto block = std::make_shared<std::vector<std::byte>>(bytes, bytes + size);
  return {block, ByteView(block->data(), size)};
}

/// Does what may fail by an error of ours, of one line, that is not our bug; aborts otherwise.
template <class Action>
void attempt(const Action& action) {
  try {
    static_cast<void>(action());
  } catch (const Error& error) {
    const std::string_view line = error.what();
    if (line.empty() || line.find('\n') != std::string_view::npos) std::abort();
    if (error.kind() == ErrorKind::internal) std::abort();
  }
}

}  // namespace isthmus::fuzz
