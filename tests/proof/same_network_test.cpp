#include "isthmus/proof/same_network.hpp"

#include <doctest/doctest.h>

#include "isthmus/formats/network_json.hpp"
#include "support/message.hpp"

namespace isthmus {
namespace {

/// x → h → y with θ² = 3, 2 and a bundle of two edges x → y.
const char* const network_text = R"({"format": "isthmus-network", "version": 1,
  "nodes": [{"id": "x", "role": "input"}, {"id": "h", "role": "hidden"},
            {"id": "y", "role": "output"}],
  "edges": [{"from": "x", "to": "h", "weight": "2"}, {"from": "h", "to": "y", "weight": "1/2"},
            {"from": "x", "to": "y", "multiplicity": 2, "weights": ["3", "4"]}]})";

/// What fits it.
struct Parts {
  std::size_t hidden = 1;
  std::vector<Arc> arcs{{NodeId{1}, NodeId{0}}, {NodeId{0}, NodeId{1}}, {NodeId{1}, NodeId{1}, 2}};
  std::vector<Rational> balance{Rational(15) / 4};
  SparseVector point{{EdgeId{0}, 4}, {EdgeId{1}, Rational(1) / 4}, {EdgeId{2}, 25}};
  ClaimKind claim = ClaimKind::regular_point;
};

std::string difference(const Parts& parts) {
  Certificate certificate(BalanceNetwork(parts.hidden, parts.arcs));
  certificate.balance = Balance(parts.balance);
  certificate.claims = {{parts.claim}};
  certificate.point = parts.point;
  return network_difference(certificate, network_from_json(network_text, "test")).value_or("none");
}

TEST_CASE("a certificate about the network itself") { CHECK(difference({}) == "none"); }

TEST_CASE("the first difference is named") {
  Parts parts;
  parts.point[0].second = 5;
  CHECK(difference(parts) ==
        "the squared weight of edge 0 (\"x->h\") is 5 in the certificate and 4 in the network");
  parts.balance = {3};
  CHECK(difference(parts) ==
        "the balance of node 0 (\"h\") is 3 in the certificate and 15/4 in the network");
  parts.arcs[2].multiplicity = 3;
  CHECK(difference(parts) ==
        "edge 2 (\"x->y\") runs from the ground to the ground with multiplicity 3 in the "
        "certificate and runs from the ground to the ground with multiplicity 2 in the network");
  parts.arcs[1] = {NodeId{1}, NodeId{0}};
  CHECK(difference(parts) ==
        "edge 1 (\"h->y\") runs from the ground to 0 in the certificate and runs from 0 to the "
        "ground in the network");
  parts.arcs.pop_back();
  CHECK(difference(parts) == "the number of edges is 2 in the certificate and 3 in the network");
  parts.hidden = 2;
  parts.balance.emplace_back(0);
  CHECK(difference(parts) ==
        "the number of hidden nodes is 2 in the certificate and 1 in the network");
}

TEST_CASE("an edge that the point leaves out counts as 0") {
  Parts parts;
  parts.point.erase(parts.point.begin() + 1);
  CHECK(difference(parts) ==
        "the squared weight of edge 1 (\"h->y\") is 0 in the certificate and 1/4 in the network");
}

TEST_CASE("a point matters only to claims about it") {
  Parts parts;
  parts.point = {};
  parts.claim = ClaimKind::nonempty;
  CHECK(difference(parts) == "none");
  for (const ClaimKind kind : {ClaimKind::singular_point, ClaimKind::distance}) {
    parts.claim = kind;
    CHECK(difference(parts) != "none");
  }
}

TEST_CASE("a symbolic balance is no balance") {
  const Network network = network_from_json(
      R"({"format": "isthmus-network", "version": 1, "nodes": [{"id": "x", "role": "input"},
          {"id": "h", "role": "hidden"}], "edges": [{"from": "x", "to": "h"}]})",
      "test");
  Certificate certificate(BalanceNetwork(1, {{NodeId{1}, NodeId{0}}}));
  certificate.balance = Balance(1);
  CHECK(test::message_of([&] { return network_difference(certificate, network); }) ==
        "the network has no balance to compare with; give weights or a balance, or add --init "
        "SCHEME");
}

}  // namespace
}  // namespace isthmus
