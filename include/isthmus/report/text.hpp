// The report of `isthmus analyze` for people.
#pragma once

#include <iosfwd>
#include <limits>

#include "isthmus/report/analysis.hpp"

namespace isthmus {

struct TextStyle {
  bool color = false;           ///< headings in bold by terminal escapes
  std::size_t width = 80;       ///< columns of a line; a longer word stands alone
  std::size_t list_limit = 20;  ///< lines of one list; the rest is counted
  bool all_digits = false;      ///< the whole balance, every number as a fraction

  static constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
};

/// Writes a readable report: the number of components first, then the rest in
/// sections, long numbers cut off at "…": the number lies between what is shown and that with its
/// last digit one higher (away from 0). The JSON report has everything exactly.
void write_text(std::ostream& out, const Analysis& analysis, const TextStyle& style = {});

/// The symbolic criterion as a LaTeX fragment: a sentence and an aligned list of inequalities.
/// Throws Error (bad_usage) if the balance has numbers: there is no criterion then.
void write_criterion_latex(std::ostream& out, const Analysis& analysis);

}  // namespace isthmus
