// What the help shows must work as it stands.
#include <doctest/doctest.h>

#include <sstream>

#include "cli/run.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path root = ISTHMUS_SOURCE_DIR;

// The lines under "Examples:" of a help text.
std::vector<std::string> examples_of(const std::string& help) {
  std::istringstream lines(help.substr(help.find("Examples:\n") + 10));
  std::vector<std::string> examples;
  for (std::string line; std::getline(lines, line) && line.rfind("  isthmus ", 0) == 0;) {
    examples.push_back(line.substr(2));
  }
  return examples;
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::size_t width = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
    width = c == '\n' ? 0 : width + 1;
    widest = std::max(widest, width);
  }
  return widest;
}

}  // namespace

TEST_CASE("every example of every help text runs") {
  const std::string away = "cd \"$TMP\" && ln -s '" + (root / "examples").string() + "' examples\n";
  for (const char* command : {"", "analyze ", "chambers ", "equations ", "explain ", "compare ",
                              "convert ", "prune ", "prove ", "check ", "export ", "flow ",
                              "unlock ", "reach ", "equivalent ", "crosscheck ", "drift "}) {
    const auto help = isthmus::test::run(std::string("isthmus ") + command + "--help", root);
    CHECK(help.exit_code == 0);
    const auto examples = examples_of(help.out);
    CAPTURE(command);
    CHECK(examples.size() >= 2);
    for (const std::string& example : examples) {
      CAPTURE(example);
      const auto outcome = isthmus::test::run(away + example, root);
      CHECK(outcome.exit_code == 0);
      CHECK(outcome.err.empty());
    }
  }
}

TEST_CASE("pages follow COLUMNS between 40 and 100") {
  const auto widest = [](const std::string& columns) {
    const std::string analyze = "isthmus analyze examples/scalar-mlp.json";
    return widest_line(isthmus::test::run(columns + " " + analyze, root).out);
  };
  CHECK(widest("COLUMNS=50") <= 50);
  CHECK(widest("COLUMNS=1") <= 40);
  CHECK(widest("COLUMNS=95") > 80);
  CHECK(widest("COLUMNS=95") <= 95);
  CHECK(widest("COLUMNS=1000") <= 100);
  CHECK(widest("COLUMNS=many") == widest("COLUMNS=80"));
  const auto help = isthmus::test::run("COLUMNS=44 isthmus convert --help", root).out;
  CHECK(widest_line(help.substr(0, help.find("Examples:"))) <= 44);
}
