// The SageMath export is plain Python: it compiles without Sage's own syntax. What it computes is
// not tried here, for want of a SageMath package.
#include <doctest/doctest.h>

#include "peers/peer_networks.hpp"
#include "support/peer.hpp"

namespace isthmus::test {
namespace {

TEST_CASE("python: the SageMath files compile as Python") {
  const Workspace workspace;
  for (const Network& network : small_networks()) {
    const std::string file = workspace.write(
        "system.py", equations_text(system_with_minors(network), EquationFormat::sage));
    const PeerRun run = run_peer(workspace, "python3 -m py_compile " + file, 20);
    INFO(run.output);
    CHECK(run.exit_code == 0);
  }
  const PeerRun broken =
      run_peer(workspace, "python3 -m py_compile " + workspace.write("broken.py", "x = (\n"), 20);
  CHECK(broken.exit_code != 0);
}

}  // namespace
}  // namespace isthmus::test
