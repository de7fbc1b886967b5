// One wall of the symbolic criterion as a formula.
#pragma once

#include <string>

#include "isthmus/variety/components.hpp"
#include "report/names.hpp"

namespace isthmus {

/// "c(h1) + c(h2) >= 0": kind in wants at most 0, kind out at least 0.
[[nodiscard]] std::string wall_text(const Names& names, const WallInequality& wall);

/// "c_{\mathrm{h1}} + c_{\mathrm{h2}} \ge 0".
[[nodiscard]] std::string wall_latex(const Names& names, const WallInequality& wall);

/// `text` as roman letters inside LaTeX mathematics, its special characters escaped.
[[nodiscard]] std::string latex_name(const std::string& text);

}  // namespace isthmus
