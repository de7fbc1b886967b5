// ONNX models without one unit: the written file stands for the network without it.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "isthmus/error.hpp"
#include "isthmus/formats/onnx.hpp"
#include "isthmus/network/removal.hpp"
#include "isthmus/network/tensor_removal.hpp"

namespace isthmus {
namespace {

namespace fs = std::filesystem;

struct Tally {
  int cut = 0;
  int refused = 0;
};

// Cuts every hidden node that no identity ties to others, one at a time.
Tally cut_each(const std::string& name) {
  const std::string source = ISTHMUS_SOURCE_DIR "/tests/models/" + name + ".onnx";
  const fs::path target =
      fs::temp_directory_path() / ("pruned-" + std::to_string(::getpid()) + ".onnx");
  const Model model = read_onnx(source);
  const Network network = to_network(model, WeightDetail::all);
  Tally tally;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    const auto ties = std::any_of(model.ties.begin(), model.ties.end(),
                                  [&](const Tie& tie) { return tie.from == v || tie.to == v; });
    if (network.nodes[v].role != Role::hidden || ties) continue;
    const std::vector<std::uint32_t> nodes = with_units_before(model, {v});
    try {
      rewrite_onnx(source, target, tensors_without(model, nodes), kept_entries(model, nodes));
    } catch (const Error&) {
      ++tally.refused;
      continue;
    }
    const Network back = to_network(read_onnx(target), WeightDetail::all);
    CHECK(same_but_for_names(back, without_nodes(network, nodes)));
    ++tally.cut;
  }
  fs::remove(target);
  return tally;
}

}  // namespace

TEST_CASE("every unit of plain models can be cut out of the file") {
  for (const char* name : {"mlp", "lenet", "vgg", "softmax", "folded", "resnet-bn"}) {
    CAPTURE(name);
    const Tally tally = cut_each(name);
    CHECK(tally.cut > 2);
    CHECK(tally.refused == 0);
  }
}

TEST_CASE("what a graph cannot lose is refused, never written wrongly") {
  const Tally tally = cut_each("shuffle");
  CHECK(tally.refused > 0);
}

}  // namespace isthmus
