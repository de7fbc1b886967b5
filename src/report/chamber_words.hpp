// What the writers of chambers have in common.
#pragma once

#include <string>

#include "isthmus/report/chambers.hpp"

namespace isthmus {

/// One chamber in words and numbers.
struct ChamberRow {
  std::string block, number, alike, signs, balance, components, locked, regular, effective, betti;
  std::string share;  ///< of the draws, with its 99% interval; empty without draws
};

/// One row for each listed chamber of each block.
[[nodiscard]] std::vector<ChamberRow> chamber_rows(const ChamberReport& report);

/// "c(h1)", "c(h1) + c(h2)": the left side of a wall.
[[nodiscard]] std::string wall_sum(const ChamberReport& report, const ChamberWall& wall);

/// "0.123456 (0.120000 to 0.130000)": the ends are rounded outwards. Without the interval in the
/// header-only number build.
[[nodiscard]] std::string share_words(std::uint64_t hits, std::uint64_t draws);

/// With six digits, rounded down or up. Requires q >= 0.
[[nodiscard]] std::string six_digits(const Rational& q, bool up);

/// The Betti numbers as "1 2 1", without trailing zeros; with "(torsion)" behind if there is any.
[[nodiscard]] std::string betti_words(const Chamber& chamber);

}  // namespace isthmus
