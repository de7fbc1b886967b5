// Lengths in SVG.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace isthmus::draw {

/// Tenths of a pixel as pixels: 125 is "12.5".
[[nodiscard]] inline std::string px(std::int64_t tenths) {
  std::string text = tenths < 0 ? "-" : "";
  const std::int64_t size = std::abs(tenths);
  text += std::to_string(size / 10);
  if (size % 10 != 0) text.append(".").append(std::to_string(size % 10));
  return text;
}

}  // namespace isthmus::draw
