#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "isthmus/error.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/report/explain.hpp"
#include "isthmus/report/json.hpp"

namespace {

using namespace isthmus;
using Json = nlohmann::json;

// in -> h -> out with the balance c(h) = 1.
Network one_neuron() {
  Network network = parse_architecture("dag:x>h,h>y");
  network.balance = {std::nullopt, Rational(1), std::nullopt};
  return network;
}

std::string text_of(const Analysis& analysis) {
  std::ostringstream out;
  write_text(out, analysis);
  return out.str();
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::size_t width = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
    width = c == '\n' ? 0 : width + 1;
    widest = std::max(widest, width);
  }
  return widest;
}

}  // namespace

TEST_CASE("any name survives JSON, and what is not UTF-8 becomes a replacement character") {
  const std::pair<std::string, std::string> names[] = {
      {"quote\" backslash\\ tab\t line\n bell\a del\x7f", ""},
      {"θ ∈ M(c) 🙂", ""},
      {"caf\xe9!", "caf\xEF\xBF\xBD!"},
      {"\xed\xa0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"\xc0\xaf end \xf0\x9f", "\xEF\xBF\xBD\xEF\xBF\xBD end \xEF\xBF\xBD\xEF\xBF\xBD"}};
  for (const auto& [name, expected] : names) {
    Network network = one_neuron();
    network.name = name;
    const Json report = Json::parse(analysis_to_json(analyze(network)));
    CHECK(report["network"]["name"] == (expected.empty() ? name : expected));
  }
}

TEST_CASE("several reports are one array") {
  std::vector<Analysis> analyses;
  analyses.push_back(analyze(one_neuron()));
  analyses.push_back(analyze(parse_architecture("mlp:2-2-1")));
  std::ostringstream out;
  write_json(out, analyses);
  const Json reports = Json::parse(out.str());
  REQUIRE(reports.size() == 2);
  CHECK(reports[0] == Json::parse(analysis_to_json(analyses[0])));
  CHECK(reports[1]["balance"]["source"] == "symbolic");
}

TEST_CASE("a symbolic balance has a criterion and no numbers") {
  const Json report = Json::parse(analysis_to_json(analyze(parse_architecture("mlp:2-3-1"))));
  CHECK(!report["components"].contains("count"));
  CHECK(!report["variety"].contains("dimension"));
  CHECK(!report.contains("point"));
  const Json& walls = report["components"]["criterion"]["inequalities"];
  REQUIRE(walls.size() == 3);
  CHECK(walls[1]["text"] == "c(h2) >= 0");
  CHECK(walls[1]["latex"] == "c_{\\mathrm{h2}} \\ge 0");
}

TEST_CASE("answers that were not asked for are absent") {
  AnalyzeOptions options;
  options.singularities = false;
  const Json report = Json::parse(analysis_to_json(analyze(one_neuron(), options)));
  CHECK(!report.contains("singularities"));
  CHECK(!report["components"].contains("witnesses"));
  CHECK(report["components"]["count"] == "2");
}

TEST_CASE("a budget that ends the search never reads as no") {
  Network network = parse_architecture("mlp:2-6-6-6-2");
  network.balance.resize(network.nodes.size());
  int turn = 0;
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    if (network.nodes[i].role == Role::hidden) network.balance[i] = Rational(++turn % 5 - 2);
  }
  AnalyzeOptions options;
  options.budget = Budget(10);
  const Json report = Json::parse(analysis_to_json(analyze(network, options)));
  CHECK(report["singularities"]["complete"] == false);
  CHECK(report["singularities"]["exist"] != "no");
  CHECK(!report["singularities"]["reason"].get<std::string>().empty());
}

TEST_CASE("text fits 80 columns and long lists are cut with a count") {
  Network network = parse_architecture("mlp:2-60-1");
  network.balance.resize(network.nodes.size());
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    if (network.nodes[i].role == Role::hidden) network.balance[i] = Rational(-1, 3);
  }
  const std::string text = text_of(analyze(network));
  CHECK(widest_line(text) <= 80);
  CHECK(text.find("2^60 connected components") != std::string::npos);
  CHECK(text.find("… and 40 more (--json lists all)") != std::string::npos);
}

TEST_CASE("long numbers are cut, never rounded up, and names cannot drive the terminal") {
  Network network = one_neuron();
  network.name = "\033[31mred";
  network.balance[1] = Rational(Integer("1999999999999999"), Integer("1000000000000000"));
  std::string text = text_of(analyze(network));
  CHECK(text.find("c(h) = 1.99999…") != std::string::npos);
  CHECK(text.find('\033') == std::string::npos);
  network.balance[1] = Rational(Integer("-1234567"), boost::multiprecision::pow(Integer(10), 20));
  text = text_of(analyze(network));
  CHECK(text.find("c(h) = -1.23456…e-14") != std::string::npos);
}

TEST_CASE("names that mean nothing or two things are bad usage") {
  CHECK_THROWS_WITH_AS(static_cast<void>(explain(one_neuron(), "x->k")),
                       doctest::Contains("did you mean \"x->h\"?"), Error);
  Network network = one_neuron();
  network.edges[0].id = "h";
  CHECK_THROWS_WITH_AS(static_cast<void>(explain(network, "h")), doctest::Contains("edge:"), Error);
  CHECK(std::holds_alternative<NodeExplanation>(explain(network, "node:h").subject));
  CHECK(std::holds_alternative<EdgeExplanation>(explain(network, "edge:h").subject));
}
