#include "cli/run.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace isthmus::test {
namespace {

namespace fs = std::filesystem;

// An empty folder of its own for every run.
class Scratch {
 public:
  Scratch() : path_(fs::temp_directory_path() / ("isthmus-test-" + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "bin");
    fs::create_directories(path_ / "tmp");
    fs::create_symlink(ISTHMUS_PROGRAM, path_ / "bin" / "isthmus");
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string quoted_for_shell(const fs::path& path) { return "'" + path.string() + "'"; }

}  // namespace

Outcome run(const std::string& command, const fs::path& from) {
  const Scratch scratch;
  const fs::path out = scratch.path() / "stdout";
  const fs::path err = scratch.path() / "stderr";
  const fs::path script = scratch.path() / "script";
  write_text(script,
             "unset NO_COLOR COLUMNS\nexport PATH=" + quoted_for_shell(scratch.path() / "bin") +
                 ":\"$PATH\" TMP=" + quoted_for_shell(scratch.path() / "tmp") + "\ncd " +
                 quoted_for_shell(from) + " || exit 99\n" + command + "\n");
  const std::string line = "sh " + quoted_for_shell(script) + " >" + quoted_for_shell(out) + " 2>" +
                           quoted_for_shell(err) + " </dev/null";
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_text(out), read_text(err)};
}

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void write_text(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::vector<fs::path> files_in(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool updating() {
  const char* value = std::getenv("ISTHMUS_UPDATE_GOLDEN");
  return value != nullptr && std::string(value) == "1";
}

}  // namespace isthmus::test
