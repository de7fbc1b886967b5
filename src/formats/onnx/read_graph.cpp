// Reading a graph by symbolic execution.
//
// Problem. An ONNX file is a program on tensors. Its laws belong to units (neurons, channels):
// which weights lead into a unit, which out of it, and which units have to scale together?
//
// Idea. Run the program on labels instead of numbers: every tensor carries an array that says which
// unit each of its elements belongs to (labels.hpp). Operators that move elements move labels;
// weighted ones make new units and links; sums tie units; what works on one unit at a time moves
// nothing, but is recorded as the unit's activation (activations.hpp). Shapes and indices are
// computed as they are, since they decide how elements move.
//
// Invariant. Scaling a unit by a positive number (in-weights times α, out-weights divided by α)
// multiplies exactly those elements whose label is tied to it, by α, and leaves all others: every
// operator in the table keeps this, and any other one is refused or comes after the last law.
//
// Cost. Linear in the file and in the labels. Rejected: recognising patterns of nodes (layer, then
// activation), which every exporter breaks in its own way.
#include "formats/onnx/read_graph.hpp"

#include <unordered_map>

#include "formats/onnx/plan.hpp"
#include "formats/onnx/step.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

/// Older operators had other rules of broadcasting.
constexpr std::int64_t oldest_opset = 7, newest_opset = 21;

class Reader {
 public:
  Reader(const Graph& graph, const OnnxLimits& limits)
      : graph_(graph), plan_(plan(graph)), state_(graph.opset, limits) {
    for (const GraphNode& node : graph.nodes) count_uses(node);
    for (const std::string& name : graph.outputs) ++use_count_[name];
  }

  Model read(const std::string& name) {
    for (const Constant& constant : graph_.constants) {
      state_.define(constant.name, state_.constant(constant));
    }
    for (const GraphInput& input : graph_.inputs) define_input(input);
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      try {
        read_node(i);
      } catch (const Error& error) {
        throw error.at(title(graph_.nodes[i]));
      }
    }
    for (const std::string& output : graph_.outputs) ground(state_.value(output));
    return state_.builder.finish(name);
  }

 private:
  /// A node for each channel. The first axis is the batch, and may be dynamic.
  void define_input(const GraphInput& input) {
    if (state_.is_defined(input.name)) return;  // an initialiser

    Shape shape;
    for (std::size_t i = 0; i < input.shape.size(); ++i) {
      const std::int64_t n = i == 0 && input.shape[i] < 0 ? 1 : input.shape[i];
      if (n <= 0) {
        throw input_error("axis " + std::to_string(i) + " of the input " + quoted(input.name) +
                              " has no fixed size",
                          "export the model for inputs of fixed shape; only the batch may vary");
      }
      shape.push_back(static_cast<std::uint64_t>(n));
    }
    if (!input.has_shape || shape.empty()) {
      throw input_error("the input " + quoted(input.name) + " has no shape",
                        "export the model for inputs of fixed shape");
    }
    static_cast<void>(checked_size(shape));
    const std::size_t axis = shape.size() > 1 ? 1 : 0;
    const std::uint64_t count = shape[axis];
    Value value;
    value.kind = Kind::signal;
    value.labels = along_axis(std::move(shape), axis, state_.builder.next_node());
    state_.builder.add_nodes(input.name, count, Role::input);
    state_.define(input.name, std::move(value));
  }

  /// No law at the units of a signal.
  void ground(const Value& value) {
    if (value.kind != Kind::signal) return;
    for (const std::uint32_t label : value.labels.at) state_.builder.ground(label);
  }

  void read_node(std::size_t i) {
    const GraphNode& node = graph_.nodes[i];
    Step step{state_, node, {}, std::vector<Value>(node.outputs.size())};
    bool after_tail = false;
    for (const std::string& name : node.inputs) {
      step.inputs.push_back(state_.value(name));
      after_tail = after_tail || step.inputs.back().kind == Kind::opaque;
    }
    for (const std::string& name : node.inputs) note_branch(name);
    if (plan_.dynamic[i] && (plan_.tail[i] || after_tail)) {
      end_laws(step, plan_.tail[i]);
    } else if (plan_.dynamic[i]) {
      operators().at(node.op)(step);
      check_signals(step);
    } else {
      compute_constant(step);
    }
    define_outputs(step);
  }

  /// Parts of a tensor are uses of their own; its shape is none.
  void count_uses(const GraphNode& node) {
    const std::size_t uses = node.op == "Split" ? node.outputs.size() : 1;
    if (node.op == "Shape" || node.op == "Size") return;
    for (const std::string& name : node.inputs) use_count_[name] += uses;
  }

  /// The units of a tensor with several uses have no single activation to come.
  void note_branch(const std::string& name) {
    const Value& value = state_.value(name);
    if (value.kind != Kind::signal || use_count_[name] < 2) return;
    state_.builder.activations.branch(value.labels.at);
  }

  void end_laws(Step& step, bool note) {
    for (const Value& input : step.inputs) ground(input);
    for (Value& output : step.outputs) output.kind = Kind::opaque;
    if (note) {
      state_.builder.note(title(step.node) +
                          " comes after the last law: its inputs are outputs of the network");
    }
  }

  static void check_signals(const Step& step) {
    for (const Value& output : step.outputs) {
      if (output.kind == Kind::signal && checked_size(output.shape()) == 0) {
        throw input_error("makes an empty tensor", "check the file");
      }
    }
  }

  /// A constant that cannot be computed is an error only where it is needed.
  void compute_constant(Step& step) {
    const auto found = operators().find(step.node.op);
    try {
      if (found == operators().end()) throw input_error("not an operator on constants", "");
      found->second(step);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::bad_input) throw;
      for (Value& output : step.outputs) {
        output = Value();
        output.kind = Kind::unknown;
        output.origin = title(step.node);
      }
    }
  }

  void define_outputs(Step& step) {
    for (std::size_t i = 0; i < step.outputs.size(); ++i) {
      const std::string& name = step.node.outputs[i];
      if (!name.empty()) state_.define(name, std::move(step.outputs[i]));
    }
  }

  const Graph& graph_;
  Plan plan_;
  State state_;
  std::unordered_map<std::string, std::size_t> use_count_;  ///< of tensors, as graph outputs too
};

}  // namespace

Model read_graph(const Graph& graph, const std::string& name, const OnnxLimits& limits) {
  if (graph.opset < oldest_opset || graph.opset > newest_opset) {
    throw input_error("the operators are of version " + std::to_string(graph.opset),
                      "export the model with opset " + std::to_string(oldest_opset) + " to " +
                          std::to_string(newest_opset));
  }
  return Reader(graph, limits).read(name);
}

}  // namespace isthmus::onnx
