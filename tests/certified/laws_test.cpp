// The number of independent laws, proved to the independent checker: of the fifty perceptrons of
// tests/cases, and of random networks with dead neurons, fixed skips and components without ground.
#include <fstream>
#include <nlohmann/json.hpp>

#include "certified/certified.hpp"
#include "certified/tied_network.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/proof/prove_laws.hpp"

namespace isthmus::test {
namespace {

using Json = nlohmann::json;

Json fifty() {
  std::ifstream in(std::string(ISTHMUS_SOURCE_DIR) + "/tests/cases/fifty-mlps.json");
  REQUIRE(in);
  return Json::parse(in);
}

/// Biases of hidden neurons only, as published.
Network network_of(const Json& mlp) {
  std::string text = "mlp";
  for (const auto& width : mlp.at("widths")) {
    text.append(text == "mlp" ? ":" : "-").append(std::to_string(width.get<int>()));
  }
  Network network = parse_architecture(text.append(mlp.at("bias").get<bool>() ? "+bias" : ""));
  std::erase_if(network.edges, [&](const Edge& edge) {
    return network.nodes[edge.from].bias && network.nodes[edge.to].role == Role::output;
  });
  return network;
}

/// What the checker says of what it accepts in both forms.
std::string verdict(const Certificate& certificate) {
  check_accepted(certificate);
  return isthmus_check::check(certificate_text(certificate, CertificateForm::lines)).line;
}

/// The rank is proved from below, and from above if there is a relation.
void check_rank(const Network& network, const LawRank& rank) {
  const Contraction contraction = contract(network);
  if (rank.independent > 0) {
    const Certificate lower = independence_certificate(network, contraction, rank);
    CHECK(verdict(lower) == "proved: regular-point");
    CHECK(lower.network.hidden_count() == rank.independent);
    CHECK(lower.network.edge_count() == contraction.graph.edge_count());
  } else {
    CHECK_THROWS_AS((void)independence_certificate(network, contraction, rank), Error);
  }
  if (rank.relations.empty()) {
    CHECK_THROWS_AS((void)relation_certificate(network, contraction, rank), Error);
    return;
  }
  const Certificate upper = relation_certificate(network, contraction, rank);
  CHECK(
      verdict(upper) ==
      std::string("proved: singular-point, strata ").append(std::to_string(rank.relations.size())));
  for (const StratumWitness& stratum : upper.strata) CHECK(stratum.difference.empty());
}

TEST_CASE("the laws of fifty perceptrons are as many as published, each number proved") {
  const Json mlps = fifty();
  REQUIRE(mlps.size() == 50);
  std::size_t laws = 0;
  for (const Json& mlp : mlps) {
    CAPTURE(mlp.dump());
    const Network network = network_of(mlp);
    const Contraction contraction = contract(network);
    const LawRank rank = law_rank(contraction.graph);
    CHECK(contraction.graph.weight_count() == mlp.at("parameters").get<std::size_t>());
    CHECK(rank.independent == mlp.at("laws").get<std::size_t>());
    CHECK(rank.all_independent());
    check_rank(network, rank);
    laws += rank.independent;
  }
  CHECK(laws > 300);
}

TEST_CASE("the rank of random laws is proved from both sides") {
  Random random(911);
  std::size_t dependent = 0;
  for (int round = 0; round < 1500; ++round) {
    CAPTURE(round);
    const Instance instance = random_instance(random, {7, 12});
    const Network network = tied_network(instance, false);
    const LawRank rank = law_rank(contract(network).graph);
    check_rank(network, rank);
    dependent += rank.all_independent() ? 0 : 1;
  }
  CHECK(dependent > 300);
}

TEST_CASE("the checker refuses a rank that is too large, and relations that are none") {
  Random random(912);
  std::size_t refused = 0;
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const Network network = tied_network(random_instance(random), false);
    const Contraction contraction = contract(network);
    LawRank rank = law_rank(contraction.graph);
    if (rank.independent == 0) continue;
    // One node more in a relation: the last one that the forest joins to the ground.
    rank.relations.push_back({rank.forest.back().node});
    const Certificate wrong = relation_certificate(network, contraction, rank);
    const std::string text = certificate_text(wrong, CertificateForm::lines);
    CHECK(isthmus_check::check(text).verdict == isthmus_check::Verdict::not_proved);
    ++refused;
  }
  CHECK(refused > 200);
}

}  // namespace
}  // namespace isthmus::test
