// Every single corruption of a certificate in JSON form, of a fixed list of sorts.
#pragma once

#include "mutation/mutants.hpp"

namespace isthmus::test {

/// All mutants of `text`, a certificate as the corpus has them; `keyword` is the key of the
/// outermost object that was touched, or "" for the object itself. What is below "names" stays as
/// it is, since nothing is proved about names. No two mutants are equal, and none equals `text`.
[[nodiscard]] std::vector<Mutant> json_mutants(std::string_view text);

}  // namespace isthmus::test
