// Files of claims: what is read, and that every error names its place.
#include <doctest/doctest.h>

#include <sstream>

#include "isthmus/error.hpp"
#include "isthmus/formats/claims.hpp"
#include "support/message.hpp"

namespace isthmus {
namespace {

std::vector<FloatClaim> read(const std::string& text, const ClaimsLimits& limits = {}) {
  std::istringstream in(text);
  return read_claims(in, limits);
}

std::string file(const std::string& claims, const std::string& head = "") {
  return R"({"format":"isthmus-claims","version":1,)" + head + R"("claims":[)" + claims + "]}";
}

std::vector<FloatClaim> claims(const std::string& text, const std::string& head = "") {
  return read(file(text, head));
}

TEST_CASE("every kind of claim") {
  const auto all = claims(R"(
    {"kind":"balance","node":"h1","value":0.1,"id":"a","computed_as":"float32"},
    {"kind":"balances","values":{"h1":"1/3","h2":"-inf","h3":"nan"}},
    {"kind":"jacobian_rank","value":37},
    {"kind":"singular_values","values":[3,"0x1p-3"],"which":"smallest"},
    {"kind":"singular","value":true,"tolerance":1e-8},
    {"kind":"components","value":"2^300"},
    {"kind":"betti","values":["1",0,4]},
    {"kind":"distance","value":0.5,"computed_as":"exact"},
    {"kind":"locked","edges":{"x->h":1,"h->y":-1},"unlocked":["x->k"],"complete":true},
    {"kind":"conserved","checkpoints":["a.npz","b.npz"],"bound":1e-6})");
  REQUIRE(all.size() == 10);
  CHECK(all[0].kind == FloatClaimKind::balance);
  CHECK(all[0].id == "a");
  CHECK(all[0].place == "$.claims[0]");
  CHECK(all[0].computed_as == NumberType::binary32);
  CHECK(all[0].numbers.front().first == "h1");
  CHECK(all[0].numbers.front().second.value == Rational(1, 10));  // as written, not rounded
  CHECK(all[1].numbers.size() == 3);
  CHECK(all[1].computed_as == NumberType::binary64);
  CHECK(all[1].numbers[0].second.value == Rational(1, 3));
  CHECK(all[1].numbers[1].second.kind == ClaimedNumber::Kind::minus_infinity);
  CHECK(all[1].numbers[2].second.kind == ClaimedNumber::Kind::nan);
  CHECK(all[2].count.value == 37);
  CHECK(!all[2].count.log2);
  CHECK(all[3].values[1].value == Rational(1, 8));
  CHECK(all[3].which == WhichValues::smallest);
  CHECK(all[4].truth);
  CHECK(all[4].tolerance == Rational(1, 100'000'000));
  CHECK(all[5].count.log2 == 300U);
  CHECK(all[6].counts[2].log2 == 2U);
  CHECK(!all[6].counts[1].log2);
  CHECK(!all[7].computed_as);
  CHECK(all[8].edges.size() == 2);
  CHECK(all[8].edges[1] == std::pair<std::string, int>("h->y", -1));
  CHECK(all[8].unlocked == std::vector<std::string>{"x->k"});
  CHECK(all[8].complete);
  CHECK(all[9].checkpoints.size() == 2);
  CHECK(all[9].bound == Rational(1, 1'000'000));
}

TEST_CASE("what the head says holds for claims that do not say it, wherever the key stands") {
  const auto before = claims(R"({"kind":"distance","value":1},
    {"kind":"distance","value":1,"computed_as":"float64","tolerance":1})",
                             R"("computed_as":"float16","tolerance":0.5,)");
  CHECK(before[0].computed_as == NumberType::binary16);
  CHECK(before[0].tolerance == Rational(1, 2));
  CHECK(before[1].computed_as == NumberType::binary64);
  CHECK(before[1].tolerance == 1);
  const auto after =
      read(R"({"claims":[{"value":1,"kind":"distance"}],"computed_as":"bfloat16","version":1,)"
           R"("format":"isthmus-claims"})");
  CHECK(after[0].computed_as == NumberType::bfloat16);
}

TEST_CASE("errors name the JSON path and the cause") {
  const auto message = [](const std::string& text) {
    return test::message_of([&] { read(text); });
  };
  const auto says = [&](const std::string& claim, const std::string& part) {
    const std::string seen = message(file(claim));
    CAPTURE(seen);
    CHECK(seen.find(part) != std::string::npos);
    CHECK(seen.find("$.claims[0]") != std::string::npos);
  };
  says(R"({"kind":"betty","values":[1]})",
       "\"betty\" is not a kind of claim; the kinds known here");
  says(R"({"value":1})", "no \"kind\"");
  says(R"({"kind":"balance","value":1})", "a claim of kind balance has no \"node\"");
  says(R"({"kind":"distance","value":1,"node":"h"})", "takes no \"node\"");
  says(R"({"kind":"distance","value":"1/0"})", "denominator");
  says(R"({"kind":"distance","value":"0.1.2"})", "0.1.2");
  says(R"({"kind":"distance","value":NaN})", "not a finite number");
  says(R"({"kind":"distance","value":true})", "expected a number");
  says(R"({"kind":"singular","value":1})", "expected true or false");
  says(R"({"kind":"jacobian_rank","value":2.5})", "\"2.5\" is not a count");
  says(R"({"kind":"jacobian_rank","value":-1})", "is not a count");
  says(R"({"kind":"components","value":"2^-1"})", "is not a count");
  says(R"({"kind":"components","value":"2^99999999999999999999"})", "is not a count");
  says(R"({"kind":"singular_values","values":[]})", "expected an array of numbers");
  says(R"({"kind":"balances","values":[1]})", "expected an object of numbers");
  says(R"({"kind":"singular_values","values":{"a":1}})", "expected an array");
  says(R"({"kind":"singular_values","values":[1],"which":"some"})", "none of all, largest");
  says(R"({"kind":"locked","edges":{"a":2}})", "is no sign");
  says(R"({"kind":"locked","edges":{}})", "the claim says nothing");
  says(R"({"kind":"conserved","checkpoints":["a"]})", "fewer than two files");
  says(R"({"kind":"conserved","checkpoints":["a","b"],"bound":-1})", "is negative");
  says(R"({"kind":"distance","value":1,"computed_as":"float8"})", "is not a type of numbers");
  says(R"({"kind":"distance","value":1,"kind":"distance"})", "given twice");
  says(R"({"kind":"balances","values":{"a":1,"b":1,"a":2}})", "given twice");
  says(R"({"kind":"locked","edges":{"a":1,"a":-1}})", "given twice");
  says(R"({"kind":"distance","vlaue":1})", "unknown key");
  says(R"({"kind":"distance","value":"1e999999999"})", "exponent");
}

TEST_CASE("errors of the whole file") {
  const auto message = [](const std::string& text) {
    return test::message_of([&] { read(text); });
  };
  CHECK(message("") != "");
  CHECK(message(file("")).find("there is no claim") != std::string::npos);
  CHECK(message(R"({"format":"isthmus-network"})").find("another format") != std::string::npos);
  CHECK(message(R"({"format":"isthmus-claims","version":2})").find("another version") !=
        std::string::npos);
  CHECK(message(R"({"format":"isthmus-claims","version":1})").find("no \"claims\"") !=
        std::string::npos);
  CHECK(message(file(R"({"kind":"distance","value":1})") + "x").find("the end of the file") !=
        std::string::npos);
  CHECK(message(std::string(100'000, '[')).size() < 400);
  ClaimsLimits limits;
  limits.claims = 1;
  CHECK_THROWS_AS(
      read(file(R"({"kind":"distance","value":1},{"kind":"distance","value":1})"), limits), Error);
}

TEST_CASE("every truncation of a file is an error") {
  const std::string whole = file(R"({"kind":"balances","values":{"h":0.5},"id":"x"})");
  CHECK_NOTHROW(read(whole));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK_THROWS_AS(read(whole.substr(0, size)), Error);
  }
}

TEST_CASE("names of kinds and types are those of the file") {
  CHECK(kind_name(FloatClaimKind::singular_values) == "singular_values");
  CHECK(computed_as_name(NumberType::binary16) == "float16");
  CHECK(computed_as_name(std::nullopt) == "exact");
}

}  // namespace
}  // namespace isthmus
