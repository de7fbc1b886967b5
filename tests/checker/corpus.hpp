// The small certificates of tests/certificates, by file name.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Name (with extension) and text of every certificate in a folder below tests/certificates.
inline std::map<std::string, std::string> corpus(const std::string& folder) {
  std::map<std::string, std::string> result;
  const std::filesystem::path root = ISTHMUS_SOURCE_DIR "/tests/certificates";
  for (const auto& entry : std::filesystem::directory_iterator(root / folder)) {
    const std::string extension = entry.path().extension();
    if (extension == ".json" || extension == ".lines") {
      result[entry.path().filename()] = file_text(entry.path());
    }
  }
  return result;
}
