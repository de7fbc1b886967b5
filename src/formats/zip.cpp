// Reading zip archives that may be hostile.
//
// The directory at the end of the file is what counts; each local header must agree with it in name
// and lie, with its bytes, before the directory and apart from all others. So no byte is unpacked
// twice, which is how small bombs become large ones, and deflate alone grows by at most 1032 : 1:
// a claim beyond that is refused before any memory is asked for.
// Source: APPNOTE.TXT 6.3 (PKWARE). Rejected: a zip library, which would be one more dependency for
// 150 lines, and copies what can stay where it is.
#include "formats/zip.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr std::uint32_t local_signature = 0x04034b50;
constexpr std::uint32_t directory_signature = 0x02014b50;
constexpr std::uint32_t end_signature = 0x06054b50;
constexpr std::uint32_t end64_signature = 0x06064b50;
constexpr std::uint32_t locator_signature = 0x07064b50;
constexpr std::uint64_t end_size = 22, locator_size = 20, local_size = 30, directory_size = 46;
constexpr std::uint32_t in_extra32 = 0xffffffff;  ///< the number is in the zip64 field instead
constexpr std::uint16_t in_extra16 = 0xffff;
constexpr std::uint16_t zip64_field = 1;
constexpr std::uint64_t largest_growth = 1032;

[[noreturn]] void fail(const std::string& cause) {
  throw input_error(cause, "write the archive anew with numpy.savez");
}

struct Directory {
  std::uint64_t at = 0, size = 0, entries = 0;
};

/// The end record is followed only by a comment of at most 65535 bytes, whose length it knows.
std::uint64_t find_end(ByteView archive) {
  if (archive.size() < end_size) fail("is no zip archive, or truncated");
  const std::uint64_t last = archive.size() - end_size;
  const std::uint64_t first = last > 0xffff ? last - 0xffff : 0;
  for (std::uint64_t at = last + 1; at-- > first;) {
    if (archive.number<std::uint32_t>(at) == end_signature &&
        archive.number<std::uint16_t>(at + 20) == last - at) {
      return at;
    }
  }
  fail("is no zip archive, or truncated");
}

Directory find_directory(ByteView archive) {
  const std::uint64_t end = find_end(archive);
  if (archive.number<std::uint32_t>(end + 4) != 0) fail("an archive in several parts");
  const Directory small{archive.number<std::uint32_t>(end + 16),
                        archive.number<std::uint32_t>(end + 12),
                        archive.number<std::uint16_t>(end + 10)};
  const bool large =
      small.at == in_extra32 || small.size == in_extra32 || small.entries == in_extra16;
  if (!large) return small;
  if (end < locator_size ||
      archive.number<std::uint32_t>(end - locator_size) != locator_signature) {
    return small;
  }
  const auto at = archive.number<std::uint64_t>(end - locator_size + 8);
  if (archive.number<std::uint32_t>(at) != end64_signature) fail("a garbled archive");
  return {archive.number<std::uint64_t>(at + 48), archive.number<std::uint64_t>(at + 40),
          archive.number<std::uint64_t>(at + 32)};
}

/// An entry of the directory.
struct Entry {
  ZipMember member;
  std::uint64_t packed_size = 0, local = 0;
  std::uint64_t end = 0;  ///< of its bytes in the file
};

/// Takes numbers that did not fit from the zip64 field, in their fixed order.
void read_zip64(ByteView extra, std::uint64_t& size, std::uint64_t& packed, std::uint64_t& local) {
  while (extra.size() >= 4) {
    const auto length = extra.number<std::uint16_t>(2);
    const ByteView field = extra.part(4, length);
    if (extra.number<std::uint16_t>(0) == zip64_field) {
      std::uint64_t at = 0;
      for (std::uint64_t* number : {&size, &packed, &local}) {
        if (*number != in_extra32) continue;
        *number = field.number<std::uint64_t>(at);
        at += 8;
      }
      return;
    }
    extra = extra.from(4 + std::uint64_t{length});
  }
}

void check_packing(std::uint16_t flags, std::uint16_t method) {
  if ((flags & 1U) != 0) fail("an encrypted member");
  if (method == 0 || method == 8) return;
  fail("a member packed by method " + std::to_string(method));
}

/// The entry at the start of `directory`, which is then stepped over.
Entry read_entry(ByteView& directory) {
  if (directory.number<std::uint32_t>(0) != directory_signature) fail("a garbled directory");
  const std::uint64_t name_size = directory.number<std::uint16_t>(28);
  const std::uint64_t extra_size = directory.number<std::uint16_t>(30);
  const std::uint64_t comment_size = directory.number<std::uint16_t>(32);
  Entry entry;
  entry.member.name = directory.part(directory_size, name_size).text();
  entry.member.checksum = directory.number<std::uint32_t>(16);
  entry.member.size = directory.number<std::uint32_t>(24);
  entry.packed_size = directory.number<std::uint32_t>(20);
  entry.local = directory.number<std::uint32_t>(42);
  try {
    const auto method = directory.number<std::uint16_t>(10);
    check_packing(directory.number<std::uint16_t>(8), method);
    entry.member.deflated = method == 8;
    read_zip64(directory.part(directory_size + name_size, extra_size), entry.member.size,
               entry.packed_size, entry.local);
  } catch (const Error& error) {
    throw error.at(isthmus::quoted(entry.member.name));
  }
  directory = directory.from(directory_size + name_size + extra_size + comment_size);
  return entry;
}

/// Finds the bytes of a member behind its local header.
void find_bytes(ByteView before_directory, Entry& entry) {
  const ByteView header = before_directory.from(entry.local);
  const std::uint64_t name_size = header.number<std::uint16_t>(26);
  const std::uint64_t start = local_size + name_size + header.number<std::uint16_t>(28);
  if (header.number<std::uint32_t>(0) != local_signature ||
      header.part(local_size, name_size).text() != entry.member.name) {
    fail("a garbled archive: its directory names another member");
  }
  entry.member.packed = header.part(start, entry.packed_size);
  entry.end = entry.local + start + entry.packed_size;
}

void check_size(const ZipMember& member) {
  const std::uint64_t packed = member.packed.size();
  if (!member.deflated && member.size != packed) fail("a garbled archive: two sizes for a member");
  if (member.deflated && member.size / largest_growth > packed) {
    fail("claims " + std::to_string(member.size) + " bytes, more than can be packed into " +
         std::to_string(packed));
  }
}

void check_apart(const std::vector<Entry>& entries) {
  std::vector<const Entry*> order;
  for (const Entry& entry : entries) order.push_back(&entry);
  std::sort(order.begin(), order.end(),
            [](const Entry* a, const Entry* b) { return a->local < b->local; });
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (order[i - 1]->end <= order[i]->local) continue;
    throw input_error("overlaps another member", "write the archive anew with numpy.savez")
        .at(quoted(order[i]->member.name));
  }
}

void check_all(const std::vector<Entry>& entries, std::uint64_t inflated) {
  check_apart(entries);
  std::set<std::string> names;
  for (const Entry& entry : entries) {
    const ZipMember& member = entry.member;
    if (!names.insert(member.name).second) {
      throw input_error("is there twice", "give every array a name of its own")
          .at(quoted(member.name));
    }
    if (!member.deflated) continue;
    if (member.size > inflated) {
      throw input_error("the compressed arrays are too large",
                        "save with numpy.savez, which does not compress");
    }
    inflated -= member.size;
  }
}

}  // namespace

std::vector<ZipMember> list_members(ByteView archive, std::uint64_t most, std::uint64_t inflated) {
  const Directory found = find_directory(archive);
  if (found.entries > most) fail("more than " + std::to_string(most) + " members");
  ByteView directory = archive.part(found.at, found.size);
  const ByteView before_directory = archive.part(0, found.at);
  std::vector<Entry> entries;
  for (std::uint64_t i = 0; i < found.entries; ++i) {
    entries.push_back(read_entry(directory));
    try {
      find_bytes(before_directory, entries.back());
      check_size(entries.back().member);
    } catch (const Error& error) {
      throw error.at(isthmus::quoted(entries.back().member.name));
    }
  }
  if (directory.size() != 0) fail("a garbled directory");
  check_all(entries, inflated);
  std::vector<ZipMember> members;
  for (Entry& entry : entries) members.push_back(std::move(entry.member));
  return members;
}

}  // namespace isthmus
