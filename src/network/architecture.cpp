// Architecture strings. Sizes are multiplied out before anything is built, so that a short text
// cannot claim a huge memory.
#include "isthmus/network/architecture.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "isthmus/error.hpp"
#include "isthmus/network/model_edits.hpp"
#include "network/cycle.hpp"
#include "network/mlp_model.hpp"

namespace isthmus {
namespace {

constexpr std::string_view mlp_scheme = "mlp:";
constexpr std::string_view dag_scheme = "dag:";
constexpr std::string_view bias_suffix = "+bias";
constexpr std::uint64_t max_edges = 100'000'000;

const char* const mlp_grammar =
    "write mlp:SIZE-SIZE[-SIZE…][+bias] with sizes from 1, for example mlp:784-128-10";
const char* const dag_grammar =
    "write dag:NODE>NODE[>NODE…][,NODE>NODE…], for example dag:x>h,x>k,h>y,k>y,h>k";

/// The pieces of `text` between separators; one more than there are separators.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (std::size_t end = text.find(separator); end != text.npos; end = text.find(separator)) {
    pieces.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  pieces.push_back(text);
  return pieces;
}

std::string quoted_piece(std::string_view piece) { return quoted(std::string(piece)); }

[[noreturn]] void too_large() {
  throw limit_error("the network has more than 10^8 edges",
                    "use smaller layers, or bundles in a network file");
}

std::uint64_t parse_size(std::string_view piece) {
  const bool digits = !piece.empty() && std::all_of(piece.begin(), piece.end(),
                                                    [](char c) { return '0' <= c && c <= '9'; });
  if (!digits) throw input_error(quoted_piece(piece) + " is not a layer size", mlp_grammar);
  std::uint64_t size = 0;
  const auto read = std::from_chars(piece.data(), piece.data() + piece.size(), size);
  if (read.ec != std::errc() || size > max_edges) too_large();
  if (size == 0) throw input_error("a layer of size 0", mlp_grammar);
  return size;
}

/// No product overflows: every size is at most 10^8 and the sum is checked at every step.
void check_edge_count(const MlpWidths& mlp) {
  std::uint64_t edges = 0;
  for (std::size_t layer = 1; layer < mlp.sizes.size(); ++layer) {
    edges += mlp.sizes[layer] * (mlp.sizes[layer - 1] + (mlp.bias ? 1 : 0));
    if (edges > max_edges) too_large();
  }
}

MlpWidths parse_mlp(std::string_view text) {
  MlpWidths mlp;
  if (text.ends_with(bias_suffix)) {
    mlp.bias = true;
    text.remove_suffix(bias_suffix.size());
  }
  for (const std::string_view piece : split(text, '-')) mlp.sizes.push_back(parse_size(piece));
  if (mlp.sizes.size() < 2) throw input_error("only one layer", mlp_grammar);
  check_edge_count(mlp);
  return mlp;
}

void add_edge(Network& network, std::uint64_t from, std::uint64_t to) {
  Edge edge;
  edge.from = static_cast<std::uint32_t>(from);
  edge.to = static_cast<std::uint32_t>(to);
  network.edges.push_back(std::move(edge));
}

/// Printable ASCII other than the two signs of the notation.
bool is_node_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(),
                                      [](char c) { return '!' <= c && c <= '~' && c != '>'; });
}

class DagBuilder {
 public:
  void add_path(std::string_view path) {
    const std::vector<std::string_view> names = split(path, '>');
    if (names.size() < 2) {
      throw input_error(quoted_piece(path) + " is not an edge", dag_grammar);
    }
    for (std::size_t i = 1; i < names.size(); ++i) {
      const std::uint32_t from = node(names[i - 1]);
      add_edge(network_, from, node(names[i]));
    }
  }

  Network finish() {
    if (const auto cycle = find_cycle(network_); !cycle.empty()) {
      throw input_error("the directed cycle " + cycle_text(network_, cycle),
                        "remove or turn round one of its edges");
    }
    // Every node has an edge, so no node is both a source and a sink.
    std::vector<bool> has_in(network_.nodes.size()), has_out(network_.nodes.size());
    for (const Edge& edge : network_.edges) has_out[edge.from] = has_in[edge.to] = true;
    for (std::size_t v = 0; v < network_.nodes.size(); ++v) {
      if (!has_in[v]) network_.nodes[v].role = Role::input;
      if (!has_out[v]) network_.nodes[v].role = Role::output;
    }
    return std::move(network_);
  }

 private:
  std::uint32_t node(std::string_view name) {
    if (!is_node_name(name)) {
      throw input_error(
          name.empty() ? "a node without a name" : quoted_piece(name) + " is not a node name",
          dag_grammar);
    }
    const auto next = static_cast<std::uint32_t>(network_.nodes.size());
    const auto [known, is_new] = positions_.emplace(name, next);
    if (is_new) network_.nodes.push_back({std::string(name), Role::hidden, false});
    return known->second;
  }

  Network network_;
  std::unordered_map<std::string_view, std::uint32_t> positions_;
};

Network build_dag(std::string_view text) {
  DagBuilder builder;
  for (const std::string_view path : split(text, ',')) builder.add_path(path);
  return builder.finish();
}

bool is_mlp(std::string_view text) { return text.starts_with(mlp_scheme); }

Model mlp_of(std::string_view text) { return mlp_model(parse_mlp(text.substr(mlp_scheme.size()))); }

Network parse(std::string_view text) {
  if (is_mlp(text)) return to_network(mlp_of(text), WeightDetail::all, max_edges);
  if (text.starts_with(dag_scheme)) return build_dag(text.substr(dag_scheme.size()));
  throw input_error("not an architecture string", std::string(mlp_grammar) + ", or " + dag_grammar);
}

}  // namespace

bool is_architecture(const std::string& text) {
  return text.starts_with(mlp_scheme) || text.starts_with(dag_scheme);
}

Network parse_architecture(const std::string& text) {
  try {
    Network network = parse(text);
    network.name = text;
    return network;
  } catch (const Error& error) {
    throw error.at(quoted(text));
  }
}

std::optional<Model> architecture_model(const std::string& text) {
  if (!is_mlp(text)) return std::nullopt;
  try {
    Model model = mlp_of(text);
    model.name = text;
    return model;
  } catch (const Error& error) {
    throw error.at(quoted(text));
  }
}

}  // namespace isthmus
