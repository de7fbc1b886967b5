#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "isthmus/error.hpp"
#include "isthmus/report/compare.hpp"

namespace {

using namespace isthmus;
using Json = nlohmann::json;

Json report() {
  return Json::parse(R"({"format": "isthmus-report", "version": 1,
    "network": {"name": "net", "inputs": 1, "hidden": 2, "outputs": 1, "edges": 3},
    "balance": {"source": "given", "values": {"a": "1", "b": "-2"}},
    "variety": {"equations": 2, "empty": false, "dimension": 1},
    "components": {"count": "4", "log2": 2, "locked": [
      {"edge": 0, "name": "x->a", "kind": "in", "set": ["a"], "bound": "1", "sign": 1},
      {"edge": 2, "name": "b->y", "kind": "out", "set": ["b"], "bound": "2", "sign": -1}]},
    "singularities": {"exist": "yes", "detachable": [["a"], ["a", "b"]], "complete": true}})");
}

Comparison compare(const Json& before, const Json& after) {
  return compare_reports(before.dump(), "before", after.dump(), "after");
}

}  // namespace

TEST_CASE("a report differs in nothing from itself") {
  CHECK(compare(report(), report()).identical());
}

TEST_CASE("every kind of change is seen and told apart") {
  Json after = report();
  after["components"]["count"] = "8";
  after["components"]["locked"][0]["name"] = "a->b";
  after["components"]["locked"][1]["bound"] = "3";
  after["components"]["locked"][1]["sign"] = 1;
  after["singularities"]["detachable"] = Json::parse(R"([["b"], ["a"]])");
  after["balance"]["values"].erase("a");
  const Comparison changes = compare(report(), after);
  CHECK(!changes.identical());
  CHECK(changes.locked.gained == std::vector<std::string>{"a->b"});
  CHECK(changes.locked.lost == std::vector<std::string>{"x->a"});
  REQUIRE(changes.bounds.size() == 1);
  CHECK(changes.bounds[0].key == "b->y");
  CHECK(*changes.bounds[0].after == "3");
  REQUIRE(changes.signs.size() == 1);
  CHECK(*changes.signs[0].before == "-1");
  CHECK(changes.detachable.gained == std::vector<std::string>{"{b}"});
  CHECK(changes.detachable.lost == std::vector<std::string>{"{a, b}"});
  REQUIRE(changes.values.size() == 2);
  CHECK(changes.values[0].key == "components.count");
  CHECK(changes.values[1].key == "balance.values.a");
  CHECK(!changes.values[1].after.has_value());
}

TEST_CASE("a sign that only one report has is no other component") {
  Json before = report();
  before["components"]["locked"][0].erase("sign");
  CHECK(compare(before, report()).identical());
}

TEST_CASE("hostile reports are refused with file and place") {
  const std::string good = report().dump();
  const auto refused = [&](const std::string& text) -> ErrorDetail {
    try {
      static_cast<void>(compare_reports(good, "good", text, "bad"));
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::bad_input);
      return error.detail();
    }
    FAIL("accepted: " << text.substr(0, 80));
    return {};
  };
  CHECK(refused("").file == "bad");
  CHECK(refused("[]").place == "$");
  CHECK(refused("{}").place == "$.format");
  CHECK(refused(std::string(5'000'000, '[')).cause.find("nested") != std::string::npos);
  CHECK(refused(good.substr(0, good.size() / 2)).place.rfind("byte ", 0) == 0);
  Json wrong = report();
  wrong["version"] = 2;
  CHECK(refused(wrong.dump()).place == "$.version");
  wrong = report();
  wrong["components"]["locked"][1].erase("bound");
  CHECK(refused(wrong.dump()).place == "$.components.locked[1]");
  wrong = report();
  wrong["components"]["locked"] = 7;
  CHECK(refused(wrong.dump()).place == "$.components.locked");
  wrong = report();
  wrong["network"] = 7;
  CHECK(!compare(report(), wrong).identical());
  wrong = report();
  wrong["point"] = Json::parse(R"({"rank": 1.5})");
  CHECK(refused(wrong.dump()).place == "$.point.rank");
}
