// What a sceptic has to read stays short, and stays apart from the engine.
#include <doctest/doctest.h>

#include <sstream>

#include "corpus.hpp"

namespace {

// Lines that hold more than blanks, brackets and a comment.
bool is_code(const std::string& line) {
  const std::size_t from = line.find_first_not_of(" \t(){};");
  return from != std::string::npos && line.compare(from, 2, "//") != 0;
}

}  // namespace

TEST_CASE(
    "what decides a verdict has at most 850 lines of code, and nothing comes from the engine") {
  std::size_t deciding = 0, speaking = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(ISTHMUS_SOURCE_DIR "/proofs/checker")) {
    const std::string extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp") continue;
    // The shell of the program and the words for people decide nothing.
    const bool speaks =
        entry.path().filename() == "main.cpp" || entry.path().filename() == "words.cpp";
    std::istringstream text(file_text(entry.path()));
    for (std::string line; std::getline(text, line);) {
      (speaks ? speaking : deciding) += is_code(line);
      if (!line.starts_with("#include \"")) continue;
      const std::string name = line.substr(10, line.size() - 11);
      CHECK_MESSAGE(std::filesystem::exists(entry.path().parent_path() / name), line);
      CHECK_MESSAGE(name.find('/') == std::string::npos, line);
    }
  }
  CHECK(deciding > 500);
  CHECK(deciding <= 850);
  CHECK(speaking > 50);
  CHECK(speaking <= 150);
}
