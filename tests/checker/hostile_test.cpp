// Files that are broken on purpose: never accepted, never a crash, and rejected soon.
#include <doctest/doctest.h>

#include <random>

#include "checker/check.hpp"
#include "corpus.hpp"

using isthmus_check::check;
using isthmus_check::Outcome;
using isthmus_check::Verdict;

namespace {

const std::string json_head = R"({"format": "isthmus-certificate", "version": 1, )";
const std::string one_node =
    json_head + R"("network": {"hidden": 1, "edges": [[1, 0], [0, 1]]}, "balance": ["0"], )"
                R"("claims": [{"kind": "nonempty"}], "base": [])";

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

void check_malformed(const std::string& text, const std::string& reason) {
  const Outcome outcome = check(text);
  CHECK(outcome.verdict == Verdict::malformed);
  CHECK_MESSAGE(outcome.line.find(reason) != std::string::npos, outcome.line);
  CHECK(outcome.line.size() < 300);
  CHECK(outcome.line.find('\n') == std::string::npos);
}

std::string with_names(const std::string& names) {
  return changed(one_node, R"("balance")", R"("names": )" + names + R"(, "balance")");
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("certificates that are cut off anywhere are rejected") {
  for (const auto& [name, text] : corpus("")) {
    CAPTURE(name);
    // The last byte of the JSON form is a line feed that may be missing.
    const std::size_t end = text.size() - (name.ends_with(".json") ? 2 : 1);
    for (std::size_t size = 0; size <= end; ++size) {
      CHECK(check(std::string_view(text).substr(0, size)).verdict == Verdict::malformed);
    }
  }
}

TEST_CASE("something after the end is an error, but for white space in JSON") {
  CHECK(check(one_node + "}\n\r\t ").verdict == Verdict::proved);
  check_malformed(one_node + "} {}", "goes on");
  check_malformed(one_node + "}" + std::string(1, '\0'), "goes on");
  const std::string lines = corpus("").at("nonempty.lines");
  for (const char* more : {"\n", " ", "# x\n", "end 11\n"})
    check_malformed(lines + more, "goes on");
}

TEST_CASE("bytes changed at random never crash the checker nor prove another claim") {
  std::mt19937 random(7);
  std::size_t accepted = 0;
  for (const auto& [name, text] : corpus("")) {
    const std::string line = check(text).line;
    for (int i = 0; i < 300; ++i) {
      std::string mutant = text;
      for (auto n = 1 + random() % 3; n > 0; --n) {
        mutant[random() % mutant.size()] = static_cast<char>(
            random() % 4 == 0 ? random() : "0123456789[]{},:\" -/\n"[random() % 21]);
      }
      accepted += check(mutant).verdict == Verdict::proved;
    }
  }
  // White space, names and equivalent certificates.
  CHECK(accepted < 3000);
}

TEST_CASE("nesting does not use the stack") {
  const std::string deep = repeated("[", 10'000'000);
  check_malformed(deep, "in the place of");
  check_malformed(repeated("{", 1'000'000), "in the place of");
  check_malformed(one_node + ", \"free\": " + deep, "whole number");
  check_malformed(with_names(repeated("{\"nodes\":", 100'000)), "in the place of");
}

TEST_CASE("counts without the data behind them cost nothing") {
  check_malformed("isthmus-certificate 1\nnetwork 4294967293 4294967293\n", "number of edges");
  check_malformed("isthmus-certificate 1\nnetwork 4294967293 0\nbalance 0\n", "one balance");
  check_malformed("isthmus-certificate 1\nnetwork 4294967294 0\n", "whole number");
  check_malformed(json_head + R"("network": {"hidden": 4000000000, "edges": []}, "balance": [], )",
                  "one balance");
}

TEST_CASE("numbers of all sizes and shapes") {
  const auto with_base = [](const std::string& q) {
    return changed(one_node, R"("base": [])",
                   R"("base": [[0, ")" + q + R"("], [1, ")" + q + "\"]]}");
  };
  CHECK(check(with_base("1")).verdict == Verdict::proved);
  CHECK(check(with_base("1" + repeated("0", 999'999))).verdict == Verdict::proved);
  CHECK(check(with_base("1/1" + repeated("0", 999'998))).verdict == Verdict::proved);
  check_malformed(with_base("1" + repeated("0", 1'000'000)), "10^6 digits");
  check_malformed(with_base("1/1" + repeated("0", 999'999)), "10^6 digits");
  check_malformed(with_base(repeated("7", 20'000'000)), "10^6 digits");
  for (const char* bad :
       {"", "-", "/", "1/", "/2", "1/-2", "--1", "1/2/3", "1//2", "00", "0/1", "-0", "1/1"}) {
    check_malformed(with_base(bad), "rational");
  }
  for (const char* bad :
       {" 1", "1 ", "1e400", "1.0", "0x10", "inf", "nan", "\\u0031", "1\n", "١"}) {
    check_malformed(with_base(bad), "");
  }
}

TEST_CASE("multiplicities") {
  const auto with = [](const std::string& m) {
    return changed(one_node, "[1, 0]", "[1, 0, " + m + "]") + "}";
  };
  CHECK(check(with("1")).verdict == Verdict::proved);
  CHECK(check(with("1000000000000000000")).verdict == Verdict::proved);
  for (const char* bad : {"0", "-1", "01", "1.0", "1e3", "1000000000000000001",
                          "18446744073709551615", "18446744073709551616", "18446744073709551617",
                          "99999999999999999999999999", "\"1\"", "true", "null", "[]", ""}) {
    check_malformed(with(bad), "");
  }
}

TEST_CASE("keys") {
  CHECK(check(one_node + "}").verdict == Verdict::proved);
  check_malformed(one_node + R"(, "base": []})", "twice");
  check_malformed(one_node + R"(, "locks": [], "locks": []})", "twice");
  check_malformed(one_node + R"(, "lock": []})", "unknown here");
  check_malformed(one_node + R"(, "reach": []})", "unknown here");
  CHECK(check(one_node + R"(, "from_ground": [], "free": []})").verdict == Verdict::proved);
  check_malformed(one_node + R"(, "free": [], "from_ground": []})", "out of order");
  check_malformed(one_node + R"(, "bypass": {"from_ground": [], "to_ground": []}})",
                  "unknown here");
  check_malformed(one_node + R"(, "bypass.from_ground": []})", "unknown here");
  check_malformed(one_node + R"(, "branch": 0})", "unknown here");
  check_malformed(one_node + R"(, "": 0})", "unknown here");
  check_malformed(one_node + R"(, " ": 0})", "unknown here");
  check_malformed(one_node + R"(, "format": "isthmus-certificate"})", "unknown here");
  check_malformed(changed(one_node, R"("version": 1, )", "") + "}", "version");
  check_malformed(one_node + ",}", "unknown here");
  check_malformed(changed(one_node, "[[1, 0], ", "[[1, 0],, ") + "}", "");
  check_malformed(changed(one_node, "[[1, 0], ", "[,[1, 0], ") + "}", "");
  check_malformed(
      changed(one_node, R"({"kind": "nonempty"})", R"({"kind": "nonempty", "log2": 1})") + "}",
      "in the place of");
  check_malformed(changed(one_node, R"({"kind": "nonempty"})", R"({"kind": "components"})") + "}",
                  "in the place of");
  check_malformed("", "");
  check_malformed("\xef\xbb\xbf" + one_node + "}", "");
  check_malformed(" " + one_node + "}", "");
  check_malformed(std::string(5, '\0'), "");
}

TEST_CASE("names are passed over to their quotation marks") {
  const auto with = [](const std::string& name) {
    return with_names(R"({"nodes": [")" + name + R"("], "edges": ["a", "b"]})") + "}";
  };
  for (const char* good : {"", "h", "θ", "\xf0\x9f\x98\x80", "\\\"\\\\\\/\\b\\f\\n\\r\\t",
                           "\\u00e9\\ud83d\\ude00", "\x7f", "\xff", "\\x", "\\\"], [,"}) {
    CAPTURE(good);
    CHECK(check(with(good)).verdict == Verdict::proved);
  }
  for (const char* bad : {"\n", "\t", "\x01", "\\", "\\\n", "\"", "\", \"b"}) {
    CAPTURE(bad);
    check_malformed(with(bad), "");
  }
  check_malformed(with(std::string(1, '\0')), "control character");
  check_malformed(one_node + R"(, "fre)", "ends early");
  check_malformed(with_names(R"({"nodes": [], "edges": ["a", "b"]})") + "}", "is no name");
  check_malformed(with_names(R"({"nodes": [1], "edges": ["a", "b"]})") + "}", "is no name");
  check_malformed(with_names(R"({"nodes": ["h"], "edges": ["a", "b", "c"]})") + "}",
                  "in the place of");
  check_malformed(with_names(R"({"nodes": ["h"], "edges": ["a"]})") + "}", "in the place of");
  check_malformed(with_names(R"({"nodes": ["h"]})") + "}", "in the place of");
}

TEST_CASE("lines are terminated, words separated by single spaces, and all in order") {
  const std::string good = corpus("").at("components.lines");
  CHECK(check(changed(good, "balance", "# a comment\n#\nbalance")).verdict == Verdict::proved);
  check_malformed("# first\n" + good, "line 1");
  check_malformed(good.substr(0, good.size() - 1), "the end of the line");
  for (const auto& [from, to] : std::initializer_list<std::pair<const char*, const char*>>{
           {"network 2 3\n", "network 2 3 \n"},
           {"network 2 3\n", "network  2 3\n"},
           {"network 2 3\n", "network 2 3\r\n"},
           {"network 2 3\n", "\nnetwork 2 3\n"},
           {"network 2 3\n", " network 2 3\n"},
           {"network 2 3\n", "network\t2 3\n"},
           {"network 2 3\n", "network 2\n"},
           {"network 2 3\n", "network 2 3 4\n"},
           {"network 2 3\n", "network 2 2\n"},
           {"network 2 3\n", "network 2 4\n"},
           {"claim components 2", "claim components"},
           {"claim components 2", "claim components 2 complete"},
           {"claim disconnected\n", "claim disconnected\nclaim disconnected\n"},
           {"claim disconnected\n", "claim singular_point\n"},
           {"claim disconnected\n", "claim\n"},
           {" uses 1\n", " uses\n"},
           {" uses 1\n", " uses 1 uses 1\n"},
           {"lock in 1 1/3 set 1\n", "lock in 1 1/3 1\n"},
           {"lock in 1 1/3 set 1\n", "lock in 1 1/3 set 1\nbase\n"},
           {"lock in 1 1/3 set 1\n", "lock in 1 1/3 set 1\nlocks\n"},
           {"lock in 1 1/3 set 1\n", "search\nlock in 1 1/3 set 1\n"},
           {"lock in 1 1/3 set 1\n", "\nlock in 1 1/3 set 1\n"},
           {"name node 0", "name edge 0"},
           {"name node 0", "name node 1"},
           {"name node 0", "name 0"},
           {"name node 0 \"h1\"\n", ""},
           {"end ", "end 0"},
           {"end ", "reach 0 1 1\nend "}}) {
    CAPTURE(from);
    CAPTURE(to);
    check_malformed(changed(good, from, to), "line ");
  }
  std::string counted = good;
  counted.replace(counted.rfind("end"), std::string::npos, "end 5\n");
  check_malformed(counted, "number of lines");
}

TEST_CASE("work without end meets a limit") {
  // Twelve long numbers, added up anew at each of 4096 leaves.
  constexpr int nodes = 12;
  std::string balance = "balance", leaf = "cut in set", search;
  for (int v = 0; v < nodes; ++v) {
    balance += " 1" + repeated("0", 80'000);
    leaf += " " + std::to_string(v);
  }
  std::size_t lines = 4;
  for (int i = 0; i < 1 << nodes; ++i) {
    // The branches that open between two leaves: as many as trailing zeros of i, all at first.
    for (int v = i == 0 ? 0 : nodes - __builtin_ctz(static_cast<unsigned>(i)); v < nodes;
         ++v, ++lines) {
      search += "branch " + std::to_string(v) + "\n";
    }
    search += leaf + "\n";
    ++lines;
  }
  const std::string head = "isthmus-certificate 1\nnetwork 12 0\n";
  const std::string tail = "\nclaim smooth\n" + search + "end " + std::to_string(lines) + "\n";
  const Outcome outcome = check(head + balance + tail);
  CHECK(outcome.verdict == Verdict::not_proved);
  CHECK(outcome.line.find("more steps than") != std::string::npos);
  std::string small = "balance";
  for (int v = 0; v < nodes; ++v) small += " 1";
  CHECK(check(head + small + tail).line == "proved: smooth");
}
