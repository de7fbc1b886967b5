// Standard output is written through file descriptor 1 directly: std::cout would lose the reason
// why a write failed.
#include "cli/output.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <ostream>
#include <streambuf>
#include <system_error>

#include "cli/limits.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/parallel/ranks.hpp"

namespace isthmus::cli {
namespace {

namespace fs = std::filesystem;

class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }

  /// 0, or errno of the first write that failed.
  [[nodiscard]] int error() const noexcept { return error_; }

 protected:
  int_type overflow(int_type c) override {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(c, traits_type::eof())) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }

  int sync() override {
    const char* at = pbase();
    while (error_ == 0 && at < pptr()) {
      const ssize_t written = ::write(descriptor_, at, static_cast<std::size_t>(pptr() - at));
      if (written >= 0) {
        at += written;
      } else if (errno != EINTR) {
        error_ = errno;
      }
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_ == 0 ? 0 : -1;
  }

 private:
  int descriptor_;
  int error_ = 0;
  std::array<char, 1 << 16> buffer_{};
};

bool is_regular_file(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

void write_to_standard_output(const std::function<void(std::ostream&)>& write) {
  // A file is written whole before an interrupt counts; a pipe may block, so there it counts.
  const SignalsHeld held(is_regular_file(STDOUT_FILENO));
  DescriptorBuffer buffer(STDOUT_FILENO);
  std::ostream out(&buffer);
  write(out);
  out.flush();
  if (buffer.error() == 0 || buffer.error() == EPIPE) return;
  throw Error(ErrorKind::bad_input,
              {"standard output", "", std::string("cannot write: ") + std::strerror(buffer.error()),
               "make room, or write elsewhere with -o FILE"});
}

}  // namespace

void deliver(const std::string& path, const std::function<void(std::ostream&)>& write) {
  if (rank() != 0) {
    std::ostream nowhere(nullptr);
    write(nowhere);
    return;
  }
  if (path.empty() || path == "-") {
    write_to_standard_output(write);
    return;
  }
  const SignalsHeld held(true);
  write_file(path, write);
}

void deliver_checked(const std::string& path, const std::function<void(const std::string&)>& make) {
  if (rank() == 0) write_checked_file(path, make);
}

// "log.svg" for what is written as csv: one of the two is a mistake.
void check_extension(const std::string& flag, const std::string& path, const std::string& kind,
                     const FormatFlag& offered) {
  const auto& formats = offered.formats;
  for (const char* const other : {"csv", "json", "npz", "onnx", "safetensors", "svg"}) {
    if (other == kind || !path.ends_with(std::string(".") + other)) continue;
    const bool can_be = std::find(formats.begin(), formats.end(), other) != formats.end();
    throw usage_error(
        quoted(path) + " is called " + other + ", and what would be written is " + kind,
        (can_be ? "add " + offered.name + " " + other + " or " : "") + "name another file")
        .at(flag);
  }
}

void check_free(const std::string& flag, const std::string& path, bool force) {
  if (path.empty() || path == "-") return;
  std::error_code ignored;
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, ignored)) {
    throw usage_error("there is no folder " + quoted(folder.string()),
                      "make it, or name another file")
        .at(flag);
  }
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) {
    throw usage_error(quoted(path) + " is a folder", "name a file in it").at(flag);
  }
  if (force || !fs::is_regular_file(status)) return;
  throw usage_error("the file " + quoted(path) + " exists", "name another, or add --force")
      .at(flag);
}

}  // namespace isthmus::cli
