// What a sceptic has to read stays short, and stays apart from the engine.
#include <doctest/doctest.h>

#include <sstream>

#include "corpus.hpp"

namespace {

// Neither blank, nor only a comment, nor only the end of something that began on another line.
bool is_code(const std::string& line) {
  const std::size_t from = line.find_first_not_of(" \t(){}[];,");
  return from != std::string::npos && line.compare(from, 2, "//") != 0;
}

}  // namespace

TEST_CASE("each part of the checker is short, and nothing comes from the engine") {
  std::size_t balances = 0, patterns = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(ISTHMUS_SOURCE_DIR "/proofs/checker")) {
    const std::string extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp") continue;
    std::istringstream text(file_text(entry.path()));
    const std::string file = entry.path().stem();
    std::size_t& lines = file.starts_with("pattern") || file == "charts" ? patterns : balances;
    for (std::string line; std::getline(text, line);) {
      lines += is_code(line);
      if (!line.starts_with("#include \"")) continue;
      const std::string name = line.substr(10, line.size() - 11);
      CHECK_MESSAGE(std::filesystem::exists(entry.path().parent_path() / name), line);
      CHECK_MESSAGE(name.find('/') == std::string::npos, line);
    }
  }
  CHECK(balances > 500);
  CHECK(balances <= 840);   // with all that reads both kinds of certificate
  CHECK(patterns <= 1750);  // of these the charts have some 350
}
