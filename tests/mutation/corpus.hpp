// The certificates of tests/certificates, in either form.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace isthmus::test {

struct NamedText {
  std::string name;
  std::string text;
};

/// The right ones, by name; `folder` "wrong" for the others. `form` is the extension.
inline std::vector<NamedText> certificate_corpus(const std::string& folder = "",
                                                 const std::string& form = ".lines") {
  const std::filesystem::path root =
      std::filesystem::path(ISTHMUS_SOURCE_DIR) / "tests/certificates" / folder;
  std::vector<NamedText> corpus;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (entry.path().extension() != form) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    corpus.push_back({entry.path().stem().string(), text.str()});
  }
  std::sort(corpus.begin(), corpus.end(),
            [](const NamedText& a, const NamedText& b) { return a.name < b.name; });
  return corpus;
}

}  // namespace isthmus::test
