// Decimal bounds that stay on the safe side.
#pragma once

#include <string>

#include "isthmus/exact/ball.hpp"

namespace isthmus {

/// "between 0.123456 and 0.123457": the ends rounded outwards to about `digits` significant
/// digits, so that the statement stays proved. One number when both ends agree.
[[nodiscard]] std::string between(const Enclosure& enclosure, int digits = 8);

/// A decimal of about `digits` significant digits that is at most (at least) q >= 0.
[[nodiscard]] std::string decimal_below(const Rational& q, int digits = 8);
[[nodiscard]] std::string decimal_above(const Rational& q, int digits = 8);

}  // namespace isthmus
