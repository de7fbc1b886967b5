#include "report/flow_words.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"

namespace isthmus {
namespace {

double nearest(const Rational& value) {
  try {
    return to_binary64(value);
  } catch (const Error&) {
    return std::numeric_limits<double>::infinity();
  }
}

template <class... Form>
std::string text_of(double value, Form... form) {
  std::array<char, 40> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, form...);
  return {buffer.data(), result.ptr};
}

}  // namespace

std::string shortest(double value) { return text_of(value); }
std::string shortest(const Rational& value) { return shortest(nearest(value)); }

std::string four_digits(double value) { return text_of(value, std::chars_format::general, 4); }
std::string four_digits(const Rational& value) { return four_digits(nearest(value)); }

double approximate_root(const Rational& square) { return std::sqrt(nearest(square)); }

std::string method_words(const TrainingOptions& options) {
  std::string words = options.method == Method::flow ? "gradient flow of " : "gradient descent on ";
  words += loss_name(options.loss);
  std::string terms;
  const auto add = [&](const char* name, double strength) {
    if (strength > 0) terms += (terms.empty() ? " with " : ", ") + (name + shortest(strength));
  };
  add("weight decay ", options.penalties.weight_decay);
  add("L1 penalty ", options.penalties.l1);
  add("nuclear-norm penalty ", options.penalties.nuclear);
  return words + terms;
}

}  // namespace isthmus
