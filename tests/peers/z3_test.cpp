// z3 reads the exported files. On networks with known answers: satisfiable unless M(c) is empty,
// unsatisfiable with a locked weight set to 0, and with `(assert singular)` satisfiable exactly
// when there is a detachable set. "unknown" within the time limit is counted, not believed.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "isthmus/formats/network_json.hpp"
#include "peers/peer_networks.hpp"
#include "support/peer.hpp"

namespace isthmus::test {
namespace {

// Counts the answers, so that a run in which z3 decides little fails.
struct Verdicts {
  int decided = 0;
  int unknown = 0;

  void check(const PeerRun& run, bool satisfiable) {
    if (run.output == "unknown\n" || run.output == "timeout\n") {
      ++unknown;
      return;
    }
    ++decided;
    CHECK(run.output == (satisfiable ? "sat\n" : "unsat\n"));
  }
};

PeerRun ask(const Workspace& workspace, std::string script, const std::string& assertion) {
  const std::string question = "(check-sat)\n";
  script.replace(script.rfind(question), question.size(), assertion + question);
  return run_peer(workspace, "z3 -T:2 " + workspace.write("question.smt2", script), 5);
}

std::size_t variable_of(const EquationSystem& system, std::uint32_t file_edge) {
  for (std::size_t i = 0; i < system.file_edges.size(); ++i) {
    if (system.file_edges[i] == file_edge) return i;
  }
  FAIL("no variable for a locked edge");
  return 0;
}

void compare(const Workspace& workspace, const nlohmann::json& known, Verdicts& verdicts) {
  const Network network = network_from_json(known["network"].dump());
  const nlohmann::json& expected = known["expected"];
  const EquationSystem system = system_with_minors(network);
  const std::string script = equations_text(system, EquationFormat::smtlib);
  INFO(network.name);
  const bool empty = expected["empty"];
  verdicts.check(ask(workspace, script, ""), !empty);
  if (empty) return;
  for (const auto& lock : expected["locked"]) {
    const std::size_t variable = variable_of(system, lock["edge"]);
    verdicts.check(ask(workspace, script, "(assert (= t" + std::to_string(variable) + " 0))\n"),
                   false);
  }
  verdicts.check(ask(workspace, script, "(assert singular)\n"), !expected["detachable"].empty());
}

TEST_CASE("z3: emptiness, locks and singular points of networks with known answers") {
  const Workspace workspace;
  std::ifstream file(ISTHMUS_SOURCE_DIR "/tests/cases/small.json");
  const auto cases = nlohmann::json::parse(file);
  Verdicts verdicts;
  for (std::size_t i = 0; i < cases.size(); i += 3) compare(workspace, cases[i], verdicts);
  MESSAGE("z3 decided " << verdicts.decided << ", left undecided " << verdicts.unknown);
  CHECK(verdicts.decided > 5 * verdicts.unknown);
  CHECK(verdicts.decided > 40);
}

TEST_CASE("z3: a symbolic balance is satisfiable, an impossible one is not") {
  const Workspace workspace;
  const auto script = [](const Network& network) {
    return equations_text(system_with_minors(network), EquationFormat::smtlib);
  };
  CHECK(ask(workspace, script(network_with("mlp:2-2-1", {})), "").output == "sat\n");
  // h has no edge out, so that its c cannot be negative.
  Network impossible = network_with("dag:x>h,x>y", {});
  impossible.nodes[1].role = Role::hidden;
  impossible.balance = {std::nullopt, Rational(-1, 2), std::nullopt};
  CHECK(ask(workspace, script(impossible), "").output == "unsat\n");
}

}  // namespace
}  // namespace isthmus::test
