// Zip archives, as far as NumPy writes them: members that are stored or deflated, also over 4 GB.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/mapped_file.hpp"

namespace isthmus {

/// A file in an archive, not yet unpacked.
struct ZipMember {
  std::string name;
  ByteView packed;
  std::uint64_t size = 0;  ///< unpacked
  std::uint32_t checksum = 0;
  bool deflated = false;
};

/// All members, in the order of the archive's directory. Throws Error (bad_input) if two members
/// overlap or have the same name, if one is encrypted or packed in another way, claims to unpack to
/// more than deflate can make of its bytes, if there are more than `most`, or if all that are
/// deflated claim more than `inflated` bytes together.
[[nodiscard]] std::vector<ZipMember> list_members(ByteView archive, std::uint64_t most,
                                                  std::uint64_t inflated);

/// The content: in place if stored, else in memory of its own. Throws Error (bad_input) if size or
/// checksum is another than promised; never unpacks more than `member.size` bytes.
[[nodiscard]] OwnedBytes unpack(const ZipMember& member, const std::shared_ptr<const void>& owner);

/// CRC-32 of bytes of any length, continuing from `before`.
[[nodiscard]] std::uint32_t checksum(ByteView bytes, std::uint32_t before = 0);

}  // namespace isthmus
