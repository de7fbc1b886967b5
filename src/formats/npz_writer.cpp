// Writing .npz archives. Every size is known beforehand, so the archive is written from front to
// back without going back; all numbers stand in the 64-bit fields that any size fits into, and
// the time is always that of the format's first day: one way of writing, the same bytes every time.
#include <algorithm>
#include <array>
#include <ostream>
#include <set>

#include "formats/npz.hpp"
#include "formats/zip.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/tensor_files.hpp"

namespace isthmus {
namespace {

/// Little-endian numbers one after the other.
class Record {
 public:
  Record& u16(std::uint64_t value) { return put(value, 2); }
  Record& u32(std::uint64_t value) { return put(value, 4); }
  Record& u64(std::uint64_t value) { return put(value, 8); }
  Record& text(const std::string& text) {
    bytes_ += text;
    return *this;
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  Record& put(std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i) bytes_ += static_cast<char>(value >> (8 * i) & 0xff);
    return *this;
  }
  std::string bytes_;
};

constexpr std::uint64_t version = 45;  // the first with 64-bit sizes
constexpr std::uint64_t utf8_name = 0x800;
constexpr std::uint64_t first_day = 0x21;  // 1 January 1980
constexpr std::uint64_t elsewhere = 0xffffffff;

/// A member: what goes before its numbers, and what the directory says about it.
struct Member {
  std::string name, header;
  std::uint32_t checksum = 0;
  std::uint64_t size = 0, local = 0;
};

ByteView view(const std::string& text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

/// An array to be written, its numbers borrowed.
struct Source {
  std::string name;
  char kind = 'f';
  std::uint64_t width = 0;
  const std::vector<std::uint64_t>& shape;
  ByteView bytes;
  const Tensor* widened = nullptr;  ///< if set, its numbers as binary32 stand for `bytes`
};

Source source_of(const Tensor& tensor) {
  const std::uint64_t width = byte_size(tensor.type);
  if (tensor.type == NumberType::bfloat16) return {tensor.name, 'f', 4, tensor.shape, {}, &tensor};
  return {tensor.name, 'f', width, tensor.shape, {tensor.data, tensor.size() * width}, nullptr};
}

/// Calls sink(bytes) for the numbers as they are written, in pieces.
template <class Sink>
void for_each_piece(const Source& source, const Sink& sink) {
  if (source.widened == nullptr) return sink(source.bytes);
  const Tensor& tensor = *source.widened;
  constexpr std::uint64_t most = 1024;
  std::array<std::byte, most * 4> piece;
  for (std::uint64_t i = 0; i < tensor.size(); i += most) {
    const std::uint64_t count = std::min(most, tensor.size() - i);
    for (std::uint64_t k = 0; k < count; ++k) {
      store_number(piece.data() + 4 * k, NumberType::binary32, tensor.at(i + k));
    }
    sink(ByteView(piece.data(), 4 * count));
  }
}

Member describe(const Source& source) {
  Member member{source.name + ".npy", npy_header(source.kind, source.width, source.shape), 0, 0, 0};
  member.size = member.header.size();
  member.checksum = checksum(view(member.header));
  for_each_piece(source, [&](ByteView bytes) {
    member.size += bytes.size();
    member.checksum = checksum(bytes, member.checksum);
  });
  return member;
}

/// What local header and directory have in common, from the version on.
Record& common(Record& record, const Member& member, std::uint64_t extra) {
  return record.u16(version)
      .u16(utf8_name)
      .u16(0)
      .u16(0)
      .u16(first_day)
      .u32(member.checksum)
      .u32(elsewhere)
      .u32(elsewhere)
      .u16(member.name.size())
      .u16(extra);
}

std::string local_header(const Member& member) {
  Record record;
  common(record.u32(0x04034b50), member, 20).text(member.name);
  return record.u16(1).u16(16).u64(member.size).u64(member.size).bytes();
}

std::string directory_entry(const Member& member) {
  Record record;
  common(record.u32(0x02014b50).u16(version), member, 28);
  record.u16(0).u16(0).u16(0).u32(0).u32(elsewhere).text(member.name);
  return record.u16(1).u16(24).u64(member.size).u64(member.size).u64(member.local).bytes();
}

std::string end_records(std::uint64_t count, std::uint64_t at, std::uint64_t size) {
  Record record;
  record.u32(0x06064b50).u64(44).u16(version).u16(version).u32(0).u32(0);
  record.u64(count).u64(count).u64(size).u64(at);
  record.u32(0x07064b50).u32(0).u64(at + size).u32(1);
  record.u32(0x06054b50).u16(0).u16(0).u16(0xffff).u16(0xffff).u32(elsewhere).u32(elsewhere).u16(0);
  return record.bytes();
}

/// Names become file names wherever somebody unpacks the archive.
void check_names(const std::vector<Source>& sources) {
  std::set<std::string> names;
  for (const Source& source : sources) {
    const std::string& name = source.name;
    const bool plain = !name.empty() && name.size() < 60'000 && name.front() != '/' &&
                       name.find("..") == std::string::npos && name.find('\0') == std::string::npos;
    if (!plain) throw input_error("cannot be the name of an array", "rename it").at(quoted(name));
    if (!names.insert(name).second) {
      throw input_error("two arrays of this name", "rename one").at(quoted(name));
    }
  }
}

void check_numbers(const std::vector<Tensor>& tensors) {
  for (const Tensor& tensor : tensors) {
    if (tensor.data != nullptr || tensor.size() == 0) continue;
    throw input_error("has no numbers", "write a model that has weights").at(quoted(tensor.name));
  }
}

void write_archive(std::ostream& out, const std::vector<Source>& sources) {
  check_names(sources);
  std::string directory;
  std::uint64_t at = 0;
  const auto put = [&](const std::string& bytes) {
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    at += bytes.size();
  };
  for (const Source& source : sources) {
    Member member = describe(source);
    member.local = at;
    put(local_header(member));
    put(member.header);
    for_each_piece(source, [&](ByteView bytes) {
      out.write(reinterpret_cast<const char*>(bytes.data()),
                static_cast<std::streamsize>(bytes.size()));
      at += bytes.size();
    });
    directory += directory_entry(member);
  }
  const std::uint64_t start = at;
  put(directory);
  put(end_records(sources.size(), start, directory.size()));
}

}  // namespace

void write_npz(std::ostream& out, const std::vector<Tensor>& tensors) {
  check_numbers(tensors);
  std::vector<Source> sources;
  for (const Tensor& tensor : tensors) sources.push_back(source_of(tensor));
  write_archive(out, sources);
}

void write_npz(std::ostream& out, const NamedArrays& arrays) {
  std::vector<Source> sources;
  for (const auto& [name, array] : arrays) {
    sources.push_back({name, array.kind, array.width, array.shape, array.numbers.bytes, nullptr});
  }
  write_archive(out, sources);
}

}  // namespace isthmus
