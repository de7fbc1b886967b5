// Exported certificates put to an SMT solver: "unsat" everywhere, and "sat" once a bound is raised.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/proof/export_smtlib.hpp"
#include "support/peer.hpp"
#include "support/random_network.hpp"
#include "support/small_certificates.hpp"

namespace isthmus::test {

/// The locks or the emptiness of a network, straight from the flow room.
inline Certificate inequalities(const BalanceNetwork& network, const Balance& c) {
  Certificate it(network);
  it.balance = c;
  const Feasibility found = feasible_flow(network, c);
  if (found.feasible()) {
    it.locks = edge_minima(network, c, *found.flow).locked;
    return it;
  }
  Rational sum = 0;
  for (const NodeId v : found.violated_set) sum += c[v];
  const CutKind kind = sum > 0 ? CutKind::in : CutKind::out;
  it.empty = EmptyCut{kind, found.violated_set, {}, abs(sum)};
  return it;
}

/// Every `stride`-th of the networks with known answers, and random ones with bundles and loops.
inline std::vector<Certificate> sample_of_inequalities(std::size_t stride, int random_networks) {
  std::ifstream file(ISTHMUS_SOURCE_DIR "/tests/cases/small.json");
  const auto cases = nlohmann::json::parse(file);
  std::vector<Certificate> sample;
  for (std::size_t i = 0; i < cases.size(); i += stride) {
    const Network network = network_from_json(cases[i]["network"].dump());
    const Contraction contraction = contract(network);
    sample.push_back(inequalities(contraction.graph, *balance_of(network, contraction)));
  }
  Random random(7);
  for (int i = 0; i < random_networks; ++i) {
    const Instance instance = random_instance(random, {8, 20});
    sample.push_back(inequalities(instance.network(), instance.c));
  }
  return sample;
}

/// Asks a solver, started by `command FILE`, and counts answers.
class SmtSolver {
 public:
  /// `models`: a logic in which it finds solutions if there are any. Their irrational weights are
  /// beyond some solvers.
  SmtSolver(std::string command, SmtlibLogic models)
      : command_(std::move(command)), models_(models) {}

  /// The answers to all questions of the export.
  std::vector<std::string> answers(const Certificate& certificate, const SmtlibOptions& options) {
    std::string text;
    export_smtlib(certificate, options, [&](std::string_view piece) { text += piece; });
    const std::string file = workspace_.write("question.smt2", text);
    std::istringstream output(run_peer(workspace_, command_ + " " + file, 20).output);
    std::vector<std::string> lines;
    for (std::string line; std::getline(output, line);) lines.push_back(line);
    return lines;
  }

  void expect_unsat(const Certificate& certificate, const SmtlibOptions& options,
                    std::size_t questions) {
    const std::vector<std::string> expected(questions, "unsat");
    CHECK(answers(certificate, options) == expected);
    asked_ += questions;
  }

  void check_steps(const Certificate& it, SmtlibLogic logic) {
    const std::size_t questions = it.locks.size() + (it.empty ? 1 : 0);
    if (questions > 0) expect_unsat(it, {std::nullopt, logic}, questions);
  }

  /// The last lock goes back to most.
  void check_last_lock(const Certificate& it, SmtlibLogic logic) {
    if (!it.locks.empty()) expect_unsat(it, {it.locks.back().edge, logic}, 1);
  }

  /// A larger bound is false, since M(c) is not empty and the bound a minimum.
  void check_raised_bound(Certificate it) {
    if (it.locks.empty() || it.empty) return;
    it.locks.back().bound += Rational(1) / 1000;
    std::vector<std::string> expected(it.locks.size(), "unsat");
    expected.back() = "sat";
    CHECK(answers(it, {std::nullopt, models_}) == expected);
    ++raised_;
  }

  [[nodiscard]] SmtlibLogic models() const { return models_; }
  [[nodiscard]] std::size_t asked() const { return asked_; }
  [[nodiscard]] std::size_t raised() const { return raised_; }

 private:
  Workspace workspace_;
  std::string command_;
  SmtlibLogic models_;
  std::size_t asked_ = 0;
  std::size_t raised_ = 0;
};

inline void check_certificates(SmtSolver solver) {
  std::size_t turn = 0;
  for (const Certificate& it : sample_of_inequalities(4, 60)) {
    const SmtlibLogic logic = turn++ % 2 == 0 ? SmtlibLogic::nra : SmtlibLogic::lra;
    INFO("network " << turn);
    solver.check_steps(it, logic);
    solver.check_last_lock(it, logic);
    if (turn % 3 == 0) solver.check_raised_bound(it);
  }
  CHECK(solver.asked() > 120);
  CHECK(solver.raised() > 15);
}

/// Names that could end a comment, a bundle, a loop; and sets where weights vanish.
inline void check_small_certificates(SmtSolver solver) {
  for (const SmtlibLogic logic : {SmtlibLogic::nra, SmtlibLogic::lra}) {
    for (const Certificate& it : {locked_chain(), empty_chain(), floating_leaf()}) {
      solver.expect_unsat(it, {std::nullopt, logic}, 2);
    }
    solver.expect_unsat(locked_chain(), {EdgeId{0}, logic}, 1);
  }
  solver.check_raised_bound(locked_chain());
  Certificate solvable = empty_chain();
  solvable.empty->uses.clear();
  CHECK(solver.answers(solvable, {std::nullopt, solver.models()}) ==
        std::vector<std::string>{"unsat", "sat"});
  Certificate movable = floating_leaf();
  movable.balance = Balance(std::vector<Rational>{-1, 0});
  CHECK(solver.answers(movable, {std::nullopt, solver.models()}) ==
        std::vector<std::string>{"sat", "sat"});
}

}  // namespace isthmus::test
