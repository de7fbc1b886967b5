// Certificates of patterns, right ones and ones with a single fault in each condition.
#include <doctest/doctest.h>

#include <vector>

#include "checker/check.hpp"
#include "corpus.hpp"

using isthmus_check::check;
using isthmus_check::Outcome;
using isthmus_check::Verdict;

namespace {

const std::string& right(const std::string& name) {
  static const auto all = corpus("patterns");
  return all.at(name + ".json");
}

struct Fault {
  std::string name, from, to, reason;  // in the certificate `name`, once
};

void check_faults(const std::vector<Fault>& faults, Verdict verdict) {
  for (const auto& [name, from, to, reason] : faults) {
    CAPTURE(name);
    CAPTURE(to);
    std::string text = right(name);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    const Outcome outcome = check(text.replace(at, from.size(), to));
    CHECK(outcome.verdict == verdict);
    CHECK_MESSAGE(outcome.line.find(reason) != std::string::npos, outcome.line);
    CHECK(outcome.line.size() < 300);
  }
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("the certificates of tests/certificates/patterns prove what they claim") {
  const auto all = corpus("patterns");
  CHECK(all.size() >= 21);
  for (const auto& [name, text] : all) {
    CAPTURE(name);
    const bool closed = text.find("\"claim\": \"closed\"") != std::string::npos;
    CHECK(check(text).line == (closed ? "proved: closed" : "proved: not-closed"));
    const std::string words = check(text, {true, false}).text;
    CHECK((!words.empty() || name == "one_layer.json"));
  }
  CHECK(
      check(right("lu"), {true, false}).text.find("refutation[1]: the row is no combination.\n") !=
      std::string::npos);
}

TEST_CASE("a pattern certificate that is cut off anywhere is malformed, or fails where it stands") {
  for (const auto& [name, text] : corpus("patterns")) {
    CAPTURE(name);
    for (std::size_t size = 0; size + 2 < text.size(); ++size) {
      CHECK(check(std::string_view(text).substr(0, size)).verdict == Verdict::malformed);
    }
    CHECK(check(text + "{}").verdict == Verdict::malformed);
  }
}

TEST_CASE("a step of a proof that does not hold") {
  const std::string end = R"({"nothing": true})";
  check_faults(
      {{"lower_lower", R"("linear": [0, 1])", R"("linear": [1])", "rank that is too small"},
       {"lower_lower", "[[\"10\"", "[[\"11\"", "rank that is too small"},
       {"lower_lower", ",\n    " + end, "", "a state is left"},
       {"lower_lower", end, end + ", " + end, "no state is left"},
       {"lower_lower", R"({"linear": [0, 1], "side": "rows"},)", "", "a neuron is left"},
       {"rank_one", "\"layers\": [[\"11\"], [\"1\", \"1\"]]",
        "\"layers\": [[\"11\", \"11\"], [\"11\", \"11\"]]", "there is not one neuron"},
       {"rank_one", R"({"one_neuron": true})", R"({"two_neurons": true})", "are not two neurons"},
       {"rank_one_twins", R"("kept": [1])", R"("kept": [0, 1, 2])", "nothing goes, or too much"},
       {"rank_one_twins", R"("kept": [1])", R"("kept": [])", "too few rows of a type"},
       {"two_blocks", "[[0], [1]]", "[[0, 1]]", "in one of several parts"},
       {"two_blocks", "[[0], [1]]", "[[0], [0]]", "an observed entry in common"},
       {"two_blocks", "[[0], [1]]", "[[0]]", "in one of several parts"},
       {"two_blocks", "true},\n    {\"one_neuron\": true}", "true}", "a state is left"},
       {"flag", "\"111\", \"110\"", "\"011\", \"110\"", "they are not closed"},
       {"dead_units", "\"000\"", "\"010\"", "the neuron has an entry"},
       {"strip_split", "\"indices\": [0]", "\"indices\": [2]", "not all is free"},
       {"strip_split", "{\"linear\": [0], \"side\": \"columns\"},", "", "not all is free"},
       {"strip_split", "{\"strip\": 1, \"side\": \"rows\", \"indices\": [0]},", "",
        "an entry of a neuron is free"},
       {"absorb", "\"pivot\": 2", "\"pivot\": 1", "they are not both there"},
       {"absorb", "\"pivot\": 2", "\"pivot\": 0", "they are not both there"},
       {"absorb", "{\"absorb\": 1, \"side\": \"rows\", \"index\": 2, \"pivot\": 2},", "",
        "more dimensions"},
       {"absorb", "\"111\", \"111\"], [", "\"111\", \"011\"], [", "the pivot is too narrow"},
       {"absorb", "\"111\", \"011\"]]", "\"101\", \"011\"]]", "a row of the pivot"},
       {"sandwich", "[[2, \"rows\", 0]]", "[]", "more dimensions"},
       {"sandwich", "[[2, \"rows\", 0]]", "[[1, \"rows\", 2]]", "is not there"},
       {"sandwich", "[[2, \"rows\", 0]]", "[[2, \"rows\", 2]]", "not covered any more"},
       {"split",
        "\"pieces\": [{\"rows\": [0], \"columns\": [0]}, {\"rows\": [1], \"columns\": [1]}]",
        "\"pieces\": [{\"rows\": [0, 1], \"columns\": [0, 1]}]", "there is one piece"},
       {"split", "[1], \"columns\": [1]", "[1], \"columns\": [0]", "it is no piece"},
       {"split", "\"linear\": [1, 2]", "\"linear\": [1]", "an observed entry is in no piece"},
       {"three_lower", "\"layer\": 0", "\"layer\": 2", "nothing to merge"},
       {"chain", "[\"1100\", \"1100\"", "[\"1110\", \"1100\"", "two blocks of a level overlap"},
       {"chain", "\"0001\"]]", "\"0011\"]]", "two blocks of a level overlap"},
       {"chain_of_classes", "[\"11\", \"11\"], [\"1", "[\"10\", \"11\"], [\"1",
        "a part of a class"},
       {"one_layer", "\"proof\": []", "\"proof\": \"chain\"", "there is one layer"},
       {"three_lower", "[{\"layer\"", "[], \"proof\": [{\"layer\"", "more than two layers"},
       {"three_lower", "\"linear\": [0, 1], \"side\": \"columns\"},\n    {\"nothing\": true}",
        "\"two_neurons\": true}", "does not show that the state is full"},
       {"three_lower", "\"linear\": [0, 1], \"side\": \"columns\"},\n    {\"nothing\": true}",
        "\"dimension_count\": \"rows\"}", "does not show that the state is full"},
       {"three_lower", "\"linear\": [0, 1], \"side\": \"columns\"},\n    {\"nothing\": true}",
        "\"twins\": \"rows\", \"kept\": []}", "too few rows of a type"}},
      Verdict::not_proved);
}

// That a matrix of rank one is a limit of products says nothing about all matrices.
TEST_CASE("layers merge only where all products are reached") {
  const std::string head =
      R"({"format": "isthmus-certificate", "version": 1, "pattern": {"layers": [["11"], ["1", "1"], )"
      R"(["10", "01"]]}, "claim": "closed", "merges": [{"layer": 0, "proof": [)";
  const std::string tail = R"({"nothing": true}]}], "proof": [)"
                           R"({"linear": [0, 1], "side": "rows"}, {"nothing": true}]})";
  const std::string twins =
      R"({"twins": "rows", "kept": [0]}, {"linear": [0], "side": "columns"}, )";
  CHECK(check(head + twins + tail).line ==
        "not proved: merges[0][0]: a type that is cut is not full");
  CHECK(check(head + R"({"one_neuron": true}]}], "proof": []})").line ==
        "not proved: merges[0][0]: this does not show that the state is full");
}

TEST_CASE("a refutation, window or limit that does not hold") {
  const std::string no_pivot = "\"pivots\": [[0, 0]]";
  check_faults(
      {{"lu", "[1, 0, \"1\"]]", "[1, 0, \"2\"]]", "tends to another limit"},
       {"lu", "{\"-1\": \"-1\"}", "{\"-1\": \"-2\"}", "has no limit"},
       {"lu", "[1, 1, {\"0\": \"1\"}]", "[1, 0, {\"0\": \"1\"}]", "leaves the pattern"},
       {"lu", "\"split\": 1", "\"split\": 0", "no layer is before"},
       {"lu_and_identity", "\"split\": 1", "\"split\": 2", "leaves its origin"},
       {"lu_and_identity", ",\n    [[0, 0, {\"0\": \"1\"}], [1, 1, {\"0\": \"1\"}]]", "",
        "there are fewer factors"},
       {"lu", "\"origin\": 1", "\"origin\": 0", "cover an observed entry"},
       {"lu", ", {\"origin\": 1, \"rows\": [1], \"columns\": [1]}", "", "no piece covers"},
       {"lu_free", "{\"outside\": 1, \"pivots\": []}", "{\"empty\": 1}", "or be unused"},
       {"lu_twice", "\"neurons\": [0, 2]}\n", "\"neurons\": [0, 2]}, {\"empty\": 0}\n",
        "no case is left"},
       {"lu_free", "[[1, [1]]]", "[]", "no piece covers"},
       {"lu", "{\"rank\": [0], \"neuron\": 0},\n", "\n", "may be a combination"},
       {"lu", "{\"rank\": [0], \"neuron\": 0}", "{\"rank\": [0], \"neuron\": 1}", "do not span"},
       {"lu", "{\"rank\": [0], \"neuron\": 0}", "{\"rank\": [1], \"neuron\": 0}", "do not span"},
       {"lu", "{\"rank\": [0], \"neuron\": 0}", "{\"span\": [0, 0]}", "the row is not known"},
       {"lu", "{\"outside\": 1", "{\"outside\": 0", "may be a combination"},
       {"lu", "{\"outside\": 1, \"pivots\": []}", "{\"empty\": 0}",
        "may have a vector, or be unused"},
       {"lu", ",\n    {\"outside\": 1, \"pivots\": []}", "", "a case is left"},
       {"lu", "{\"rank\": [0], \"neuron\": 0}",
        "{\"rank\": [0], \"neuron\": 0}, {\"rank\": [0], \"neuron\": 0}", "does not shrink"},
       {"lu_dependent", ",\n    {\"dependent\": 1, \"neurons\": [0, 1]}", "", "a case is left"},
       {"lu_dependent", "\"neurons\": [0, 1]}\n", "\"neurons\": [1]}\n", "may be independent"},
       {"lu_dependent", "\"neurons\": [0, 1]}\n", "\"neurons\": [0, 1]}, {\"empty\": 0}\n",
        "no case is left"},
       {"lu_dependent", "{\"span\": [0, 0]}", "{\"branch\": 0}", "the row is known"},
       {"lu_dependent", "{\"span\": [0, 0]}", "{\"span\": [0, 1]}", "does not use the neuron"},
       {"lu_empty", "{\"span\": [1, 0]},", "", "may have a vector"},
       {"lu_empty", no_pivot, "\"pivots\": [[0, 1]]", "no pivot"},
       {"lu_empty", no_pivot, "\"pivots\": [[1, 0]]", "no pivot"},
       {"lu_empty", no_pivot, "\"pivots\": [[0, 0], [0, 0]]", "no pivot"},
       {"lu_rank", "\"neurons\": [0, 1]}\n", "\"neurons\": [1]}\n", "do not span too much"},
       {"lu_rank", "[0, 1], \"neurons\": [0, 1]}\n", "[0], \"neurons\": [0, 1]}\n",
        "do not use these neurons"},
       {"exchange", "\"neuron\": 2}", "\"neuron\": 1}", "not among the others"},
       {"exchange", "[[1, 0], [2, 1]]", "[[1, 2], [2, 1]]", "brings an earlier neuron back"},
       {"exchange", "[[1, 0], [2, 1]]", "[[1, 0]]", "the row needs no such neuron"}},
      Verdict::not_proved);
}

TEST_CASE("malformed certificates of patterns") {
  check_faults({{"lu", "\"11\", \"01\"", "\"11\", \"012\"", "no row of 0 and 1"},
                {"lu", "\"11\", \"01\"", "\"11\", \"021\"", "no row of 0 and 1"},
                {"lu", "[\"11\", \"01\"]", "[\"\", \"\"]", "no row of 0 and 1"},
                {"lu", "[\"11\", \"01\"]", "[]", "a layer is empty"},
                {"lu", "[[\"11\", \"01\"], [\"10\", \"11\"]]", "[]", "there is no layer"},
                {"lu", "[\"11\", \"01\"]", "[\"11\"]", "the inputs of a layer"},
                {"lu", "not-closed", "open", "is unknown here"},
                {"lu", "[1, 0, \"1\"]]", "[1, 0, \"0\"]]", "an entry is zero"},
                {"lu", "[[0, 1, \"1\"], [1", "[[1, 1, \"1\"], [1", "do not increase"},
                {"lu", "{\"1\": \"1\"}", "{\"01\": \"1\"}", "is no exponent"},
                {"lu", "{\"1\": \"1\"}", "{\"1\": \"1\", \"0\": \"1\"}", "do not increase"},
                {"lu", "{\"1\": \"1\"}", "{\"1000001\": \"1\"}", "is no exponent"},
                {"lu", "{\"1\": \"1\"}", "{}", "is no exponent"},
                {"lu", "{\"outside\"", "{\"inside\"", "is unknown"},
                {"lower_lower", "{\"nothing\"", "{\"something\"", "is unknown here"},
                {"lower_lower", "[0, 1]", "[1, 0]", "do not increase"},
                {"lower_lower", "[0, 1]", "[]", "the set is empty"},
                {"lower_lower", "[0, 1]", "[0, 2]", "too large here"},
                {"lower_lower", "\"rows\"", "\"row\"", "stands in the place of"},
                {"lower_lower", "true", "false", "stands in the place of"}},
               Verdict::malformed);
}

// Neither memory nor the stack nor time without end.
TEST_CASE("hostile certificates of patterns are refused soon") {
  const auto with = [](const std::string& name, const std::string& from, const std::string& to) {
    std::string text = right(name);
    return text.replace(text.find(from), from.size(), to);
  };
  CHECK(check(with("lu", "{\"rank\": [0]", repeated("[", 1'000'000))).verdict ==
        Verdict::malformed);
  CHECK(check(with("lu", "{\"rank\": [0]", repeated("{\"branch\":", 1'000'000))).verdict ==
        Verdict::malformed);
  CHECK(check(with("lower_lower", "[0, 1], \"side\"", "[0, 4294967295], \"side\"")).verdict ==
        Verdict::malformed);
  CHECK(check(with("lower_lower", "{\"linear\": [0, 1], \"side\": \"rows\"}",
                   "{\"strip\": 0, \"side\": \"rows\", \"indices\": [4000000000]}"))
            .verdict == Verdict::malformed);
  // 29 different neurons in a row: 2^29 sets of them.
  std::string inputs;
  for (std::size_t k = 0; k < 29; ++k) {
    inputs += (k > 0 ? ", \"" : "\"") + std::string(k, '1') + '0' + std::string(30 - k, '1') + '"';
  }
  const std::string row = '"' + std::string(29, '1') + '"';
  std::string many = with("rank_two", "\"111\", \"111\"", inputs);
  many.replace(many.find("\"11\", \"11\", \"11\""), 16, row + repeated(", " + row, 29));
  const Outcome outcome = check(many);
  CHECK(outcome.verdict == Verdict::not_proved);
  CHECK_MESSAGE(outcome.line.find("too many neurons") != std::string::npos, outcome.line);
}
