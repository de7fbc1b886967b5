#include "network/json_path.hpp"

#include <algorithm>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr std::size_t longest_plain_key = 40;

bool is_word_character(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
}

}  // namespace

std::string path_step(const std::string& key) {
  const bool plain = !key.empty() && key.size() <= longest_plain_key &&
                     std::all_of(key.begin(), key.end(), is_word_character);
  if (plain) return std::string(".").append(key);
  return std::string("[").append(quoted(key)).append("]");
}

}  // namespace isthmus
