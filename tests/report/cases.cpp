// The JSON report against the expected values of the case files, key by key.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "isthmus/formats/network_json.hpp"
#include "isthmus/report/json.hpp"

namespace {

using Json = nlohmann::json;
using Names = std::set<std::string>;

Json read_cases(const std::string& name) {
  std::ifstream in(std::string(ISTHMUS_SOURCE_DIR) + "/tests/cases/" + name);
  REQUIRE(in.good());
  return Json::parse(in);
}

std::set<std::pair<int, std::string>> locks(const Json& locked) {
  std::set<std::pair<int, std::string>> pairs;
  for (const Json& lock : locked) {
    pairs.emplace(lock["edge"].get<int>(), lock["bound"].get<std::string>());
  }
  return pairs;
}

std::set<Names> sets(const Json& list) {
  std::set<Names> all;
  for (const Json& set : list) all.insert(set.get<Names>());
  return all;
}

void check_point(const Json& point, const Json& expected) {
  for (const auto& [key, value] : expected.items()) {
    CAPTURE(key);
    if (key == "floating") {
      CHECK(sets(point["floating"]) == sets(value));
    } else {
      CHECK(point[key] == value);
    }
  }
}

void check_case(const Json& example) {
  const Json& expected = example["expected"];
  const isthmus::Network network = isthmus::network_from_json(example["network"].dump());
  const Json report = Json::parse(isthmus::analysis_to_json(isthmus::analyze(network)));
  CHECK(report["variety"]["empty"] == expected["empty"]);
  if (expected["empty"] == true) {
    CHECK(report["components"]["count"] == "0");
    CHECK(!report["variety"]["violated_set"].empty());
    CHECK(!report.contains("regular_components"));
    return;
  }
  CHECK(report["balance"]["values"] == expected["balance"]);
  CHECK(report["components"]["count"] == expected["components"]);
  CHECK(locks(report["components"]["locked"]) == locks(expected["locked"]));
  CHECK(report["regular_components"]["count"] == expected["regular_components"]);
  CHECK(report["variety"]["dimension"] == expected["dimension"]);
  CHECK(report["singularities"]["complete"] == true);
  CHECK(sets(report["singularities"]["detachable"]) == sets(expected["detachable"]));
  CHECK(report["singularities"]["exist"] == (expected["detachable"].empty() ? "no" : "yes"));
  if (expected.contains("point")) check_point(report["point"], expected["point"]);
}

void check_file(const std::string& name, std::size_t least) {
  const Json cases = read_cases(name);
  REQUIRE(cases.size() >= least);
  for (const Json& example : cases) {
    CAPTURE(example["network"]["name"].get<std::string>());
    check_case(example);
  }
}

}  // namespace

TEST_CASE("reports have the expected values of the small cases") { check_file("small.json", 300); }
TEST_CASE("reports have the expected values of the medium cases") { check_file("medium.json", 20); }
