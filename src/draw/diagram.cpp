// The ground as it was before it was contracted, as far as names tell: a picture with one node for
// all inputs and outputs would be cyclic and hide the layers.
#include "isthmus/draw/diagram.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>
#include <utility>

#include "isthmus/draw/label.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

constexpr std::string_view ground_name = "ground";
constexpr std::string_view arrow = "->";
constexpr std::size_t longest_number = 7;
constexpr std::size_t longest_name = 14;

std::string node_name(const DiagramNames& names, NodeId v) {
  if (v.value < names.nodes.size()) return names.nodes[v.value];
  return "v" + std::to_string(v.value);
}

std::string_view edge_name(const DiagramNames& names, EdgeId e) {
  return e.value < names.edges.size() ? std::string_view(names.edges[e.value]) : std::string_view();
}

// Where the "#2" of "a->b#2" begins that tells parallel edges apart; the end if there is none.
std::size_t rank_place(std::string_view name) {
  std::size_t end = name.size();
  while (end > 0 && std::isdigit(static_cast<unsigned char>(name[end - 1])) != 0) --end;
  const bool ranked = end > 0 && end < name.size() && name[end - 1] == '#';
  return ranked ? end - 1 : name.size();
}

std::string or_ground(std::string_view name) {
  return std::string(name.empty() ? ground_name : name);
}

// What stands before "->known" at the end of the name; empty if it does not end so.
std::string_view tail_before(std::string_view name, const std::string& known) {
  const std::string ending = std::string(arrow) + known;
  if (!name.ends_with(ending)) return {};
  return name.substr(0, name.size() - ending.size());
}

std::string_view head_after(std::string_view name, const std::string& known) {
  const std::string beginning = known + std::string(arrow);
  return name.starts_with(beginning) ? name.substr(beginning.size()) : std::string_view();
}

EdgeEndNames ground_to_ground(std::string_view name) {
  const std::size_t at = name.find(arrow);
  const bool unique =
      at != std::string_view::npos && name.find(arrow, at + 1) == std::string_view::npos;
  if (!unique) return {std::string(ground_name), std::string(ground_name), {}};
  return {or_ground(name.substr(0, at)), or_ground(name.substr(at + arrow.size())), {}};
}

// Building a diagram; `tails` and `heads` number the names of the ground.
struct Builder {
  const BalanceNetwork& network;
  const DiagramNames& names;
  Diagram diagram;
  std::map<std::string, std::size_t> tails, heads;

  void add_hidden(const Balance& c) {
    for (const NodeId v : network.hidden_nodes()) {
      const std::string number = to_text(c[v]);
      const int sign = sign_of(c[v]);
      std::string note = "c = " + number;
      if (number.starts_with('-')) note = "c = −" + number.substr(1);
      if (number.size() > longest_number) note = sign < 0 ? "c < 0" : "c > 0";
      diagram.nodes.push_back({node_name(names, v), note, true});
    }
  }

  std::size_t ground_node(std::map<std::string, std::size_t>& known, const std::string& name) {
    const auto [place, is_new] = known.try_emplace(name, diagram.nodes.size());
    if (is_new) diagram.nodes.push_back({name, "", false});
    return place->second;
  }

  void add_ground_ends() {
    for (const EdgeId e : network.edges()) {
      diagram.edges[e.value].tail = network.is_ground(network.tail(e))
                                        ? ground_node(tails, edge_end_names(network, names, e).tail)
                                        : network.tail(e).value;
    }
    for (const EdgeId e : network.edges()) {
      diagram.edges[e.value].head = network.is_ground(network.head(e))
                                        ? ground_node(heads, edge_end_names(network, names, e).head)
                                        : network.head(e).value;
    }
  }

  // An edge needs its own label if its name is not made of its ends, and parallel ones their rank.
  void add_labels() {
    for (const EdgeId e : network.edges()) {
      const EdgeEndNames ends = edge_end_names(network, names, e);
      const std::string_view name = edge_name(names, e);
      std::string& label = diagram.edges[e.value].label;
      if (name.empty()) {
        label = "e" + std::to_string(e.value);
      } else if (name == ends.tail + std::string(arrow) + ends.head + ends.rank) {
        label = ends.rank;
      } else {
        label = shortened_label(printable_label(name), longest_name);
      }
      const std::uint64_t many = network.multiplicity(e);
      if (many > 1) label += (label.empty() ? "×" : " ×") + std::to_string(many);
    }
  }
};

}  // namespace

EdgeEndNames edge_end_names(const BalanceNetwork& network, const DiagramNames& names, EdgeId e) {
  const std::string_view whole = edge_name(names, e);
  const std::string_view name = whole.substr(0, rank_place(whole));
  const bool from_ground = network.is_ground(network.tail(e));
  const bool to_ground = network.is_ground(network.head(e));
  EdgeEndNames ends;
  if (from_ground && to_ground) ends = ground_to_ground(name);
  ends.rank = whole.substr(name.size());
  if (from_ground && to_ground) return ends;
  if (!from_ground) ends.tail = node_name(names, network.tail(e));
  if (!to_ground) ends.head = node_name(names, network.head(e));
  if (from_ground) ends.tail = or_ground(tail_before(name, ends.head));
  if (to_ground) ends.head = or_ground(head_after(name, ends.tail));
  return ends;
}

std::optional<Diagram> diagram_of(const BalanceNetwork& network, const Balance& c,
                                  const DiagramNames& names) {
  if (network.hidden_count() > Diagram::most_nodes) return std::nullopt;
  if (network.edge_count() > Diagram::most_edges) return std::nullopt;
  Builder builder{network, names, {}, {}, {}};
  builder.add_hidden(c);
  builder.diagram.edges.resize(network.edge_count());
  builder.add_ground_ends();
  if (builder.diagram.nodes.size() > Diagram::most_nodes) return std::nullopt;
  builder.add_labels();
  return std::move(builder.diagram);
}

}  // namespace isthmus
