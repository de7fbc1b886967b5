// Proofs in plain text.
#include "isthmus/proof/export_text.hpp"

#include "isthmus/draw/label.hpp"
#include "proof/export_support.hpp"

namespace isthmus {
namespace {

std::string text_of(const Certificate& certificate) {
  std::string text;
  export_text(certificate, [&](std::string_view piece) { text += piece; });
  return text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The text with all white space as single spaces: wrapping aside.
std::string unwrapped(const std::string& text) {
  std::istringstream words(text);
  std::string joined;
  for (std::string word; words >> word;) joined += word + " ";
  return joined;
}

// True if the claim says the same as an earlier one.
bool is_repeated(const std::vector<Claim>& claims, std::size_t index) {
  const auto is_connected = [](const Claim& claim) {
    return claim.kind == ClaimKind::connected || claim == Claim{ClaimKind::components, 0};
  };
  for (std::size_t i = 0; i < index; ++i) {
    if (claims[i] == claims[index]) return true;
    if (is_connected(claims[i]) && is_connected(claims[index])) return true;
  }
  return false;
}

TEST_CASE("text: golden proofs") {
  test::check_golden("locked_chain.txt", text_of(test::locked_chain()));
  test::check_golden("floating_leaf.txt", text_of(test::floating_leaf()));
}

TEST_CASE("text: no line has more than 80 columns or ends with a space") {
  for (const Certificate& certificate : test::sample_certificates(200)) {
    std::istringstream lines(text_of(certificate));
    for (std::string line; std::getline(lines, line);) {
      CHECK_MESSAGE(label_columns(line) <= 80, line);
      CHECK_FALSE(line.ends_with(' '));
      CHECK(printable_label(line) == line);
    }
  }
}

TEST_CASE("text: every step is there") {
  for (const Certificate& certificate : test::sample_certificates(100)) {
    const std::string text = text_of(certificate);
    for (const std::string& mark : test::step_marks(certificate)) {
      CHECK_MESSAGE(contains(text, mark + ". "), mark);
    }
    const std::string joined = unwrapped(text);
    CHECK(contains(joined, "comes first in the list") == certificate.distance.has_value());
    // Claims that say the same are said once.
    std::size_t statements = 0;
    for (std::size_t i = 0; i < certificate.claims.size(); ++i) {
      if (!is_repeated(certificate.claims, i)) ++statements;
    }
    CHECK_FALSE(contains(joined, "Statement " + std::to_string(statements + 1) + ". "));
    for (std::size_t i = 1; i <= statements; ++i) {
      CHECK(contains(joined, "(" + std::to_string(i) + ") "));
      CHECK(contains(joined, "Statement " + std::to_string(i) + ". "));
    }
  }
}

TEST_CASE("text: a lock is the sum of its equations") {
  const std::string joined = unwrapped(text_of(test::empty_chain()));
  CHECK(contains(joined, "θ[e0]² = c[v1] + θ[e1]² ≥ 2 > 0"));
  CHECK(contains(joined, "0 = c[v0] + θ[e0]² ≥ −1 + 2 = 1 > 0"));
}

TEST_CASE("text: a cut of kind out negates the sum") {
  Certificate it(BalanceNetwork(2, {test::arc(2, 0), test::arc(0, 1), test::arc(1, 2)}));
  it.balance = Balance(std::vector<Rational>{-1, -2});
  it.claims = {{ClaimKind::disconnected}};
  it.locks = {{EdgeId{2}, CutKind::out, {NodeId{0}, NodeId{1}}, {}, 3}};
  CHECK(contains(unwrapped(text_of(it)), "θ[e2]² = −(c[v0] + c[v1]) + θ[e0]² ≥ 1 + 2 = 3 > 0"));
}

TEST_CASE("text: a sum of laws is added up before the reader's eyes") {
  Certificate it(BalanceNetwork(3, {test::arc(3, 0), test::arc(0, 1), test::arc(1, 2)}));
  it.balance = Balance(std::vector<Rational>{-1, 2, 3});
  it.claims = {{ClaimKind::disconnected}};
  it.locks = {{EdgeId{0}, CutKind::in, {NodeId{0}, NodeId{1}, NodeId{2}}, {}, 4}};
  CHECK(contains(unwrapped(text_of(it)), "θ[e0]² = c[v0] + c[v1] + c[v2] = −1 + 2 + 3 = 4 > 0"));
  it.balance = Balance(std::vector<Rational>{5, -2, 1});
  CHECK(contains(unwrapped(text_of(it)), "= 5 − 2 + 1 = 4 > 0"));
}

TEST_CASE("text: the zero vector and loops") {
  Certificate it(BalanceNetwork(1, {test::arc(1, 0), test::arc(0, 0), test::arc(0, 1)}));
  it.balance = Balance(1, Rational(0));
  it.claims = {{ClaimKind::components, 0}, {ClaimKind::connected}};
  it.base.emplace();
  const std::string joined = unwrapped(text_of(it));
  CHECK(contains(joined, "b = 0 satisfies the laws"));
  CHECK_FALSE(contains(joined, "All entries"));
  CHECK(contains(joined, "its entry is free in every flow and can be set to 0"));
  CHECK(contains(joined, "that satisfy the law below"));
  CHECK(contains(joined, "(1) M(c) is connected"));
  CHECK_FALSE(contains(joined, "(2) "));
  CHECK_FALSE(contains(unwrapped(text_of(test::empty_chain())), "can be set to 0"));
}

TEST_CASE("text: trees without an edge to go around are left out") {
  Certificate it(BalanceNetwork(1, {test::arc(1, 0), test::arc(0, 1)}));
  it.balance = Balance(1, Rational(0));
  it.claims = {{ClaimKind::connected}};
  it.base.emplace();
  it.bypass.from_ground = {{{NodeId{0}, EdgeId{0}}}};
  it.bypass.to_ground = {{{NodeId{0}, EdgeId{1}}}};
  CHECK_FALSE(contains(text_of(it), "walk around"));
  it.network = BalanceNetwork(1, {test::arc(1, 0), test::arc(0, 1), test::arc(1, 0)});
  it.bypass.from_ground.push_back({{NodeId{0}, EdgeId{2}}});
  const std::string text = text_of(it);
  CHECK(contains(text, "Edges with a walk around them"));
  CHECK(contains(unwrapped(text), "This makes 2 edges vanish in some flow: e0, e2."));
}

TEST_CASE("text: a search that leaves no set, and the edges of its cuts") {
  Certificate it(BalanceNetwork(1, {test::arc(1, 0), test::arc(0, 1)}));
  it.balance = Balance(1, Rational(1));
  it.claims = {{ClaimKind::strata, 0, 0, true}};
  it.search = {SearchBranch{NodeId{0}}, SearchCut{CutKind::in, {NodeId{0}}}, SearchNone{}};
  const std::string joined = unwrapped(text_of(it));
  CHECK(contains(joined, "The search has excluded every set."));
  CHECK(contains(joined, "The edge e0, the only one that enters U = {v0}, crosses W and vanishes"));
}

TEST_CASE("text: long proofs are complete") {
  const Certificate chain = test::long_chain(2000);
  const std::string text = text_of(chain);
  CHECK(contains(text, "L2000. "));
  CHECK_FALSE(contains(text, "see the certificate"));
  CHECK(contains(unwrapped(text), "all other entries of b are 0"));
  CHECK(contains(text, "b[e1999] = 1"));
}

TEST_CASE("text: equal and empty names are told apart") {
  Certificate it = test::empty_chain();
  it.names = CertificateNames{{"a", "a"}, {"", "ground"}};
  const std::string text = text_of(it);
  CHECK(contains(text, "c[a[0]]"));
  CHECK(contains(text, "c[a[1]]"));
  CHECK(contains(text, "θ[[0]]"));
  CHECK(contains(text, "ground[1]"));
}

}  // namespace
}  // namespace isthmus
