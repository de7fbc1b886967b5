#include "formats/onnx/step.hpp"

#include <algorithm>
#include <cctype>

#include "isthmus/error.hpp"

namespace isthmus::onnx {

const Value& Step::in(std::size_t i) const {
  static const Value absent;
  return i < inputs.size() ? inputs[i] : absent;
}

const Labels& Step::signal(std::size_t i) const {
  if (in(i).kind == Kind::signal) return in(i).labels;
  throw input_error("input " + std::to_string(i) + " does not depend on the network's input",
                    "export the model with constants folded");
}

void Step::give(Labels signal) {
  Value value;
  value.kind = Kind::signal;
  value.labels = std::move(signal);
  give(std::move(value));
}

void Step::give(Value value) {
  if (outputs.empty()) throw input_error("the node has no output", "check the file");
  outputs[0] = std::move(value);
}

const Attribute* Step::attribute(const std::string& name) const {
  const auto found = std::find_if(node.attributes.begin(), node.attributes.end(),
                                  [&](const Attribute& a) { return a.name == name; });
  return found == node.attributes.end() ? nullptr : &*found;
}

std::int64_t Step::integer(const std::string& name, std::int64_t otherwise) const {
  const Attribute* const found = attribute(name);
  return found ? found->integer : otherwise;
}

double Step::real(const std::string& name, double otherwise) const {
  const Attribute* const found = attribute(name);
  return found ? found->real : otherwise;
}

std::string Step::text(const std::string& name, const std::string& otherwise) const {
  const Attribute* const found = attribute(name);
  return found ? found->text : otherwise;
}

std::vector<std::int64_t> Step::integers(const std::string& name) const {
  const Attribute* const found = attribute(name);
  return found ? found->integers : std::vector<std::int64_t>();
}

std::vector<std::int64_t> Step::integers(const std::string& name, std::size_t input) const {
  if (in(input).kind == Kind::absent) return integers(name);
  return state.to_integers(in(input));
}

std::size_t Step::axis(std::int64_t number, std::size_t rank) {
  const auto signed_rank = static_cast<std::int64_t>(rank);
  if (number < -signed_rank || number >= signed_rank) {
    throw input_error("there is no axis " + std::to_string(number) + " of " + std::to_string(rank),
                      "check the file");
  }
  return static_cast<std::size_t>(number < 0 ? number + signed_rank : number);
}

bool is_generated(const std::string& name) {
  return name.find("::") != std::string::npos ||
         std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c); });
}

namespace {

/// "/block1/conv1/Conv" as "block1.conv1".
std::string from_node(const GraphNode& node) {
  std::string name = node.name;
  if (name.empty() && !node.outputs.empty()) name = node.outputs.front();
  if (name.ends_with("/" + node.op)) name.resize(name.size() - node.op.size() - 1);
  if (name.starts_with('/')) name.erase(0, 1);
  std::replace(name.begin(), name.end(), '/', '.');
  return name.empty() ? node.op : name;
}

}  // namespace

std::string layer_name(const std::string& weights, const GraphNode& node) {
  if (is_generated(weights)) return from_node(node);
  for (const char* const ending : {".weight", "_weight", "/kernel", ".kernel"}) {
    const std::string word(ending);
    if (weights.size() > word.size() && weights.ends_with(word)) {
      return weights.substr(0, weights.size() - word.size());
    }
  }
  return weights;
}

const Operators& operators() {
  static const Operators table = [] {
    Operators all;
    add_moving_operators(all);
    add_part_operators(all);
    add_shape_operators(all);
    add_scaling_operators(all);
    add_elementwise_operators(all);
    add_layer_operators(all);
    return all;
  }();
  return table;
}

}  // namespace isthmus::onnx
