// Golden cases: each file of tests/cli/golden holds a shell command behind "$ ", then what it must
// print on both streams and its exit code. Commands run in tests/cli.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>

#include "cli/run.hpp"

namespace {

namespace fs = std::filesystem;
using isthmus::test::Outcome;

const fs::path folder = fs::path(ISTHMUS_SOURCE_DIR) / "tests" / "cli";

std::string command_of(const std::string& golden) {
  REQUIRE(golden.substr(0, 2) == "$ ");
  return golden.substr(2, golden.find('\n') - 2);
}

std::string golden_text(const std::string& command, const Outcome& outcome) {
  return "$ " + command + "\nexit code " + std::to_string(outcome.exit_code) +
         "\n--- standard output\n" + outcome.out + "--- standard error\n" + outcome.err;
}

// What a sanitizer, the header-only number build or one without ONNX cannot do.
bool possible_here(const std::string& command) {
#ifndef ISTHMUS_WITH_ONNX
  if (command.find(".onnx") != std::string::npos) return false;
#endif
#ifdef __SANITIZE_ADDRESS__
  if (command.find("--max-memory") != std::string::npos) return false;
#endif
#ifdef ISTHMUS_NUMBERS_BOOST
  if (command.find("--sigma-min") != std::string::npos) return false;
  if (command.find("1110/1101/1111") != std::string::npos) return false;  // closed by T14
  const bool draws = command.find("isthmus sample") != std::string::npos ||
                     (command.find("isthmus chambers") != std::string::npos &&
                      command.find("--init") != std::string::npos);
  if (draws && command.find(" --help") == std::string::npos) return false;
#endif
  return !command.empty();
}

}  // namespace

TEST_CASE("every golden case prints what it should") {
  const auto files = isthmus::test::files_in(folder / "golden", ".txt");
  REQUIRE(files.size() >= 50);
  for (const fs::path& file : files) {
    const std::string golden = isthmus::test::read_text(file);
    const std::string command = command_of(golden);
    if (!possible_here(command)) continue;
    const std::string seen = golden_text(command, isthmus::test::run(command, folder));
    CAPTURE(file.filename().string());
    if (isthmus::test::updating()) {
      isthmus::test::write_text(file, seen);
    } else {
      CHECK(seen == golden);
    }
  }
}

TEST_CASE("every error is one line, names a remedy and has an exit code that fits") {
  const auto files = isthmus::test::files_in(folder / "golden", ".txt");
  std::size_t errors = 0;
  for (const fs::path& file : files) {
    const std::string golden = isthmus::test::read_text(file);
    if (file.filename().string().rfind("bad-", 0) != 0) continue;
    ++errors;
    CAPTURE(file.filename().string());
    CHECK(golden.find("\nexit code 2\n--- standard output\n--- standard error\n") !=
          std::string::npos);
    const std::string message = golden.substr(golden.find("--- standard error\n") + 19);
    CHECK(std::count(message.begin(), message.end(), '\n') == 1);
    CHECK(message.rfind("isthmus: ", 0) == 0);
    CHECK(message.find("; ") != std::string::npos);
    CHECK(message.size() < 400);
  }
  CHECK(errors >= 30);
}

TEST_CASE("a file that may not be read is named with the reason") {
  if (geteuid() == 0) {
    MESSAGE("skipped: nothing is forbidden to root");
    return;
  }
  const Outcome outcome = isthmus::test::run(
      "cp inputs/good.json \"$TMP/secret.json\" && cd \"$TMP\" && chmod 000 secret.json\n"
      "isthmus analyze secret.json",
      folder);
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.rfind("isthmus: secret.json: ", 0) == 0);
  CHECK(outcome.err.find("Permission denied") != std::string::npos);
}

TEST_CASE("the version names the program and starts at once") {
  const Outcome outcome = isthmus::test::run("isthmus --version", folder);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.rfind("isthmus 0.", 0) == 0);
  CHECK(outcome.err.empty());
}

TEST_CASE("two runs write the same bytes") {
  const char* command = "isthmus analyze mlp:3-4-4-1 --init pytorch --seed 3 --json --witnesses";
  const Outcome first = isthmus::test::run(command, folder);
  const Outcome second = isthmus::test::run(command, folder);
  CHECK(first.exit_code == 0);
  CHECK(first.out.size() > 1000);
  CHECK(first.out == second.out);
}
