// What read_certificate says about text that is no certificate, and where.
#include <doctest/doctest.h>

#include "isthmus/proof/read.hpp"
#include "isthmus/proof/write.hpp"
#include "support/message.hpp"
#include "support/small_certificates.hpp"

namespace isthmus {
namespace {

std::string complaint(const std::string& text) {
  return test::message_of([&] { return read_certificate(text); });
}

/// The complaint about locked_chain() with one piece of its text replaced.
std::string complaint(CertificateForm form, const std::string& from, const std::string& to) {
  std::string text = certificate_text(test::locked_chain(), form);
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != text.npos, from);
  return complaint(text.replace(at, from.size(), to));
}

std::string in_json(const std::string& from, const std::string& to) {
  return complaint(CertificateForm::json, from, to);
}
std::string in_lines(const std::string& from, const std::string& to) {
  return complaint(CertificateForm::lines, from, to);
}

TEST_CASE("text that is no certificate at all") {
  const std::string empty = "the certificate is empty; give a file that isthmus prove has written";
  CHECK(complaint("") == empty);
  CHECK(complaint(" \n") == empty);
  CHECK(complaint("\n{}") == "line 1: the line is too short; add what is missing at its end");
  CHECK(complaint("hello\n") ==
        "line 1: this is no certificate; give a file that isthmus prove has written");
  CHECK(complaint("{\"nodes\": []}")
            .starts_with("$.nodes: unknown key; the keys known here are format,"));
  CHECK(complaint("{\"format\": \"isthmus-network\"}") ==
        "$.format: this is no certificate; give a file that isthmus prove has written");
  CHECK(complaint("{\"format\": \"isthmus-certificate\", \"version\": 1, \"pattern\": {}}") ==
        "the certificate is about a pattern, not about a network; check it by itself; there are no "
        "translations of such certificates");
  CHECK(complaint("{}") == "$: no \"format\"; add it");
  CHECK(complaint(std::string("isthmus-certificate 1\0\n", 23)) ==
        "line 1: \"1\\x00\" is not a number of this place; write a whole number up to 10^18 "
        "without sign, point or leading zero");
}

TEST_CASE("JSON: entries") {
  CHECK(in_json("\"version\": 1", "\"version\": 2") ==
        "$.version: version 2 is not known; use a certificate of version 1");
  CHECK(in_json("\"version\": 1", "\"version\": \"1\"") ==
        "$.version: expected a number, found a string; leave out the quotes");
  CHECK(in_json("\"version\": 1,", "") ==
        "$.network: expected \"version\" before this entry; begin with format, version, network, "
        "balance and claims in this order");
  CHECK(in_json("\"base\"", "\"basis\"").starts_with("$.basis: unknown key; the keys known here"));
  CHECK(in_json("\"point\"", "\"base\"") ==
        "$.base: the key is given twice; leave one of them out");
  CHECK(in_json("\n}\n", "\n} x") ==
        "line 18, column 3: expected the end of the file, found \"x\"; "
        "correct the JSON there");
  CHECK(in_json("\n}\n", "\n") ==
        "line 18, column 1: expected \",\" or \"}\", found the end of the "
        "file; check that the file is complete");
}

TEST_CASE("JSON: network, balance, claims, names") {
  CHECK(in_json("[0, 1]", "[0, 3]") ==
        "$.network.edges[1][1]: there is no node 3; write a number from 0 to 2, the ground");
  CHECK(in_json("[0, 1]", "[0]") ==
        "$.network.edges[1]: the list is too short; add what is missing at its end");
  CHECK(in_json("[0, 1]", "[0, 1, 1, 1]") ==
        "$.network.edges[1][3]: the list is too long; write tail, head, multiplicity");
  CHECK(
      in_json("[0, 1]", "[0, 1, 0]") ==
      "$.network.edges[1][2]: the multiplicity is 0; leave the edge out or write a number from 1");
  CHECK(
      in_json("[0, 1]", "[0, 1.0]").starts_with("$.network.edges[1][1]: \"1.0\" is not a number"));
  CHECK(in_json("\"hidden\": 2", "\"hidden\": 4294967295") ==
        "$.network.hidden: more than 2^32 - 3 nodes or edges; use bundles for parallel edges");
  CHECK(in_json("\"-1/2\", ", "") == "$.balance: 1 numbers for 2 hidden nodes; write one for each");
  CHECK(in_json("\"-1/2\"", "0.5") ==
        "$.balance[0]: expected a string, found a number; correct "
        "this value");
  CHECK(in_json("\"kind\": \"components\", ", "") == "$.claims[0]: no \"kind\"; add it");
  CHECK(in_json("{\"kind\": \"components\", \"log2\": 2}",
                "{\"log2\": 2, \"kind\": \"components\"}") ==
        "$.claims[0].kind: \"kind\" does not stand at its place; keep to the order of "
        "docs/certificate.md");
  CHECK(in_json("\"log2\": 2", "\"log2\": 1000000000000000000") == "no error");
  CHECK(in_json(", \"log2\": 2", "") == "$.claims[0]: no \"log2\"; add it");
  CHECK(in_json("\"log2\": 2", "\"log2\": 2, \"count\": 1") ==
        "$.claims[0]: the claim has no \"count\"; remove it");
  CHECK(in_json("\"log2\": 2", "\"log2\": 1000000000000000001")
            .starts_with("$.claims[0].log2: \"1000000000000000001\" is not a number"));
  CHECK(in_json("\"regular_point\"", "\"regular-point\"") ==
        "$.claims[1].kind: there is no claim \"regular-point\"; use one of the claims of "
        "docs/certificate.md");
  CHECK(in_json("\"x->a\", ", "") == "$.names.edges: 3 names, not 4; write one for each");
}

TEST_CASE("JSON: steps") {
  CHECK(in_json("\"bound\": \"2\"", "\"bound\": \"4/2\"")
            .starts_with("$.locks[0].bound: \"4/2\" is not a rational in lowest terms"));
  CHECK(in_json("\"uses\": [], ", "") ==
        "$.locks[0].bound: \"uses\" does not stand at its place; keep to the order of "
        "docs/certificate.md");
  CHECK(in_json(", \"bound\": \"2\"", "") == "$.locks[0]: no \"bound\"; add it");
  CHECK(in_json("\"set\": [1]", "\"set\": [2]") ==
        "$.locks[0].set[0]: there is no hidden node 2; the network has 2, counted from 0");
  CHECK(in_json("\"set\": [1]", "\"set\": []") ==
        "$.locks[0].set: the set is empty; name at least one hidden node");
  CHECK(in_json("\"edge\": 1", "\"edge\": 4") ==
        "$.locks[0].edge: there is no edge 4; the network has 4, counted from 0");
  CHECK(in_json("\"kind\": \"in\"", "\"kind\": \"IN\"") ==
        "$.locks[0].kind: there is no kind of cut \"IN\"; write in or out");
  CHECK(in_json("[[0, \"3/2\"]", "[[0, \"3/2\", 1]") ==
        "$.base[0][2]: the list is too long; write two items");
  CHECK(in_json("[[0, \"3/2\"]", "[[0, \"0\"]") ==
        "$.base[0][1]: the entry is 0; leave out the edges with 0");
  CHECK(in_json("[[0, \"3/2\"]", "[[1, \"3/2\"]") ==
        "$.base[1][1]: the edges do not increase; sort the entries, one for each edge");
  CHECK(in_json("\n}\n", ",\"search\": [{\"none\": false}]}") ==
        "$.search[0].none: none is always true; write true");
  CHECK(in_json("\n}\n", ",\"search\": [{\"none\": true, \"found\": 1}]}") ==
        "$.search[0].found: a second key; write one key for each step");
  CHECK(in_json("\n}\n", ",\"search\": [{}]}") ==
        "$.search[0]: the step is empty; write one of its keys");
}

TEST_CASE("lines: words and line ends") {
  CHECK(in_lines("edge 0 1", "edge  0 1") ==
        "line 4: a space too many; separate words by single spaces");
  CHECK(in_lines("edge 0 1", "edge 0 1 ") ==
        "line 4: a space too many; separate words by single spaces");
  CHECK(in_lines("edge 0 1", " edge 0 1") ==
        "line 4: a space too many; separate words by single spaces");
  CHECK(in_lines("edge 0 1", "edge 0 1\r").starts_with("line 4: \"1\\x0d\" is not a number"));
  CHECK(in_lines("edge 0 1", "") ==
        "line 4: the line is too short; add what is missing at its end");
  CHECK(in_lines("edge 0 1", "edge 0 1 1 1") == "line 4: unexpected \"1\"; correct or remove it");
  CHECK(in_lines("edge 0 1", "# a comment\nedge 0 1") == "no error");
  CHECK(in_lines("edge 0 1", "# a comment\nedge 0 9") ==
        "line 5: there is no node 9; write a number from 0 to 2, the ground");
  CHECK(in_lines("isthmus-certificate", "# a comment\nisthmus-certificate") ==
        "line 1: this is no certificate; give a file that isthmus prove has written");
  CHECK(in_lines("end 20\n", "end 20\n# a comment\n") ==
        "line 21: text follows the last line; remove it");
  CHECK(in_lines("end 20\n", "end 20") ==
        "line 21: the last line is not ended; check that the file is complete");
  CHECK(in_lines("end 20\n", "") ==
        "line 20: the certificate ends before its last line, end N; "
        "check that the file is complete");
  CHECK(in_lines("end 20", "end 19") ==
        "line 21: 20 lines come before this one; check that the file is complete");
  CHECK(in_lines("end 20\n", "end 20\n\n") == "line 21: text follows the last line; remove it");
}

TEST_CASE("lines: order") {
  CHECK(in_lines("network 2 4", "network 2 5") == "line 7: expected the line of edge 4; add it");
  CHECK(in_lines("name node 1", "name node 2") ==
        "line 8: expected 1, found \"2\"; correct this line");
  CHECK(in_lines("name edge 3 \"a->a\"\n", "") == "line 12: names are missing; name all or none");
  CHECK(in_lines("balance -1/2 2\n", "") == "line 13: expected the line: balance Q …; add it");
  CHECK(in_lines("claim regular-point\n", "") != "no error");
  CHECK(in_lines("claim components 2\nclaim regular-point\n", "") ==
        "line 14: no claim stands before the steps; add a line: claim KIND");
  CHECK(in_lines("\npoint", "\nbase") ==
        "line 19: base comes after lock; keep to the order of "
        "docs/certificate.md");
  CHECK(in_lines("forest 0 0 1 1", "point") ==
        "line 20: a second line point; leave one of them out");
  CHECK(in_lines("forest", "reach 0\nforest") ==
        "line 20: no line distance before this one; add it");
  CHECK(in_lines("forest", "wood") ==
        "line 20: there is no step \"wood\"; use the steps of docs/certificate.md");
}

TEST_CASE("lines: values") {
  CHECK(in_lines("isthmus-certificate 1", "isthmus-certificate 01")
            .starts_with("line 1: \"01\" is not a number"));
  CHECK(in_lines("claim regular-point", "claim regular_point") ==
        "line 15: there is no claim \"regular_point\"; use one of the claims of "
        "docs/certificate.md");
  CHECK(in_lines("claim regular-point", "claim components 3") ==
        "line 15: a second claim of the same kind; leave one of them out");
  CHECK(in_lines("claim regular-point", "claim strata 1 exact") ==
        "line 15: expected complete, found \"exact\"; correct this line");
  CHECK(in_lines("name node 1 \"b\"", "name node 1 b") ==
        "line 8: expected a string, found \"b\"; correct the JSON there");
  CHECK(in_lines(" \"b\"", "") == "line 8: the line is too short; add what is missing at its end");
  CHECK(in_lines("\"b\"", " \"b\"") == "line 8: a space too many; separate words by single spaces");
  CHECK(in_lines("\"b\"", "\"b\" \"c\"").starts_with("line 8: expected the end of the file"));
  CHECK(in_lines("set 1", "set 1 uses") ==
        "line 17: the line is too short; add what is missing at its end");
  CHECK(in_lines("set 1", "set uses 0") ==
        "line 17: the set is empty; name at least one hidden node");
  CHECK(in_lines("3/2", "-3/2") == "no error");
  for (const char* wrong : {"--1", "+1", "1/", "/2", "1/1", "0/2", "2/4", "1/-2", "01", "1/02",
                            "-0", "0x1", "1e5", "1.5", "½", "1/2/3", "-", "-1/0"}) {
    CAPTURE(wrong);
    CHECK(in_lines("3/2", wrong).find("is not a rational in lowest terms") != std::string::npos);
  }
}

TEST_CASE("long rationals must be in lowest terms too") {
  const std::string threes(40, '3');
  const std::string ones(40, '1');
  CHECK(in_lines("3/2", threes + "/2") == "no error");
  CHECK(in_lines("3/2", "2/" + threes) == "no error");
  CHECK(in_lines("3/2", threes + "/" + ones).find("lowest terms") != std::string::npos);
  CHECK(in_lines("3/2", "3/" + threes).find("lowest terms") != std::string::npos);
  CHECK(in_lines("3/2", std::string(1'000'001, '3')).find("more than 1000000 digits") !=
        std::string::npos);
}

TEST_CASE("a small text cannot claim a large memory") {
  CHECK(complaint("isthmus-certificate 1\nnetwork 4294967293 4294967293\n")
            .starts_with("line 2: the certificate ends before its last line"));
  CHECK(complaint("isthmus-certificate 1\nnetwork 4294967293 0\nbalance 0\n") ==
        "line 3: the line is too short; add what is missing at its end");
  CHECK(complaint("isthmus-certificate 1\nnetwork 4294967293 0\nname node 0 \"a\"\nbalance 0\n") ==
        "line 4: names are missing; name all or none");
  CHECK(complaint("{\"format\": \"isthmus-certificate\", \"version\": 1, \"network\": {\"hidden\": "
                  "4294967293, \"edges\": []}, \"balance\": []}") ==
        "$.balance: 0 numbers for 4294967293 hidden nodes; write one for each");
  CHECK(complaint(std::string(10'000'000, '[')) ==
        "line 1: the last line is not ended; check that the file is complete");
  CHECK(complaint("{\"format\": " + std::string(10'000'000, '[')) ==
        "$.format: expected a string, found an array; correct this value");
}

}  // namespace
}  // namespace isthmus
