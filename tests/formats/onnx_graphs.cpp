// Graphs made by hand, node by node, and the models they mean.
#include <doctest/doctest.h>

#include "formats/graph_by_hand.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/onnx.hpp"

namespace isthmus::onnx {
namespace {

/// "tail->head: w w w" for every bundle, then "a=b" for every tie.
std::vector<std::string> edges(const Model& model) {
  const Network network = to_network(model, WeightDetail::all);
  std::vector<std::string> lines;
  for (const Edge& edge : network.edges) {
    std::string line =
        network.nodes[edge.from].id + (edge.fixed ? "=" : "->") + network.nodes[edge.to].id;
    for (const Rational& w : edge.weights) {
      if (!edge.fixed) line += " " + w.str();
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> roles(const Model& model) {
  const ModelNodes nodes(model);
  std::vector<std::string> lines;
  for (std::uint32_t v = 0; v < nodes.size(); ++v) {
    const Role role = nodes.run(v).role;
    lines.push_back(nodes.name(v) + (role == Role::input    ? " input"
                                     : role == Role::hidden ? " hidden"
                                                            : " output"));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("two dense layers, one stored by rows and one by columns") {
  Builder b({-1, 2});
  b.weights("a.weight", {3, 2}).weights("a.bias", {3}).weights("b", {3, 1});
  b.node("Gemm", {"x", "a.weight", "a.bias"}, "u", {integer("transB", 1)});
  b.node("Relu", {"u"}, "v").node("MatMul", {"v", "b"}, "y");
  const Model model = b.model("y");
  CHECK(edges(model) == Lines{"x[0]->a[0] 1", "x[1]->a[0] 2", "x[0]->a[1] 3", "x[1]->a[1] 4",
                              "x[0]->a[2] 5", "x[1]->a[2] 6", "one->a[0] 1", "one->a[1] 2",
                              "one->a[2] 3", "a[0]->b[0] 1", "a[1]->b[0] 2", "a[2]->b[0] 3"});
  CHECK(roles(model) == Lines{"x[0] input", "x[1] input", "one input", "a[0] hidden", "a[1] hidden",
                              "a[2] hidden", "b[0] output"});
  CHECK(model.notes.empty());
}

TEST_CASE("kernels are bundles, and a flattened map has one for each channel") {
  Builder b({1, 1, 4, 2});
  b.weights("c.weight", {2, 1, 3, 1}).weights("d.weight", {1, 8});
  b.node("Conv", {"x", "c.weight"}, "u").node("Flatten", {"u"}, "v");
  b.node("Gemm", {"v", "d.weight"}, "y", {integer("transB", 1)});
  CHECK(edges(b.model("y")) ==
        Lines{"x[0]->c[0] 1 2 3", "x[0]->c[1] 4 5 6", "c[0]->d[0] 1 2 3 4", "c[1]->d[0] 5 6 7 8"});
}

TEST_CASE("a map flattened with channels last has its bundles apart") {
  Builder b({1, 1, 2, 2});
  b.weights("c.weight", {2, 1, 1, 1}).weights("d.weight", {1, 8});
  b.node("Conv", {"x", "c.weight"}, "u");
  b.node("Transpose", {"u"}, "t", {integers("perm", {0, 2, 3, 1})}).node("Flatten", {"t"}, "v");
  b.node("Gemm", {"v", "d.weight"}, "y", {integer("transB", 1)});
  CHECK(edges(b.model("y")) ==
        Lines{"x[0]->c[0] 1", "x[0]->c[1] 2", "c[0]->d[0] 1 3 5 7", "c[1]->d[0] 2 4 6 8"});
}

TEST_CASE("the same with the matrix stored the other way") {
  Builder b({1, 1, 2, 2});
  b.weights("c.weight", {2, 1, 1, 1}).weights("d.weight", {8, 2});
  b.node("Conv", {"x", "c.weight"}, "u");
  b.node("Transpose", {"u"}, "t", {integers("perm", {0, 2, 3, 1})}).node("Flatten", {"t"}, "v");
  b.node("Gemm", {"v", "d.weight"}, "y");
  const Lines lines = edges(b.model("y"));
  CHECK(Lines(lines.begin() + 2, lines.end()) ==
        Lines{"c[0]->d[0] 1 5 9 13", "c[1]->d[0] 3 7 11 15", "c[0]->d[1] 2 6 10 14",
              "c[1]->d[1] 4 8 12 16"});
}

TEST_CASE("groups, depthwise kernels and transposed convolution") {
  Builder grouped({1, 4, 3});
  grouped.weights("c.weight", {2, 2, 1}).weights("d.weight", {4, 1, 2});
  grouped.node("Conv", {"x", "c.weight"}, "u", {integer("group", 2)});
  grouped.node("Conv", {"u", "d.weight"}, "y", {integer("group", 2)});
  CHECK(edges(grouped.model("y")) == Lines{"x[0]->c[0] 1", "x[1]->c[0] 2", "x[2]->c[1] 3",
                                           "x[3]->c[1] 4", "c[0]->d[0] 1 2", "c[0]->d[1] 3 4",
                                           "c[1]->d[2] 5 6", "c[1]->d[3] 7 8"});
  Builder up({1, 4, 3});
  up.weights("c.weight", {4, 1, 2});
  up.node("ConvTranspose", {"x", "c.weight"}, "y", {integer("group", 2), integers("strides", {2})});
  CHECK(edges(up.model("y")) ==
        Lines{"x[0]->c[0] 1 2", "x[1]->c[0] 3 4", "x[2]->c[1] 5 6", "x[3]->c[1] 7 8"});
}

TEST_CASE("a skip ties units, once each") {
  Builder b({1, 2});
  b.weights("a.weight", {2, 2}).weights("b.weight", {2, 2});
  b.node("MatMul", {"x", "a.weight"}, "u").node("MatMul", {"u", "b.weight"}, "v");
  b.node("Add", {"u", "v"}, "s").node("Sub", {"s", "v"}, "t").node("MatMul", {"t", "c"}, "y");
  b.weights("c", {2, 1});
  const Lines lines = edges(b.model("y"));
  CHECK(Lines(lines.end() - 2, lines.end()) == Lines{"a[0]=b[0]", "a[1]=b[1]"});
}

TEST_CASE("pixels that share weights are one unit") {
  // Rows of a picture become channels: the convolution ties what it treats alike.
  Builder b({1, 2});
  b.weights("a.weight", {4, 2}).integers("shape", {1, 2, 2}).weights("c.weight", {1, 2, 1});
  b.node("Gemm", {"x", "a.weight"}, "u", {integer("transB", 1)});
  b.node("Reshape", {"u", "shape"}, "p").node("Conv", {"p", "c.weight"}, "y");
  const Lines lines = edges(b.model("y"));
  CHECK(Lines(lines.end() - 4, lines.end()) ==
        Lines{"a[0]->c[0] 1", "a[2]->c[0] 2", "a[0]=a[1]", "a[2]=a[3]"});
}

TEST_CASE("a bias of an input gets a unit of its own; a factor makes new units") {
  Builder b({1, 2});
  b.weights("b", {2}).weights("s.weight", {2}).weights("y.weight", {2, 1});
  b.node("Add", {"b", "x"}, "u").node("Mul", {"u", "s.weight"}, "v");
  b.node("MatMul", {"v", "y.weight"}, "y");
  CHECK(edges(b.model("y")) == Lines{"one->Add_u[0] 1", "one->Add_u[1] 2", "Add_u[0]->s[0] 1",
                                     "Add_u[1]->s[1] 2", "s[0]->y[0] 1", "s[1]->y[0] 2",
                                     "x[0]=Add_u[0]", "x[1]=Add_u[1]"});
}

TEST_CASE("one bias of several units ties them") {
  Builder b({1, 2});
  b.weights("a.weight", {2, 2}).weights("b", {1}).weights("c.weight", {2, 1});
  b.node("MatMul", {"x", "a.weight"}, "u").node("Add", {"u", "b"}, "v");
  b.node("MatMul", {"v", "c.weight"}, "y");
  const Lines lines = edges(b.model("y"));
  CHECK(Lines(lines.begin() + 4, lines.end()) ==
        Lines{"one->a[0] 1", "a[0]->c[0] 1 2", "a[0]=a[1]"});
}

TEST_CASE("a bias for every pixel is a bundle of biases") {
  Builder b({1, 1, 2});
  b.weights("c.weight", {2, 1, 1}).weights("p", {2, 2});
  b.node("Conv", {"x", "c.weight"}, "u").node("Add", {"u", "p"}, "y");
  CHECK(edges(b.model("y")) ==
        Lines{"x[0]->c[0] 1", "x[0]->c[1] 2", "one->c[0] 1 2", "one->c[1] 3 4"});
}

Builder normalised() {
  Builder b({1, 2, 2});
  b.weights("c.weight", {2, 2, 1}).weights("n.weight", {2}).weights("n.bias", {2});
  b.weights("mean", {2}).weights("var", {2}).weights("d.weight", {1, 2, 1});
  b.node("Conv", {"x", "c.weight"}, "u");
  b.node("BatchNormalization", {"u", "n.weight", "n.bias", "mean", "var"}, "n");
  return b;
}

TEST_CASE("normalisation: ground before it, laws of scale and shift after it") {
  Builder b = normalised();
  b.node("Relu", {"n"}, "r").node("Conv", {"r", "d.weight"}, "y");
  const Model model = b.model("y");
  const Lines lines = edges(model);
  CHECK(Lines(lines.begin() + 4, lines.end()) == Lines{"c[0]->n[0] 1", "c[1]->n[1] 2",
                                                       "one->n[0] 1", "one->n[1] 2", "n[0]->d[0] 1",
                                                       "n[1]->d[0] 2"});
  CHECK(roles(model)[3] == "c[0] output");
  CHECK(model.runs[2].normalised);
  CHECK(roles(model)[5] == "n[0] hidden");
  CHECK(model.notes.empty());
}

TEST_CASE("a unit that is normalised and used otherwise has no law, and a note says so") {
  Builder b = normalised();
  b.node("Add", {"n", "u"}, "s").node("Conv", {"s", "d.weight"}, "y");
  const Model model = b.model("y");
  CHECK(roles(model)[3] == "c[0] output");
  CHECK_FALSE(model.runs[2].normalised);
  REQUIRE(model.notes.size() == 1);
  CHECK(model.notes[0].starts_with("units of \"c\" are normalised by one consumer"));
}

TEST_CASE("runs are split where only some units reach an output") {
  Builder b({1, 2});
  b.weights("a.weight", {2, 3}).integers("1", {1}).integers("2", {2});
  b.node("MatMul", {"x", "a.weight"}, "u").node("Slice", {"u", "1", "2", "1"}, "y");
  CHECK(roles(b.model("y")) ==
        Lines{"x[0] input", "x[1] input", "a[0] hidden", "a[1] output", "a[2] hidden"});
}

TEST_CASE("what comes after the last law makes outputs, and a note") {
  Builder b({1, 2});
  b.weights("a.weight", {2, 2});
  b.node("MatMul", {"x", "a.weight"}, "u").node("Sigmoid", {"u"}, "s").node("Mul", {"u", "s"}, "y");
  const Model model = b.model("y");
  CHECK(roles(model)[2] == "a[0] output");
  CHECK(model.notes.size() == 2);
  CHECK(model.notes[0] ==
        "Sigmoid \"Sigmoid_s\" comes after the last law: its inputs are outputs of the network");
}

TEST_CASE("all operators in the way are named at once") {
  Builder b({1, 2});
  b.weights("a", {2, 2}).weights("b", {2, 2});
  b.node("MatMul", {"x", "a"}, "u").node("Sigmoid", {"u"}, "s").node("Mul", {"u", "s"}, "m");
  b.node("Erf", {"m"}, "e").node("MatMul", {"e", "b"}, "v").node("Softmax", {"v"}, "y");
  CHECK(b.complaint("y") ==
        "weights come after operators that do not scale with their input, or are not supported: "
        "Sigmoid \"Sigmoid_s\", Mul \"Mul_m\", Erf \"Erf_e\"; docs/models.md lists what is "
        "supported");
}

TEST_CASE("tied weights are refused, with both users") {
  Builder b({1, 2});
  b.weights("a", {2, 2});
  b.node("MatMul", {"x", "a"}, "u").node("MatMul", {"u", "a"}, "y");
  CHECK(b.complaint("y") ==
        "MatMul \"MatMul_y\": the weights \"a\" are also those of MatMul \"MatMul_u\", and tied "
        "weights have no laws of this kind; train the two layers with weights of their own");
}

TEST_CASE("graphs that cannot be") {
  Builder cycle({1, 2});
  cycle.node("Add", {"x", "b"}, "a").node("Relu", {"a"}, "b");
  CHECK(cycle.complaint("b").find("\"b\" of Add \"Add_a\" is made by a later node: the graph has a "
                                  "cycle or is not sorted") != std::string::npos);
  Builder nowhere({1, 2});
  nowhere.node("Relu", {"z"}, "y");
  CHECK(nowhere.complaint("y").find("\"z\" of Relu \"Relu_y\" is made nowhere") !=
        std::string::npos);
  CHECK(Builder({1, 2}).complaint("y").find("\"y\" of the graph is made nowhere") !=
        std::string::npos);
  Builder twice({1, 2});
  twice.node("Relu", {"x"}, "y").node("Abs", {"x"}, "y");
  CHECK(twice.complaint("y") == "two values are called \"y\"; check the file");
  Builder dynamic({-1, 3, -1});
  dynamic.node("Relu", {"x"}, "y");
  CHECK(dynamic.complaint("y").find("axis 2 of the input \"x\" has no fixed size") !=
        std::string::npos);
  Builder old({1, 2});
  old.graph.opset = 6;
  CHECK(old.node("Relu", {"x"}, "y").complaint("y").find("export the model with opset 7 to 21") !=
        std::string::npos);
}

TEST_CASE("shapes that do not fit are errors that name the node") {
  const auto complaint = [](const std::string& op, const Shape& shape,
                            std::vector<Attribute> attributes = {}) {
    Builder b({1, 3, 4, 4});
    b.weights("w", shape);
    return b.node(op, {"x", "w"}, "y", std::move(attributes)).complaint("y");
  };
  CHECK(complaint("Conv", {2, 2, 3, 3}) ==
        "Conv \"Conv_y\": kernels of shape 2x2x3x3 meet an input of shape 1x3x4x4; check the file");
  CHECK(complaint("Conv", {2, 3, 5, 3}).find("larger than the picture") != std::string::npos);
  CHECK(complaint("Conv", {2, 3, 3, 3}, {integers("strides", {0, 1})}).find("strides is 0") !=
        std::string::npos);
  CHECK(complaint("Conv", {3, 3, 3, 3}, {integer("group", 2)}).find("do not divide") !=
        std::string::npos);
  CHECK(complaint("MatMul", {5, 2}).find("weights of shape 5x2 meet an input") !=
        std::string::npos);
  CHECK(complaint("MatMul", {4}).find("the weights \"w\" have shape 4") != std::string::npos);
  CHECK(complaint("Add", {3, 1}).find("shapes 1x3x4x4 and 3x1 do not fit") != std::string::npos);
  CHECK(complaint("Reshape", {2}).find("needs whole numbers") != std::string::npos);
}

TEST_CASE("a build without ONNX says so") {
  const std::string message = test::message_of([] { return read_onnx("missing.onnx"); });
  CHECK(message.find(can_read_onnx() ? "No such file" : "limit: missing.onnx: this build cannot") !=
        std::string::npos);
}

}  // namespace
}  // namespace isthmus::onnx
