// What happened to all mutants of one sort, or of one kind of line or section.
#pragma once

#include <cstddef>

#include "checker/check.hpp"

namespace isthmus::test {

struct Tally {
  std::size_t proved = 0;
  std::size_t not_proved = 0;
  std::size_t malformed = 0;

  void count(isthmus_check::Verdict verdict) {
    using isthmus_check::Verdict;
    ++(verdict == Verdict::proved      ? proved
       : verdict == Verdict::malformed ? malformed
                                       : not_proved);
  }
};

}  // namespace isthmus::test
