// Names to consecutive numbers, so that a reader stores each name once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace isthmus {

class NameTable {
 public:
  /// The number of `name`: 0, 1, 2 … in order of first appearance.
  std::uint32_t number(const std::string& name) {
    const auto [entry, is_new] = numbers_.emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.push_back(entry->first);
    return entry->second;
  }

  [[nodiscard]] std::string name(std::uint32_t number) const { return std::string(names_[number]); }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string_view> names_;  ///< into the keys, which never move
};

}  // namespace isthmus
