// In which order matrices follow each other in a dense network.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// What is known of a matrix: its name and the widths it joins.
struct Layer {
  std::string name;
  std::uint64_t in = 0, out = 0;
};

/// Positions of the layers from input to output: by numbers in names that differ in nothing else,
/// if the widths then fit; else the only order of widths that fits, equal ones by such numbers.
/// Throws Error (bad_input) if no order fits or several do.
[[nodiscard]] std::vector<std::size_t> order_layers(const std::vector<Layer>& layers);

/// The same for widths that are given: layer i leads from widths[i] to widths[i + 1].
[[nodiscard]] std::vector<std::size_t> order_layers(const std::vector<Layer>& layers,
                                                    const std::vector<std::uint64_t>& widths);

/// The name with every stretch of digits replaced by one '#', and the digits without leading zeros.
[[nodiscard]] std::string name_pattern(const std::string& name);
[[nodiscard]] std::vector<std::string> name_digits(const std::string& name);

}  // namespace isthmus
