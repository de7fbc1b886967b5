// Every complaint about a network file, word for word.
#include <doctest/doctest.h>

#include <sstream>
#include <streambuf>

#include "isthmus/formats/network_json.hpp"
#include "support/message.hpp"

namespace isthmus {
namespace {

std::string complaint(const std::string& text) {
  return test::message_of([&] { return network_from_json(text, "n.json"); });
}

const std::string head = R"({"format":"isthmus-network","version":1,)";
const std::string nodes = R"("nodes":[{"id":"x","role":"input"},{"id":"h","role":"hidden"},)"
                          R"({"id":"y","role":"output"}],)";

/// A file whose only edge has these members besides x → h.
std::string with_edge(const std::string& members) {
  return head + nodes + R"("edges":[{"from":"x","to":"h",)" + members + "}]}";
}

TEST_CASE("syntax errors name line and column") {
  CHECK(complaint("") ==
        "n.json: the file is empty; give a network file or an architecture string");
  CHECK(complaint(" \n\t ") ==
        "n.json: the file is empty; give a network file or an architecture string");
  CHECK(complaint(head) ==
        "n.json: line 1, column 41: expected a key in quotes, found the end of "
        "the file; check that the file is complete");
  CHECK(complaint("{\"format\":\"isthmus-net") ==
        "n.json: line 1, column 23: expected the end of the string, found the end of the file; "
        "check that the file is complete");
  CHECK(complaint("{\n \"name\" \"é\"}") ==
        "n.json: line 2, column 9: expected \":\", found \"\"\"; correct the JSON there");
  CHECK(complaint("{\"name\":\"é\" x}") ==
        "n.json: line 1, column 13: expected \",\" or \"}\", found \"x\"; correct the JSON there");
  CHECK(complaint("{,}") ==
        "n.json: line 1, column 2: expected a key in quotes, found \",\"; correct the JSON there");
  CHECK(complaint("{\"nodes\":[1") ==
        "n.json: $.nodes[0]: expected an object, found a number; "
        "correct this value");
  CHECK(complaint("{\"nodes\":[],}") ==
        "n.json: line 1, column 13: expected a key in quotes, found \"}\"; correct the JSON there");
  CHECK(complaint("{\"nodes\":[,]}") ==
        "n.json: line 1, column 11: expected an object, found \",\"; correct the JSON there");
  CHECK(complaint("hello") ==
        "n.json: line 1, column 1: expected an object, found \"h\"; correct the JSON there");
  CHECK(complaint("\xef\xbb\xbf{}") ==
        "n.json: line 1, column 1: expected an object, found byte 0xef; correct the JSON there");
  CHECK(complaint(head + "\"nodes\":[],\"edges\":[]} {}") ==
        "n.json: line 1, column 64: expected the end of the file, found \"{\"; correct the JSON "
        "there");
}

TEST_CASE("strings are strict") {
  const auto name = [](const std::string& inside) { return complaint("{\"name\":\"" + inside); };
  CHECK(name("a\nb\"}") ==
        "n.json: line 1, column 11: expected the end of the string, found byte "
        "0x0a; correct the JSON there");
  CHECK(name("\\x\"}") ==
        "n.json: line 1, column 11: expected an escape such as \\n or \\u00e9, "
        "found \"x\"; correct the JSON there");
  CHECK(name("\\u12g4\"}") ==
        "n.json: line 1, column 14: expected four hexadecimal digits, found "
        "\"g\"; correct the JSON there");
  CHECK(name("\\ud800x\"}") ==
        "n.json: line 1, column 16: expected \"\\\", found \"x\"; correct the JSON there");
  CHECK(name("\\ud800\\u0041\"}") ==
        "n.json: line 1, column 22: expected the second half of a surrogate pair, found \"\"\"; "
        "correct the JSON there");
  CHECK(name("\\udc00\"}") ==
        "n.json: line 1, column 16: expected the first half of a surrogate pair before this one, "
        "found \"\"\"; correct the JSON there");
}

TEST_CASE("text that is not UTF-8 is refused") {
  for (const std::string bytes :
       {"\x80", "\xff", "\xc0\xaf", "\xc3(", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80", "\xe2\x82", "\xf0\x9f\x98"}) {
    const std::string message = complaint("{\"name\":\"" + bytes + "\"}");
    CHECK(message.starts_with("n.json: line 1, column "));
    CHECK(message.find("expected UTF-8 text, found ") != message.npos);
  }
  CHECK(complaint("{\"name\":\"\xff\"}") ==
        "n.json: line 1, column 10: expected UTF-8 text, found byte 0xff; correct the JSON there");
}

TEST_CASE("numbers are strict") {
  const auto weight = [](const std::string& text) {
    return complaint(with_edge("\"weight\":" + text));
  };
  const std::string at = "n.json: $.edges[0].weight: ";
  CHECK(weight("NaN") == at + "not a finite number; replace NaN and Infinity");
  CHECK(weight("Infinity") == at + "not a finite number; replace NaN and Infinity");
  CHECK(weight("-Infinity") == at + "not a finite number; replace NaN and Infinity");
  CHECK(weight("null") == at + "expected a number, found null; correct this value");
  CHECK(weight("[1]") == at + "expected a number, found an array; correct this value");
  CHECK(weight("1.") ==
        "n.json: line 1, column 172: expected a digit, found \"}\"; correct the "
        "JSON there");
  CHECK(weight("01") ==
        "n.json: line 1, column 171: expected no digit after a leading 0, found "
        "\"1\"; correct the JSON there");
  CHECK(weight("+1") ==
        "n.json: line 1, column 170: expected a number, found \"+\"; correct the "
        "JSON there");
  CHECK(weight("1e") ==
        "n.json: line 1, column 172: expected a digit, found \"}\"; correct the "
        "JSON there");
  CHECK(weight("\"nan\"").starts_with(at + "\"nan\" is not a number; "));
  CHECK(weight("\"1/0\"").starts_with(at + "\"1/0\" has a zero denominator; "));
  CHECK(weight("1e999999999").starts_with(at + "\"1e999999999\" has an exponent beyond 100000; "));
  CHECK(weight("\"0x1p999999999\"").starts_with(at));
  CHECK(weight(std::string(2'000'000, '7')).size() < 300);
  CHECK(complaint(head + nodes + R"("edges":[],"balance":{"h":"x"}})")
            .starts_with("n.json: $.balance.h: \"x\" is not a number; "));
}

TEST_CASE("numbers too large for the type the file asks for") {
  const std::string message = complaint(
      head + nodes + R"("edges":[{"from":"x","to":"h","weight":1e39}],"numbers":"binary32"})");
  CHECK(message.starts_with("n.json: $.edges[0].weight: "));
  CHECK(message.find("too large for a binary32 number") != message.npos);
  CHECK(complaint(head + nodes + R"("edges":[],"balance":{"h":1e309},"numbers":"binary64"})")
            .starts_with("n.json: $.balance.h: "));
}

TEST_CASE("format and version") {
  const std::string rest = nodes + "\"edges\":[]}";
  CHECK(complaint("{\"format\":\"isthmus-report\"}") ==
        "n.json: $.format: the format \"isthmus-report\" is not a network; give a file whose "
        "format is \"isthmus-network\"");
  CHECK(complaint("{\"version\":2}") ==
        "n.json: $.version: version \"2\" is not known; this program reads version 1");
  CHECK(complaint("{\"version\":\"1\"}") ==
        "n.json: $.version: version \"1\" is not known; this program reads version 1");
  CHECK(complaint("{\"version\":1," + rest) == "n.json: $: no \"format\"; add it");
  CHECK(complaint("{\"format\":\"isthmus-network\"," + rest) ==
        "n.json: $: no \"version\"; add it");
  CHECK(complaint(head + "\"nodes\":[]}") == "n.json: $: no \"edges\"; add it");
  CHECK(complaint(head + "\"edges\":[]}") == "n.json: $: no \"nodes\"; add it");
  CHECK(complaint("[]") == "n.json: $: expected an object, found an array; correct this value");
}

TEST_CASE("unknown and repeated keys") {
  CHECK(complaint(head + "\"egdes\":[]}") ==
        "n.json: $.egdes: unknown key; the keys known here are format, version, name, numbers, "
        "nodes, edges, balance");
  CHECK(complaint("{\"a key\\n\":0}") ==
        "n.json: $[\"a key\\x0a\"]: unknown key; the keys known here are format, version, name, "
        "numbers, nodes, edges, balance");
  CHECK(complaint("{\"nodes\":[{\"id\":\"x\",\"type\":1}]}") ==
        "n.json: $.nodes[0].type: unknown key; the keys known here are id, role, bias, activation, "
        "negative_slope");
  CHECK(complaint(with_edge("\"wieght\":1")) ==
        "n.json: $.edges[0].wieght: unknown key; the keys known here are from, to, id, weight, "
        "weights, norm_squared, multiplicity, fixed");
  CHECK(complaint("{\"name\":\"a\",\"name\":\"a\"}") ==
        "n.json: $.name: the key is given twice; leave one of them out");
  CHECK(complaint(with_edge("\"weight\":1,\"weight\":1")) ==
        "n.json: $.edges[0].weight: the key is given twice; leave one of them out");
  CHECK(complaint(head + nodes + R"("edges":[],"balance":{"h":1,"h":1}})") ==
        "n.json: $.balance.h: the key is given twice; leave one of them out");
}

TEST_CASE("values of the wrong kind") {
  CHECK(complaint("{\"nodes\":{}}") ==
        "n.json: $.nodes: expected an array, found an object; correct this value");
  CHECK(complaint("{\"name\":7}") ==
        "n.json: $.name: expected a string, found a number; correct this value");
  CHECK(complaint(with_edge("\"fixed\":1")) ==
        "n.json: $.edges[0].fixed: expected true or false, found a number; correct this value");
  CHECK(complaint(with_edge("\"fixed\":tru")) ==
        "n.json: line 1, column 172: expected true, found \"}\"; correct the JSON there");
  CHECK(complaint("{\"numbers\":\"float\"}") ==
        "n.json: $.numbers: \"float\" is not a kind of numbers; write \"binary32\" or "
        "\"binary64\", or leave the key out to read exactly");
  CHECK(complaint("{\"nodes\":[{\"id\":\"x\",\"role\":\"bias\"}]}") ==
        "n.json: $.nodes[0].role: \"bias\" is not a role; write \"input\", \"hidden\" or "
        "\"output\"");
}

TEST_CASE("nodes and edges that lack something") {
  CHECK(complaint("{\"nodes\":[{\"role\":\"input\"}]}") == "n.json: $.nodes[0]: no \"id\"; add it");
  CHECK(complaint("{\"nodes\":[{\"id\":\"a\"}]}") == "n.json: $.nodes[0]: no \"role\"; add it");
  CHECK(complaint("{\"edges\":[{\"from\":\"a\"}]}") == "n.json: $.edges[0]: no \"to\"; add it");
  CHECK(complaint("{\"edges\":[{\"to\":\"a\"}]}") == "n.json: $.edges[0]: no \"from\"; add it");
  CHECK(complaint(with_edge("\"id\":\"\"")) ==
        "n.json: $.edges[0].id: the id is empty; leave it out to use the default name");
  CHECK(complaint(with_edge("\"weights\":[]")) ==
        "n.json: $.edges[0].weights: no weights; give one for each parallel edge");
  CHECK(complaint(with_edge("\"weight\":1,\"weights\":[1]")) ==
        "n.json: $.edges[0]: more than one of \"weight\", \"weights\" and \"norm_squared\"; give "
        "one of them");
}

TEST_CASE("multiplicities") {
  for (const std::string text :
       {"0", "-1", "1.5", "2e3", "\"2\"", "18446744073709551616", "1000000000000000000000000"}) {
    const std::string bare = text.front() == '"' ? "2" : text;
    CHECK(complaint(with_edge("\"multiplicity\":" + text)) ==
          "n.json: $.edges[0].multiplicity: \"" + bare +
              "\" is not a multiplicity; write a whole number from 1 without quotes, fraction or "
              "exponent");
  }
}

TEST_CASE("names that nothing has") {
  CHECK(complaint(head + nodes + R"("edges":[{"from":"x","to":"k"}]})") ==
        "n.json: $.edges[0].to: there is no node \"k\"; use the id of one of the nodes");
  CHECK(complaint(head + R"("edges":[{"from":"z","to":"h"}],)" + nodes + R"("name":""})") ==
        "n.json: $.edges[0].from: there is no node \"z\"; use the id of one of the nodes");
  CHECK(complaint(head + nodes + R"("edges":[],"balance":{"h":1,"k k":1}})") ==
        "n.json: $.balance[\"k k\"]: there is no node \"k k\"; use the id of one of the nodes");
}

TEST_CASE("what `validate` finds is reported with the file") {
  CHECK(complaint(head + nodes + R"("edges":[{"from":"h","to":"y"},{"from":"h","to":"h"}]})") ==
        "n.json: $.edges[1]: closes the directed cycle h -> h; remove or turn round one of its "
        "edges");
  CHECK(complaint(R"({"nodes":[{"id":"x","role":"input"},{"id":"x","role":"input"}],"edges":[],)"
                  R"("format":"isthmus-network","version":1})") ==
        "n.json: $.nodes[1].id: \"x\" is already the id of $.nodes[0]; give every node its own id");
  CHECK(complaint(head + nodes + R"("edges":[],"balance":{"y":1,"h":1}})") ==
        "n.json: $.balance.y: \"y\" is not hidden, so no law holds there; leave this value out");
}

/// An endless file made of one text again and again, which costs no memory itself.
class Repeated : public std::streambuf {
 public:
  Repeated(std::string first, char then, std::size_t count)
      : first_(std::move(first)), then_(4096, then), left_(count / 4096) {
    setg(first_.data(), first_.data(), first_.data() + first_.size());
  }
  [[nodiscard]] std::size_t left() const { return left_; }

 protected:
  int_type underflow() override {
    if (left_ == 0) return traits_type::eof();
    --left_;
    setg(then_.data(), then_.data(), then_.data() + then_.size());
    return traits_type::to_int_type(then_.front());
  }

 private:
  std::string first_, then_;
  std::size_t left_;
};

TEST_CASE("100 MB of brackets are given up at the first that makes no sense") {
  Repeated brackets("{\"nodes\":", '[', 100'000'000);
  std::istream in(&brackets);
  CHECK(test::message_of([&] { return read_network_json(in, "-"); }) ==
        "-: $.nodes[0]: expected an object, found an array; correct this value");
  CHECK(brackets.left() > 20'000);
}

TEST_CASE("long culprits are shortened, the size of a file is limited") {
  const std::string message = complaint("{\"" + std::string(10'000'000, 'k') + "\":0}");
  CHECK(message.size() < 300);
  CHECK(message.starts_with("n.json: $[\"kkkk"));
  Repeated blanks("{", ' ', 1'000'000);
  std::istream in(&blanks);
  CHECK(test::message_of([&] { return read_network_json(in, "-", {500'000}); }) ==
        "-: the file is too large; split it or use bundles");
}

}  // namespace
}  // namespace isthmus
