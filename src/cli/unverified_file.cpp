#include "cli/unverified_file.hpp"

#include <system_error>

#include "isthmus/error.hpp"

namespace isthmus::cli {

namespace fs = std::filesystem;

UnverifiedFile::UnverifiedFile(const fs::path& path)
    : path_(path), own_(path.parent_path() / (".unverified-" + path.filename().string())) {}

UnverifiedFile::~UnverifiedFile() {
  std::error_code ignored;
  fs::remove(own_, ignored);
}

void UnverifiedFile::accept() {
  std::error_code error;
  fs::rename(own_, path_, error);
  if (!error) return;
  throw input_error("cannot be written: " + error.message(), "write to another place")
      .in_file(path_.string());
}

}  // namespace isthmus::cli
