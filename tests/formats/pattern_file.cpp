// Patterns from text, and what is refused.
#include "isthmus/formats/pattern_file.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

LayerSupports read(const std::string& text, const PatternLimits& limits = {}) {
  std::istringstream in(text);
  return read_pattern_json(in, limits);
}

std::string wrapped(const std::string& layers) {
  return R"({"format":"isthmus-pattern","version":1,"layers":)" + layers + "}";
}

std::string error_of(const std::string& json) {
  try {
    (void)read(json);
  } catch (const Error& error) {
    return error.detail().place + ": " + error.detail().cause;
  }
  return "none";
}

std::string shell_error(const std::string& text, const PatternLimits& limits = {}) {
  try {
    (void)parse_layers(text, limits);
  } catch (const Error& error) {
    return error.detail().place + ": " + error.detail().cause;
  }
  return "none";
}

TEST_CASE("a pattern reads the same from JSON and from the command line") {
  const LayerSupports layers = read(wrapped(R"([["101","010"],["11"]])"));
  REQUIRE(layers.size() == 2);
  CHECK(layers[0].inputs == 3);
  CHECK(layers[0].rows == std::vector<std::vector<std::uint32_t>>{{0, 2}, {1}});
  CHECK(layers[1].rows == std::vector<std::vector<std::uint32_t>>{{0, 1}});
  CHECK(parse_layers("101/010;11") == layers);
  CHECK(layers_text(layers) == "101/010;11");
  std::ostringstream out;
  write_pattern_json(out, layers);
  CHECK(read(out.str()) == layers);
  CHECK(read(R"({"layers":[["0"]],"version":1,"format":"isthmus-pattern"})")[0].rows.size() == 1);
}

TEST_CASE("faulty patterns are refused where the fault is") {
  CHECK(error_of(wrapped(R"([["11","1"]])")) ==
        "$.layers[0][1]: has the length 1, the row before 2");
  CHECK(error_of(wrapped(R"([["12"]])")) ==
        "$.layers[0][0]: holds \"2\", which is neither 0 nor 1");
  CHECK(error_of(wrapped(R"([["11"],["11"]])")) ==
        "$.layers[1]: has rows of length 2, but the number of rows of the layer before is 1");
  CHECK(error_of(wrapped(R"([["11"],[]])")) == "$.layers[1]: is an empty layer");
  CHECK(error_of(wrapped(R"([[""]])")) == "$.layers[0][0]: is an empty row");
  CHECK(error_of(wrapped("[]")) == ": there is no layer");
  CHECK(error_of(wrapped("[[11]]")) != "none");
  CHECK(error_of(R"({"format":"isthmus-network","version":1,"layers":[["1"]]})") ==
        "$.format: is another format");
  CHECK(error_of(R"({"format":"isthmus-pattern","version":2,"layers":[["1"]]})") ==
        "$.version: is another version");
  CHECK(error_of(R"({"format":"isthmus-pattern","version":1})") != "none");
  CHECK(error_of(R"({"format":"isthmus-pattern","version":1,"layers":[["1"]],"x":1})") != "none");
  CHECK(error_of(wrapped(R"([["1"]])") + "x") != "none");
  CHECK(shell_error("11/0;1") == "layer 1, row 2: has the length 1, the row before 2");
  CHECK(shell_error("11/01;1/1") ==
        "layer 2: has rows of length 1, but the number of rows of the layer before is 2");
  CHECK(shell_error("11/01;") == "layer 2, row 1: is an empty row");
  CHECK(shell_error("") == "layer 1, row 1: is an empty row");
  CHECK(shell_error("1 1") == "layer 1, row 1: holds \" \", which is neither 0 nor 1");
}

TEST_CASE("every truncation of a pattern file is an error") {
  const std::string whole = wrapped(R"([["101","010"],["11"]])");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK(error_of(whole.substr(0, size)) != "none");
  }
}

TEST_CASE("patterns over a limit are refused as such") {
  PatternLimits limits{2, 2, 5};
  CHECK(shell_error("1;1;1", limits) == "layer 3: more than 2 layers");
  CHECK(shell_error("111", limits) == "layer 1, row 1: more than 2 inputs in a layer");
  CHECK(shell_error("1/1/1", limits) == "layer 1, row 3: more than 2 outputs in a layer");
  CHECK(shell_error("11/11;11", limits) == "layer 2, row 1: more than 5 entries");
  CHECK(shell_error("11/11;1/1", limits) != "none");
}

}  // namespace
}  // namespace isthmus
