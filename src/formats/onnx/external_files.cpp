// A model file names other files, and whoever made it may be hostile: only files beside the model
// are opened, no links, no pipes, no devices.
#include "formats/onnx/external_files.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <new>

#include "formats/open_file.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

[[noreturn]] void refuse(const std::string& cause, const std::string& remedy) {
  throw input_error(cause, remedy);
}

/// A descriptor that is closed again.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

void check_plain_name(const std::string& location) {
  const bool plain = !location.empty() && location != "." && location != ".." &&
                     location.find('/') == std::string::npos &&
                     location.find('\\') == std::string::npos &&
                     location.find('\0') == std::string::npos;
  if (!plain) {
    refuse("the external file " + quoted(location) + " is not the name of a file beside the model",
           "move the file beside the model and name it without a folder");
  }
}

}  // namespace

ExternalFiles::Bytes ExternalFiles::at(const std::string& location, std::uint64_t offset,
                                       std::uint64_t length) {
  check_plain_name(location);
  File& source = file(location);
  if (offset > source.size || length > source.size - offset) {
    refuse("bytes " + std::to_string(offset) + " to " + std::to_string(offset + length) +
               " are not in the external file " + quoted(location) + " of " +
               std::to_string(source.size) + " bytes",
           "check that both files belong together");
  }
  if (length > 0) take(source, offset, length);
  return {source.owner, source.data + offset};
}

ExternalFiles::File& ExternalFiles::file(const std::string& location) {
  const auto found = files_.find(location);
  if (found != files_.end()) return found->second;
  const std::string path = folder_.empty() ? location : folder_ + "/" + location;
  return files_.emplace(location, open(path)).first->second;
}

ExternalFiles::File ExternalFiles::open(const std::string& path) {
  errno = 0;
  const Descriptor in(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (in.number() < 0 || ::fstat(in.number(), &status) != 0) {
    refuse(system_cause("the external file " + quoted(path) + " cannot be read"),
           "put the file itself, not a link, beside the model");
  }
  if (!S_ISREG(status.st_mode)) {
    refuse("the external file " + quoted(path) + " is no regular file", "put a file there");
  }
  File file;
  file.size = static_cast<std::uint64_t>(status.st_size);
  if (file.size == 0) return file;
  const std::size_t size = file.size;
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, in.number(), 0);
  if (at == MAP_FAILED && errno == ENOMEM) throw std::bad_alloc();
  if (at == MAP_FAILED) refuse(system_cause("the file " + quoted(path) + " cannot be mapped"), "");
  file.owner = std::shared_ptr<const void>(
      at, [size](const void* bytes) { ::munmap(const_cast<void*>(bytes), size); });
  file.data = static_cast<const std::byte*>(at);
  return file;
}

void ExternalFiles::take(File& file, std::uint64_t offset, std::uint64_t length) {
  const auto next = file.taken.upper_bound(offset);
  const bool before = next != file.taken.begin() && std::prev(next)->second > offset;
  const bool after = next != file.taken.end() && next->first < offset + length;
  if (before || after) {
    refuse("two tensors share bytes of an external file", "give every tensor its own bytes");
  }
  file.taken.emplace(offset, offset + length);
}

}  // namespace isthmus::onnx
