#include "formats/edge_list.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "isthmus/error.hpp"
#include "isthmus/formats/rewrite_model.hpp"

namespace isthmus {
namespace {

constexpr std::array<std::string_view, 4> known = {"from", "to", "weight", "role"};
constexpr std::uint64_t most_nodes = (std::uint64_t{1} << 32) - 3;

const NpyArray* find(const NamedArrays& arrays, std::string_view name) {
  const auto at = std::find_if(arrays.begin(), arrays.end(),
                               [&](const auto& array) { return array.first == name; });
  return at == arrays.end() ? nullptr : &at->second;
}

void check_names(const NamedArrays& arrays) {
  for (const auto& [name, array] : arrays) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    throw input_error("has no meaning in an edge list",
                      "the arrays of an edge list are from, to, weight and role")
        .at(quoted(name));
  }
}

std::uint64_t length(const NpyArray& array, const char* name) {
  if (array.shape.size() == 1) return array.shape[0];
  throw input_error("has " + std::to_string(array.shape.size()) + " axes",
                    "an edge list has arrays with one axis")
      .at(quoted(name));
}

/// Integer i of the array; negative ones become large.
std::uint64_t integer_at(const NpyArray& array, std::uint64_t i) {
  const ByteView& bytes = array.numbers.bytes;
  std::uint64_t value = 0;
  for (std::uint64_t k = 0; k < array.width; ++k) {
    value |= static_cast<std::uint64_t>(bytes.data()[i * array.width + k]) << (8 * k);
  }
  const unsigned unused = 64 - 8 * static_cast<unsigned>(array.width);
  if (array.kind != 'i') return value;
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(value << unused) >> unused);
}

std::vector<std::uint32_t> node_numbers(const NpyArray& array, const char* name) {
  const std::uint64_t count = length(array, name);
  if (array.kind == 'f' || array.kind == 'b') {
    throw input_error("holds no integers", "node numbers are int32 or int64").at(quoted(name));
  }
  std::vector<std::uint32_t> numbers(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t number = integer_at(array, i);
    if (number >= most_nodes) {
      throw input_error("is negative or too large for a node number", "number the nodes from 0 on")
          .at(std::string(name) + "[" + std::to_string(i) + "]");
    }
    numbers[i] = static_cast<std::uint32_t>(number);
  }
  return numbers;
}

void check_same_length(const NpyArray& array, const char* name, std::uint64_t expected) {
  const std::uint64_t found = length(array, name);
  if (found == expected) return;
  throw input_error(
      "has " + std::to_string(found) + " entries for " + std::to_string(expected) + " edges",
      "give one for each edge")
      .at(quoted(name));
}

void check_increasing(const Link& link) {
  for (std::size_t i = 0; i < link.heads.size(); ++i) {
    if (link.tails[i] < link.heads[i]) continue;
    throw input_error("edge " + std::to_string(i) + " leads from node " +
                          std::to_string(link.tails[i]) + " to node " +
                          std::to_string(link.heads[i]),
                      "renumber the nodes in topological order, so that every edge leads to a "
                      "higher number");
  }
}

std::vector<Role> given_roles(const NpyArray& array) {
  std::vector<Role> roles(length(array, "role"));
  if (array.kind == 'f' || array.kind == 'b') {
    throw input_error("holds no integers", "0 is an input, 1 hidden, 2 an output").at("\"role\"");
  }
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const std::uint64_t role = integer_at(array, i);
    if (role > 2) {
      throw input_error("is no role", "0 is an input, 1 hidden, 2 an output")
          .at("role[" + std::to_string(i) + "]");
    }
    roles[i] = role == 0 ? Role::input : role == 1 ? Role::hidden : Role::output;
  }
  return roles;
}

std::vector<Role> roles_by_degree(const Link& link) {
  std::uint32_t count = 0;
  for (const std::uint32_t head : link.heads) count = std::max(count, head + 1);
  std::vector<bool> entered(count), left(count);
  for (const std::uint32_t head : link.heads) entered[head] = true;
  for (const std::uint32_t tail : link.tails) left[tail] = true;
  std::vector<Role> roles(count, Role::hidden);
  for (std::uint32_t node = 0; node < count; ++node) {
    if (!left[node]) roles[node] = Role::output;
    if (!entered[node]) roles[node] = Role::input;
  }
  return roles;
}

std::vector<NodeRun> runs_of(const std::vector<Role>& roles) {
  std::vector<NodeRun> runs;
  for (std::uint32_t node = 0; node < roles.size(); ++node) {
    if (runs.empty() || runs.back().role != roles[node]) {
      NodeRun run;
      run.prefix = "n";
      run.first = node;
      run.role = roles[node];
      runs.push_back(std::move(run));
    }
    ++runs.back().count;
  }
  return runs;
}

Tensor weights_of(const NpyArray* array, std::uint64_t edges) {
  if (array == nullptr) {
    Tensor none;
    none.name = "weight";
    none.shape = {edges};
    return none;
  }
  check_same_length(*array, "weight", edges);
  try {
    return to_tensor(*array, "weight");
  } catch (const Error& error) {
    throw error.at("\"weight\"");
  }
}

// The other way round.

NpyArray integers(const std::vector<std::uint32_t>& numbers, std::uint64_t width) {
  const auto bytes = std::make_shared<std::vector<std::byte>>(numbers.size() * width);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    for (std::uint64_t k = 0; k < std::min<std::uint64_t>(width, 4); ++k) {
      (*bytes)[i * width + k] = static_cast<std::byte>(numbers[i] >> (8 * k) & 0xff);
    }
  }
  const char kind = width == 1 ? 'u' : 'i';
  return {kind, width, {numbers.size()}, {bytes, {bytes->data(), bytes->size()}}};
}

// NumPy has no bfloat16, and no edge list that was read holds any.
NpyArray weight_array(const Tensor& tensor) {
  ensure(tensor.type != NumberType::bfloat16, "the weights of an edge list have a NumPy type");
  const std::uint64_t width = byte_size(tensor.type);
  return {'f', width, tensor.shape, {tensor.owner, {tensor.data, tensor.size() * width}}};
}

std::vector<std::uint32_t> role_numbers(const Model& model) {
  std::vector<std::uint32_t> numbers;
  for (const NodeRun& run : model.runs) {
    const std::uint32_t role = run.role == Role::input ? 0 : run.role == Role::hidden ? 1 : 2;
    numbers.insert(numbers.end(), run.count, role);
  }
  return numbers;
}

}  // namespace

bool is_edge_list(const Model& model) {
  if (model.links.size() != 1 || model.tensors.size() != 1 || !model.ties.empty()) return false;
  const Link& link = model.links.front();
  const Tensor& tensor = model.tensors.front();
  const bool in_order = link.wiring == Wiring::listed && link.elements.empty() &&
                        link.offset == 0 && link.row_stride == 1 && link.depth == 1;
  return in_order && tensor.name == "weight" &&
         tensor.shape == std::vector<std::uint64_t>{link.heads.size()} &&
         std::none_of(model.runs.begin(), model.runs.end(),
                      [](const NodeRun& run) { return run.bias || run.normalised; });
}

NamedArrays edge_list_arrays(const Model& model) {
  ensure(is_edge_list(model), "an edge list holds listed edges and their weights");
  const Link& link = model.links.front();
  NamedArrays arrays;
  arrays.emplace_back("from", integers(link.tails, 8));
  arrays.emplace_back("to", integers(link.heads, 8));
  if (model.has_weights) arrays.emplace_back("weight", weight_array(model.tensors.front()));
  arrays.emplace_back("role", integers(role_numbers(model), 1));
  return arrays;
}

bool is_edge_list(const NamedArrays& arrays) {
  return find(arrays, "from") != nullptr && find(arrays, "to") != nullptr;
}

Model edge_list_model(const NamedArrays& arrays) {
  check_names(arrays);
  Link link;
  link.wiring = Wiring::listed;
  link.row_stride = 1;
  link.tails = node_numbers(*find(arrays, "from"), "from");
  check_same_length(*find(arrays, "to"), "to", link.tails.size());
  link.heads = node_numbers(*find(arrays, "to"), "to");
  check_increasing(link);
  const NpyArray* role = find(arrays, "role");
  const std::vector<Role> roles = role == nullptr ? roles_by_degree(link) : given_roles(*role);
  Model model;
  model.runs = runs_of(roles);
  const NpyArray* weight = find(arrays, "weight");
  model.has_weights = weight != nullptr;
  model.tensors.push_back(weights_of(weight, link.tails.size()));
  model.links.push_back(std::move(link));
  return model;
}

}  // namespace isthmus
