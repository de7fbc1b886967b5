// Sets that contain one another are written as increments, and read back in full.
#include "proof/nested_sets.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/proof/read.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus::test {
namespace {

// 0 → 1 → … → n−1 → ⏚, and for every v a node n+v that may send what it has to v or back to 0:
// every cut of the edge behind v contains all nodes before it.
Certificate nested_chain(std::uint32_t n) {
  std::vector<Arc> arcs;
  const NodeId ground{2 * n};
  for (std::uint32_t v = 0; v < n; ++v) {
    arcs.push_back({NodeId{v}, v + 1 < n ? NodeId{v + 1} : ground});
  }
  for (std::uint32_t v = 0; v < n; ++v) {
    arcs.push_back({NodeId{n + v}, NodeId{v}});
    arcs.push_back({NodeId{n + v}, NodeId{0}});
  }
  Certificate certificate(BalanceNetwork(2 * n, arcs));
  certificate.balance = Balance(2 * n);
  for (std::uint32_t v = 0; v < n; ++v) certificate.balance[NodeId{n + v}] = -1;
  const Feasibility base = feasible_flow(certificate.network, certificate.balance);
  REQUIRE(base.feasible());
  SparseVector entries;
  for (const EdgeId e : certificate.network.edges()) {
    if ((*base.flow)[e] != 0) entries.emplace_back(e, (*base.flow)[e]);
  }
  certificate.base = entries;
  certificate.locks = edge_minima(certificate.network, certificate.balance, *base.flow).locked;
  certificate.claims = {Claim{ClaimKind::disconnected}};
  return certificate;
}

std::size_t nodes_in_full(const Certificate& certificate) {
  std::size_t nodes = 0;
  for (const CutStep& lock : certificate.locks) nodes += lock.set.size();
  return nodes;
}

TEST_CASE("sets that contain all earlier ones are written in linear space") {
  const Certificate certificate = nested_chain(200);
  REQUIRE(certificate.locks.size() == 200);
  REQUIRE(nodes_in_full(certificate) > 200 * 200 / 2);
  const auto nested = nested_sets(certificate);
  REQUIRE(nested);
  std::size_t entries = 0;
  for (const NestedSet& set : *nested) entries += set.listed.size() + set.extends.size();
  CHECK(entries <= certificate.network.hidden_count() + certificate.locks.size());
}

TEST_CASE("both forms give the sets back in full") {
  const Certificate certificate = nested_chain(60);
  for (const CertificateForm form : {CertificateForm::json, CertificateForm::lines}) {
    const std::string text = certificate_text(certificate, form);
    CHECK(text.find("extends") != std::string::npos);
    const Certificate again = read_certificate(text);
    REQUIRE(again.locks.size() == certificate.locks.size());
    for (std::size_t i = 0; i < again.locks.size(); ++i) {
      CHECK(again.locks[i].set == certificate.locks[i].set);
      CHECK(again.locks[i].uses == certificate.locks[i].uses);
    }
    CHECK(certificate_text(again, form) == text);
  }
}

TEST_CASE("short certificates list their sets in full") {
  const Certificate certificate = nested_chain(3);
  CHECK(!nested_sets(certificate));
  CHECK(certificate_text(certificate, CertificateForm::json).find("extends") == std::string::npos);
}

TEST_CASE("sets that meet without containing each other are written in full") {
  Certificate certificate(BalanceNetwork(3, {}));
  const auto lock = [](std::uint32_t edge, std::vector<NodeId> set, CutKind kind) {
    return CutStep{EdgeId{edge}, kind, std::move(set), {}, 1};
  };
  const NodeId a{0}, b{1}, c{2};
  certificate.locks = {lock(0, {a, b}, CutKind::in), lock(1, {b, c}, CutKind::in),
                       lock(2, {a, b, c}, CutKind::in), lock(3, {a, b, c}, CutKind::out)};
  const auto nested = nested_sets(certificate);
  REQUIRE(nested);
  CHECK((*nested)[0].listed == std::vector<NodeId>{a, b});
  CHECK((*nested)[1].listed == std::vector<NodeId>{b, c});
  CHECK((*nested)[1].extends.empty());
  CHECK((*nested)[2].listed == std::vector<NodeId>{c});
  CHECK((*nested)[2].extends == std::vector<EdgeId>{EdgeId{0}});
  CHECK((*nested)[3].extends.empty());
  // Read back, and told where what is extended is not there or of the other kind.
  Extensions extensions{{{}, {}, {EdgeId{0}}, {}}, {}};
  certificate.locks[2].set = {c};
  unfold_sets(certificate, extensions);
  CHECK(certificate.locks[2].set == std::vector<NodeId>{a, b, c});
  extensions.locks[2] = {EdgeId{3}};
  CHECK_THROWS_AS(unfold_sets(certificate, extensions), Error);
  extensions.locks[2] = {};
  extensions.locks[3] = {EdgeId{2}};
  CHECK_THROWS_AS(unfold_sets(certificate, extensions), Error);
}

}  // namespace
}  // namespace isthmus::test
