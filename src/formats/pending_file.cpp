// The new file is made with O_EXCL in the folder of the target, so it is nobody else's; a rename
// within a folder replaces the target at once, so a reader sees the old file or the new one.
// Nothing is forced to the disk: that guards against power failures only, and costs much more than
// it is worth for files that can be made again.
#include "formats/pending_file.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "formats/open_file.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

namespace fs = std::filesystem;

/// Names of pending files, for a signal handler. More than fit are removed by destructors only.
std::array<std::atomic<const char*>, 16>& pending_names() {
  static std::array<std::atomic<const char*>, 16> names{};
  return names;
}

void list(const char* name) noexcept {
  for (auto& slot : pending_names()) {
    const char* none = nullptr;
    if (slot.compare_exchange_strong(none, name)) return;
  }
}

void unlist(const char* name) noexcept {
  for (auto& slot : pending_names()) {
    const char* mine = name;
    if (slot.compare_exchange_strong(mine, nullptr)) return;
  }
}

/// Where a chain of symbolic links ends, whether or not there is a file.
fs::path link_target(fs::path path) {
  constexpr int longest = 40;
  std::error_code error;
  for (int i = 0; fs::is_symlink(path, error); ++i) {
    if (i == longest) throw input_error("too many symbolic links", "name another file");
    const fs::path next = fs::read_symlink(path, error);
    path = next.is_absolute() ? next : path.parent_path() / next;
  }
  return path;
}

std::string extension(const fs::path& path) {
  const std::string name = path.filename().string();
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos ? "" : name.substr(dot);
}

fs::path unused_name(const fs::path& folder, const std::string& extension) {
  static std::atomic<unsigned> counter = 0;
  return folder /
         (".isthmus-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + extension);
}

}  // namespace

PendingFile::PendingFile(const fs::path& target) : target_(link_target(target)) {
  // What a link points to may be called anything; the name that was given says what is written.
  const std::string ending = extension(target);
  std::FILE* file = nullptr;
  do {
    own_ = unused_name(target_.parent_path(), ending);
    errno = 0;
    file = std::fopen(own_.c_str(), "wx");
  } while (file == nullptr && errno == EEXIST);
  if (file == nullptr) {
    throw input_error(system_cause("no file can be made in its folder"),
                      "write to another place or make room there");
  }
  std::fclose(file);
  copy_permissions(fs::perms::owner_write);  // what only its owner may read stays so on the way
  listed_ = own_.string();
  list(listed_.c_str());
}

PendingFile::~PendingFile() {
  std::error_code ignored;
  if (!own_.empty()) fs::remove(own_, ignored);
  unlist(listed_.c_str());
}

void PendingFile::copy_permissions(fs::perms more) {
  std::error_code ignored;
  const fs::file_status before = fs::status(target_, ignored);
  if (fs::exists(before)) fs::permissions(own_, before.permissions() | more, ignored);
}

void PendingFile::accept() {
  copy_permissions(fs::perms::none);
  std::error_code error;
  fs::rename(own_, target_, error);
  if (error) {
    throw input_error("cannot be replaced: " + error.message(),
                      "write to another place or make room there");
  }
  own_.clear();
}

void remove_pending_files() noexcept {
  for (auto& slot : pending_names()) {
    if (const char* name = slot.exchange(nullptr)) ::unlink(name);
  }
}

}  // namespace isthmus
