// cvc5 answers the questions that certificates are exported as.
#include <doctest/doctest.h>

#include "peers/smt_certificates.hpp"

namespace isthmus::test {
namespace {

TEST_CASE("cvc5: the locks and the emptiness of many networks") {
  check_certificates(SmtSolver("cvc5 --incremental --tlimit=20000", SmtlibLogic::lra));
}

TEST_CASE("cvc5: every kind of question") {
  check_small_certificates(SmtSolver("cvc5 --incremental --tlimit=20000", SmtlibLogic::lra));
}

}  // namespace
}  // namespace isthmus::test
