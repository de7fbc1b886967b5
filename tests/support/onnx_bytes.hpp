// ONNX files written byte by byte, as no library would write them.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace isthmus::test::onnx_bytes {

inline std::string varint(std::uint64_t n) {
  std::string bytes;
  for (; n >= 0x80; n >>= 7) bytes += static_cast<char>(n | 0x80);
  return bytes + static_cast<char>(n);
}

inline std::string varint_field(int number, std::uint64_t value) {
  return varint(static_cast<std::uint64_t>(number) << 3) + varint(value);
}

inline std::string bytes_field(int number, const std::string& content) {
  return varint(static_cast<std::uint64_t>(number) << 3 | 2) + varint(content.size()) + content;
}

inline std::string packed_floats(int number, const std::vector<float>& values) {
  std::string content(values.size() * sizeof(float), '\0');
  std::memcpy(content.data(), values.data(), content.size());
  return bytes_field(number, content);
}

/// raw_data of `count` zeros.
inline std::string raw(std::size_t count) { return bytes_field(9, std::string(count, '\0')); }

/// A TensorProto with the given field that holds its numbers.
inline std::string tensor(const std::string& name, const std::vector<std::int64_t>& shape, int type,
                          const std::string& numbers) {
  std::string bytes;
  for (const std::int64_t n : shape) bytes += varint_field(1, static_cast<std::uint64_t>(n));
  return bytes + varint_field(2, static_cast<std::uint64_t>(type)) + bytes_field(8, name) + numbers;
}

/// An entry of external_data.
inline std::string entry_field(const std::string& key, const std::string& value) {
  return bytes_field(13, bytes_field(1, key) + bytes_field(2, value));
}

// --- Fields of a graph ---

inline std::string tensor_field(const std::string& tensor_bytes) {
  return bytes_field(5, tensor_bytes);
}

inline std::string node_field(const std::string& op, const std::vector<std::string>& inputs,
                              const std::vector<std::string>& outputs) {
  std::string node;
  for (const std::string& input : inputs) node += bytes_field(1, input);
  for (const std::string& output : outputs) node += bytes_field(2, output);
  return bytes_field(1, node + bytes_field(4, op));
}

inline std::string input_field(const std::string& name, const std::vector<std::int64_t>& shape) {
  std::string axes;
  for (const std::int64_t n : shape) {
    axes += bytes_field(1, varint_field(1, static_cast<std::uint64_t>(n)));
  }
  const std::string type = bytes_field(1, varint_field(1, 1) + bytes_field(2, axes));
  return bytes_field(11, bytes_field(1, name) + bytes_field(2, type));
}

inline std::string output_field(const std::string& name) {
  return bytes_field(12, bytes_field(1, name));
}

/// A model of opset 14 with the given fields of its graph.
inline std::string model_bytes(const std::string& graph) {
  return varint_field(1, 7) + bytes_field(7, graph) + bytes_field(8, varint_field(2, 14));
}

}  // namespace isthmus::test::onnx_bytes
