// A pipe cannot be read twice: what is looked at to tell the format must not be lost.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "isthmus/formats/files.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/network/architecture.hpp"

using namespace isthmus;

namespace {

// A named pipe that goes away with the object.
class Pipe {
 public:
  Pipe()
      : path_(std::filesystem::temp_directory_path() /
              ("isthmus-pipe-" + std::to_string(::getpid()))) {
    REQUIRE(::mkfifo(path_.c_str(), 0600) == 0);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() { std::filesystem::remove(path_); }

  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("a network comes through a named pipe, blanks before it or not") {
  const std::string text = network_to_json(parse_architecture("dag:x>h>y"));
  for (const char* blanks : {"", " \n\t"}) {
    const Pipe pipe;
    std::thread writer([&] { std::ofstream(pipe.path()) << blanks << text; });
    const Network network = load_network(pipe.path());
    writer.join();
    CHECK(network_to_json(network) == text);
  }
}
