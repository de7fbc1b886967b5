// Files: those of PyTorch, damaged ones, and hostile ones written byte by byte.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/load_model.hpp"
#include "isthmus/formats/onnx.hpp"
#include "support/message.hpp"
#include "support/onnx_bytes.hpp"

namespace isthmus {
namespace {

namespace fs = std::filesystem;
using namespace test::onnx_bytes;

const std::string models = ISTHMUS_SOURCE_DIR "/tests/models/";

std::string complaint(const std::string& bytes) {
  return test::message_of([&] { return onnx_from_bytes(bytes); });
}

/// The shape of a model in one line: layers, numbers of bundles and weights.
std::string summary(const std::string& name) {
  const Model model = read_onnx(models + name + ".onnx");
  std::string text;
  for (const NodeRun& run : model.runs) {
    text += run.prefix + std::to_string(run.count) + (run.normalised ? "n" : "") +
            (run.role == Role::input    ? "i "
             : run.role == Role::output ? "o "
                                        : " ");
  }
  return text + std::to_string(bundle_count(model)) + "/" + std::to_string(weight_count(model)) +
         " ties " + std::to_string(model.ties.size());
}

TEST_CASE("networks as PyTorch exports them") {
  CHECK(summary("mlp") == "input[4i one1i 0[6 2[5 4[3o 83/83 ties 0");
  CHECK(summary("pruned") == "input[4i one1i 0[6 2[5 4[3o 83/83 ties 0");
  CHECK(summary("softmax") == "input[4i one1i 0[6 2[5 4[3o 83/83 ties 0");
  CHECK(summary("lenet") == "input[1i one1i conv1[3 conv2[4 fc1[6 fc2[3o 73/265 ties 0");
  CHECK(summary("resnet") ==
        "input[2i one1i stem[3 block1.conv1[3 block1.conv2[3 block2.conv1[4 block2.conv2[4 "
        "block2.skip[4 head[3o 100/516 ties 7");
  CHECK(summary("resnet-bn") ==
        "input[2i one1i stem[3 block1.conv1[3no block1.bn1[3 block1.conv2[3no block1.bn2[3 "
        "block2.conv1[4no block2.bn1[4 block2.conv2[4no block2.bn2[4 block2.skip[4 head[3o "
        "114/530 ties 7");
  CHECK(summary("vgg") ==
        "input[2i one1i features.0[3 features.3[4 features.5[4 classifier.0[5 "
        "classifier.3[3o 88/360 ties 0");
  CHECK(summary("unet") ==
        "input[1i one1i down[2 mid[4 up[2 join[3 deep[3 wide[2 out[1o "
        "62/286 ties 0");
  CHECK(summary("shuffle") == "input[4i one1i left[2 right[2 grouped[4 last[3 fc[2o 47/233 ties 0");
}

TEST_CASE("what the reader has to say about a file") {
  CHECK(read_onnx(models + "mlp.onnx").notes.empty());
  CHECK(read_onnx(models + "softmax.onnx").notes ==
        std::vector<std::string>{"Softmax \"/5/Softmax\" comes after the last law: its inputs are "
                                 "outputs of the network"});
  const std::vector<std::string> folded = read_onnx(models + "folded.onnx").notes;
  REQUIRE(folded.size() == 1);
  CHECK(folded[0].find("may have folded a BatchNorm") != std::string::npos);
  const std::string path = models + "sigmoid-inside.onnx";
  CHECK(test::message_of([&] { return read_onnx(path); }) ==
        path +
            ": weights come after operators that do not scale with their input, or are not "
            "supported: Sigmoid \"/1/Sigmoid\", Tanh \"/3/Tanh\"; docs/models.md lists what is "
            "supported");
}

TEST_CASE("a model by the name of its file") {
  CHECK(weight_count(load_model(models + "lenet.onnx")) == 265);
  ModelReading reading;
  reading.architecture = "mlp:4-6-5-3";
  CHECK(test::message_of([&] {
          return load_model(models + "mlp.onnx", reading);
        }).find("an ONNX file says itself how its layers lie") != std::string::npos);
}

TEST_CASE("names and weights are those of the file") {
  const Model model = read_onnx(models + "mlp.onnx");
  CHECK(model.name == "mlp");
  CHECK(model.tensors.size() == 6);
  CHECK(model.tensors[0].name == "0.weight");
  CHECK(model.tensors[0].shape == std::vector<std::uint64_t>{6, 4});
  CHECK(model.tensors[0].type == NumberType::binary32);
  CHECK(std::abs(model.tensors[0].at(0)) <= 0.5);
  const Model pruned = read_onnx(models + "pruned.onnx");
  std::size_t zeros = 0;
  for (std::uint64_t i = 0; i < 24; ++i) zeros += pruned.tensors[0].at(i) == 0 ? 1 : 0;
  CHECK(zeros > 5);
}

TEST_CASE("damaged files are errors") {
  const std::string whole = read_file(models + "resnet-bn.onnx");
  for (std::size_t size = 0; size < whole.size(); size += 1 + size / 40) {
    CHECK_FALSE(complaint(whole.substr(0, size)).empty());
  }
  CHECK(complaint("") == "no graph in it; give a model in ONNX format");
  const char empty_graph[] = "\x08\x07\x42\x02\x10\x0d\x3a\x00";
  CHECK(complaint(std::string(empty_graph, sizeof empty_graph - 1)) ==
        "no network: the graph has no inputs and no weights; export the model again");
  CHECK(complaint("garbage") ==
        "not an ONNX file, or damaged, or too large; export the model again");
}

TEST_CASE("any change of bytes is an error or another model, never a crash") {
  std::mt19937 random(3);
  std::size_t refused = 0;
  for (const char* const name : {"shuffle", "unet", "resnet-bn"}) {
    const std::string whole = read_file(models + name + ".onnx");
    for (int round = 0; round < 1500; ++round) {
      std::string bytes = whole;
      for (int i = 0; i < 3; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
      refused += complaint(bytes) == "no error" ? 0 : 1;
    }
  }
  CHECK(refused > 1000);
}

TEST_CASE("limits") {
  const std::string whole = read_file(models + "shuffle.onnx");
  OnnxLimits few;
  few.labels = 100;
  CHECK_THROWS_WITH_AS(static_cast<void>(onnx_from_bytes(whole, few)),
                       doctest::Contains("rearranges too many units"), Error);
  OnnxLimits small;
  small.bytes = 1000;
  CHECK_THROWS_AS(static_cast<void>(onnx_from_bytes(whole, small)), Error);
}

/// A graph y = x·W with the given tensor as W, for x of shape 1×2.
std::string product_with(const std::string& tensor) {
  return model_bytes(tensor_field(tensor) + node_field("MatMul", {"x", "W"}, {"y"}) +
                     input_field("x", {1, 2}) + output_field("y"));
}

TEST_CASE("a tensor has as many bytes as its shape says, or its name is in the error") {
  CHECK(complaint(product_with(tensor("W", {2, 1}, 1, raw(8)))) == "no error");
  CHECK(complaint(product_with(tensor("W", {2, 1}, 1, raw(7)))) ==
        "tensor \"W\": it has 7 bytes where its shape says 8; check the file");
  CHECK(complaint(product_with(tensor("W", {2, 1}, 1, ""))) ==
        "tensor \"W\": it has 0 bytes where its shape says 8; check the file");
  CHECK(complaint(product_with(tensor("W", {-2, 1}, 1, raw(8)))) ==
        "tensor \"W\": a negative size; check the file");
  CHECK(complaint(product_with(tensor("W", {1LL << 40, 1LL << 40}, 1, raw(8)))) ==
        "tensor \"W\": a tensor of shape 1099511627776x1099511627776 is too large; check the file");
  CHECK(complaint(product_with(tensor("W", {2, 1}, 8, raw(8)))).find("have type STRING") !=
        std::string::npos);
  CHECK(complaint(product_with(tensor("W", {2, 1}, 77, raw(8)))).find("have type 77") !=
        std::string::npos);
  CHECK(complaint(product_with(tensor("V", {2, 1}, 1, raw(8)))) ==
        "the value \"W\" of MatMul \"y\" is made nowhere; check the file");
}

TEST_CASE("weights that are no numbers are named") {
  const std::string nan("\x00\x00\xc0\x7f\x00\x00\x00\x00", 8);
  CHECK(complaint(product_with(tensor("W", {2, 1}, 1, bytes_field(9, nan)))).find("W") !=
        std::string::npos);
}

TEST_CASE("numbers in every kind of field") {
  const auto first = [](const std::string& bytes) {
    return onnx_from_bytes(product_with(bytes)).tensors[0].at(0);
  };
  CHECK(first(tensor("W", {2, 1}, 1, packed_floats(4, {1.5F, 2}))) == 1.5);
  CHECK(first(tensor("W", {2, 1}, 10, varint_field(5, 0x3e00) + varint_field(5, 0))) == 1.5);
  CHECK(first(tensor("W", {2, 1}, 16, varint_field(5, 0x3fc0) + varint_field(5, 0))) == 1.5);
}

TEST_CASE("subgraphs, functions and sparse tensors are not silently left out") {
  const std::string branch = model_bytes(
      node_field("If", {"x"}, {"u"}) + tensor_field(tensor("W", {2, 1}, 1, raw(8))) +
      node_field("MatMul", {"u", "W"}, {"y"}) + input_field("x", {1, 2}) + output_field("y"));
  CHECK(complaint(branch).find("not supported: If \"u\"") != std::string::npos);
  CHECK(complaint(model_bytes(bytes_field(15, "") + input_field("x", {1, 2}) + output_field("x")))
            .find("sparse initialisers") != std::string::npos);
}

/// A folder with a model whose weights lie in another file.
class ExternalModel {
 public:
  ExternalModel() : folder_(fs::temp_directory_path() / ("onnx-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "model");
    write(folder_ / "model" / "data", std::string(64, '\0'));
    write(folder_ / "outside", std::string(64, '\0'));
    fs::create_symlink("../outside", folder_ / "model" / "link");
  }
  ExternalModel(const ExternalModel&) = delete;
  ExternalModel& operator=(const ExternalModel&) = delete;
  ~ExternalModel() { fs::remove_all(folder_); }

  /// The complaint about two tensors of 8 bytes at these places.
  [[nodiscard]] std::string complaint(const std::string& location, const std::string& offset,
                                      const std::string& second_offset = "32") const {
    const std::string path = folder_ / "model" / "m.onnx";
    write(path, model_bytes(tensor_field(external("W", location, offset)) +
                            tensor_field(external("V", "data", second_offset)) +
                            node_field("MatMul", {"x", "W"}, {"y"}) + input_field("x", {1, 2}) +
                            output_field("y")));
    const std::string message = test::message_of([&] { return read_onnx(path); });
    return message.starts_with(path) ? message.substr(path.size() + 2) : message;
  }

 private:
  static std::string external(const std::string& name, const std::string& location,
                              const std::string& offset) {
    return tensor(
        name, {2, 1}, 1,
        entry_field("location", location) + entry_field("offset", offset) + varint_field(14, 1));
  }
  static void write(const fs::path& path, const std::string& content) {
    std::ofstream(path, std::ios::binary) << content;
  }

  fs::path folder_;
};

TEST_CASE("external data only from regular files beside the model") {
  const ExternalModel model;
  CHECK(model.complaint("data", "8") == "no error");
  CHECK(model.complaint("data", "56") == "no error");
  for (const char* const name : {"../outside", "/etc/passwd", "", ".", "..", "model/../data"}) {
    CHECK(model.complaint(name, "0").find("is not the name of a file beside the model") !=
          std::string::npos);
  }
  CHECK(model.complaint("link", "0").find("cannot be read") != std::string::npos);
  CHECK(model.complaint("missing", "0").find("No such file") != std::string::npos);
  CHECK(model.complaint("data", "57").find("are not in the external file") != std::string::npos);
  CHECK(model.complaint("data", "-1").find("an offset or length \"-1\"") != std::string::npos);
  CHECK(model.complaint("data", "9999999999999999999").find("an offset") != std::string::npos);
  CHECK(model.complaint("data", "28").find("two tensors share bytes") != std::string::npos);
  CHECK(model.complaint("data", "0", "4").find("tensor \"V\": two tensors share bytes") !=
        std::string::npos);
}

}  // namespace
}  // namespace isthmus
