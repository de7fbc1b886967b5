// Reading and writing files.
//
// A file is written under another name in the same folder and renamed when it is complete: a
// rename within a folder replaces the target at once, so a reader sees the old file or the new
// one and a failure leaves the old one. Nothing is forced to the disk: that guards against power
// failures only, and costs much more than it is worth for files that can be made again.
#include "isthmus/formats/files.hpp"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include <unistd.h>

#include "formats/open_file.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_writing(const std::string& cause) {
  throw input_error(cause, "write to another place or make room there");
}

/// Opens, writes, closes. A stream remembers every failure, also that of writing what was left in
/// its buffer when it is closed: so the full disk shows at the end at the latest.
void write_directly(const fs::path& path, const std::function<void(std::ostream&)>& write) {
  errno = 0;
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  if (!out) fail_writing(system_cause("cannot be opened for writing"));
  write(out);
  out.close();
  if (!out) fail_writing(system_cause("cannot be written"));
}

/// A new empty file in `folder`, removed again unless it is renamed away.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& folder) {
    static std::atomic<unsigned> counter = 0;
    std::FILE* file = nullptr;
    do {
      path_ = folder /
              (".isthmus-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".tmp");
      errno = 0;
      file = std::fopen(path_.c_str(), "wx");
    } while (file == nullptr && errno == EEXIST);
    if (file == nullptr) fail_writing(system_cause("no file can be made in its folder"));
    std::fclose(file);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove(path_, ignored);
  }

  [[nodiscard]] const fs::path& path() const { return path_; }

  void rename_to(const fs::path& target) {
    std::error_code error;
    fs::rename(path_, target, error);
    if (error) fail_writing("cannot be replaced: " + error.message());
    path_.clear();
  }

 private:
  fs::path path_;
};

void write_and_rename(const fs::path& target, const std::function<void(std::ostream&)>& write) {
  std::error_code ignored;
  const fs::file_status before = fs::status(target, ignored);
  TemporaryFile temporary(target.has_parent_path() ? target.parent_path() : fs::path("."));
  write_directly(temporary.path(), write);
  if (fs::exists(before)) fs::permissions(temporary.path(), before.permissions(), ignored);
  temporary.rename_to(target);
}

/// Where a chain of symbolic links ends, so that the link itself survives.
fs::path link_target(const fs::path& path) {
  std::error_code error;
  const fs::path target = fs::is_symlink(path, error) ? fs::canonical(path, error) : path;
  return error || target.empty() ? path : target;
}

void write_to(const std::string& path, const std::function<void(std::ostream&)>& write) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) throw input_error("is a folder", "name a file in it");
  const bool special = fs::exists(status) && !fs::is_regular_file(status);
  if (special || path.starts_with("/dev/") || path.starts_with("/proc/")) {
    return write_directly(path, write);
  }
  write_and_rename(link_target(path), write);
}

}  // namespace

void write_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  try {
    write_to(path, write);
  } catch (const Error& error) {
    throw error.in_file(path);
  }
}

std::string read_file(const std::string& path) {
  try {
    std::ostringstream content;
    std::ifstream file;
    if (path != "-") file = open_for_reading(path);
    std::istream& in = path == "-" ? std::cin : file;
    // Inserting an empty buffer would set the failure bit, which is not an error here.
    if (in.peek() != std::istream::traits_type::eof()) content << in.rdbuf();
    if (in.bad() || content.bad()) {
      throw input_error("reading failed", "check the file and the device it is on");
    }
    return std::move(content).str();
  } catch (const Error& error) {
    throw error.in_file(path);
  }
}

}  // namespace isthmus
