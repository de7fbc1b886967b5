// What units pass on, by graphs made by hand (onnx_graphs.cpp has the other half).
#include <doctest/doctest.h>

#include "formats/graph_by_hand.hpp"
#include "isthmus/exact/binary.hpp"

namespace isthmus::onnx {
namespace {

/// The activations of a model's nodes: "sum", "relu", "abs", a slope, or "?"; "-" for inputs and
/// outputs of which what there is to know is known.
std::string activations(const Model& model) {
  std::string text;
  for (const Node& node : nodes_of(model)) {
    if (node.bias) continue;
    const Activation& sigma = node.activation;
    std::string word = sigma.negative_slope.str();
    if (sigma == Activation{0, true}) word = "relu";
    if (sigma == Activation{1, true}) word = "sum";
    if (sigma == Activation{-1, true}) word = "abs";
    if (node.role != Role::hidden) word = "-";
    text += (text.empty() ? "" : " ") + (sigma.known ? word : "?");
  }
  return text;
}

/// x, a dense layer u of two units, and y, a dense layer of one unit after all of v.
struct Layers {
  Builder b{{1, 1}};

  Layers() { b.weights("a", {1, 2}).weights("c", {2, 1}).node("MatMul", {"x", "a"}, "u"); }

  Layers& node(const std::string& op, std::vector<std::string> inputs, const std::string& output,
               std::vector<Attribute> attributes = {}) {
    b.node(op, std::move(inputs), output, std::move(attributes));
    return *this;
  }

  std::string read() { return activations(b.node("MatMul", {"v", "c"}, "y").model("y")); }
};

Attribute real(const std::string& name, double value) {
  Attribute a;
  a.name = name;
  a.real = value;
  return a;
}

/// One operator between the layers.
std::string after(const std::string& op, std::vector<Attribute> attributes = {}) {
  return Layers().node(op, {"u"}, "v", std::move(attributes)).read();
}

TEST_CASE("the operator after a layer is the activation of its units") {
  CHECK(after("Relu") == "- relu relu -");
  CHECK(after("Abs") == "- abs abs -");
  CHECK(after("Identity") == "- sum sum -");
  CHECK(after("Dropout") == "- sum sum -");
  CHECK(after("LeakyRelu", {real("alpha", 0.25)}) == "- 1/4 1/4 -");
  const std::string standard = from_binary32(0.01F).str();
  CHECK(after("LeakyRelu") == "- " + standard + " " + standard + " -");
  CHECK(after("Neg") == "- ? ? -");
}

TEST_CASE("a second activation counts only if it changes nothing") {
  CHECK(Layers().node("Relu", {"u"}, "r").node("Relu", {"r"}, "v").read() == "- relu relu -");
  CHECK(Layers().node("Abs", {"u"}, "r").node("Relu", {"r"}, "v").read() == "- abs abs -");
  CHECK(Layers().node("LeakyRelu", {"u"}, "r").node("Relu", {"r"}, "v").read() == "- ? ? -");
  CHECK(Layers().node("Relu", {"u"}, "r").node("Neg", {"r"}, "v").read() == "- ? ? -");
}

TEST_CASE("a sum that is used before and after its activation is not known") {
  Layers skip;
  skip.b.weights("d", {4, 1});
  skip.node("Relu", {"u"}, "r").node("Concat", {"u", "r"}, "w", {integer("axis", 1)});
  CHECK(activations(skip.b.node("MatMul", {"w", "d"}, "y").model("y")) == "- ? ? -");
  Layers moved;
  moved.b.weights("d", {4, 1}).integers("shape", {1, 2});
  moved.node("Reshape", {"u", "shape"}, "s").node("Relu", {"u"}, "r");
  moved.node("Concat", {"s", "r"}, "w", {integer("axis", 1)});
  CHECK(activations(moved.b.node("MatMul", {"w", "d"}, "y").model("y")) == "- ? ? -");
}

TEST_CASE("an activated tensor may have several uses, and a shape is no use") {
  Layers twice;
  twice.b.weights("d", {2, 1});
  twice.node("Relu", {"u"}, "v").node("Shape", {"u"}, "n").node("MatMul", {"v", "d"}, "z");
  twice.b.node("MatMul", {"v", "c"}, "y").graph.outputs = {"y", "z"};
  CHECK(activations(read_graph(twice.b.graph, "test", {})) == "- relu relu - -");
}

TEST_CASE("an input next to a hidden layer keeps its own") {
  Layers skip;
  skip.b.weights("d", {3, 1});
  skip.node("Relu", {"u"}, "r").node("Concat", {"x", "r"}, "w", {integer("axis", 1)});
  CHECK(activations(skip.b.node("MatMul", {"w", "d"}, "y").model("y")) == "- relu relu -");
  Builder rectified({1, 2});
  rectified.weights("c", {2, 1}).node("Relu", {"x"}, "r").node("MatMul", {"r", "c"}, "y");
  CHECK(activations(rectified.model("y")) == "? ? -");
}

TEST_CASE("sums of units, differences and factors leave nothing known") {
  Layers sum;
  sum.b.weights("d", {1, 2});
  sum.node("MatMul", {"x", "d"}, "w").node("Add", {"u", "w"}, "s").node("Relu", {"s"}, "v");
  CHECK(sum.read() == "- ? ? ? ? -");
  Layers self;
  CHECK(self.node("Add", {"u", "u"}, "s").node("Relu", {"s"}, "v").read() == "- ? ? -");
  Layers less;
  less.b.weights("d", {2});
  CHECK(less.node("Sub", {"u", "d"}, "s").node("Relu", {"s"}, "v").read() == "- ? ? -");
  Layers scaled;
  scaled.b.weights("d", {});
  CHECK(scaled.node("Mul", {"u", "d"}, "s").node("Relu", {"s"}, "v").read() == "- relu relu -");
  Layers halved;
  halved.b.weights("d", {2}).graph.constants.back().fixed = true;
  CHECK(halved.node("Div", {"u", "d"}, "s").node("Relu", {"s"}, "v").read() == "- ? ? -");
}

TEST_CASE("a bias belongs to the sum, and after an activation to nothing known") {
  Layers before;
  before.b.weights("d", {2});
  CHECK(before.node("Add", {"u", "d"}, "s").node("Relu", {"s"}, "v").read() == "- relu relu -");
  Layers behind;
  behind.b.weights("d", {2});
  CHECK(behind.node("Relu", {"u"}, "r").node("Add", {"r", "d"}, "v").read() == "- ? ? -");
}

TEST_CASE("the factors of Gemm turn signs round") {
  Builder b({1, 1});
  b.weights("a", {1, 2}).weights("c", {2, 1});
  b.node("Gemm", {"x", "a"}, "u", {real("alpha", -1)}).node("Relu", {"u"}, "v");
  CHECK(activations(b.node("MatMul", {"v", "c"}, "y").model("y")) == "- ? ? -");
}

/// Two channels of two pixels, with operators up to v, flattened into y.
std::string pictures(const std::vector<std::string>& operators) {
  Builder b({1, 1, 2});
  b.weights("a", {2, 1, 1}).node("Conv", {"x", "a"}, "t0");
  std::string last = "t0";
  for (const std::string& op : operators) {
    const std::string next = "t" + std::to_string(b.graph.nodes.size());
    b.node(op, {last}, next);
    last = next;
  }
  b.weights("c", {2, 1}).node("Flatten", {last}, "f");
  return activations(b.node("MatMul", {"f", "c"}, "y").model("y"));
}

TEST_CASE("averages keep an activation, maxima one that is convex, minima none") {
  CHECK(pictures({"Relu", "GlobalAveragePool"}) == "- relu relu -");
  CHECK(pictures({"GlobalAveragePool", "Abs"}) == "- abs abs -");
  CHECK(pictures({"Relu", "GlobalMaxPool"}) == "- relu relu -");
  CHECK(pictures({"GlobalMaxPool", "Abs"}) == "- ? ? -");
  CHECK(pictures({"GlobalMaxPool"}) == "- ? ? -");
}

TEST_CASE("units before a normalisation and outputs that are more than their sum") {
  Builder b({1, 2});
  b.weights("a", {2, 1}).weights("d", {2, 1});
  b.node("MatMul", {"x", "a"}, "u").node("MatMul", {"x", "d"}, "v").node("Add", {"u", "v"}, "y");
  CHECK(activations(b.model("y")) == "- - ? ?");
  Builder plain({1, 2});
  plain.weights("a", {2, 1}).node("MatMul", {"x", "a"}, "u").node("Relu", {"u"}, "y");
  CHECK(activations(plain.model("y")) == "- - -");
}

}  // namespace
}  // namespace isthmus::onnx
