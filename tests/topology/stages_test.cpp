// The same homology for any number of threads, and from checkpoints.
#include <doctest/doctest.h>

#include <filesystem>

#include "isthmus/network/architecture.hpp"
#include "isthmus/network/contraction.hpp"
#include "support/peer.hpp"
#include "support/random_network.hpp"
#include "topology/betti.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

struct Dense {
  Contraction contraction = contract(parse_architecture("mlp:3-4-4-3"));
  Balance c;
  Dense() {
    Random random(10);
    Flow x(contraction.graph.edge_count());
    for (Rational& value : x.values()) value = 1 + random.between(0, 1000);
    c = balance_of(contraction.graph, x);
  }
  [[nodiscard]] Homology homology(const TopologyOptions& options) const {
    return expanded(topology_at(contraction.graph, c, options)).value();
  }
};

}  // namespace

TEST_CASE("threads change nothing") {
  const Dense dense;
  TopologyOptions one, seven;
  one.farm.jobs = 1;
  seven.farm.jobs = 7;
  const Homology homology = dense.homology(one);
  CHECK(homology.betti.size() > 5);
  CHECK(dense.homology(seven) == homology);
}

TEST_CASE("a run goes on from its checkpoints, and refuses those of another network") {
  const Workspace workspace;
  const Dense dense;
  TopologyOptions options;
  options.farm.checkpoint = workspace.path("checkpoint");
  options.farm.identity = "dense";
  const Homology homology = dense.homology(options);
  REQUIRE(std::filesystem::exists(workspace.path("checkpoint.2")));
  CHECK(dense.homology(options) == homology);
  options.farm.identity = "another";
  CHECK_THROWS_AS(static_cast<void>(dense.homology(options)), Error);
}

TEST_CASE("homology survives as bytes; damaged bytes are refused") {
  Homology homology = power(sphere_homology(3), 70);
  add_torsion(homology, 5, 12, 3);
  const std::string bytes = as_bytes(homology);
  CHECK(homology_from_bytes(bytes) == homology);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string cut = bytes.substr(0, size);
    try {
      const Homology read = homology_from_bytes(cut);
      CHECK(read != homology);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::bad_input);
    }
  }
}
