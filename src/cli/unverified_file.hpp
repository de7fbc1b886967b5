// A file that gets its name only after it has been read back.
#pragma once

#include <filesystem>
#include <string>

namespace isthmus::cli {

/// A name beside the final place, renamed to it by accept(); the file is removed otherwise.
class UnverifiedFile {
 public:
  explicit UnverifiedFile(const std::filesystem::path& path);
  UnverifiedFile(const UnverifiedFile&) = delete;
  UnverifiedFile& operator=(const UnverifiedFile&) = delete;
  ~UnverifiedFile();

  /// Where to write; its name ends as the final one does.
  [[nodiscard]] std::string name() const { return own_.string(); }

  /// Throws Error (bad_input) if the file cannot be renamed.
  void accept();

 private:
  std::filesystem::path path_, own_;
};

}  // namespace isthmus::cli
