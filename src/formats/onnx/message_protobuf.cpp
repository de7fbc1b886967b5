// The only reader of protobuf messages: translates them into plain structs, and checks that every
// tensor has the bytes that its shape says. Protobuf bounds its own recursion and sizes.
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <filesystem>
#include <limits>

#include "formats/onnx/external_files.hpp"
#include "formats/onnx/message.hpp"
#include "formats/onnx/parse_protobuf.hpp"
#include "formats/open_file.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

namespace proto = ::onnx;
namespace io = ::google::protobuf::io;

static_assert(std::endian::native == std::endian::little, "repeated fields are used as they lie");

const char* const check_file = "check the file";

class Translator {
 public:
  Translator(std::shared_ptr<const proto::ModelProto> model, ExternalFiles* files)
      : model_(std::move(model)), files_(files) {}

  Graph translate() {
    const proto::GraphProto& from = model_->graph();
    if (from.sparse_initializer_size() > 0) {
      throw input_error("sparse initialisers are not supported", "store the weights densely");
    }
    Graph graph;
    graph.name = from.name();
    for (const auto& set : model_->opset_import()) {
      if (set.domain().empty() || set.domain() == "ai.onnx") graph.opset = set.version();
    }
    for (const auto& tensor : from.initializer()) graph.constants.push_back(constant(tensor));
    for (const auto& input : from.input()) graph.inputs.push_back(graph_input(input));
    for (const auto& output : from.output()) graph.outputs.push_back(output.name());
    for (const auto& node : from.node()) graph.nodes.push_back(graph_node(node));
    return graph;
  }

 private:
  static GraphInput graph_input(const proto::ValueInfoProto& from) {
    GraphInput input{from.name(), from.type().tensor_type().has_shape(), {}};
    for (const auto& axis : from.type().tensor_type().shape().dim()) {
      const bool known = axis.value_case() == proto::TensorShapeProto_Dimension::kDimValue;
      input.shape.push_back(known ? axis.dim_value() : -1);
    }
    return input;
  }

  GraphNode graph_node(const proto::NodeProto& from) {
    GraphNode node;
    node.name = from.name();
    node.op = from.op_type();
    node.domain = from.domain();
    node.inputs.assign(from.input().begin(), from.input().end());
    node.outputs.assign(from.output().begin(), from.output().end());
    for (const auto& a : from.attribute()) {
      Attribute to;
      to.name = a.name();
      to.integer = a.i();
      to.real = static_cast<double>(a.f());
      to.text = a.s();
      to.integers.assign(a.ints().begin(), a.ints().end());
      to.reals.assign(a.floats().begin(), a.floats().end());
      if (a.has_t() && node.op.starts_with("Constant")) {
        to.tensor = constant(a.t());
        to.tensor->fixed = true;
        if (to.tensor->name.empty() && !node.outputs.empty()) to.tensor->name = node.outputs[0];
      }
      node.attributes.push_back(std::move(to));
    }
    return node;
  }

  Constant constant(const proto::TensorProto& from) {
    try {
      Constant to;
      to.name = from.name();
      to.element = element(from.data_type());
      for (const std::int64_t n : from.dims()) {
        if (n < 0) throw input_error("a negative size", check_file);
        to.shape.push_back(static_cast<std::uint64_t>(n));
      }
      const std::uint64_t count = checked_size(to.shape);
      if (count > std::numeric_limits<std::uint64_t>::max() / 8) refuse_size(0, count);
      find_bytes(from, count, to);
      return to;
    } catch (const Error& error) {
      throw error.at("tensor " + quoted(from.name()));
    }
  }

  static Element element(int type) {
    switch (type) {
      case proto::TensorProto_DataType_FLOAT16:
        return Element::binary16;
      case proto::TensorProto_DataType_BFLOAT16:
        return Element::bfloat16;
      case proto::TensorProto_DataType_FLOAT:
        return Element::binary32;
      case proto::TensorProto_DataType_DOUBLE:
        return Element::binary64;
      case proto::TensorProto_DataType_INT32:
        return Element::int32;
      case proto::TensorProto_DataType_INT64:
        return Element::int64;
      case proto::TensorProto_DataType_BOOL:
        return Element::boolean;
      default:
        break;
    }
    const auto valid = proto::TensorProto_DataType_IsValid(type);
    throw input_error("its elements have type " +
                          (valid ? proto::TensorProto_DataType_Name(type) : std::to_string(type)),
                      "weights are float, double, float16 or bfloat16; indices int32 or int64");
  }

  [[noreturn]] static void refuse_size(std::uint64_t bytes, std::uint64_t expected) {
    throw input_error("it has " + std::to_string(bytes) + " bytes where its shape says " +
                          std::to_string(expected),
                      check_file);
  }

  void find_bytes(const proto::TensorProto& from, std::uint64_t count, Constant& to) {
    const std::uint64_t expected = count * byte_size(to.element);
    if (from.data_location() == proto::TensorProto_DataLocation_EXTERNAL) {
      return find_external(from, expected, to);
    }
    to.owner = model_;
    if (from.has_raw_data())
      return set(from.raw_data().data(), from.raw_data().size(), expected, to);
    switch (to.element) {
      case Element::binary32:
        return set(from.float_data().data(), 4 * size(from.float_data()), expected, to);
      case Element::binary64:
        return set(from.double_data().data(), 8 * size(from.double_data()), expected, to);
      case Element::int64:
        return set(from.int64_data().data(), 8 * size(from.int64_data()), expected, to);
      case Element::int32:
        return set(from.int32_data().data(), 4 * size(from.int32_data()), expected, to);
      default:
        return narrow(from, expected, to);
    }
  }

  template <class Field>
  static std::uint64_t size(const Field& field) {
    return static_cast<std::uint64_t>(field.size());
  }

  static void set(const void* data, std::uint64_t bytes, std::uint64_t expected, Constant& to) {
    if (bytes != expected) refuse_size(bytes, expected);
    to.data = static_cast<const std::byte*>(data);
  }

  /// Short numbers come as 32-bit ones; the low bytes count.
  static void narrow(const proto::TensorProto& from, std::uint64_t expected, Constant& to) {
    const std::size_t width = byte_size(to.element);
    const std::uint64_t bytes = width * size(from.int32_data());
    if (bytes != expected) refuse_size(bytes, expected);
    const auto buffer = std::make_shared<std::vector<std::byte>>(bytes);
    for (int i = 0; i < from.int32_data_size(); ++i) {
      const std::int32_t number = from.int32_data(i);
      std::memcpy(buffer->data() + static_cast<std::size_t>(i) * width, &number, width);
    }
    to.owner = buffer;
    to.data = buffer->data();
  }

  void find_external(const proto::TensorProto& from, std::uint64_t expected, Constant& to) {
    if (!files_) throw input_error("its numbers are in another file", "give the file by its name");
    std::string location;
    std::uint64_t offset = 0, length = expected;
    for (const auto& entry : from.external_data()) {
      if (entry.key() == "location") location = entry.value();
      if (entry.key() == "offset") offset = whole(entry.value());
      if (entry.key() == "length") length = whole(entry.value());
    }
    if (length != expected) refuse_size(length, expected);
    const ExternalFiles::Bytes bytes = files_->at(location, offset, length);
    to.owner = bytes.owner;
    to.data = bytes.data;
  }

  static std::uint64_t whole(const std::string& digits) {
    const bool fine =
        !digits.empty() && digits.size() <= 18 &&
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!fine) throw input_error("an offset or length " + quoted(digits), check_file);
    return std::stoull(digits);
  }

  std::shared_ptr<const proto::ModelProto> model_;
  ExternalFiles* files_;
};

}  // namespace

std::shared_ptr<proto::ModelProto> parse_model(io::ZeroCopyInputStream& in,
                                               const OnnxLimits& limits) {
  const google::protobuf::LogSilencer silence;
  io::CodedInputStream coded(&in);
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
  coded.SetTotalBytesLimit(static_cast<int>(std::min(limits.bytes, most)));
  coded.SetRecursionLimit(64);
  auto model = std::make_shared<proto::ModelProto>();
  if (!model->ParseFromCodedStream(&coded) || !coded.ConsumedEntireMessage()) {
    throw input_error("not an ONNX file, or damaged, or too large", "export the model again");
  }
  if (!model->has_graph()) throw input_error("no graph in it", "give a model in ONNX format");
  return model;
}

std::shared_ptr<proto::ModelProto> parse_model_file(const std::string& path,
                                                    const OnnxLimits& limits) {
  std::ifstream in = open_for_reading(path);
  io::IstreamInputStream stream(&in, 1 << 20);
  return parse_model(stream, limits);
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

Graph load_file(const std::string& path, const OnnxLimits& limits) {
  ExternalFiles files(folder_of(path));
  return Translator(parse_model_file(path, limits), &files).translate();
}

Graph load_bytes(std::string_view bytes, const OnnxLimits& limits) {
  if (bytes.size() > limits.bytes ||
      bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw limit_error("an ONNX model of more than 2^31 - 1 bytes", "use external data");
  }
  io::ArrayInputStream stream(bytes.data(), static_cast<int>(bytes.size()));
  return Translator(parse_model(stream, limits), nullptr).translate();
}

}  // namespace isthmus::onnx
