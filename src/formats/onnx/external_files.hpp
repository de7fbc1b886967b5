// Tensors that lie in files beside the model.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace isthmus::onnx {

/// Maps files of one folder, each once.
class ExternalFiles {
 public:
  /// `folder` is that of the model, "" the current one.
  explicit ExternalFiles(std::string folder) : folder_(std::move(folder)) {}

  struct Bytes {
    std::shared_ptr<const void> owner;
    const std::byte* data = nullptr;
  };

  /// `length` bytes at `offset` of the file `location`. Throws Error (bad_input) unless that is a
  /// plain file name, the file a regular one and no link, and the bytes in it and taken only once.
  [[nodiscard]] Bytes at(const std::string& location, std::uint64_t offset, std::uint64_t length);

 private:
  struct File {
    std::shared_ptr<const void> owner;
    const std::byte* data = nullptr;
    std::uint64_t size = 0;
    std::map<std::uint64_t, std::uint64_t> taken;  ///< begin to end
  };

  [[nodiscard]] File& file(const std::string& location);
  [[nodiscard]] static File open(const std::string& path);
  static void take(File& file, std::uint64_t offset, std::uint64_t length);

  std::string folder_;
  std::map<std::string, File> files_;
};

}  // namespace isthmus::onnx
