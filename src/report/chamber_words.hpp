// What the writers of chambers have in common.
#pragma once

#include <string>

#include "isthmus/report/chambers.hpp"

namespace isthmus {

/// One chamber in words and numbers.
struct ChamberRow {
  std::string block, number, alike, signs, balance, components, locked, regular, effective, betti;
};

/// One row for each listed chamber of each block.
[[nodiscard]] std::vector<ChamberRow> chamber_rows(const ChamberReport& report);

/// "c(h1)", "c(h1) + c(h2)": the left side of a wall.
[[nodiscard]] std::string wall_sum(const ChamberReport& report, const ChamberWall& wall);

/// The Betti numbers as "1 2 1", without trailing zeros; with "(torsion)" behind if there is any.
[[nodiscard]] std::string betti_words(const Chamber& chamber);

}  // namespace isthmus
