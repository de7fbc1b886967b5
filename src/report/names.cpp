#include "report/names.hpp"

#include <cstdio>

namespace isthmus {

const std::string& Names::of(NodeId v) const {
  static const std::string ground = "ground";
  if (contraction_.graph.is_ground(v)) return ground;
  return network_.nodes[contraction_.members[v].front()].id;
}

std::vector<std::string> Names::members(NodeId v) const {
  std::vector<std::string> ids;
  for (const std::uint32_t member : contraction_.members[v]) {
    ids.push_back(network_.nodes[member].id);
  }
  return ids;
}

std::string Names::set(const std::vector<NodeId>& nodes, std::size_t most) const {
  std::string text = "{";
  for (std::size_t i = 0; i < nodes.size() && i < most; ++i) {
    if (i > 0) text += ", ";
    text += printable(of(nodes[i]));
  }
  if (nodes.size() > most) text += ", … " + std::to_string(nodes.size() - most) + " more";
  return text + "}";
}

std::string printable(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      safe += c;
      continue;
    }
    char code[8];
    std::snprintf(code, sizeof code, "\\x%02x", static_cast<unsigned>(byte));
    safe += code;
  }
  return safe;
}

}  // namespace isthmus
