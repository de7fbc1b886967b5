// A file that gets its name only when it is complete.
#pragma once

#include <filesystem>
#include <string>

namespace isthmus {

/// An empty file beside `target`, under a name that nothing had: it gets the name of `target` by
/// accept() and is removed otherwise. Symbolic links are followed, so that a link survives and what
/// it points to is replaced; permissions of a file that is replaced are kept.
class PendingFile {
 public:
  /// Throws Error (bad_input) without a file if none can be made there.
  explicit PendingFile(const std::filesystem::path& target);
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  ~PendingFile();

  /// Where to write; its extension is that of `target`, even if that is a link to another name.
  [[nodiscard]] const std::filesystem::path& path() const { return own_; }

  /// Throws Error (bad_input) without a file if it cannot be renamed.
  void accept();

 private:
  /// Those of the file that is replaced, if there is one, and some more.
  void copy_permissions(std::filesystem::perms more);

  std::filesystem::path target_, own_;
  std::string listed_;  // the name as remove_pending_files() reads it; never changed
};

/// Removes what no accept() has named yet. For the end of a program that runs no destructors: may
/// be called in a signal handler.
void remove_pending_files() noexcept;

}  // namespace isthmus
