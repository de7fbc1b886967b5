#include <ostream>
#include <sstream>
#include <string_view>

#include "formats/activation_name.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/formats/network_json.hpp"
#include "network/words.hpp"

namespace isthmus {
namespace {

void write_string(std::ostream& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out << '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out << '\\' << c;
    } else if (byte < 0x20) {
      out << "\\u00" << hex[byte >> 4] << hex[byte & 15];
    } else {
      out << c;
    }
  }
  out << '"';
}

void write_number(std::ostream& out, const Rational& q) { out << '"' << to_text(q) << '"'; }

// ReLU goes without saying; of other nodes than hidden ones only what is not known is said.
void write_activation(std::ostream& out, const Node& node) {
  const Activation& activation = node.activation;
  const bool plain = node.role == Role::hidden ? activation == Activation() : activation.known;
  if (plain) return;
  const std::string_view name = activation_name(activation);
  out << ", \"activation\": \"" << name << '"';
  if (name != "leaky_relu") return;
  out << ", \"negative_slope\": ";
  write_number(out, activation.negative_slope);
}

void write_node(std::ostream& out, const Node& node) {
  out << "{\"id\": ";
  write_string(out, node.id);
  out << ", \"role\": \"" << role_text(node.role) << '"';
  if (node.bias) out << ", \"bias\": true";
  write_activation(out, node);
  out << '}';
}

void write_weights(std::ostream& out, const Edge& edge) {
  if (edge.multiplicity == 1) {
    out << ", \"weight\": ";
    return write_number(out, edge.weights.front());
  }
  const char* separator = ", \"weights\": [";
  for (const Rational& weight : edge.weights) {
    out << separator;
    write_number(out, weight);
    separator = ", ";
  }
  out << ']';
}

void write_edge(std::ostream& out, const Network& network, const Edge& edge) {
  out << "{\"from\": ";
  write_string(out, network.nodes[edge.from].id);
  out << ", \"to\": ";
  write_string(out, network.nodes[edge.to].id);
  if (!edge.id.empty()) {
    out << ", \"id\": ";
    write_string(out, edge.id);
  }
  if (edge.multiplicity != 1) out << ", \"multiplicity\": " << std::to_string(edge.multiplicity);
  if (edge.fixed) out << ", \"fixed\": true";
  if (!edge.weights.empty()) write_weights(out, edge);
  if (edge.norm_squared) {
    out << ", \"norm_squared\": ";
    write_number(out, *edge.norm_squared);
  }
  out << '}';
}

/// Opens the next line of a list: a comma after the line before, if there is one.
void next_line(std::ostream& out, bool& first) {
  out << (first ? "\n    " : ",\n    ");
  first = false;
}

void write_nodes(std::ostream& out, const Network& network) {
  out << ",\n  \"nodes\": [";
  bool first = true;
  for (const Node& node : network.nodes) {
    next_line(out, first);
    write_node(out, node);
  }
  out << (first ? "]" : "\n  ]");
}

void write_edges(std::ostream& out, const Network& network) {
  out << ",\n  \"edges\": [";
  bool first = true;
  for (const Edge& edge : network.edges) {
    next_line(out, first);
    write_edge(out, network, edge);
  }
  out << (first ? "]" : "\n  ]");
}

void write_balance(std::ostream& out, const Network& network) {
  if (network.balance.empty()) return;
  out << ",\n  \"balance\": {";
  bool first = true;
  for (std::size_t v = 0; v < network.nodes.size(); ++v) {
    if (!network.balance[v]) continue;
    next_line(out, first);
    write_string(out, network.nodes[v].id);
    out << ": ";
    write_number(out, *network.balance[v]);
  }
  out << (first ? "}" : "\n  }");
}

}  // namespace

void write_network_json(std::ostream& out, const Network& network) {
  out << "{\n  \"format\": \"isthmus-network\",\n  \"version\": 1";
  if (!network.name.empty()) {
    out << ",\n  \"name\": ";
    write_string(out, network.name);
  }
  write_nodes(out, network);
  write_edges(out, network);
  write_balance(out, network);
  out << "\n}\n";
}

std::string network_to_json(const Network& network) {
  std::ostringstream out;
  write_network_json(out, network);
  return std::move(out).str();
}

}  // namespace isthmus
