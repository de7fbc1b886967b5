// Files of arrays put together byte by byte.
#pragma once

#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "formats/mapped_file.hpp"
#include "isthmus/formats/tensor_files.hpp"
#include "support/message.hpp"
#include "support/peer.hpp"

namespace isthmus::test {

inline OwnedBytes owned(const std::string& text) {
  auto bytes = std::make_shared<std::string>(text);
  return {bytes, ByteView(reinterpret_cast<const std::byte*>(bytes->data()), bytes->size())};
}

inline std::string little_endian(std::uint64_t value, int width) {
  std::string bytes;
  for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
  return bytes;
}

/// An .npy file of version 1 with any header.
inline std::string npy(const std::string& header, const std::string& numbers) {
  return "\x93NUMPY" + std::string("\x01\x00", 2) + little_endian(header.size(), 2) + header +
         numbers;
}

inline std::string npz_text(const std::vector<Tensor>& tensors) {
  std::ostringstream out;
  write_npz(out, tensors);
  return out.str();
}

inline std::string safetensors_text(const std::vector<Tensor>& tensors) {
  std::ostringstream out;
  write_safetensors(out, tensors);
  return out.str();
}

/// A safetensors file of any header.
inline std::string safetensors(const std::string& header, const std::string& numbers) {
  return little_endian(header.size(), 8) + header + numbers;
}

inline std::string models_folder() { return std::string(ISTHMUS_SOURCE_DIR) + "/tests/models/"; }

/// What is wrong with a file called `name` of this content, without the folder it lies in.
template <class Read>
std::string fault_of(const std::string& name, const std::string& content, const Read& read) {
  const Workspace workspace;
  const std::string path = workspace.write(name, content);
  std::string message = message_of([&] { return read(path); });
  const std::size_t at = message.find(path);
  return at == std::string::npos ? message : message.replace(at, path.size(), name);
}

inline std::string fault_of(const std::string& name, const std::string& content) {
  return fault_of(name, content, [](const std::string& path) { return read_tensors(path); });
}

}  // namespace isthmus::test
