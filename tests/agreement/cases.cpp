#include "agreement/cases.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "isthmus/exact/parse.hpp"
#include "isthmus/formats/network_json.hpp"

namespace isthmus::test {

namespace {

using Json = nlohmann::json;

Rational rational(const Json& text) { return parse_rational(text.get<std::string>()); }

/// k for the text of 2^k, nothing for "0".
std::optional<std::size_t> log2_of(const Json& text) {
  Rational count = rational(text);
  if (count == 0) return std::nullopt;
  std::size_t log2 = 0;
  for (; count > 1; count /= 2) ++log2;
  if (count != 1) throw std::runtime_error("not a power of two: " + text.dump());
  return log2;
}

std::set<Names> sets_of_names(const Json& sets) {
  std::set<Names> result;
  for (const Json& set : sets) result.insert(set.get<Names>());
  return result;
}

ExpectedPoint expected_point(const Json& json) {
  return {json.at("singular").get<bool>(), json.at("rank").get<std::size_t>(),
          sets_of_names(json.at("floating")), rational(json.at("distance_squared"))};
}

ExpectedVariety expected_variety(const Json& json) {
  ExpectedVariety v{log2_of(json.at("components")).value(),
                    {},
                    log2_of(json.at("regular_components")),
                    json.at("dimension").get<std::size_t>(),
                    sets_of_names(json.at("detachable")),
                    std::nullopt,
                    {}};
  for (const Json& lock : json.at("locked"))
    v.locked[lock.at("edge").get<std::size_t>()] = rational(lock.at("bound"));
  if (json.contains("point")) v.point = expected_point(json.at("point"));
  for (const Json& b : json.value("betti", Json::array())) {
    v.betti.push_back(numerator_of(rational(b)));
  }
  return v;
}

Case one_case(const Json& json) {
  const Json& expected = json.at("expected");
  Case result{network_from_json(json.at("network").dump()), {}, std::nullopt};
  for (const auto& [node, value] : expected.at("balance").items())
    result.balance[node] = rational(value);
  if (!expected.at("empty").get<bool>()) result.variety = expected_variety(expected);
  return result;
}

void append(std::vector<Case>& result, const std::string& name, std::size_t at_least) {
  const std::string path = std::string(ISTHMUS_SOURCE_DIR) + "/tests/cases/" + name;
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  const Json file = Json::parse(in);
  if (file.size() < at_least) throw std::runtime_error("too few cases in " + path);
  for (const Json& json : file) result.push_back(one_case(json));
}

std::vector<Case> read_cases() {
  std::vector<Case> result;
  append(result, "small.json", 300);
  append(result, "medium.json", 20);
  return result;
}

}  // namespace

const std::vector<Case>& cases() {
  static const std::vector<Case> all = read_cases();
  return all;
}

}  // namespace isthmus::test
