// The axis of a chart: its range, its round numbers and where a value lies on it.
#pragma once

#include <string>
#include <vector>

namespace isthmus::draw {

struct Tick {
  double at = 0;      ///< from 0 (the first end of the axis) to 1
  std::string label;  ///< empty: a line of the grid only
};

class Axis {
 public:
  /// Covers `values` (those that have a place on it), with a little room. A single value, or none,
  /// gets a range around it.
  Axis(const std::vector<double>& values, bool logarithmic);

  [[nodiscard]] bool has_place_for(double value) const;
  /// From 0 to 1 inside the range. Requires has_place_for(value).
  [[nodiscard]] double place_of(double value) const;
  /// About `wanted` ticks at 1, 2 or 5 times powers of ten; at powers of ten if logarithmic. With
  /// `whole` none between whole numbers.
  [[nodiscard]] std::vector<Tick> ticks(int wanted, bool whole = false) const;

 private:
  [[nodiscard]] double scaled(double value) const;
  [[nodiscard]] std::vector<Tick> powers_of_ten(int wanted) const;

  bool logarithmic_;
  double low_ = 0, high_ = 1;  ///< of what scaled() gives
};

}  // namespace isthmus::draw
