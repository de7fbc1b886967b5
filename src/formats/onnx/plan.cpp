// Problem. A Sigmoid inside a network breaks the laws around it, one at the end does not; and a
// user wants to hear of all of them at once.
//
// Idea. One pass forward finds what depends on the input and which constants are made of
// parameters; one pass backward finds the nodes after which weights still come. A node that does
// not scale with its input is in the way if it is one of these, and otherwise belongs to the tail.
#include "formats/onnx/plan.hpp"

#include <set>
#include <unordered_map>

#include "formats/onnx/step.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

/// More names than this are counted only.
constexpr std::size_t most_named = 1000;

/// Names are repeated in every layer and message.
constexpr std::size_t longest_name = 1000;

const char* const check_file = "check the file";

/// What is known of a value.
struct Fact {
  bool dynamic = false;
  bool parameter = false;  ///< made of trainable weights
};

class Planner {
 public:
  explicit Planner(const Graph& graph) : graph_(graph) {}

  Plan make() {
    define_sources();
    for (const GraphNode& node : graph_.nodes) {
      for (const std::string& output : node.outputs) later_.insert(output);
    }
    for (const GraphNode& node : graph_.nodes) pass_forward(node);
    for (const std::string& output : graph_.outputs) check_known(output, "the graph");
    find_tail();
    return std::move(plan_);
  }

 private:
  void define(const std::string& name, Fact fact) {
    if (name.size() > longest_name) {
      throw input_error("a name of more than 1000 bytes: " + quoted(name), "use shorter names");
    }
    if (facts_.emplace(name, fact).second) return;
    throw input_error("two values are called " + quoted(name), check_file);
  }

  void define_sources() {
    for (const Constant& constant : graph_.constants) {
      define(constant.name, {false, is_real(constant.element) && !constant.shape.empty()});
    }
    for (const GraphInput& input : graph_.inputs) {
      if (!facts_.contains(input.name)) define(input.name, {true, false});
    }
  }

  void check_known(const std::string& name, const std::string& user) const {
    if (name.empty() || facts_.contains(name)) return;
    const std::string cause =
        later_.contains(name) ? " is made by a later node: the graph has a cycle or is not sorted"
                              : " is made nowhere";
    throw input_error("the value " + quoted(name) + " of " + user + cause, check_file);
  }

  void pass_forward(const GraphNode& node) {
    if (node.name.size() > longest_name) {
      throw input_error("a node with a name of more than 1000 bytes", "use shorter names");
    }
    bool dynamic = false, parameter = false;
    for (const std::string& name : node.inputs) {
      check_known(name, title(node));
      if (name.empty()) continue;
      dynamic = dynamic || facts_.at(name).dynamic;
      parameter = parameter || facts_.at(name).parameter;
    }
    if (node.op == "Shape" || node.op == "Size") dynamic = parameter = false;
    for (const std::string& name : node.outputs) {
      if (!name.empty()) define(name, {dynamic, parameter && !dynamic});
    }
    plan_.dynamic.push_back(dynamic);
    has_weights_.push_back(dynamic && parameter && !only_settings(node.op));
  }

  /// Operators whose constants are no weights.
  [[nodiscard]] static bool only_settings(const std::string& op) {
    static const std::set<std::string> ops{"Resize", "Upsample", "Pad", "Clip", "Dropout", "Div"};
    return ops.contains(op);
  }

  /// True if the node scales with those of its inputs that depend on the network's input.
  [[nodiscard]] bool scales(const GraphNode& node) const {
    static const std::set<std::string> all{"Add", "Sub", "Sum", "Mean", "Max", "Min", "Concat"};
    static const std::set<std::string> one{"Mul", "MatMul"};
    static const std::set<std::string> none{"Where", "Equal", "Range", "ConstantOfShape"};
    const bool own = node.domain.empty() || node.domain == "ai.onnx";
    if (!own || !operators().contains(node.op) || none.contains(node.op)) return false;
    if (all.contains(node.op)) return true;
    std::size_t count = 0;
    bool only_first = true;
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
      if (node.inputs[i].empty() || !facts_.at(node.inputs[i]).dynamic) continue;
      ++count;
      only_first = only_first && (i == 0 || (i == 2 && node.op == "Gemm"));
    }
    return one.contains(node.op) ? count == 1 : only_first;
  }

  void find_tail() {
    std::unordered_map<std::string, bool> leads_to_weights;  // by value
    std::vector<const GraphNode*> offending;
    plan_.tail.assign(graph_.nodes.size(), false);
    for (std::size_t i = graph_.nodes.size(); i-- > 0;) {
      const GraphNode& node = graph_.nodes[i];
      if (!plan_.dynamic[i]) continue;
      bool leads = has_weights_[i];
      for (const std::string& name : node.outputs) leads = leads || leads_to_weights[name];
      for (const std::string& name : node.inputs) {
        if (leads && !name.empty()) leads_to_weights[name] = true;
      }
      if (scales(node)) continue;
      if (leads) offending.push_back(&node);
      plan_.tail[i] = true;
    }
    if (!offending.empty()) refuse(offending);
  }

  [[noreturn]] static void refuse(const std::vector<const GraphNode*>& backwards) {
    std::string list;
    std::size_t count = 0;
    for (auto node = backwards.rbegin(); node != backwards.rend() && count < most_named; ++node) {
      list += (count++ == 0 ? "" : ", ") + title(**node);
    }
    if (backwards.size() > count)
      list += " and " + std::to_string(backwards.size() - count) + " more";
    throw input_error(
        "weights come after operators that do not scale with their input, or are not "
        "supported: " +
            list,
        "docs/models.md lists what is supported");
  }

  const Graph& graph_;
  std::unordered_map<std::string, Fact> facts_;
  std::set<std::string> later_;
  std::vector<bool> has_weights_;
  Plan plan_;
};

}  // namespace

Plan plan(const Graph& graph) { return Planner(graph).make(); }

}  // namespace isthmus::onnx
