// Running shell commands that call the built program, and files with what they should print.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace isthmus::test {

struct Outcome {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// Runs `command` with sh in the folder `from`. There, `isthmus` is the built program, and $TMP an
/// empty folder that is removed afterwards; NO_COLOR and COLUMNS are not set.
[[nodiscard]] Outcome run(const std::string& command, const std::filesystem::path& from);

[[nodiscard]] std::string read_text(const std::filesystem::path& path);
void write_text(const std::filesystem::path& path, const std::string& text);

/// The regular files of a folder with this extension, sorted by name.
[[nodiscard]] std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                                          const std::string& extension);

/// True when ISTHMUS_UPDATE_GOLDEN asks to write golden files instead of comparing with them.
[[nodiscard]] bool updating();

}  // namespace isthmus::test
