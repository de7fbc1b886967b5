// The file that a killed farm resumes from; docs/checkpoints.md specifies it.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// An open checkpoint, locked against other runs while it lives. Not for several threads at once.
class Checkpoint {
 public:
  /// Opens or makes the file `path` of the computation `identity` with `items.size()` items, and
  /// puts the results it holds into `items`, which are all empty before. Throws Error (bad_input)
  /// for a file that is in use, damaged or of something else, and leaves it as it is.
  Checkpoint(std::string path, const std::string& identity,
             std::vector<std::optional<std::string>>& items);

  /// Writes a result so that it survives the end of this process. Throws Error (bad_input) if that
  /// fails; from then on nothing is written, and at worst the last record is torn.
  void append(std::size_t item, const std::string& bytes);

 private:
  void open();
  void start(const std::string& header);
  void load(std::vector<std::optional<std::string>>& items);
  bool load_record(std::vector<std::optional<std::string>>& items);
  void write(const std::string& bytes);
  [[noreturn]] void refuse(const std::string& cause, const std::string& remedy) const;
  [[noreturn]] void refuse_damage() const;

  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
  std::uint64_t size_ = 0;   // of the file when it was opened
  std::uint64_t whole_ = 0;  // up to here the file is known to be whole
  bool broken_ = false;      // writing failed
};

}  // namespace isthmus
