// The experiments claim what their runs show: obstructed starts do not reach the target, others do.
#include <doctest/doctest.h>

#include <map>
#include <sstream>
#include <utility>
#include <vector>

#include "cli/run.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(ISTHMUS_SOURCE_DIR) / "examples" / "experiments";

struct Log {
  double least = 1e300;  // of the losses
  double last = 0;
  bool broken = false;  // some lock, at some point
};

/// The lines of a log as `isthmus flow --csv` writes it, by network.
std::map<std::string, Log> read_log(const std::string& text) {
  std::map<std::string, Log> logs;
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    REQUIRE(cells.size() >= 9);
    Log& log = logs[cells[0]];
    log.last = std::stod(cells[3]);
    log.least = std::min(log.least, log.last);
    log.broken = log.broken || cells[8] != "0";
  }
  return logs;
}

std::map<std::string, Log> run_flow(const std::string& arguments, const std::string& part) {
  const auto outcome = isthmus::test::run(
      "isthmus flow " + arguments + " --csv \"$TMP/log.csv\" >/dev/null && cat \"$TMP/log.csv\"",
      folder / part);
  REQUIRE(outcome.exit_code == 0);
  return read_log(outcome.out);
}

}  // namespace

TEST_CASE("experiment a: the obstructed start plateaus, the free one converges") {
  const double bound = 0.8966;  // mean of min(target, 0)²: outputs are not negative there
  const std::string networks = "obstructed.json free.json --data data.csv ";
  for (const char* method : {"--time 50", "--method descent --steps 500 --rate 0.1"}) {
    CAPTURE(method);
    auto logs = run_flow(networks + method, "a");
    REQUIRE(logs.size() == 2);
    CHECK(logs["obstructed.json"].least > bound);
    CHECK(logs["obstructed.json"].last < 0.95);
    CHECK_FALSE(logs["obstructed.json"].broken);
    CHECK(logs["free.json"].last < 1e-20);
  }
}

TEST_CASE("experiment c: what analyze says of the three networks decides who reaches the target") {
  const auto headline = [](const std::string& name) {
    return isthmus::test::run("isthmus analyze " + name + ".json | head -1", folder / "c").out;
  };
  CHECK(headline("bottleneck").find("8 weights can never change sign") != std::string::npos);
  CHECK(headline("wide").find("M(c) is connected") != std::string::npos);
  CHECK(headline("skip").find("M(c) is connected") != std::string::npos);
  auto logs =
      run_flow("bottleneck.json wide.json skip.json --data data.csv --time 300 --points 10", "c");
  CHECK(logs["bottleneck.json"].least > 2.0 / 3 / 50);
  CHECK_FALSE(logs["bottleneck.json"].broken);
  CHECK(logs["wide.json"].last < 1e-9);
  CHECK(logs["skip.json"].last < 1e-4);
}

TEST_CASE("experiment d: penalties lead to singular points, where neurons come off without loss") {
  const auto outcome =
      isthmus::test::run("sh ../run.sh d isthmus \"$TMP/d\" && cat \"$TMP\"/d/*.csv", folder / "d");
  REQUIRE(outcome.exit_code == 0);
  std::vector<std::pair<double, double>> losses;
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) {
    if (line != "loss before and after pruning:") continue;
    std::string before;
    std::string after;
    std::getline(lines, before);
    std::getline(lines, after);
    losses.emplace_back(std::stod(before), std::stod(after));
  }
  REQUIRE(losses.size() == 3);  // weight decay, L1, nuclear norm
  CHECK(losses[0].second == doctest::Approx(losses[0].first).epsilon(0.001));
  CHECK(losses[1].second == losses[1].first);  // the same function
  CHECK(losses[2].second == doctest::Approx(losses[2].first).epsilon(0.001));
  for (const auto& [before, after] : losses) CHECK(before < 2e-4);
  CHECK(outcome.out.find("4 nodes and 12 weights") != std::string::npos);
}

TEST_CASE("the checked-in logs show the same") {
  auto a = read_log(isthmus::test::read_text(folder / "a" / "log.csv"));
  CHECK(a["obstructed.json"].least > 0.8966);
  CHECK(a["free.json"].last < 1e-20);
  auto c = read_log(isthmus::test::read_text(folder / "c" / "log.csv"));
  CHECK(c["bottleneck.json"].least > 2.0 / 3 / 50);
  CHECK(c["wide.json"].last < 1e-9);
}
