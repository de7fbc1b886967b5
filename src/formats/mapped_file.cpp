#include "formats/mapped_file.hpp"

#include <cerrno>
#include <cstddef>
#include <new>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/open_file.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail_opening() {
  throw input_error(system_cause("cannot be read"), "check the name and the permissions");
}

std::size_t size_of(int descriptor) {
  struct stat status = {};
  if (::fstat(descriptor, &status) != 0) fail_opening();
  if (S_ISDIR(status.st_mode)) throw input_error("is a folder", "name a file in it");
  if (!S_ISREG(status.st_mode)) {
    throw input_error("is not a regular file", "copy it to a file first");
  }
  return static_cast<std::size_t>(status.st_size);
}

}  // namespace

OwnedBytes map_file(const std::string& path) {
  errno = 0;
  // Opening a pipe would wait for its writer.
  struct stat before = {};
  if (::stat(path.c_str(), &before) == 0 && S_ISFIFO(before.st_mode)) {
    throw input_error("is not a regular file", "copy it to a file first");
  }
  const Descriptor file(path);
  if (file.number() < 0) fail_opening();
  const std::size_t size = size_of(file.number());
  if (size == 0) return {};
  void* start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (start == MAP_FAILED && errno == ENOMEM)
    throw std::bad_alloc();  // a limit, no fault of the file
  if (start == MAP_FAILED) fail_opening();
  std::shared_ptr<const void> owner(start, [size](void* at) { ::munmap(at, size); });
  return {owner, ByteView(static_cast<const std::byte*>(start), size)};
}

}  // namespace isthmus
