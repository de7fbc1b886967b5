// What the text, the JSON and the CSV of `isthmus sample` share.
#pragma once

#include <optional>
#include <string>

#include "isthmus/report/sample.hpp"

namespace isthmus {

/// The closed form for "no weight is locked", if there is one: the weights are normal and only
/// those into the output can be locked.
[[nodiscard]] std::optional<Enclosure> connected_closed_form(const SampleReport& report);

/// `q` rounded to `digits` significant digits, without a sign that says so.
[[nodiscard]] std::string rounded_decimal(const Rational& q, int digits);

}  // namespace isthmus
