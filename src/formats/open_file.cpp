#include "formats/open_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "isthmus/error.hpp"

namespace isthmus {

std::string system_cause(const std::string& what) {
  const int code = errno;
  return code == 0 ? what : what + ": " + std::strerror(code);
}

std::ifstream open_for_reading(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    throw input_error("is a folder", "name a file in it");
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) throw input_error(system_cause("cannot be read"), "check the name and the permissions");
  return in;
}

}  // namespace isthmus
