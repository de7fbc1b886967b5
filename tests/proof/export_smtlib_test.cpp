// The text of the questions; whether solvers answer "unsat" is asked in tests/peers.
#include <doctest/doctest.h>

#include "isthmus/proof/export_smtlib.hpp"
#include "support/message.hpp"
#include "support/small_certificates.hpp"

namespace isthmus::test {
namespace {

std::string smtlib(const Certificate& certificate, const SmtlibOptions& options = {}) {
  std::string text;
  export_smtlib(certificate, options, [&](std::string_view piece) { text += piece; });
  return text;
}

// Without the lines at the top that explain.
std::string body(const std::string& text) { return text.substr(text.find("(set-logic")); }

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
    ++found;
  }
  return found;
}

TEST_CASE("steps: every lock is a question about its own laws and the bounds it uses") {
  CHECK(body(smtlib(locked_chain())) == R"((set-logic QF_NRA)
; lock 0: the square of the weight of edge 1 "a->b" is at least 2; by the laws of a set that no other edge enters.
(push 1)
(declare-const t1 Real) ; edge 1 "a->b"
(declare-const t2_0 Real) ; edge 2 "b=>y", 3 weights
(declare-const t2_1 Real) ; edge 2 "b=>y", 3 weights
(declare-const t2_2 Real) ; edge 2 "b=>y", 3 weights
(assert (= (- (* t1 t1) (+ (* t2_0 t2_0) (* t2_1 t2_1) (* t2_2 t2_2))) 2)) ; node 1 "b"
(assert (< (* t1 t1) 2)) ; the contrary
(check-sat)
(pop 1)
; lock 1: the square of the weight of edge 0 "x->a" is at least 3/2; by the laws of a set that no other edge enters.
(push 1)
(declare-const t0 Real) ; edge 0 "x->a"
(declare-const t1 Real) ; edge 1 "a->b"
(assert (= (- (* t0 t0) (* t1 t1)) (- (/ 1 2)))) ; node 0 "a\x0a(check-sat) *) "
(assert (>= (* t1 t1) 2)) ; lock 0
(assert (< (* t0 t0) (/ 3 2))) ; the contrary
(check-sat)
(pop 1)
; not here: base, a flow
; not here: point, a flow
; not here: forest
; 2 questions
)");
}

TEST_CASE("steps: emptiness in linear arithmetic") {
  CHECK(body(smtlib(empty_chain(), {std::nullopt, SmtlibLogic::lra})) == R"((set-logic QF_LRA)
; lock 0: the square of the weight of edge 0, node 0 -> node 1 is at least 2; by the laws of a set that no other edge enters.
(push 1)
(declare-const x0 Real) ; edge 0, node 0 -> node 1
(assert (>= x0 0))
(declare-const x1 Real) ; edge 1, node 1 -> ground
(assert (>= x1 0))
(assert (= (- x0 x1) 2)) ; node 1
(assert (< x0 2)) ; the contrary
(check-sat)
(pop 1)
; empty: these laws and bounds contradict each other, so that M(c) has no point.
(push 1)
(declare-const x0 Real) ; edge 0, node 0 -> node 1
(assert (>= x0 0))
(assert (= (- 0 x0) (- 1))) ; node 0
(assert (>= x0 2)) ; lock 0
(check-sat)
(pop 1)
; 2 questions
)");
}

TEST_CASE("steps: sets where all weights vanish, and cuts of the search") {
  const std::string text = smtlib(floating_leaf());
  CHECK(count(text, "(check-sat)") == 2);
  CHECK(count(text, "(assert (> (* t0 t0) 0))") == 1);
  CHECK(count(text, "(assert (= (* t1 t1) 0)) ; crosses the floating set") == 1);
}

TEST_CASE("one edge: all laws the lock goes back to, and no bound but its own") {
  CHECK(body(smtlib(locked_chain(), {EdgeId{0}, SmtlibLogic::lra})) == R"((set-logic QF_LRA)
(declare-const x0 Real) ; edge 0 "x->a"
(assert (>= x0 0))
(declare-const x1 Real) ; edge 1 "a->b"
(assert (>= x1 0))
(declare-const x2 Real) ; edge 2 "b=>y", 3 weights
(assert (>= x2 0))
(assert (= (- x1 x2) 2)) ; node 1 "b"
(assert (= (- x0 x1) (- (/ 1 2)))) ; node 0 "a\x0a(check-sat) *) "
(assert (< x0 (/ 3 2))) ; the contrary
(check-sat)
)");
  // The first lock does not go back to the law of a.
  CHECK(count(smtlib(locked_chain(), {EdgeId{1}}), "(assert (=") == 1);
}

TEST_CASE("a bundle too large to write out is one variable") {
  Certificate it = locked_chain();
  it.network = BalanceNetwork(2, {arc(2, 0), arc(0, 1), arc(1, 2, 1'000'000'000), arc(0, 0)});
  const std::string text = smtlib(it);
  CHECK(count(text, "(assert (>= x2 0))") == 1);
  CHECK(count(text, "(assert (= (- (* t1 t1) x2) 2))") == 1);
}

TEST_CASE("the number of questions is returned, and a file without any says so") {
  const TextSink nowhere = [](std::string_view) {};
  CHECK(export_smtlib(locked_chain(), {}, nowhere) == 2);
  CHECK(export_smtlib(locked_chain(), {EdgeId{0}, SmtlibLogic::nra}, nowhere) == 1);
  CHECK(count(smtlib(locked_chain()), "; No question") == 0);
  Certificate none = locked_chain();
  none.locks.clear();
  CHECK(export_smtlib(none, {}, nowhere) == 0);
  const std::string text = smtlib(none);
  CHECK(count(text, "(check-sat)\n") == 0);
  CHECK(count(text, "; No question: no step of this certificate derives an inequality") == 1);
}

TEST_CASE("what cannot be exported is refused") {
  CHECK(message_of([] { return smtlib(locked_chain(), {EdgeId{2}}); }) ==
        "usage: edge 2 \"b=>y\" is not locked by this certificate; it locks 0 \"x->a\", 1 "
        "\"a->b\"");
  CHECK(message_of([] { return smtlib(empty_chain(), {EdgeId{1}}); }) ==
        "usage: edge 1 is not locked by this certificate; it locks 0");
  Certificate none = empty_chain();
  none.locks.clear();
  CHECK(message_of([&] { return smtlib(none, {EdgeId{1}}); }) ==
        "usage: edge 1 is not locked by this certificate; it locks no edge: leave --edge out");
  Certificate early = locked_chain();
  std::swap(early.locks[0], early.locks[1]);
  CHECK(message_of([&] { return smtlib(early); }) ==
        "a step uses edge 1, which no earlier step locks; check the certificate");
}

}  // namespace
}  // namespace isthmus::test
