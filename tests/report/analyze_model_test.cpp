// Large models are answered from a part of their edges: the same as from the network written out.
#include <doctest/doctest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "isthmus/report/json.hpp"
#include "isthmus/report/text.hpp"
#include "support/random_model.hpp"

namespace isthmus::test {
namespace {

using nlohmann::json;

json report(const Model& model, std::uint64_t written_out, std::uint64_t largest_cut = 1'000) {
  AnalyzeOptions options;
  options.written_out = written_out;
  options.largest_cut = largest_cut;
  options.singularities = false;
  std::ostringstream text;
  const Analysis analysis = analyze(model, options);
  write_json(text, analysis);
  std::ostringstream words;
  write_text(words, analysis);
  CHECK(!words.str().empty());
  return json::parse(text.str());
}

/// By edge number: the proofs of one lock may differ, not what they prove.
std::map<int, json> locks(const json& components) {
  std::map<int, json> found;
  for (const json& lock : components.at("locked")) {
    json& entry = found[lock.at("edge").get<int>()];
    for (const char* key : {"name", "bound", "sign"}) entry[key] = lock.at(key);
  }
  return found;
}

/// No lock is among the bundles that no balance can lock, and those need trees.
void check_bypassed(const json& components) {
  const json& free = components.at("bypassed");
  const auto locked = components.at("locked").size();
  CHECK(free.at("bundles").get<std::size_t>() + locked <= free.at("of").get<std::size_t>());
  CHECK(free.at("trees").get<int>() <= 12);
}

void check_same(const json& whole, const json& part) {
  check_bypassed(part.at("components"));
  CHECK(part.at("network") == whole.at("network"));
  CHECK(part.at("balance") == whole.at("balance"));
  CHECK(part.at("variety") == whole.at("variety"));
  CHECK(part.at("regular_components") == whole.at("regular_components"));
  const json& components = whole.at("components");
  CHECK(part.at("components").at("count") == components.at("count"));
  CHECK(locks(part.at("components")) == locks(components));
  CHECK(part.at("components").contains("always_zero") == components.contains("always_zero"));
  if (components.contains("always_zero")) {
    CHECK(part.at("components").at("always_zero") == components.at("always_zero"));
  }
  for (const char* key : {"singular", "rank", "corank", "floating", "component"}) {
    CHECK(part.at("point").at(key) == whole.at("point").at(key));
  }
  CHECK(part.at("point").value("distance_squared", "none") ==
        whole.at("point").value("distance_squared", "none"));
}

}  // namespace

TEST_CASE("a part of the edges gives the answers of the whole network") {
  Random random(20261127);
  std::size_t locked = 0;
  std::size_t singular = 0;
  for (int i = 0; i < 300; ++i) {
    const Model model = random_model(random);
    validate(model);
    const json whole = report(model, 1'000'000);
    check_same(whole, report(model, 0));
    locked += whole.at("components").at("locked").size();
    singular += whole.at("point").at("singular").get<bool>() ? 1 : 0;
  }
  CHECK(locked > 100);
  CHECK(singular > 3);
}

TEST_CASE("without weights the criterion is that of the whole network") {
  Random random(5);
  for (int i = 0; i < 60; ++i) {
    Model model = random_model(random, 3);
    bool fixed = false;
    for (const Link& link : model.links) fixed = fixed || link.fixed;
    if (fixed) continue;  // frozen weights are needed to know what they tie
    model.has_weights = false;
    const json whole = report(model, 1'000'000);
    const json part = report(model, 0);
    CHECK(part.at("network") == whole.at("network"));
    CHECK(part.at("components") == whole.at("components"));
  }
}

TEST_CASE(
    "a model beyond the largest cut says that its distance is not determined, and where to ask") {
  Random random(11);
  std::size_t refused = 0;
  for (int i = 0; i < 30; ++i) {
    const json point = report(random_model(random), 0, 0).at("point");
    if (point.at("singular").get<bool>()) continue;  // 0 needs no cut
    CHECK(point.at("distance_squared") == "not determined");
    CHECK(point.at("distance_reason").get<std::string>().find("isthmus prune") !=
          std::string::npos);
    ++refused;
  }
  CHECK(refused > 10);
}

}  // namespace isthmus::test
