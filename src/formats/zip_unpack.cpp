#include <algorithm>
#include <new>

#include <zlib.h>

#include "formats/zip.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

/// zlib counts in 32 bits.
constexpr std::uint64_t largest_piece = std::uint64_t{1} << 30;

/// An inflater, released again whatever happens.
class Inflater {
 public:
  Inflater() {
    // Negative: a bare deflate stream, without zlib's own header.
    if (inflateInit2(&stream_, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Fills [out, out + size) exactly; false if the packed bytes are anything else.
  bool fill(ByteView packed, std::byte* out, std::uint64_t size) {
    std::uint64_t used = 0, done = 0;
    int status = Z_OK;
    Bytef beyond = 0;
    while (status == Z_OK) {
      const std::uint64_t in = std::min(largest_piece, packed.size() - used);
      const std::uint64_t room = std::min(largest_piece, size - done);
      // A byte beyond the promised size shows that there is more.
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data() + used));
      stream_.avail_in = static_cast<uInt>(in);
      stream_.next_out = room == 0 ? &beyond : reinterpret_cast<Bytef*>(out + done);
      stream_.avail_out = room == 0 ? 1 : static_cast<uInt>(room);
      const uInt offered = stream_.avail_out;
      status = inflate(&stream_, Z_NO_FLUSH);
      used += in - stream_.avail_in;
      const std::uint64_t made = offered - stream_.avail_out;
      if (made > size - done) return false;
      done += made;
    }
    return status == Z_STREAM_END && done == size && used == packed.size();
  }

 private:
  z_stream stream_ = {};
};

OwnedBytes inflated(const ZipMember& member) {
  // Memory that is not touched is not taken: a lie about the size costs nothing.
  const std::shared_ptr<std::byte[]> bytes(new std::byte[std::max<std::uint64_t>(member.size, 1)]);
  Inflater inflater;
  if (!inflater.fill(member.packed, bytes.get(), member.size)) {
    throw input_error("its compressed bytes are damaged", "get a complete copy of the file");
  }
  return {bytes, ByteView(bytes.get(), member.size)};
}

}  // namespace

std::uint32_t checksum(ByteView bytes, std::uint32_t before) {
  uLong sum = before;
  for (std::uint64_t at = 0; at < bytes.size(); at += largest_piece) {
    const ByteView piece = bytes.part(at, std::min(largest_piece, bytes.size() - at));
    sum = crc32(sum, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
  }
  return static_cast<std::uint32_t>(sum);
}

OwnedBytes unpack(const ZipMember& member, const std::shared_ptr<const void>& owner) {
  const OwnedBytes content = member.deflated ? inflated(member) : OwnedBytes{owner, member.packed};
  if (checksum(content.bytes) != member.checksum) {
    throw input_error("its checksum does not fit its bytes", "get a complete copy of the file");
  }
  return content;
}

}  // namespace isthmus
