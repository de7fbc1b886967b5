// z3 answers the questions that certificates are exported as.
#include <doctest/doctest.h>

#include "peers/smt_certificates.hpp"

namespace isthmus::test {
namespace {

TEST_CASE("z3: the locks and the emptiness of many networks") {
  check_certificates(SmtSolver("z3 -T:20", SmtlibLogic::nra));
}

TEST_CASE("z3: every kind of question") {
  check_small_certificates(SmtSolver("z3 -T:20", SmtlibLogic::nra));
}

}  // namespace
}  // namespace isthmus::test
