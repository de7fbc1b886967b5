// Macaulay2 resolves the cut ideals that `isthmus topology --export macaulay2` writes.
#include <doctest/doctest.h>

#include <sstream>

#include "isthmus/report/topology.hpp"
#include "peers/topology_networks.hpp"
#include "support/peer.hpp"

namespace isthmus::test {
namespace {

std::string expected_lines(const Analysis& analysis) {
  std::ostringstream lines;
  for (const auto& [degree, number] : analysis.facts->topology->homology->betti) {
    lines << "b_" << degree << " = " << number.str() << "\n";
  }
  return lines.str();
}

}  // namespace

TEST_CASE("macaulay2: resolutions of 300 cut ideals have the Betti numbers of M(c)") {
  const Workspace workspace;
  Random random(64);
  std::ostringstream driver;
  std::string expected;
  std::size_t rich = 0;
  for (int i = 0; i < 300; ++i) {
    const Analysis analysis =
        with_topology(random_dag(random, 1 + random.below(6), 4 + random.below(10)));
    std::ostringstream script;
    write_topology_macaulay2(script, analysis);
    const std::string file = workspace.write(std::to_string(i), script.str());
    driver << "<< \"case " << i << "\" << endl;\nload \"" << file << "\";\n";
    expected += "case " + std::to_string(i) + "\n" + expected_lines(analysis);
    rich += analysis.facts->topology->homology->betti.size() > 3 ? 1 : 0;
  }
  CHECK(rich > 100);
  const PeerRun run =
      run_peer(workspace, "M2 --script " + workspace.write("driver.m2", driver.str()), 240);
  REQUIRE(run.exit_code == 0);
  CHECK(run.output == expected);
}

}  // namespace isthmus::test
