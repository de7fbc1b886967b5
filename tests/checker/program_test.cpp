// The program isthmus-check: output, exit codes, usage.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdio>

#include "corpus.hpp"

namespace {

struct Run {
  int code;
  std::string out;
};

Run run(const std::string& arguments) {
  const std::string command = ISTHMUS_CHECK_PROGRAM " " + arguments + " 2>/dev/null";
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Run result;
  char block[4096];
  while (const std::size_t size = std::fread(block, 1, sizeof block, pipe)) {
    result.out.append(block, size);
  }
  result.code = WEXITSTATUS(pclose(pipe));
  return result;
}

const std::string folder = ISTHMUS_SOURCE_DIR "/tests/certificates/";

}  // namespace

TEST_CASE("verdict first, and the exit code that goes with it") {
  const Run proved = run(folder + "components.json");
  CHECK(proved.out == "proved: components 2^2, disconnected\n");
  CHECK(proved.code == 0);
  CHECK(run("- < " + folder + "components.lines").out == proved.out);
  const Run wrong = run("--explain " + folder + "wrong/not_proved.lock_bound_too_low.lines");
  CHECK(wrong.out.starts_with("not proved: locks[1]: "));
  CHECK(wrong.out.find("\nlocks[0]: ") != std::string::npos);
  CHECK(wrong.code == 1);
  const Run malformed = run("--dump " + folder + "wrong/malformed.version_2.lines");
  CHECK(malformed.out.starts_with("malformed: line 1, column 21: "));
  CHECK(malformed.code == 2);
  CHECK(run("--dump --explain -- " + folder + "empty.json").code == 2);
  CHECK(run("--dump --explain " + folder + "empty.json").out.find("\nnetwork 1 2\n") !=
        std::string::npos);
}

TEST_CASE("what cannot be read is malformed") {
  for (const std::string& file : {std::string("/nonexistent"), folder, std::string("/dev/null")}) {
    CAPTURE(file);
    const Run result = run(file);
    CHECK(result.out.starts_with("malformed: "));
    CHECK(result.code == 2);
  }
}

TEST_CASE("usage") {
  CHECK(run("--help").code == 0);
  CHECK(run("--help").out.starts_with("usage: isthmus-check"));
  CHECK(run("--version").out == "isthmus-check for isthmus-certificate 1\n");
  const std::string file = folder + "empty.json";
  for (const std::string& arguments :
       {std::string(), file + " " + file, "--explian " + file, std::string("--dump")}) {
    CAPTURE(arguments);
    CHECK(run(arguments).code == 2);
    CHECK(run(arguments).out.empty());
  }
  CHECK(run(file + " > /dev/full").code == 2);
}
