// Every verdict on the classified patterns, as a certificate, read by the independent checker.
#include <doctest/doctest.h>

#include "certified_patterns/certificates.hpp"
#include "checker/check.hpp"

namespace isthmus::test {
namespace {

TEST_CASE("the checker accepts the certificate of every class, with the verdict of the table") {
  std::size_t closed = 0, not_closed = 0, undecided = 0;
  for (const auto& [layers, is_closed, text] : certified_patterns()) {
    if (text.empty()) {
      ++undecided;
      continue;
    }
    const auto outcome = isthmus_check::check(text);
    const char* expected = is_closed ? "proved: closed" : "proved: not-closed";
    CHECK_MESSAGE(outcome.line == expected, text);
    ++(is_closed ? closed : not_closed);
  }
  CHECK(closed + undecided == 1464);
  CHECK(not_closed == 290);
  CHECK(undecided <= 2);  // without FLINT there are no charts
}

}  // namespace
}  // namespace isthmus::test
