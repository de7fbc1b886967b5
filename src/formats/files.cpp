// Reading and writing files. What is written is complete, or absent: it gets its name at the end.
#include "isthmus/formats/files.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include "formats/open_file.hpp"
#include "formats/pending_file.hpp"
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

void write_to(const std::string& path, const std::function<void(std::ostream&)>& write) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) throw input_error("is a folder", "name a file in it");
  const bool special = fs::exists(status) && !fs::is_regular_file(status);
  // /dev/stdout and its like may lead to an ordinary file that others have open.
  const bool device = path.starts_with("/dev/") && !path.starts_with("/dev/shm/");
  if (special || device || path.starts_with("/proc/")) return write_directly(path, write);
  PendingFile file(path);
  write_directly(file.path(), write);
  file.accept();
}

void make_and_check(const std::string& path, const std::function<void(const std::string&)>& make) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw input_error(fs::is_directory(status) ? "is a folder" : "is no ordinary file",
                      "name a file that can be read back");
  }
  PendingFile file(path);
  const std::string name = file.path().string();
  try {
    make(name);
  } catch (const Error& error) {
    ErrorDetail detail = error.detail();
    if (detail.file == name) detail.file = path;
    throw Error(error.kind(), detail);
  }
  file.accept();
}

}  // namespace

void write_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  try {
    write_to(path, write);
  } catch (const Error& error) {
    throw error.in_file(path);
  }
}

void write_checked_file(const std::string& path,
                        const std::function<void(const std::string&)>& make) {
  try {
    make_and_check(path, make);
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
