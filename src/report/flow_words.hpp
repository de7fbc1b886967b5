// What the outputs about trajectories share.
#pragma once

#include <string>

#include "isthmus/report/flow.hpp"

namespace isthmus {

/// The shortest decimal that reads back as the same number.
[[nodiscard]] std::string shortest(double value);

/// The nearest binary64 number, likewise; exact numbers beyond its range as "inf".
[[nodiscard]] std::string shortest(const Rational& value);

/// About four digits, for tables.
[[nodiscard]] std::string four_digits(double value);
[[nodiscard]] std::string four_digits(const Rational& value);

/// The square root, for charts and tables only.
[[nodiscard]] double approximate_root(const Rational& square);

/// "gradient flow of mse with weight decay 0.1".
[[nodiscard]] std::string method_words(const TrainingOptions& options);

}  // namespace isthmus
