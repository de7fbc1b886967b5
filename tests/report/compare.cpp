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
    "network": {"name": "net", "inputs": 1, "hidden": 2, "outputs": 1, "edges": 3,
      "bundles": 3, "blocks": 1},
    "balance": {"source": "given", "values": {"a": "1", "b": "-2"}},
    "variety": {"equations": 2, "empty": false, "dimension": 1},
    "components": {"count": "4", "log2": 2, "locked": [
      {"edge": 0, "name": "x->a", "kind": "in", "set": ["a"], "bound": "1", "sign": 1},
      {"edge": 2, "name": "b->y", "kind": "out", "set": ["b"], "bound": "2", "sign": -1}]},
    "regular_components": {"count": "0"},
    "singularities": {"exist": "yes", "complex_smooth": false, "detachable": [["a"], ["a", "b"]],
      "detachable_count": 2, "complete": true}})");
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
  after["components"]["log2"] = 3;
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
  CHECK(changes.values[0].key == "balance.values.a");
  CHECK(!changes.values[0].after.has_value());
  CHECK(changes.values[1].key == "components.count");
}

TEST_CASE("a sign that only one report has is no other component") {
  Json before = report();
  before["components"]["locked"][0].erase("sign");
  CHECK(compare(before, report()).identical());
}

namespace {

// Where `text` is refused as a report, and why.
ErrorDetail refused(const std::string& text) {
  try {
    static_cast<void>(compare_reports(report().dump(), "good", text, "bad"));
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::bad_input);
    CHECK(error.detail().file == "bad");
    return error.detail();
  }
  FAIL("accepted: " << text.substr(0, 80));
  return {};
}

// The place of the complaint when the value at a JSON pointer is another one.
std::string place_with(const std::string& pointer, const char* value) {
  Json changed = report();
  changed[Json::json_pointer(pointer)] = Json::parse(value);
  return refused(changed.dump()).place;
}

std::string place_without(const std::string& parent, const std::string& key) {
  Json changed = report();
  changed[Json::json_pointer(parent)].erase(key);
  return refused(changed.dump()).place;
}

std::string replaced(std::string text, const std::string& old, const std::string& by) {
  const std::size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), by);
}

}  // namespace

TEST_CASE("what is no report is refused with file and place") {
  const std::string good = report().dump();
  CHECK(refused("").place.rfind("byte ", 0) == 0);
  CHECK(refused("[]").place == "$");
  CHECK(refused("7").place == "$");
  CHECK(refused("{}").place == "$.format");
  CHECK(refused(std::string(5'000'000, '[')).cause.find("nested") != std::string::npos);
  CHECK(refused(good.substr(0, good.size() / 2)).place.rfind("byte ", 0) == 0);
  CHECK(place_with("/version", "2") == "$.version");
}

TEST_CASE("values of the wrong kind are refused with their path") {
  CHECK(place_with("/components/locked", "7") == "$.components.locked");
  CHECK(place_with("/components/locked/1/bound", R"("1/0")") == "$.components.locked[1].bound");
  CHECK(place_with("/components/locked/1/bound", R"("2/4")") == "$.components.locked[1].bound");
  CHECK(place_with("/components/locked/1/bound", R"("-1")") == "$.components.locked[1].bound");
  CHECK(place_with("/components/locked/1/sign", "2") == "$.components.locked[1].sign");
  CHECK(place_with("/components/locked/1/name", R"("x->a")") == "$.components.locked[1].name");
  CHECK(place_with("/components/log2", R"("x")") == "$.components.log2");
  CHECK(place_with("/components/log2", "3") == "$.components.count");
  CHECK(place_with("/components/log2", "18446744073709551615") == "$.components.count");
  CHECK(place_with("/components/count", "4") == "$.components.count");
  CHECK(place_with("/components/count", R"("6")") == "$.components.count");
  CHECK(place_with("/components/count", R"("0")") == "$.components.count");
  CHECK(place_with("/network", "7") == "$.network");
  CHECK(place_with("/network/hidden", "-2") == "$.network.hidden");
  CHECK(place_with("/balance/values/a", "1") == "$.balance.values.a");
  CHECK(place_with("/balance/source", R"("guessed")") == "$.balance.source");
  CHECK(place_with("/variety/empty", R"("no")") == "$.variety.empty");
  CHECK(place_with("/singularities/detachable/0/0", "1") == "$.singularities.detachable[0][0]");
  CHECK(place_with("/singularities/complex_smooth", R"("yes")") ==
        "$.singularities.complex_smooth");
  CHECK(place_with("/point", R"({"singular": false, "rank": 1.5})") == "$.point.rank");
}

TEST_CASE("required keys must be there") {
  CHECK(place_without("", "components") == "$.components");
  CHECK(place_without("", "regular_components") == "$.regular_components");
  CHECK(place_without("/network", "blocks") == "$.network.blocks");
  CHECK(place_without("/balance", "values") == "$.balance.values");
  CHECK(place_without("/variety", "dimension") == "$.variety.dimension");
  CHECK(place_without("/components", "log2") == "$.components.log2");
  CHECK(place_without("/components", "locked") == "$.components.locked");
  CHECK(place_without("/components/locked/1", "bound") == "$.components.locked[1].bound");
  CHECK(place_without("/singularities", "complete") == "$.singularities.complete");
}

TEST_CASE("a key that is there twice is refused, and so are numbers beyond all bounds") {
  const std::string good = report().dump();
  CHECK(refused(replaced(good, R"("hidden":2)", R"("hidden":2,"hidden":2)")).cause ==
        "an object has the key \"hidden\" twice");
  CHECK(refused(replaced(good, R"("version":1)", R"("version":1e999999999)")).cause ==
        "a number is larger than any in a report");
}
