// The text of the theorems; whether Coq accepts them is asked in tests/peers.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "isthmus/proof/export_coq.hpp"
#include "support/message.hpp"
#include "support/small_certificates.hpp"

namespace isthmus::test {
namespace {

std::string coq(const Certificate& certificate, const CoqOptions& options = {}) {
  std::string text;
  export_coq(certificate, options, [&](std::string_view piece) { text += piece; });
  return text;
}

std::string golden(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(std::string(ISTHMUS_SOURCE_DIR) + "/tests/proof/golden/" + name).rdbuf();
  return text.str();
}

bool contains(const std::string& text, const std::string& what) {
  return text.find(what) != std::string::npos;
}

TEST_CASE("bundles taken apart, hostile names, locks, components, a regular point") {
  CHECK(coq(locked_chain()) == golden("locked_chain.v"));
}

TEST_CASE("emptiness that rests on a lock") {
  CHECK(coq(empty_chain()) == golden("empty_chain.v"));
}

TEST_CASE("a bundle with an amount is freed by moving it to the second member") {
  Certificate it = locked_chain();
  it.base->emplace_back(EdgeId{2}, Rational(7) / 3);
  CHECK(contains(coq(it), "Definition free : list (list (eid * Q)) := [[(3,(-7)#3);(4,7#3)]]."));
  it.interior = it.base;
  it.interior_forest = it.forest;
  CHECK(contains(coq(it), "regular_free : list witness := [([(3,(-7)#3);(4,7#3)],[(3,[4])])]."));
}

TEST_CASE("a self-contained file requires nothing of ours, another one the shipped theory") {
  const std::string alone = coq(floating_leaf(), {true, CoqNumbers::readable, true});
  CHECK(!contains(alone, "From Isthmus"));
  CHECK(alone.find("Module Variety.") < alone.find("Module Search."));
  CHECK(contains(alone, "\nPrint Assumptions M_strata.\n"));
  CHECK(contains(coq(floating_leaf()), "\nFrom Isthmus Require Import Theory"));
}

TEST_CASE("long lists come in pieces, large networks in primitive integers if they fit") {
  const std::size_t count = 2500;
  Certificate it(BalanceNetwork(1, std::vector<Arc>(count, arc(1, 0))));
  it.balance = Balance(std::vector<Rational>{5});
  it.claims = {{ClaimKind::nonempty}};
  it.base = SparseVector{{EdgeId{0}, 5}};
  CHECK(contains(coq(it), "Definition net_raw : list int := net_raw_0 ++ net_raw_1."));
  CHECK(contains(coq(it, {false, CoqNumbers::readable}),
                 "Definition net : network := net_0 ++ net_1 ++ net_2."));
  const Rational large = Rational(Integer(1) << 62);
  it.balance = Balance(std::vector<Rational>{large});
  CHECK(contains(coq(it), "Definition net : network := net_0 ++ net_1 ++ net_2."));
  CHECK(message_of([&] {
          return coq(it, {false, CoqNumbers::primitive});
        }) ==
        "usage: a number of the certificate is too large for a primitive integer; leave the "
        "choice to the exporter");
}

TEST_CASE("too many weights in bundles are refused before anything is written") {
  Certificate it = locked_chain();
  it.network = BalanceNetwork(2, {arc(2, 0), arc(0, 1), arc(1, 2, 99'998), arc(0, 0)});
  CHECK(message_of([&] { return coq(it); }) ==
        "limit: the bundles have more than 10^5 weights in all, and Coq gets each as an edge; "
        "check the certificate with another checker");
}

}  // namespace
}  // namespace isthmus::test
