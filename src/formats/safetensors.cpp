// Reading safetensors: eight bytes say how long the header is; the header is a JSON object
//   {"__metadata__": {...}, "fc.weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0,
//   24]}}
// and the tensors must fill the rest without gap or overlap, as the format promises.
#include "formats/safetensors.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <sstream>
#include <string_view>

#include "formats/json_reader.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

namespace member {
enum Key { dtype, shape, data_offsets };
constexpr std::array<std::string_view, 3> keys = {"dtype", "shape", "data_offsets"};
}  // namespace member

struct Entry {
  Tensor tensor;
  std::uint64_t begin = 0, end = 0;
};

std::uint64_t read_size(JsonReader& json) {
  const NumberText number = json.read_number();
  const char* end = number.text.data() + number.text.size();
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(number.text.data(), end, value);
  if (!number.is_literal || error != std::errc() || stop != end) {
    json.fail("expected a whole number below 2^64", "correct this value");
  }
  return value;
}

std::vector<std::uint64_t> read_sizes(JsonReader& json, std::size_t most) {
  std::vector<std::uint64_t> sizes;
  json.begin_array();
  while (json.next_item()) {
    if (sizes.size() == most) json.fail("more numbers than can be here", "correct this array");
    sizes.push_back(read_size(json));
  }
  return sizes;
}

NumberType parse_type(const std::string& name) {
  if (name == "F16") return NumberType::binary16;
  if (name == "BF16") return NumberType::bfloat16;
  if (name == "F32") return NumberType::binary32;
  if (name == "F64") return NumberType::binary64;
  throw input_error("numbers of type " + quoted(name, 20) + " cannot be weights",
                    "leave this tensor out, or save it as F32");
}

void read_offsets(JsonReader& json, Entry& entry) {
  const std::vector<std::uint64_t> offsets = read_sizes(json, 2);
  if (offsets.size() != 2) json.fail("expected two numbers", "correct this array");
  entry.begin = offsets[0];
  entry.end = offsets[1];
}

void read_members(JsonReader& json, Entry& entry) {
  KnownKeys keys(member::keys);
  std::size_t key = 0;
  while (keys.next(json, key)) {
    switch (key) {
      case member::dtype:
        entry.tensor.type = parse_type(json.read_string());
        break;
      case member::shape:
        entry.tensor.shape = read_sizes(json, 32);
        break;
      default:
        read_offsets(json, entry);
    }
  }
  for (std::size_t i = 0; i < member::keys.size(); ++i) keys.require(json, i);
}

void skip_metadata(JsonReader& json) {
  std::string text;
  json.begin_object();
  while (json.next_key(text)) json.read_string(text);
}

std::vector<Entry> read_header(std::string_view header, const TensorFileLimits& limits) {
  std::istringstream in{std::string(header)};
  JsonReader json(in, header.size());
  std::vector<Entry> entries;
  std::set<std::string> names;
  std::string name;
  json.begin_object();
  while (json.next_key(name)) {
    if (!names.insert(name).second) json.fail("is there twice", "keep one of them");
    if (name == "__metadata__") {
      skip_metadata(json);
      continue;
    }
    if (entries.size() == limits.tensors) json.fail("too many tensors", "split the file");
    Entry entry;
    entry.tensor.name = name;
    json.begin_object();
    try {
      read_members(json, entry);
    } catch (const Error& error) {
      throw error.at(isthmus::quoted(name));
    }
    entries.push_back(std::move(entry));
  }
  json.finish();
  return entries;
}

std::uint64_t byte_count(const Tensor& tensor) {
  std::uint64_t count = byte_size(tensor.type);
  for (const std::uint64_t extent : tensor.shape) {
    count = checked_product(count, extent, "the shape of this tensor");
  }
  return count;
}

/// Points the tensor at its bytes, which must begin at `expected`.
void place(Entry& entry, const OwnedBytes& file, ByteView bytes, std::uint64_t expected) {
  if (entry.end < entry.begin || entry.end - entry.begin != byte_count(entry.tensor)) {
    throw input_error("its offsets and its shape disagree", "write the file anew");
  }
  if (entry.begin < expected) throw input_error("overlaps another tensor", "write the file anew");
  if (entry.begin > expected) {
    throw input_error("bytes before it belong to no tensor", "write the file anew");
  }
  entry.tensor.data = bytes.part(entry.begin, entry.end - entry.begin).data();
  entry.tensor.owner = file.owner;
}

}  // namespace

std::vector<Tensor> read_safetensors(const OwnedBytes& file, const TensorFileLimits& limits) {
  const auto length = file.bytes.number<std::uint64_t>(0);
  if (length > limits.header) {
    throw input_error("a header of " + std::to_string(length) + " bytes is too long",
                      "is this a safetensors file?");
  }
  std::vector<Entry> entries = read_header(file.bytes.part(8, length).text(), limits);
  const ByteView bytes = file.bytes.from(8 + length);
  const auto before = [](const Entry& a, const Entry& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  };
  std::stable_sort(entries.begin(), entries.end(), before);
  std::vector<Tensor> tensors;
  std::uint64_t expected = 0;
  for (Entry& entry : entries) {
    try {
      place(entry, file, bytes, expected);
    } catch (const Error& error) {
      throw error.at(isthmus::quoted(entry.tensor.name));
    }
    expected = entry.end;
    tensors.push_back(std::move(entry.tensor));
  }
  if (expected != bytes.size()) {
    throw input_error("bytes at its end belong to no tensor", "write the file anew");
  }
  return tensors;
}

}  // namespace isthmus
