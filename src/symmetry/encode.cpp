// A network and its preserved sets as a coloured digraph (Theory §7).
//
// Problem. The search for automorphisms wants vertices, colours and plain arcs. One vertex for
// each edge would do, but a million edges to ground never need one: the ground does not move.
//
// Idea. Only hidden nodes are vertices from the start. All edges between v and the ground are part
// of v's colour: an automorphism takes x→v to x→π(v) and nothing else. A hidden edge u→v is a
// plain arc, unless it has parallels, another kind, or a set that names it: then it becomes a
// vertex between its ends, coloured by the kinds of all parallels. A set becomes a vertex S, and
// for each owner (a node or such an edge) of which S holds something there is a vertex between S
// and the owner, coloured by what S holds: all edges into v, all edges out of v, single edges
// between v and the ground, single parallels. Cuts around one neuron thus need two vertices, not
// one for each of its edges.
//
// Invariant. Everything is defined by the wiring and the sets alone, so automorphisms of one are
// automorphisms of the other; distinct sets have distinct surroundings, so that a permutation of
// the hidden nodes determines that of all vertices and both groups have the same order.
// O((V + E + total size of the sets) log).
//
// Rejected: a canonical form of our own; a vertex for every edge (bliss spends time proportional to
// the number of vertices on every generator).
#include "symmetry/encode.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace isthmus::symmetry {
namespace {

using Label = std::vector<std::uint64_t>;

enum Tag : std::uint64_t { node_tag, pair_tag, set_tag, member_tag };
enum Direction : std::uint64_t { from_ground, to_ground };

// What one set holds of one owner.
struct Membership {
  bool all_in = false;
  bool all_out = false;
  std::vector<Label> singles;  // (ground node, direction, rank) or (rank)
};

class Encoder {
 public:
  Encoder(const Network& network, const Contraction& contraction, const Wiring& wiring)
      : network_(network),
        contraction_(contraction),
        wiring_(wiring),
        rank_(network.edges.size()),
        group_(network.edges.size()),
        in_(network.nodes.size()),
        out_(network.nodes.size()) {
    for (std::uint32_t p = 0; p < wiring.parallels().size(); ++p) number_edges(p);
  }

  Encoded run(const Preserved& preserved) {
    add_nodes(preserved.balance);
    std::vector<char> named(wiring_.parallels().size(), 0);
    for (const auto& set : preserved.sets) {
      for (const std::uint32_t e : singles_of(set)) named[group_[e]] = 1;
    }
    add_pairs(named);
    for (const auto& set : preserved.sets) add_set(set);
    colour();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool hidden(std::uint32_t v) const {
    return network_.nodes[v].role == Role::hidden;
  }
  [[nodiscard]] bool trainable(std::uint32_t e) const { return !network_.edges[e].fixed; }

  void number_edges(std::uint32_t p) {
    const auto edges = wiring_.edges(wiring_.parallels()[p]);
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
      rank_[edges[i]] = i;
      group_[edges[i]] = p;
      if (!trainable(edges[i])) continue;
      ++in_[network_.edges[edges[i]].to];
      ++out_[network_.edges[edges[i]].from];
    }
  }

  std::uint32_t add_vertex(Label label) {
    labels_.push_back(std::move(label));
    return result_.graph.add_vertex(0);
  }
  void add_arc(std::uint32_t from, std::uint32_t to) { result_.graph.arcs.emplace_back(from, to); }

  // The kinds of all parallels, in order.
  void append_kinds(Label& label, const Parallels& parallels) const {
    label.push_back(parallels.last - parallels.first);
    for (const std::uint32_t e : wiring_.edges(parallels)) label.push_back(wiring_.kind(e));
  }

  void add_nodes(const Balance* balance) {
    vertex_.resize(network_.nodes.size());
    std::map<Rational, std::uint64_t> values;
    if (balance != nullptr) {
      for (const Rational& value : balance->values()) values.emplace(value, 0);
    }
    std::uint64_t next = 0;
    for (auto& [value, number] : values) number = ++next;
    const std::vector<std::uint64_t> activations = activation_numbers();
    for (std::uint32_t v = 0; v < network_.nodes.size(); ++v) {
      if (!hidden(v)) continue;
      const NodeId image = contraction_.node_of[v];
      const bool has_law = balance != nullptr && !contraction_.graph.is_ground(image);
      vertex_[v] =
          add_vertex(node_label(v, has_law ? values.at((*balance)[image]) : 0, activations[v]));
      result_.nodes.push_back(v);
    }
  }

  // Equal numbers for hidden nodes of equal activation; 0 where nothing is known of it.
  [[nodiscard]] std::vector<std::uint64_t> activation_numbers() const {
    std::map<Rational, std::uint64_t> slopes;
    for (const Node& node : network_.nodes) {
      if (node.activation.known) slopes.emplace(node.activation.negative_slope, 0);
    }
    std::uint64_t next = 0;
    for (auto& [slope, number] : slopes) number = ++next;
    std::vector<std::uint64_t> numbers;
    for (const Node& node : network_.nodes) {
      numbers.push_back(node.activation.known ? slopes.at(node.activation.negative_slope) : 0);
    }
    return numbers;
  }

  [[nodiscard]] Label node_label(std::uint32_t v, std::uint64_t value,
                                 std::uint64_t activation) const {
    std::vector<Label> grounded;
    for (const std::uint32_t p : wiring_.at(v)) {
      const Parallels& parallels = wiring_.parallels()[p];
      const std::uint32_t other = parallels.from == v ? parallels.to : parallels.from;
      if (hidden(other)) continue;
      Label label{other, parallels.from == v ? to_ground : from_ground};
      append_kinds(label, parallels);
      grounded.push_back(std::move(label));
    }
    return joined({node_tag, value, activation}, std::move(grounded));
  }

  // Each part begins with fields of known meaning and length, so that no two lists look the same.
  static Label joined(Label label, std::vector<Label> parts) {
    std::sort(parts.begin(), parts.end());
    for (const Label& part : parts) label.insert(label.end(), part.begin(), part.end());
    return label;
  }

  void add_pairs(const std::vector<char>& named) {
    pair_vertex_.resize(wiring_.parallels().size(), std::numeric_limits<std::uint32_t>::max());
    for (std::uint32_t p = 0; p < wiring_.parallels().size(); ++p) {
      const Parallels& parallels = wiring_.parallels()[p];
      if (!hidden(parallels.from) || !hidden(parallels.to)) continue;
      Label label{pair_tag};
      append_kinds(label, parallels);
      if (named[p] == 0 && label == Label{pair_tag, 1, 1}) {
        add_arc(vertex_[parallels.from], vertex_[parallels.to]);
        continue;
      }
      pair_vertex_[p] = add_vertex(std::move(label));
      add_arc(vertex_[parallels.from], pair_vertex_[p]);
      add_arc(pair_vertex_[p], vertex_[parallels.to]);
    }
  }

  // The nodes all of whose trainable in-edges (out-edges) are in the set.
  [[nodiscard]] std::map<std::uint32_t, Membership> whole_sides(
      const std::vector<EdgeId>& set) const {
    std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> counts;
    for (const EdgeId id : set) {
      const Edge& edge = network_.edges[contraction_.file_edge[id]];
      if (hidden(edge.to)) ++counts[edge.to].first;
      if (hidden(edge.from)) ++counts[edge.from].second;
    }
    std::map<std::uint32_t, Membership> whole;
    for (const auto& [v, count] : counts) {
      const bool all_in = count.first == in_[v] && count.first > 0;
      const bool all_out = count.second == out_[v] && count.second > 0;
      if (all_in || all_out) whole[v] = {all_in, all_out, {}};
    }
    return whole;
  }

  // The members that no whole side covers, as positions in the file; hidden pairs only.
  [[nodiscard]] std::vector<std::uint32_t> singles_of(const std::vector<EdgeId>& set) const {
    const auto whole = whole_sides(set);
    std::vector<std::uint32_t> singles;
    for (const EdgeId id : set) {
      const std::uint32_t e = contraction_.file_edge[id];
      const Edge& edge = network_.edges[e];
      if (hidden(edge.from) && hidden(edge.to) && !covered(edge, whole)) singles.push_back(e);
    }
    return singles;
  }

  static bool covered(const Edge& edge, const std::map<std::uint32_t, Membership>& whole) {
    const auto head = whole.find(edge.to);
    const auto tail = whole.find(edge.from);
    return (head != whole.end() && head->second.all_in) ||
           (tail != whole.end() && tail->second.all_out);
  }

  void add_set(const std::vector<EdgeId>& set) {
    std::map<std::uint32_t, Membership> at_node = whole_sides(set);
    std::map<std::uint32_t, Membership> at_pair;
    const std::map<std::uint32_t, Membership> whole = at_node;
    std::vector<Label> grounded;
    for (const EdgeId id : set) {
      const std::uint32_t e = contraction_.file_edge[id];
      const Edge& edge = network_.edges[e];
      if (covered(edge, whole)) continue;
      if (hidden(edge.from) && hidden(edge.to)) {
        at_pair[group_[e]].singles.push_back({rank_[e]});
      } else if (hidden(edge.to)) {
        at_node[edge.to].singles.push_back({edge.from, from_ground, rank_[e]});
      } else if (hidden(edge.from)) {
        at_node[edge.from].singles.push_back({edge.to, to_ground, rank_[e]});
      } else {
        grounded.push_back({e});
      }
    }
    const std::uint32_t vertex = add_vertex(joined({set_tag}, std::move(grounded)));
    for (auto& [v, held] : at_node) add_member(vertex, vertex_[v], std::move(held));
    for (auto& [p, held] : at_pair) add_member(vertex, pair_vertex_[p], std::move(held));
  }

  void add_member(std::uint32_t set, std::uint32_t owner, Membership held) {
    Label label{member_tag, held.all_in ? 1U : 0U, held.all_out ? 1U : 0U};
    const std::uint32_t between = add_vertex(joined(std::move(label), std::move(held.singles)));
    add_arc(set, between);
    add_arc(between, owner);
  }

  // Colours are the ranks of the labels among all labels.
  void colour() {
    std::vector<const Label*> sorted;
    for (const Label& label : labels_) sorted.push_back(&label);
    const auto less = [](const Label* a, const Label* b) { return *a < *b; };
    std::sort(sorted.begin(), sorted.end(), less);
    sorted.erase(std::unique(sorted.begin(), sorted.end(),
                             [](const Label* a, const Label* b) { return *a == *b; }),
                 sorted.end());
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const auto at = std::lower_bound(sorted.begin(), sorted.end(), &labels_[i], less);
      result_.graph.colours[i] = static_cast<std::uint32_t>(at - sorted.begin());
    }
  }

  const Network& network_;
  const Contraction& contraction_;
  const Wiring& wiring_;
  std::vector<std::uint32_t> rank_;         // of an edge among its parallels
  std::vector<std::uint32_t> group_;        // its position in wiring_.parallels()
  std::vector<std::uint32_t> in_, out_;     // trainable edges into and out of each node
  std::vector<std::uint32_t> vertex_;       // of a hidden node
  std::vector<std::uint32_t> pair_vertex_;  // of parallels between hidden nodes, if they have one
  std::vector<Label> labels_;
  Encoded result_;
};

}  // namespace

Encoded encode(const Network& network, const Contraction& contraction, const Wiring& wiring,
               const Preserved& preserved) {
  return Encoder(network, contraction, wiring).run(preserved);
}

}  // namespace isthmus::symmetry
