// Models from arrays alone: which order the matrices have, what the nodes are called, what is
// wrong.
#include "isthmus/formats/weights_files.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "formats/edge_list.hpp"
#include "formats/tensor_bytes.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/rewrite_model.hpp"
#include "support/random_network.hpp"

using namespace isthmus;

namespace {

/// An array of 1, 2, 3, … .
Tensor counting(const std::string& name, std::vector<std::uint64_t> shape) {
  std::uint64_t size = 1;
  for (const std::uint64_t extent : shape) size *= extent;
  std::vector<double> values(size);
  for (std::uint64_t i = 0; i < size; ++i) values[i] = static_cast<double>(i + 1);
  return make_tensor(name, std::move(shape), NumberType::binary32, values);
}

Model chain(std::vector<Tensor> tensors, const std::string& architecture = {},
            MatrixLayout layout = MatrixLayout::out_in) {
  ModelReading reading;
  reading.architecture = architecture;
  reading.layout = layout;
  Model model = weights_chain(std::move(tensors), reading);
  validate(model);
  return model;
}

/// The layers from input to output, as "x 2, fc1 3, …".
std::string layers_of(const Model& model) {
  std::string text;
  for (const NodeRun& run : model.runs) {
    text.append(text.empty() ? "" : ", ").append(run.prefix);
    if (!run.single) text.back() = ' ';
    if (!run.single) text += std::to_string(run.count);
  }
  return text;
}

std::string fault(std::vector<Tensor> tensors, const std::string& architecture = {},
                  MatrixLayout layout = MatrixLayout::out_in) {
  return test::message_of([&] { return chain(std::move(tensors), architecture, layout); });
}

/// The weight from one node to another, by names.
Rational weight(const Network& network, const std::string& from, const std::string& to) {
  for (const Edge& edge : network.edges) {
    if (network.nodes[edge.from].id == from && network.nodes[edge.to].id == to) {
      return edge.weights.at(0);
    }
  }
  return 0;
}

std::string npy_of(const std::string& type, const std::vector<std::uint64_t>& values, int width) {
  std::string bytes;
  for (const std::uint64_t value : values) bytes += test::little_endian(value, width);
  return test::npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': (" +
                       std::to_string(values.size()) + ",)}",
                   bytes);
}

NpyArray array_of(const std::string& type, const std::vector<std::uint64_t>& values, int width) {
  return parse_npy(test::owned(npy_of(type, values, width)), {});
}

using Values = std::vector<std::uint64_t>;

NamedArrays edges(const Values& from, const Values& to) {
  return {{"from", array_of("<i4", from, 4)}, {"to", array_of("<i8", to, 8)}};
}

std::string roles_of(const Model& model) {
  std::string roles;
  for (const NodeRun& run : model.runs) {
    roles.append(run.count, run.role == Role::input ? 'i' : run.role == Role::hidden ? 'h' : 'o');
  }
  return roles;
}

std::string edge_fault(const NamedArrays& arrays) {
  return test::message_of([&] {
    const Model model = edge_list_model(arrays);
    validate(model);
    return model.runs.size();
  });
}

}  // namespace

TEST_CASE("matrices and biases become layers, weights where they belong") {
  const Model model = chain(
      {counting("fc1.weight", {3, 2}), counting("fc1.bias", {3}), counting("fc2.weight", {1, 3})});
  CHECK(layers_of(model) == "x 2, one, fc1 3, fc2 1");
  const Network network = to_network(model, WeightDetail::all);
  CHECK(network.edges.size() == 12);
  CHECK(weight(network, "x[0]", "fc1[0]") == 1);
  CHECK(weight(network, "x[1]", "fc1[0]") == 2);
  CHECK(weight(network, "x[0]", "fc1[2]") == 5);
  CHECK(weight(network, "one", "fc1[2]") == 3);
  CHECK(weight(network, "fc1[1]", "fc2[0]") == 2);
  CHECK(network.nodes[2].bias);
  CHECK(network.nodes[3].role == Role::hidden);
  CHECK(network.nodes.back().role == Role::output);
  CHECK(model.notes == std::vector<std::string>{
                           "The file holds arrays and no graph: read as the dense network 2-3-1 "
                           "with ReLU between its layers."});
}

TEST_CASE("columns as neurons") {
  const Model model = chain({counting("dense/kernel", {2, 3}), counting("dense/bias", {3}),
                             counting("dense_1/kernel", {3, 1})},
                            {}, MatrixLayout::in_out);
  CHECK(layers_of(model) == "x 2, one, dense 3, dense_1 1");
  const Network network = to_network(model, WeightDetail::all);
  CHECK(weight(network, "x[0]", "dense[0]") == 1);
  CHECK(weight(network, "x[1]", "dense[0]") == 4);
  CHECK(weight(network, "x[0]", "dense[2]") == 3);
}

TEST_CASE("the order comes from numbers, or from widths, whatever the order in the file") {
  // Numbers, not letters: 10 comes after 2.
  std::vector<Tensor> square;
  for (const char* number : {"10", "0", "2"}) {
    square.push_back(counting(std::string(number) + ".weight", {2, 2}));
  }
  CHECK(layers_of(chain(square)) == "x 2, 0 2, 2 2, 10 2");
  CHECK(layers_of(chain({counting("out", {1, 3}), counting("entry", {4, 7}),
                         counting("middle", {3, 4})})) == "x 7, entry 4, middle 3, out 1");
  CHECK(layers_of(chain({counting("head.weight", {1, 2}), counting("body.1.weight", {2, 2}),
                         counting("body.0.weight", {2, 2}), counting("entry.weight", {2, 5})})) ==
        "x 5, entry 2, body.0 2, body.1 2, head 1");
  CHECK(layers_of(chain({counting("x", {2, 3})})) == "input 3, x 2");
}

TEST_CASE("widths that are stated settle what the shapes leave open") {
  const std::vector<Tensor> loops = {counting("a", {3, 2}), counting("b", {2, 3}),
                                     counting("c", {2, 2})};
  CHECK(fault(loops) ==
        "the matrices fit together in more than one order: \"a\" leads from 2 to 3, \"b\" leads "
        "from 3 to 2, \"c\" leads from 2 to 2; state the widths from input to output, as "
        "--architecture mlp:784-128-10");
  CHECK(layers_of(chain(loops, "mlp:2-2-3-2")) == "x 2, c 2, a 3, b 2");
  CHECK(layers_of(chain(loops, "mlp:2-3-2-2")) == "x 2, a 3, b 2, c 2");
  CHECK(fault(loops, "mlp:2-3-2") ==
        "3 widths are stated, and 3 matrices are there; state one width more than there are "
        "matrices");
  CHECK(fault(loops, "mlp:2-3-3-2") ==
        "no matrix leads from 3 to 3: \"a\" leads from 2 to 3, \"b\" leads from 3 to 2, \"c\" "
        "leads from 2 to 2; correct the widths or --layout");
  for (const char* wrong : {"mlp:", "mlp:2-", "mlp:2-0-1", "dag:a>b", "mlp:2-x-1", "mlp:-1"}) {
    CHECK(fault(loops, wrong).starts_with("usage: "));
  }
}

TEST_CASE("no order is guessed") {
  CHECK(fault({counting("a", {2, 2}), counting("b", {2, 2})}) ==
        "the arrays do not say whether \"a\" or \"b\" comes first; rename them with numbers, such "
        "as fc1.weight and fc2.weight");
  CHECK(fault({counting("fc1", {3, 2}), counting("fc2", {4, 5})}) ==
        "the matrices do not fit together in a chain: \"fc1\" leads from 2 to 3, \"fc2\" leads "
        "from 5 to 4; check --layout, leave out what is no layer, or export the graph as ONNX");
  // Numbers in two places do not decide if the widths contradict them.
  CHECK(layers_of(chain({counting("fc1", {3, 4}), counting("fc2", {4, 5})})) ==
        "x 5, fc2 4, fc1 3");
}

TEST_CASE("biases by name, by number, by place, by length") {
  const auto bias_edges = [](const std::vector<Tensor>& tensors) {
    const Network network = to_network(chain(tensors), WeightDetail::all);
    std::string text;
    for (const Edge& edge : network.edges) {
      if (network.nodes[edge.from].id == "one") text += network.nodes[edge.to].id + " ";
    }
    return text;
  };
  CHECK(bias_edges({counting("W1", {2, 3}), counting("W2", {2, 2}), counting("b2", {2})}) ==
        "W2[0] W2[1] ");
  CHECK(bias_edges({counting("l.0.weight", {2, 3}), counting("l.0.bias", {2}),
                    counting("l.1.weight", {2, 2})}) == "l.0[0] l.0[1] ");
  CHECK(bias_edges({counting("fc1", {2, 3}), counting("shift", {2}), counting("fc2", {2, 2})}) ==
        "fc1[0] fc1[1] ");
  CHECK(bias_edges({counting("shift", {1}), counting("fc1", {2, 3}), counting("fc2", {1, 2})}) ==
        "fc2[0] ");
  CHECK(fault({counting("shift", {2}), counting("fc1", {2, 2}), counting("fc2", {2, 2})}) ==
        "\"shift\": a bias of 2 numbers fits no layer, or several; call it like its matrix, as "
        "fc1.bias and fc1.weight, or leave it out");
  CHECK(fault({counting("fc1.weight", {2, 2}), counting("fc1.bias", {3})})
            .starts_with("\"fc1.bias\": a bias of 3 numbers fits no layer"));
}

TEST_CASE("arrays that are no layers") {
  CHECK(fault({counting("conv.weight", {4, 1, 3, 3})}) ==
        "\"conv.weight\": its shape (4, 1, 3, 3) is that of no dense layer; export the graph as "
        "ONNX, or leave this array out");
  CHECK(fault({counting("scale", {})}).starts_with("\"scale\": its shape () is that of no dense"));
  CHECK(fault({counting("fc", {0, 3})}) ==
        "\"fc\": its shape (0, 3) is that of no layer; leave this array out");
  CHECK(fault({counting("b", {3})}) ==
        "holds no matrix; weights of a dense network are arrays with two axes");
}

TEST_CASE("long hostile chains end") {
  std::vector<Tensor> many;
  for (int i = 0; i < 400; ++i) {
    many.push_back(
        counting(std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i),
                 {1 + static_cast<std::uint64_t>(i % 20), 1 + static_cast<std::uint64_t>(i / 20)}));
  }
  CHECK(fault(many).starts_with("the matrices fit together in more than one order: "));
}

TEST_CASE("an edge list is a graph of its own") {
  const Model model = load_model(test::models_folder() + "edges.npz");
  const Network network = to_network(model, WeightDetail::all);
  REQUIRE(network.nodes.size() == 5);
  CHECK(network.nodes[4].id == "n4");
  CHECK(network.nodes[1].role == Role::input);
  CHECK(network.nodes[2].role == Role::hidden);
  CHECK(network.nodes[4].role == Role::output);
  CHECK(network.edges.size() == 5);
  CHECK(weight(network, "n0", "n3") == -2);
  CHECK(weight(network, "n2", "n4") == 3);
}

TEST_CASE("an edge list without weights and roles") {
  const Model model = edge_list_model(edges({0, 0, 2}, {2, 3, 4}));
  validate(model);
  CHECK_FALSE(model.has_weights);
  CHECK(roles_of(model) == "iihoo");  // node 1 is not touched by an edge
}

TEST_CASE("an edge list is written as it was read, roles and types of weights too") {
  test::Random random(11);
  const NumberType types[] = {NumberType::binary16, NumberType::binary32, NumberType::binary64};
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    Model model;
    for (std::uint32_t v = 0; v < 3 + random.below(9); ++v) {
      const Role role = v == 0 ? Role::input : random.chance(60) ? Role::hidden : Role::output;
      model.runs.push_back({"n", "", v, false, 1, role, false, false});
    }
    Link link;
    link.wiring = Wiring::listed;
    link.row_stride = 1;
    std::vector<double> weights;
    for (std::uint64_t left = random.below(12); left > 0; --left) {
      const auto head = static_cast<std::uint32_t>(1 + random.below(model.runs.size() - 1));
      link.tails.push_back(static_cast<std::uint32_t>(random.below(head)));
      link.heads.push_back(head);
      weights.push_back(random.between(-9, 9) / 4.0);
    }
    model.tensors.push_back(make_tensor("weight", {weights.size()}, types[round % 3], weights));
    model.links.push_back(std::move(link));
    REQUIRE(is_edge_list(model));
    std::ostringstream out;
    write_npz(out, edge_list_arrays(model));
    const NamedArrays arrays = read_npz(test::owned(out.str()), {});
    CHECK(arrays.size() == 4);
    const Model found = edge_list_model(arrays);
    CHECK(found.links[0].tails == model.links[0].tails);
    CHECK(found.links[0].heads == model.links[0].heads);
    CHECK(found.tensors[0].type == types[round % 3]);
    for (std::size_t i = 0; i < weights.size(); ++i) CHECK(found.tensors[0].at(i) == weights[i]);
    CHECK(roles_of(found) == roles_of(model));
    std::ostringstream again;
    write_npz(again, edge_list_arrays(found));
    CHECK(again.str() == out.str());
  }
}

TEST_CASE("models that no edge list says in full") {
  Model model = load_model(test::models_folder() + "edges.npz");
  CHECK(is_edge_list(model));
  CHECK_FALSE(is_edge_list(load_model(test::models_folder() + "stored.npz")));
  Model fewer = model;
  fewer.links[0].heads.pop_back();
  fewer.links[0].tails.pop_back();
  CHECK_FALSE(is_edge_list(fewer));
  Model other = model;
  other.links[0].elements = {0, 2, 1, 3, 4};
  CHECK_FALSE(is_edge_list(other));
  Model bias = model;
  bias.runs[0].bias = true;
  CHECK_FALSE(is_edge_list(bias));
  Model tied = model;
  tied.ties.push_back({2, 3});
  CHECK_FALSE(is_edge_list(tied));
  model.tensors[0].name = "w";
  CHECK_FALSE(is_edge_list(model));
}

TEST_CASE("edge lists that are wrong") {
  CHECK(edge_fault(edges({0, 3}, {2, 1})) ==
        "edge 1 leads from node 3 to node 1; renumber the nodes in topological order, so that "
        "every edge leads to a higher number");
  CHECK(edge_fault(edges({0, 1}, {2})) ==
        "\"to\": has 1 entries for 2 edges; give one for each edge");
  CHECK(edge_fault(edges({0, 0xffffffff}, {2, 1})) ==
        "from[1]: is negative or too large for a node number; number the nodes from 0 on");
  NamedArrays more = edges({0}, {1});
  more.emplace_back("wieght", array_of("<f4", {0x3f800000}, 4));
  CHECK(edge_fault(more) ==
        "\"wieght\": has no meaning in an edge list; the arrays of an edge list are from, to, "
        "weight and role");
  more.back().first = "weight";
  CHECK(edge_fault(more) == "no error");
  more.back().second = array_of("<f4", {0x3f800000, 0x3f800000}, 4);
  CHECK(edge_fault(more) == "\"weight\": has 2 entries for 1 edges; give one for each edge");
  more.back().second = array_of("<i4", {1}, 4);
  CHECK(edge_fault(more) == "\"weight\": holds integers; save weights as float32 or float64");
  more.back() = {"role", array_of("|u1", {0, 3}, 1)};
  CHECK(edge_fault(more) == "role[1]: is no role; 0 is an input, 1 hidden, 2 an output");
  more.back() = {"role", array_of("|u1", {0, 0}, 1)};
  CHECK(edge_fault(more) != "no error");
  more.back() = {"role", array_of("|u1", {0}, 1)};
  CHECK(edge_fault(more) != "no error");
  more = edges({0}, {1});
  more[0].second = array_of("<f4", {0}, 4);
  CHECK(edge_fault(more) == "\"from\": holds no integers; node numbers are int32 or int64");
}

TEST_CASE("files through load_model: each way of naming one, and weights that are no numbers") {
  const Model model = load_model(test::models_folder() + "stored.npz");
  CHECK(layers_of(model) == "x 2, one, fc1 3, fc2 1");
  CHECK(model.name == "stored.npz");
  CHECK(layers_of(load_model(test::models_folder() + "single.npy")) == "x 2, array 3");
  const Model safe = load_model(test::models_folder() + "chain.safetensors");
  CHECK(layers_of(safe) == "x 2, one, 0 3, 2 1");
  const Network network = to_network(safe, WeightDetail::all);
  CHECK(network.edges.size() == 13);
  for (const Edge& edge : network.edges) CHECK(edge.weights.at(0) == 1);
  const auto load = [](const std::string& path) { return load_model(path); };
  const std::string numbers =
      test::little_endian(0x7fc00000, 4) + test::little_endian(0xff800000, 4);
  const std::string message = test::fault_of(
      "m.safetensors",
      test::safetensors(R"({"fc":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}})", numbers),
      load);
  CHECK(message ==
        "m.safetensors: not all weights are numbers (1 NaN, 1 infinite): the first is \"fc[0, "
        "0]\"; only finite "
        "weights have laws; look for a diverged training run");
  CHECK(test::fault_of("m.npz", "PK", load) ==
        "m.npz: is no zip archive, or truncated; write the archive anew with numpy.savez");
}
