// Every single corruption of a certificate in lines form, of a fixed list of sorts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace isthmus::test {

struct Mutant {
  std::string sort;     ///< what was done: "drop word", "negate", …
  std::string keyword;  ///< of the line that was touched: "lock", "branch", …
  std::string text;     ///< the corrupted certificate
};

/// All mutants of `text`, which is a certificate without comments. Line counts are mended, so that
/// it is never the end line that gives a mutant away; truncations are a sort of their own. No two
/// mutants are equal, and none equals `text`.
[[nodiscard]] std::vector<Mutant> mutants(std::string_view text);

}  // namespace isthmus::test
