// Writing a model back with other weights: the file's own message, only the tensors exchanged.
//
// Smaller tensors can need other constants. Those that are known are adjusted: the number of groups
// of depthwise kernels, the mean and variance of a normalisation whose scale became shorter, and
// the target of a Reshape that flattens, once the model does not fit otherwise. The written model
// is read again before it gets its name, so that what does not fit is an error and never a broken
// file.
#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include "formats/onnx/message.hpp"
#include "formats/onnx/parse_protobuf.hpp"
#include "formats/onnx/read_graph.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"

namespace isthmus {
namespace {

namespace proto = ::onnx;

int data_type(NumberType type) {
  switch (type) {
    case NumberType::binary16:
      return proto::TensorProto_DataType_FLOAT16;
    case NumberType::bfloat16:
      return proto::TensorProto_DataType_BFLOAT16;
    case NumberType::binary32:
      return proto::TensorProto_DataType_FLOAT;
    case NumberType::binary64:
      return proto::TensorProto_DataType_DOUBLE;
  }
  return proto::TensorProto_DataType_UNDEFINED;
}

void set_bytes(proto::TensorProto& tensor, const void* data, std::uint64_t size) {
  tensor.clear_float_data();
  tensor.clear_double_data();
  tensor.clear_int32_data();
  tensor.clear_external_data();
  tensor.clear_data_location();
  tensor.set_raw_data(data, size);
}

class Rewriter {
 public:
  explicit Rewriter(proto::ModelProto& model) : model_(model), graph_(*model.mutable_graph()) {
    for (proto::TensorProto& tensor : *graph_.mutable_initializer()) {
      initialisers_[tensor.name()] = &tensor;
    }
  }

  void replace(const Tensor& tensor) {
    const auto found = initialisers_.find(tensor.name);
    if (found == initialisers_.end()) {
      throw input_error("the model has no initialiser " + quoted(tensor.name), "check its name");
    }
    proto::TensorProto& old = *found->second;
    if (old.data_type() != data_type(tensor.type)) {
      throw input_error("the initialiser " + quoted(tensor.name) + " has another type of numbers",
                        "keep the type");
    }
    adjust_groups(old, tensor.shape);
    old.clear_dims();
    for (const std::uint64_t n : tensor.shape) old.add_dims(static_cast<std::int64_t>(n));
    set_bytes(old, tensor.data, tensor.size() * byte_size(tensor.type));
  }

  /// The mean and variance of a normalisation keep the entries that its scale `name` keeps.
  void follow(const std::string& name, const std::vector<std::uint64_t>& kept,
              const onnx::Graph& old) {
    std::set<std::string> others;
    for (const proto::NodeProto& node : graph_.node()) {
      if (node.op_type() != "BatchNormalization" || node.input_size() != 5) continue;
      if (node.input(1) == name) others.insert({node.input(3), node.input(4)});
    }
    for (const onnx::Constant& constant : old.constants) {
      if (others.contains(constant.name)) keep(constant, kept);
    }
  }

  /// Shapes in between may have changed.
  void forget_shapes() { graph_.clear_value_info(); }

  /// Takes what lies in files beside the old model, whose graph this is, into the new one.
  void embed(const onnx::Graph& old) {
    for (const onnx::Constant& constant : old.constants) {
      proto::TensorProto& tensor = *initialisers_.at(constant.name);
      if (tensor.data_location() != proto::TensorProto_DataLocation_EXTERNAL) continue;
      set_bytes(tensor, constant.data,
                onnx::checked_size(constant.shape) * onnx::byte_size(constant.element));
    }
  }

  /// Turns the targets (n, features) of Reshape into (0, −1). True if there were any.
  bool flatten() {
    bool any = false;
    for (proto::NodeProto& node : *graph_.mutable_node()) {
      if (node.op_type() != "Reshape" || node.input_size() != 2) continue;
      proto::TensorProto* const target = constant(node.input(1));
      if (target == nullptr || target->dims_size() != 1 || target->dims(0) != 2) continue;
      const std::int64_t shape[2] = {0, -1};
      target->clear_int64_data();
      set_bytes(*target, shape, sizeof shape);
      any = true;
    }
    return any;
  }

 private:
  void keep(const onnx::Constant& vector, const std::vector<std::uint64_t>& kept) {
    const std::size_t bytes = onnx::byte_size(vector.element);
    const auto* const data = reinterpret_cast<const char*>(vector.data);
    std::string rest;
    for (const std::uint64_t i : kept) {
      if (i < onnx::checked_size(vector.shape)) rest.append(data + i * bytes, bytes);
    }
    proto::TensorProto& tensor = *initialisers_.at(vector.name);
    tensor.clear_dims();
    tensor.add_dims(static_cast<std::int64_t>(rest.size() / bytes));
    set_bytes(tensor, rest.data(), rest.size());
  }

  /// Depthwise kernels have as many groups as channels.
  void adjust_groups(const proto::TensorProto& old, const std::vector<std::uint64_t>& shape) {
    if (old.dims_size() < 3 || old.dims(1) != 1 || shape.size() < 3) return;
    for (proto::NodeProto& node : *graph_.mutable_node()) {
      if (node.input_size() < 2 || node.input(1) != old.name()) continue;
      for (proto::AttributeProto& a : *node.mutable_attribute()) {
        if (a.name() == "group" && a.i() == old.dims(0))
          a.set_i(static_cast<std::int64_t>(shape[0]));
      }
    }
  }

  /// An initialiser or the tensor of a Constant node, by name of its value.
  proto::TensorProto* constant(const std::string& name) {
    const auto found = initialisers_.find(name);
    if (found != initialisers_.end()) return found->second;
    for (proto::NodeProto& node : *graph_.mutable_node()) {
      if (node.op_type() != "Constant" || node.output_size() != 1 || node.output(0) != name)
        continue;
      for (proto::AttributeProto& a : *node.mutable_attribute()) {
        if (a.name() == "value" && a.has_t()) return a.mutable_t();
      }
    }
    return nullptr;
  }

  proto::ModelProto& model_;
  proto::GraphProto& graph_;
  std::map<std::string, proto::TensorProto*> initialisers_;
};

/// What reading the new model complains about, "" if it is fine.
std::string complaint(const std::string& bytes) {
  try {
    static_cast<void>(onnx_from_bytes(bytes));
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

std::string serialise(const proto::ModelProto& model) {
  if (model.ByteSizeLong() >= (std::size_t{1} << 31)) {
    throw limit_error("the model would be larger than 2^31 - 1 bytes", "write another format");
  }
  return model.SerializeAsString();
}

}  // namespace

void rewrite_onnx(const std::string& from, const std::string& to,
                  const std::vector<Tensor>& replaced, const KeptEntries& kept) {
  try {
    const onnx::Graph old = onnx::load_file(from, {});
    static_cast<void>(onnx::read_graph(old, "", {}));  // checks what is relied on below
    const auto model = onnx::parse_model_file(from, {});
    Rewriter rewriter(*model);
    for (const Tensor& tensor : replaced) rewriter.replace(tensor);
    for (const auto& [scale, entries] : kept) rewriter.follow(scale, entries, old);
    rewriter.forget_shapes();
    rewriter.embed(old);
    std::string bytes = serialise(*model);
    std::string problem = complaint(bytes);
    if (!problem.empty() && rewriter.flatten()) {
      bytes = serialise(*model);
      problem = complaint(bytes);
    }
    if (!problem.empty()) {
      throw input_error("the graph has constants that do not fit smaller tensors: " + problem,
                        "write another format, or export the model without fixed shapes");
    }
    write_file(to, [&](std::ostream& out) { out << bytes; });
  } catch (const Error& error) {
    throw error.in_file(from);
  }
}

}  // namespace isthmus
