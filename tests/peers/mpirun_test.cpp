// The program under mpirun: the same bytes as alone, messages once, exit codes that agree.
#include <doctest/doctest.h>

#include <vector>

#include "support/peer.hpp"

namespace isthmus::test {
namespace {

const std::string program = ISTHMUS_PROGRAM;

/// Three ranks on this machine, whoever runs them and however few cores there are.
std::string on_three_ranks(const std::string& arguments) {
  return "env OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 "
         "OMPI_MCA_rmaps_base_oversubscribe=1 mpirun -n 3 " +
         program + " " + arguments;
}

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

const std::vector<std::string> commands = {
    "topology mlp:4-5-4-2 --init kaiming-normal --seed 3 --json --quiet",
    "sample mlp:3-4-1 --init kaiming-normal --n 2000 --seed 5 --json --quiet",
    "chambers mlp:2-3-2-1 --json --quiet",
    "analyze mlp:2-8-1 --init pytorch --seed 7 --json --quiet",
    "closed --classify 2,3,2 --json --quiet",
};

}  // namespace

TEST_CASE("mpirun: three ranks print what one process prints") {
  const Workspace workspace;
  for (const std::string& command : commands) {
    const std::string alone = workspace.path("alone"), ranks = workspace.path("ranks");
    CHECK(run_peer(workspace, program + " " + command + " -o " + alone, 60).exit_code == 0);
    const PeerRun run = run_peer(workspace, on_three_ranks(command + " -o " + ranks), 120);
    INFO(run.output);
    CHECK(run.exit_code == 0);
    CHECK(text_of(alone).size() > 100);
    CHECK(text_of(alone) == text_of(ranks));
  }
}

TEST_CASE("mpirun: a checkpoint of one process is good for three ranks, and the other way round") {
  const Workspace workspace;
  const std::string& command = commands.front();
  const std::string first = command + " --checkpoint " + workspace.path("first");
  const std::string second = command + " --checkpoint " + workspace.path("second");
  const std::string a = " -o " + workspace.path("a"), b = " -o " + workspace.path("b");
  CHECK(run_peer(workspace, program + " " + first + a, 60).exit_code == 0);
  CHECK(run_peer(workspace, on_three_ranks(first + b), 120).exit_code == 0);
  CHECK(text_of(workspace.path("a")) == text_of(workspace.path("b")));
  CHECK(run_peer(workspace, on_three_ranks(second + b), 120).exit_code == 0);
  CHECK(run_peer(workspace, program + " " + second + a, 60).exit_code == 0);
  CHECK(text_of(workspace.path("a")) == text_of(workspace.path("b")));
}

TEST_CASE("mpirun: an error is said once, and all ranks end with its code") {
  const Workspace workspace;
  const PeerRun run = run_peer(workspace, on_three_ranks("topology no-such-file.json"), 60);
  CHECK(run.exit_code == 2);
  const std::string message = "isthmus: no-such-file.json";
  const std::size_t at = run.output.find(message);
  REQUIRE(at != std::string::npos);
  CHECK(run.output.find(message, at + 1) == std::string::npos);
}

}  // namespace isthmus::test
