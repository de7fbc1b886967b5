// Equations as text: the whole output of a small network, names that could break out of their
// place, symbolic balances, merged nodes, bundles, empty networks, limits.
#include "isthmus/report/equations_text.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "isthmus/error.hpp"
#include "isthmus/network/architecture.hpp"

namespace isthmus {
namespace {

EquationSystem system_of(const Network& network, const EquationOptions& options = {}) {
  return equation_system(network, contract(network), options);
}

EquationSystem system_of(const std::string& architecture, const EquationOptions& options = {}) {
  return system_of(parse_architecture(architecture), options);
}

EquationOptions with_minors(std::size_t limit = 1000) {
  EquationOptions options;
  options.minors_limit = limit;
  return options;
}

// x → h → y with c(h) = −35/4, the edge into h named `name`.
Network crossing(const std::string& name) {
  Network network = parse_architecture("dag:x>h,h>y");
  network.edges[0].id = name;
  network.balance.resize(network.nodes.size());
  network.balance[1] = Rational(-35) / 4;
  return network;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("equations as text: one network in full") {
  Network network = parse_architecture("dag:x>h>k>y,x>k");
  network.name = "skip";
  CHECK(equations_text(system_of(network, with_minors()), EquationFormat::text) ==
        "Invariant variety B(t^2) = c of skip: 2 laws in 4 weights\n"
        "\n"
        "Weights\n"
        "  t0  x->h\n"
        "  t1  h->k\n"
        "  t2  k->y\n"
        "  t3  x->k\n"
        "\n"
        "B\n"
        "      t0  t1  t2  t3\n"
        "  h    1  -1   .   .\n"
        "  k    .   1  -1   1\n"
        "\n"
        "Laws\n"
        "  h:   t0^2 - t1^2               = c(h)\n"
        "  k:          t1^2 - t2^2 + t3^2 = c(k)\n"
        "\n"
        "Jacobian J = 2 B diag(t)\n"
        "        t0    t1    t2    t3\n"
        "  h    2t0  -2t1     .     .\n"
        "  k      .   2t1  -2t2   2t3\n"
        "\n"
        "Ideal of maximal minors of J: 5 generators, one for every spanning forest\n"
        "  t0 t1\n"
        "  t0 t2\n"
        "  t0 t3\n"
        "  t1 t2\n"
        "  t1 t3\n");
}

TEST_CASE("equations: formats are chosen by name, wrong names are told the right ones") {
  for (const std::string& name : equation_format_names()) {
    CHECK_FALSE(equations_text(system_of("mlp:2-2-1"), parse_equation_format(name)).empty());
  }
  CHECK(parse_equation_format("smtlib") == EquationFormat::smtlib);
  try {
    (void)parse_equation_format("maple");
    FAIL("accepted an unknown format");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::bad_usage);
    CHECK(contains(error.what(), "macaulay2"));
  }
}

TEST_CASE("equations: names cannot leave their comment or string") {
  const EquationSystem system = system_of(crossing("a\nb\rc\"; quit; \\ % { }"));
  for (const std::string& name : equation_format_names()) {
    const std::string text = equations_text(system, parse_equation_format(name));
    CHECK_FALSE(contains(text, "a\nb"));
    CHECK_FALSE(contains(text, "b\rc"));
  }
  CHECK(contains(equations_text(system, EquationFormat::latex),
                 "\\texttt{a\\textbackslash{}x0ab\\textbackslash{}x0dc\"; quit; "
                 "\\textbackslash{} \\% \\{ \\}}"));
  const auto json = nlohmann::json::parse(equations_text(system, EquationFormat::json));
  CHECK(json["variables"][0]["weight"] == "a\nb\rc\"; quit; \\ % { }");
}

TEST_CASE("equations: a rational value keeps its sign and stays exact in every language") {
  const EquationSystem system = system_of(crossing("e"));
  CHECK(contains(equations_text(system, EquationFormat::text), "= -35/4\n"));
  CHECK(contains(equations_text(system, EquationFormat::latex), "= -\\frac{35}{4}"));
  CHECK(contains(equations_text(system, EquationFormat::macaulay2), "t_0^2 - t_1^2 + 35/4"));
  CHECK(contains(equations_text(system, EquationFormat::singular), "t(0)^2 - t(1)^2 + 35/4"));
  CHECK(contains(equations_text(system, EquationFormat::sage), "t[0]**2 - t[1]**2 + QQ('35/4')"));
  CHECK(contains(equations_text(system, EquationFormat::smtlib),
                 "(assert (! (= (+ (* t0 t0) (- (* t1 t1))) (- (/ 35 4))) :named law0))"));
}

TEST_CASE("equations as JSON: laws, Jacobian, minors and the keys of a bundle") {
  Network network = crossing("e");
  network.edges[0].multiplicity = 2;
  const auto json = nlohmann::json::parse(
      equations_text(system_of(network, with_minors()), EquationFormat::json));
  CHECK(json["format"] == "isthmus-equations");
  CHECK(json["version"] == 1);
  REQUIRE(json["variables"].size() == 3);
  CHECK(json["variables"][1]["weight"] == "e[1]");
  CHECK(json["variables"][1]["copy"] == 1);
  CHECK(json["variables"][2]["edge"] == 1);
  CHECK_FALSE(json["variables"][2].contains("copy"));
  CHECK(json["laws"][0]["node"] == "h");
  CHECK(json["laws"][0]["value"] == "-35/4");
  CHECK(json["laws"][0]["B"] == nlohmann::json::parse("[[0,1],[1,1],[2,-1]]"));
  CHECK(json["jacobian"][2] == nlohmann::json::parse(R"({"row":0,"column":2,"entry":"-2*t2"})"));
  CHECK(json["minors"]["count"] == "3");
  CHECK(json["minors"]["forests"] == nlohmann::json::parse("[[0],[1],[2]]"));
}

TEST_CASE("equations: nodes tied by a fixed edge share a law that names them all") {
  Network network = parse_architecture("dag:x>h,h>k,k>y");
  network.edges[1].fixed = true;
  network.edges[1].weights = {Rational(1)};
  const EquationSystem system = system_of(network);
  CHECK(contains(equations_text(system, EquationFormat::text), "the sum of the laws of h k\n"));
  CHECK(contains(equations_text(system, EquationFormat::macaulay2), "-- law 0: node h k\n"));
  const auto json = nlohmann::json::parse(equations_text(system, EquationFormat::json));
  CHECK(json["laws"][0]["group"] == nlohmann::json::parse(R"(["h","k"])"));
  CHECK_FALSE(json.contains("minors"));
}

TEST_CASE("equations: a dead node alone, and no hidden node at all") {
  Network dead;
  dead.nodes = {{"h", Role::hidden, false}};
  const EquationSystem system = system_of(dead, with_minors());
  CHECK(contains(equations_text(system, EquationFormat::text), "  h:   0 = c(h)\n"));
  CHECK(contains(equations_text(system, EquationFormat::macaulay2), "F = ideal(\n  0_R);"));
  CHECK(contains(equations_text(system, EquationFormat::smtlib), "(= 0 c0)"));

  const EquationSystem none = system_of("dag:x>y", with_minors());
  CHECK(contains(equations_text(none, EquationFormat::macaulay2), "I = ideal(\n  0_R);"));
  CHECK(contains(equations_text(none, EquationFormat::macaulay2), "F = ideal(\n  1_R);"));
  CHECK(contains(equations_text(none, EquationFormat::text), "0 laws in 1 weight\n"));
}

TEST_CASE("equations: large networks are written without dense matrices") {
  const EquationSystem system = system_of("mlp:20-20-1");
  const std::string text = equations_text(system, EquationFormat::text);
  CHECK(contains(text, "not drawn beyond 200"));
  CHECK(text.size() < 20'000);
  CHECK(contains(equations_text(system, EquationFormat::latex), "not drawn beyond 200"));
}

TEST_CASE("equations: limits refuse before anything is written") {
  EquationOptions few;
  few.max_variables = 5;
  CHECK_THROWS_AS((void)system_of("mlp:2-2-1", few), Error);
  CHECK_THROWS_AS((void)system_of("mlp:2-2-1", with_minors(7)), Error);
  CHECK(system_of("mlp:2-2-1", with_minors(9)).minors->size() == 9);
}

}  // namespace
}  // namespace isthmus
