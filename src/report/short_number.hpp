// Numbers for people.
#pragma once

#include <string>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

/// The number itself when that is short, else its first digits and an ellipsis: "0.252731…",
/// "-1.23456…e-30". Digits are cut off, never rounded up, so every digit shown is right and
/// "x >= 0.252731…" is read as it is meant.
[[nodiscard]] std::string short_number(const Rational& q);

}  // namespace isthmus
