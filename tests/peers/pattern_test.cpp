// Limits that the engine says are not attained, shown to other programs: Singular finds 1 in the
// ideal of the equations Y·X = A (so there is no solution, not even a complex one), z3 finds no
// real solution. Both are also asked about a matrix that is attained.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/singular.hpp"
#include "isthmus/formats/pattern_file.hpp"
#include "isthmus/pattern/check_witness.hpp"
#include "isthmus/pattern/decide.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "support/peer.hpp"

namespace isthmus::test {
namespace {

struct Question {
  LayerSupports layers;
  RationalMatrix matrix;
  bool attained;
};

LayerSupports layers_from(const nlohmann::json& rows_of_layers) {
  LayerSupports out;
  for (const auto& rows : rows_of_layers) {
    out.emplace_back();
    out.back().inputs = rows[0].get<std::string>().size();
    for (const std::string row : rows) {
      out.back().rows.emplace_back();
      for (std::uint32_t j = 0; j < row.size(); ++j) {
        if (row[j] == '1') out.back().rows.back().push_back(j);
      }
    }
  }
  return out;
}

// The product of the factors at ε = 1.
RationalMatrix attained_matrix(const Witness& witness) {
  RationalMatrix out(witness.limit.rows(), witness.limit.cols());
  for (std::size_t i = 0; i < out.rows(); ++i) {
    for (std::size_t k = 0; k < witness.factors[0].size(); ++k) {
      for (std::size_t j = 0; j < out.cols(); ++j) {
        const Laurent &y = witness.factors[1][i][k], &x = witness.factors[0][k][j];
        out(i, j) += value_at(y, 1) * value_at(x, 1);
      }
    }
  }
  return out;
}

// The limits of all patterns with two rows, columns or neurons and of one in so many larger ones,
// and some of what is near them.
std::vector<Question> questions(std::size_t step_of_large) {
  std::ifstream file(ISTHMUS_SOURCE_DIR "/tests/cases/patterns.json");
  std::vector<Question> out;
  std::size_t count = 0;
  for (const auto& known : nlohmann::json::parse(file)) {
    if (known["verdict"] != "not closed") continue;
    const LayerSupports layers = layers_from(known["layers"]);
    const bool small = layers[0].outputs() == 2 || layers[0].inputs == 2;
    if (!small && ++count % step_of_large != 0) continue;
    const Decision decision = decide(layers);
    REQUIRE(decision.witness);
    out.push_back({layers, decision.witness->limit, false});
    if (out.size() % 10 == 1) out.push_back({layers, attained_matrix(*decision.witness), true});
  }
  return out;
}

std::string name(char letter, std::size_t i, std::size_t j) {
  return std::string(1, letter) + std::to_string(i) + std::to_string(j);
}

std::vector<std::string> variables(const LayerSupports& layers) {
  std::vector<std::string> out;
  for (std::size_t l = 0; l < 2; ++l) {
    for (std::size_t i = 0; i < layers[l].outputs(); ++i) {
      for (const std::uint32_t j : layers[l].rows[i]) out.push_back(name(l == 0 ? 'x' : 'y', i, j));
    }
  }
  return out;
}

// Calls visit(products "y·x" of entry (i, j) as pairs of names, its value).
template <class Visit>
void for_each_equation(const Question& asked, const Visit& visit) {
  for (std::size_t i = 0; i < asked.matrix.rows(); ++i) {
    for (std::size_t j = 0; j < asked.matrix.cols(); ++j) {
      std::vector<std::pair<std::string, std::string>> products;
      for (const std::uint32_t k : asked.layers[1].rows[i]) {
        for (const std::uint32_t column : asked.layers[0].rows[k]) {
          if (column == j) products.emplace_back(name('y', i, k), name('x', k, j));
        }
      }
      visit(products, asked.matrix(i, j));
    }
  }
}

std::string singular_script(const Question& asked, std::size_t number) {
  std::string ring, ideal;
  for (const std::string& v : variables(asked.layers)) ring += (ring.empty() ? "" : ",") + v;
  for_each_equation(asked, [&](const auto& products, const Rational& value) {
    ideal += ideal.empty() ? "" : ",";
    for (const auto& [y, x] : products) ideal += y + "*" + x + "+";
    ideal += "(" + Rational(-value).str() + ")";
  });
  return "ring r" + std::to_string(number) + " = 0,(" + ring + "),dp; ideal i = " + ideal +
         "; ideal g = std(i); \"case " + std::to_string(number) +
         " attained\", reduce(poly(1), g) != 0;\n";
}

std::string z3_number(const Rational& value) {
  const std::string size =
      "(/ " + Integer(abs(numerator_of(value))).str() + ".0 " + denominator_of(value).str() + ".0)";
  return value < 0 ? "(- " + size + ")" : size;
}

std::string z3_script(const Question& asked) {
  std::string out = "(set-logic QF_NRA)\n";
  for (const std::string& v : variables(asked.layers)) out += "(declare-const " + v + " Real)\n";
  for_each_equation(asked, [&](const auto& products, const Rational& value) {
    out += "(assert (= (+ 0.0";
    for (const auto& [y, x] : products) out += " (* " + y + " " + x + ")";
    out += ") " + z3_number(value) + "))\n";
  });
  return out + "(check-sat)\n";
}

}  // namespace

TEST_CASE("singular: limits of patterns that are not closed have 1 in their ideal") {
  const Workspace workspace;
  const auto asked = questions(1);
  std::string script;
  for (std::size_t q = 0; q < asked.size(); ++q) script += singular_script(asked[q], q);
  const PeerRun run =
      run_peer(workspace, "Singular -q " + workspace.write("limits.sing", script + "quit;\n"), 120);
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  CHECK(asked.size() > 290);
  for (std::size_t q = 0; q < asked.size(); ++q) {
    const std::string line =
        "case " + std::to_string(q) + " attained " + (asked[q].attained ? "1" : "0") + "\n";
    CHECK(run.output.find(line) != std::string::npos);
  }
}

TEST_CASE("singular: as the last resort of the decision") {
  const IdealTest test = cli::singular_test();
  for (const Question& asked : questions(40)) {
    CHECK(test(two_factor_pattern(asked.layers), asked.matrix) == !asked.attained);
  }
  // Without refutations, windows and charts there is nothing but the ideal.
  DecideOptions options;
  options.refuter_steps = 1;
  options.window_steps = 1;
  options.chart_steps = 0;
  options.trials = 200;
  const LayerSupports layers = parse_layers("110/111/101;110/011/011");
  CHECK(decide(layers, options).verdict == Closedness::undecided);
  options.has_unit_ideal = test;
  const Decision decision = decide(layers, options);
  REQUIRE(decision.witness);
  CHECK(decision.witness->refutation.rests_on_ideal());
  CHECK(decision.rules == std::vector<std::string>{"witness", "ideal"});
  CHECK(!fault_of_factors(layers, *decision.witness));
}

TEST_CASE("z3: limits of patterns that are not closed have no real solution") {
  const Workspace workspace;
  int decided = 0, unknown = 0;
  for (const Question& asked : questions(6)) {
    const PeerRun run = run_peer(
        workspace, "z3 rlimit=4000000 " + workspace.write("limit.smt2", z3_script(asked)), 100);
    if (run.output == "unknown\n") {
      ++unknown;
      continue;
    }
    ++decided;
    CHECK(run.output == (asked.attained ? "sat\n" : "unsat\n"));
  }
  MESSAGE("z3 decided " << decided << ", left undecided " << unknown);
  CHECK(decided > 5 * unknown);
  CHECK(decided > 60);
}

}  // namespace isthmus::test
