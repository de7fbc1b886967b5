#include "draw/axis.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace isthmus::draw {
namespace {

std::string short_text(double value) {
  std::array<char, 40> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                    std::chars_format::general, 6);
  return {buffer.data(), result.ptr};
}

/// "10", "1000", "10⁻⁵".
std::string power_text(int exponent) {
  if (exponent >= -3 && exponent <= 4) return short_text(std::pow(10.0, exponent));
  static const std::array<const char*, 10> raised = {"⁰", "¹", "²", "³", "⁴",
                                                     "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = exponent < 0 ? "10⁻" : "10";
  for (const char digit : std::to_string(std::abs(exponent))) {
    text += raised[static_cast<std::size_t>(digit - '0')];
  }
  return text;
}

/// The least of 1, 2, 5 times a power of ten that is at least `least` > 0.
double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

}  // namespace

Axis::Axis(const std::vector<double>& values, bool logarithmic) : logarithmic_(logarithmic) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const double value : values) {
    if (!has_place_for(value)) continue;
    low = std::min(low, scaled(value));
    high = std::max(high, scaled(value));
  }
  if (low > high) low = high = 0;
  const double room = low == high ? std::max(0.5, std::fabs(low) / 10) : (high - low) / 40;
  low_ = low - room;
  high_ = high + room;
}

bool Axis::has_place_for(double value) const {
  return std::isfinite(value) && (!logarithmic_ || value > 0);
}

double Axis::scaled(double value) const { return logarithmic_ ? std::log10(value) : value; }

double Axis::place_of(double value) const { return (scaled(value) - low_) / (high_ - low_); }

std::vector<Tick> Axis::powers_of_ten(int wanted) const {
  const int first = static_cast<int>(std::ceil(low_));
  const int last = static_cast<int>(std::floor(high_));
  const int step = std::max(1, (last - first) / wanted + 1);
  std::vector<Tick> ticks;
  for (int k = first; k <= last; ++k) {
    ticks.push_back({(k - low_) / (high_ - low_), k % step == 0 ? power_text(k) : ""});
  }
  return ticks;
}

std::vector<Tick> Axis::ticks(int wanted, bool whole) const {
  if (logarithmic_ && std::floor(high_) - std::ceil(low_) >= 1) return powers_of_ten(wanted);
  const double low = logarithmic_ ? std::pow(10.0, low_) : low_;
  const double high = logarithmic_ ? std::pow(10.0, high_) : high_;
  const double finest = round_step((high - low) / wanted);
  const double step = whole ? std::max(finest, 1.0) : finest;
  std::vector<Tick> ticks;
  for (double k = std::ceil(low / step); k * step <= high; ++k) {
    const double value = k == 0 ? 0.0 : k * step;
    if (has_place_for(value)) ticks.push_back({place_of(value), short_text(value)});
  }
  return ticks;
}

}  // namespace isthmus::draw
