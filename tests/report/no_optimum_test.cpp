// The files and lines about training sets without an optimum, word for word for LU.
#include "isthmus/report/no_optimum.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "isthmus/pattern/decide.hpp"

namespace isthmus {
namespace {

const NoOptimum& lu() {
  static const NoOptimum data = [] {
    const LayerSupports layers{{2, {{0, 1}, {1}}}, {2, {{0}, {0, 1}}}};
    return no_optimum(layers, *decide(layers).witness);
  }();
  return data;
}

template <class Write>
std::string text(const Write& write) {
  std::ostringstream out;
  write(out);
  return out.str();
}

}  // namespace

TEST_CASE("The training set of LU as CSV") {
  CHECK(text([](std::ostream& out) { write_dataset(out, lu()); }) ==
        "x1,x2,y1,y2\n1,1,1,1\n2,4,4,2\n3,9,9,3\n4,16,16,4\n5,25,25,5\n6,36,36,6\n7,49,49,7\n"
        "8,64,64,8\n9,81,81,9\n");
}

TEST_CASE("The networks of LU as text") {
  CHECK(text([](std::ostream& out) { write_text(out, network_sequence(lu(), 4)); }) ==
        "\n"
        "Networks on the way to loss 0\n"
        "      ε       loss   largest weight\n"
        "      1        285                1\n"
        "    0.1       2.85               10\n"
        "   0.01     0.0285              100\n"
        "  0.001   0.000285             1000\n");
}

TEST_CASE("A network of LU as JSON") {
  CHECK(text([](std::ostream& out) { write_json(out, network_sequence(lu(), 1)); }) == R"({
  "format": "isthmus-sequence",
  "version": 1,
  "networks": [
    {
      "epsilon": "1",
      "loss": "285",
      "largest_weight": "1",
      "layers": [
        {
          "weights": [
            ["1", "1"],
            ["0", "1"]
          ],
          "biases": ["0", "0"]
        },
        {
          "weights": [
            ["1", "0"],
            ["1", "-1"]
          ],
          "biases": ["0", "0"]
        }
      ]
    }
  ]
}
)");
}

}  // namespace isthmus
