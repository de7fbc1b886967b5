// Reads parts of tensors as they are printed back into positions.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "report/law_slices.hpp"

namespace isthmus::test {

using Positions = std::multiset<std::uint64_t>;

inline Positions positions(std::uint64_t first, const std::vector<Progression>& all,
                           std::size_t from = 0) {
  if (from == all.size()) return {first};
  Positions result;
  for (std::uint64_t i = 0; i < all[from].count; ++i) {
    result.merge(positions(first + i * all[from].stride, all, from + 1));
  }
  return result;
}

/// "1", ":", "2:5", "2:9:3"
inline std::vector<std::uint64_t> indices(const std::string& text, std::uint64_t size) {
  std::vector<std::uint64_t> result;
  if (text == ":") {
    for (std::uint64_t i = 0; i < size; ++i) result.push_back(i);
    return result;
  }
  const std::size_t colon = text.find(':');
  const std::uint64_t start = std::stoull(text);
  if (colon == std::string::npos) return {start};
  const std::size_t second = text.find(':', colon + 1);
  const std::uint64_t step = second == std::string::npos ? 1 : std::stoull(text.substr(second + 1));
  for (std::uint64_t i = start; i < std::stoull(text.substr(colon + 1)); i += step) {
    result.push_back(i);
  }
  return result;
}

/// "4 + 7·i + j; i < 3, j < 2]"
inline Positions read_flat(const std::string& text) {
  std::vector<Progression> all;
  std::size_t at = text.find(';');
  std::size_t limit = at;
  for (std::size_t term = text.find(" + "); term < at; term = text.find(" + ", term + 1)) {
    const std::string factor = text.substr(term + 3);
    limit = text.find(" < ", limit + 1);
    all.push_back({std::stoull(text.substr(limit + 3)),
                   std::isdigit(static_cast<unsigned char>(factor[0])) ? std::stoull(factor) : 1});
  }
  return positions(std::stoull(text), all);
}

/// Of a part of `of` as slice_name writes it. Requires a name without brackets.
inline Positions read_back(const Tensor& of, std::string text) {
  text = text.substr(of.name.size());
  if (text.starts_with(".flat[")) return read_flat(text.substr(6));
  if (text.empty()) return {0};
  text.erase(0, 1);
  text.back() = ',';
  Positions result{0};
  for (const std::uint64_t size : of.shape) {
    const std::size_t comma = text.find(',');
    const std::size_t start = text.find_first_not_of(' ');
    Positions next;
    for (const std::uint64_t i : indices(text.substr(start, comma - start), size)) {
      for (const std::uint64_t before : result) next.insert(before * size + i);
    }
    result = std::move(next);
    text.erase(0, comma + 1);
  }
  return result;
}

}  // namespace isthmus::test
