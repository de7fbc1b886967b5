// The floating-point types that weights are stored in. All four are subsets of binary64.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace isthmus {

enum class NumberType { binary16, bfloat16, binary32, binary64 };

/// Bytes of one number: 2, 2, 4, 8.
[[nodiscard]] std::size_t byte_size(NumberType type);

/// "binary16", "bfloat16", "binary32", "binary64".
[[nodiscard]] std::string type_name(NumberType type);

/// The number whose little-endian bytes begin at `at` (of any alignment); exact, and NaN or
/// infinite if it is one.
[[nodiscard]] double load_number(const std::byte* at, NumberType type);

/// Writes `value`, which must be a number of `type`, as little-endian bytes.
void store_number(std::byte* at, NumberType type, double value);

}  // namespace isthmus
