// Claims and small networks written in C++.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "isthmus/exact/parse.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/report/crosscheck.hpp"

namespace isthmus::test {

inline ClaimedNumber number(const Rational& q) {
  return {to_text(q), ClaimedNumber::Kind::finite, q};
}

inline FloatClaim claim(FloatClaimKind kind,
                        std::optional<NumberType> type = NumberType::binary64) {
  FloatClaim made;
  made.place = "$.claims[0]";
  made.kind = kind;
  made.computed_as = type;
  return made;
}

inline FloatClaim balance_claim(const std::string& node, const Rational& q, NumberType type) {
  FloatClaim made = claim(FloatClaimKind::balance, type);
  made.numbers.emplace_back(node, number(q));
  return made;
}

inline ClaimAnswer answer_to(const Network& network, const FloatClaim& made) {
  const Crosscheck result = crosscheck(network, {made});
  REQUIRE(result.claims.size() == 1);
  REQUIRE(!result.claims.front().answers.empty());
  return result.claims.front().answers.front();
}

/// x1, x2 → h → y with the weights 3/2, -1/4 and 1/2: c = 33/16.
inline Network small() {
  return network_from_json(R"({"format":"isthmus-network","version":1,"nodes":[
    {"id":"x1","role":"input"},{"id":"x2","role":"input"},{"id":"h","role":"hidden"},
    {"id":"y","role":"output"}],"edges":[
    {"from":"x1","to":"h","weight":"3/2"},{"from":"x2","to":"h","weight":"-1/4"},
    {"from":"h","to":"y","weight":"1/2"}]})");
}

/// One hidden node with these weights in and one out.
inline Network star(const std::vector<Rational>& in, const Rational& out) {
  Network network;
  network.nodes.push_back({"h", Role::hidden});
  network.nodes.push_back({"y", Role::output});
  for (std::size_t i = 0; i < in.size(); ++i) {
    network.nodes.push_back({"x" + std::to_string(i + 1), Role::input});
    Edge edge;
    edge.from = static_cast<std::uint32_t>(i + 2);
    edge.to = 0;
    edge.weights = {in[i]};
    network.edges.push_back(edge);
  }
  Edge edge;
  edge.from = 0;
  edge.to = 1;
  edge.weights = {out};
  network.edges.push_back(edge);
  validate(network);
  return network;
}

inline FloatClaim rank_claim(std::uint64_t rank, NumberType type = NumberType::binary64) {
  FloatClaim made = claim(FloatClaimKind::jacobian_rank, type);
  made.count = {std::to_string(rank), Integer(rank), std::nullopt};
  return made;
}

}  // namespace isthmus::test
