// The first smallest members of orbits, written down as signs.
#pragma once

#include <algorithm>
#include <vector>

#include "symmetry/action.hpp"

namespace isthmus::symmetry {

/// Turns colourings, given by increasing colourings, into patterns of a Part.
class PatternList {
 public:
  PatternList(const Action& action, std::size_t keep, Part& result)
      : action_(action), keep_(std::max<std::size_t>(keep, 1)), result_(result) {
    for (const Part& part : action.parts) {
      result.reading.insert(result.reading.end(), part.reading.begin(), part.reading.end());
    }
  }

  /// Adds a colouring unless the list is full. A colour whose pattern was not kept fills it.
  void add(const std::vector<std::uint32_t>& colours) {
    if (full()) return;
    for (std::size_t p = 0; p < colours.size() && !full_; ++p) {
      full_ = colours[p] >= action_.parts[p].patterns.size();
    }
    if (!full_) result_.patterns.push_back(joined(action_.parts, colours));
  }

  [[nodiscard]] bool full() const { return full_ || result_.patterns.size() >= keep_; }

 private:
  const Action& action_;
  std::size_t keep_;
  Part& result_;
  bool full_ = false;
};

}  // namespace isthmus::symmetry
