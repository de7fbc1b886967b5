// Running another program on a file, with a time limit, and reading what it prints.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace isthmus::test {

/// A folder of its own under the system's temporary one, removed at the end.
class Workspace {
 public:
  Workspace() {
    std::string pattern = (std::filesystem::temp_directory_path() / "isthmus-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = pattern;
  }
  ~Workspace() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  [[nodiscard]] std::string write(const std::string& name, const std::string& text) const {
    const std::string path = (folder_ / name).string();
    std::ofstream(path) << text;
    return path;
  }

  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }

 private:
  std::filesystem::path folder_;
};

struct PeerRun {
  int exit_code = -1;  ///< 124 when the time limit ended it
  std::string output;  ///< standard output and error together
};

/// Runs a shell command with no input and at most `seconds` of time.
inline PeerRun run_peer(const Workspace& workspace, const std::string& command, int seconds) {
  const std::string log = workspace.path("output");
  const std::string line =
      "timeout -k 1 " + std::to_string(seconds) + " " + command + " </dev/null >" + log + " 2>&1";
  const int status = std::system(line.c_str());
  std::ostringstream output;
  output << std::ifstream(log).rdbuf();
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, output.str()};
}

}  // namespace isthmus::test
