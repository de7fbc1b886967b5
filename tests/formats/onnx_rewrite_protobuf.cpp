// Models written back with other weights.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/onnx.hpp"
#include "support/message.hpp"
#include "support/onnx_bytes.hpp"

namespace isthmus {
namespace {

namespace fs = std::filesystem;

/// A file that is gone at the end of the test.
class Target {
 public:
  Target()
      : path_(fs::temp_directory_path() / ("rewrite-" + std::to_string(::getpid()) + ".onnx")) {}
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;
  ~Target() { fs::remove(path_); }
  [[nodiscard]] std::string path() const { return path_; }
  [[nodiscard]] bool exists() const { return fs::exists(path_); }

 private:
  static std::string next() {
    static int count = 0;
    return std::to_string(count++);
  }

  fs::path path_;
};

std::string source(const std::string& name) {
  return ISTHMUS_SOURCE_DIR "/tests/models/" + name + ".onnx";
}

const Tensor& tensor_of(const Model& model, const std::string& name) {
  return *std::find_if(model.tensors.begin(), model.tensors.end(),
                       [&](const Tensor& t) { return t.name == name; });
}

/// `from` without what has index `index` along `axis`.
Tensor without(const Tensor& from, std::size_t axis, std::uint64_t index) {
  std::vector<double> values;
  std::uint64_t inner = 1;
  for (std::size_t i = axis + 1; i < from.shape.size(); ++i) inner *= from.shape[i];
  for (std::uint64_t i = 0; i < from.size(); ++i) {
    if (i / inner % from.shape[axis] != index) values.push_back(from.at(i));
  }
  std::vector<std::uint64_t> shape = from.shape;
  --shape[axis];
  return make_tensor(from.name, shape, from.type, values);
}

TEST_CASE("nothing replaced, nothing changed") {
  const Target target;
  for (const char* const name : {"mlp", "unet", "resnet-bn", "shuffle"}) {
    rewrite_onnx(source(name), target.path(), {});
    CHECK(to_network(read_onnx(target.path()), WeightDetail::all).edges.size() ==
          to_network(read_onnx(source(name)), WeightDetail::all).edges.size());
    CHECK(read_onnx(target.path()).tensors.back().at(0) ==
          read_onnx(source(name)).tensors.back().at(0));
  }
}

TEST_CASE("a neuron is taken out of two layers") {
  const Target target;
  const Model old = read_onnx(source("mlp"));
  rewrite_onnx(source("mlp"), target.path(),
               {without(tensor_of(old, "0.weight"), 0, 2), without(tensor_of(old, "0.bias"), 0, 2),
                without(tensor_of(old, "2.weight"), 1, 2)});
  const Model fresh = read_onnx(target.path());
  CHECK(node_count(fresh) == node_count(old) - 1);
  CHECK(weight_count(fresh) == weight_count(old) - 10);
  CHECK(tensor_of(fresh, "0.weight").at(2 * 4) == tensor_of(old, "0.weight").at(3 * 4));
  CHECK(tensor_of(fresh, "2.weight").at(2) == tensor_of(old, "2.weight").at(3));
}

TEST_CASE("a channel is taken out before depthwise kernels and after them") {
  const Target target;
  const Model old = read_onnx(source("unet"));
  rewrite_onnx(
      source("unet"), target.path(),
      {without(tensor_of(old, "join.weight"), 0, 1), without(tensor_of(old, "join.bias"), 0, 1),
       without(tensor_of(old, "deep.weight"), 0, 1), without(tensor_of(old, "deep.bias"), 0, 1),
       without(tensor_of(old, "wide.weight"), 1, 1)});
  const Model fresh = read_onnx(target.path());
  CHECK(node_count(fresh) == node_count(old) - 2);
  CHECK(weight_count(fresh) == weight_count(old) - 36 - 1 - 9 - 1 - 2);
}

TEST_CASE("a Reshape that flattens follows a channel taken out") {
  using namespace test::onnx_bytes;
  const std::string sizes("\xff\xff\xff\xff\xff\xff\xff\xff\x08\0\0\0\0\0\0\0", 16);
  const Target from, target;
  write_file(from.path(), [&](std::ostream& out) {
    out << model_bytes(tensor_field(tensor("c", {2, 1, 1, 1}, 1, raw(8))) +
                       tensor_field(tensor("d", {8, 1}, 1, raw(32))) +
                       tensor_field(tensor("sizes", {2}, 7, bytes_field(9, sizes))) +
                       node_field("Conv", {"x", "c"}, {"u"}) +
                       node_field("Reshape", {"u", "sizes"}, {"v"}) +
                       node_field("MatMul", {"v", "d"}, {"y"}) + input_field("x", {1, 1, 2, 2}) +
                       output_field("y"));
  });
  CHECK(weight_count(read_onnx(from.path())) == 10);
  const std::vector<double> zeros(4, 0.0);
  rewrite_onnx(from.path(), target.path(),
               {make_tensor("c", {1, 1, 1, 1}, NumberType::binary32, {0.0}),
                make_tensor("d", {4, 1}, NumberType::binary32, zeros)});
  CHECK(weight_count(read_onnx(target.path())) == 5);
}

TEST_CASE("what does not fit together is not written") {
  const Target target;
  const Model old = read_onnx(source("mlp"));
  const auto complaint = [&](const std::vector<Tensor>& replaced) {
    return test::message_of([&] {
      rewrite_onnx(source("mlp"), target.path(), replaced);
      return 0;
    });
  };
  CHECK(complaint({without(tensor_of(old, "0.weight"), 0, 2)}).find("do not fit smaller tensors") !=
        std::string::npos);
  Tensor other = tensor_of(old, "0.weight");
  other.name = "nothing";
  CHECK(complaint({other}) ==
        source("mlp") + ": the model has no initialiser \"nothing\"; check its name");
  Tensor wide = make_tensor("0.bias", {6}, NumberType::binary64, std::vector<double>(6, 1.0));
  CHECK(complaint({wide}).find("another type of numbers") != std::string::npos);
  CHECK_FALSE(target.exists());
}

}  // namespace
}  // namespace isthmus
