// Refutations, errors and names. That what is proved is right is left to the independent checker
// (tests/certified).
#include "isthmus/proof/prove.hpp"

#include <doctest/doctest.h>

#include "isthmus/error.hpp"
#include "isthmus/network/architecture.hpp"

namespace isthmus::test {
namespace {

// x → h → y with the given balance of h.
Network one_neuron(const std::optional<Rational>& balance) {
  Network network = parse_architecture("dag:x>h>y");
  if (balance) network.balance = {std::nullopt, balance, std::nullopt};
  return network;
}

std::string refuted_by(const Network& network, ProofGoal goal) {
  ProveOptions options;
  options.goal = goal;
  const auto answer = prove(network, options);
  REQUIRE(std::holds_alternative<Refuted>(answer));
  return std::get<Refuted>(answer).statement;
}

Certificate certificate(const Network& network, ProveOptions options) {
  auto answer = prove(network, options);
  REQUIRE(std::holds_alternative<Certificate>(answer));
  return std::get<Certificate>(std::move(answer));
}

ErrorKind error_of(const Network& network, const ProveOptions& options) {
  try {
    static_cast<void>(prove(network, options));
  } catch (const Error& error) {
    return error.kind();
  }
  FAIL("there should be an error");
  return ErrorKind::internal;
}

TEST_CASE("what is false is refuted by what holds") {
  CHECK(refuted_by(one_neuron(1), ProofGoal::connected) == "M(c) has 2^1 connected components");
  CHECK(refuted_by(one_neuron(0), ProofGoal::disconnected) == "M(c) is connected");
  CHECK(refuted_by(one_neuron(0), ProofGoal::empty) == "M(c) has a point");
  CHECK(refuted_by(one_neuron(0), ProofGoal::smooth) == "M(c) has a singular point");
  CHECK(refuted_by(one_neuron(1), ProofGoal::singular) == "no point of M(c) is singular");
}

TEST_CASE("what has no numbers cannot be proved") {
  CHECK(error_of(one_neuron(std::nullopt), {}) == ErrorKind::bad_input);
  ProveOptions distance;
  distance.goal = ProofGoal::distance;
  CHECK(error_of(one_neuron(1), distance) == ErrorKind::bad_input);
}

TEST_CASE("a limit is an error for the goal asked for, and left out of all") {
  Network network = parse_architecture("mlp:2-6-6-1");
  network.balance.resize(network.nodes.size());
  for (std::size_t v = 0; v < network.nodes.size(); ++v) {
    if (network.nodes[v].role == Role::hidden) network.balance[v] = Rational(7 * v + 1) / 3;
  }
  ProveOptions options;
  options.search_limit = 1;
  options.goal = ProofGoal::smooth;
  CHECK(error_of(network, options) == ErrorKind::limit_reached);
  options.goal = ProofGoal::all;
  const Certificate all = certificate(network, options);
  CHECK(all.search.empty());
  for (const Claim& claim : all.claims) CHECK(claim.kind != ClaimKind::smooth);
  options.search_limit = 100'000;
  CHECK(!certificate(network, options).search.empty());
}

// The only edge carries 2^-1200000, and a regular point with shorter numbers there is none.
TEST_CASE("a statement that a limit interrupts leaves no evidence behind") {
  Network network = parse_architecture("dag:x>h>y");
  network.edges.pop_back();
  network.balance = {std::nullopt, Rational(1) / Rational(Integer(1) << 1'200'000), std::nullopt};
  ProveOptions options;
  options.goal = ProofGoal::regular_part;
  CHECK(error_of(network, options) == ErrorKind::limit_reached);
  options.goal = ProofGoal::all;
  const Certificate all = certificate(network, options);
  CHECK(all.claims.front() == Claim{ClaimKind::nonempty});
  CHECK(all.locks.size() == 1);
  CHECK(all.bypass.from_ground.empty());  // of the regular part alone
  CHECK(!all.interior);
}

TEST_CASE("evidence is what the claims need, with the names of the file") {
  ProveOptions options;
  options.goal = ProofGoal::disconnected;
  const Certificate proof = certificate(one_neuron(1), options);
  REQUIRE(proof.names);
  CHECK(proof.names->nodes == std::vector<std::string>{"h"});
  CHECK(proof.names->edges == std::vector<std::string>{"x->h", "h->y"});
  CHECK(proof.locks.size() == 1);
  CHECK(proof.base.has_value());
  CHECK(proof.free.empty());
  CHECK(proof.bypass.from_ground.empty());
  CHECK(proof.claims == std::vector<Claim>{Claim{ClaimKind::disconnected}});
}

}  // namespace
}  // namespace isthmus::test
