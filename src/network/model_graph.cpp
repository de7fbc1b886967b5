// Contraction of a model, and the skeleton of its dense links (Theory §3, skeletons).
//
// Problem. A dense link of m tails and n heads has m·n bundles, and hardly any of them matters for
// the question which edges are locked: whoever has two ways in and two ways out is bypassed.
// Idea. Of every dense link keep all bundles of two tails and of two heads, at most 2(m + n). Then
// every head still has two in-bundles of the link and every tail two out-bundles, or as many as
// there were. What is joined to the ground both ways in this part proves every bundle that was left
// out to be no bottleneck, and the blocks are those of the whole: with two tails s, t and two heads
// p, q in different groups, no single node separates a tail from a head, because one of s, t and
// one of p, q remain joined to both.
// Rejected: the two neighbours of every node in cyclic order. Just as sparse and more even, but
// blocks would fall apart where ties join tails to each other.
#include "isthmus/network/model_graph.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "network/disjoint_sets.hpp"
#include "network/link_weights.hpp"

namespace isthmus {
namespace {

constexpr std::uint32_t unnumbered = std::numeric_limits<std::uint32_t>::max();

// The groups of the nodes; the group of the element after the last node is the ground.
DisjointSets tied_classes(const Model& model, std::uint32_t nodes) {
  DisjointSets classes(std::size_t{nodes} + 1);
  std::uint32_t v = 0;
  for (const NodeRun& run : model.runs) {
    for (const std::uint32_t end = v + run.count; v < end; ++v) {
      if (run.role != Role::hidden) classes.join(v, nodes);
    }
  }
  for_each_fixed_weight(
      model, [&](std::uint32_t tail, std::uint32_t head, double) { classes.join(tail, head); });
  for (const Tie& tie : model.ties) classes.join(tie.from, tie.to);
  return classes;
}

struct Groups {
  std::vector<NodeId> node_of;
  std::size_t hidden_count = 0;
};

// Numbers the groups in the order of their first members, the ground last.
Groups number_groups(DisjointSets classes, std::uint32_t nodes) {
  std::vector<std::uint32_t> number(std::size_t{nodes} + 1, unnumbered);
  const std::uint32_t ground = classes.find(nodes);
  std::uint32_t count = 0;
  for (std::uint32_t v = 0; v < nodes; ++v) {
    const std::uint32_t root = classes.find(v);
    if (root != ground && number[root] == unnumbered) number[root] = count++;
  }
  number[ground] = count;
  Groups groups{std::vector<NodeId>(nodes), count};
  for (std::uint32_t v = 0; v < nodes; ++v) groups.node_of[v] = NodeId{number[classes.find(v)]};
  return groups;
}

// Members by counting sort.
void list_members(ModelGraph& result, std::size_t hidden_count) {
  const auto ground = static_cast<std::uint32_t>(hidden_count);
  result.member_start.assign(hidden_count + 1, 0);
  for (const NodeId v : result.node_of) {
    if (v.value != ground) ++result.member_start[v.value + 1];
  }
  for (std::size_t v = 0; v < hidden_count; ++v) {
    result.member_start[v + 1] += result.member_start[v];
  }
  result.members.resize(result.member_start.back());
  std::vector<std::uint32_t> next(result.member_start.begin(), result.member_start.end() - 1);
  for (std::uint32_t i = 0; i < result.node_of.size(); ++i) {
    const std::uint32_t v = result.node_of[i].value;
    if (v != ground) result.members[next[v]++] = i;
  }
}

// Writes the arcs of the links, all or those of the skeleton and of the marked nodes.
class ArcWriter {
 public:
  ArcWriter(const Model& model, const std::vector<NodeId>& node_of)
      : model_(model), node_of_(node_of) {}

  ModelArcs arcs = ModelArcs::everything;
  const PerNode<bool>* in = nullptr;   // nodes that keep all edges into them, if given
  const PerNode<bool>* out = nullptr;  // the same for the edges out of them

  void write() {
    std::uint64_t expected = 0;
    for (const Link& link : model_.links) {
      const bool whole = arcs == ModelArcs::everything || link.wiring == Wiring::listed;
      if (!link.fixed) expected += whole ? link.bundle_count() : 0;
    }
    written.reserve(expected);
    bundles.reserve(expected);
    std::uint64_t first = 0;
    for (const Link& link : model_.links) {
      if (link.fixed) continue;
      write_link(link, static_cast<std::uint32_t>(first));
      first += link.bundle_count();
    }
  }

  std::vector<Arc> written;
  std::vector<std::uint32_t> bundles;

 private:
  void write_link(const Link& link, std::uint32_t first) {
    if (link.wiring == Wiring::listed) {
      for (std::uint32_t i = 0; i < link.heads.size(); ++i) {
        add(link.tails[i], link.heads[i], link.depth, first + i);
      }
    } else if (arcs == ModelArcs::everything) {
      write_rows(link, first, [](std::size_t) { return true; });
    } else {
      const auto hubs = two_groups(link.heads);
      write_rows(link, first, [&](std::size_t row) {
        return row == hubs[0] || row == hubs[1] || marked(in, link.heads[row]);
      });
    }
  }

  template <class IsWhole>
  void write_rows(const Link& link, std::uint32_t first, const IsWhole& is_whole) {
    const std::vector<std::uint32_t> some = kept_columns(link);
    const auto columns = static_cast<std::uint32_t>(link.tails.size());
    for (std::uint32_t row = 0; row < link.heads.size(); ++row) {
      const std::uint32_t start = first + row * columns;
      if (is_whole(row)) {
        for (std::uint32_t j = 0; j < columns; ++j) {
          add(link.tails[j], link.heads[row], link.depth, start + j);
        }
      } else {
        for (const std::uint32_t j : some) {
          add(link.tails[j], link.heads[row], link.depth, start + j);
        }
      }
    }
  }

  // The columns that every row keeps.
  std::vector<std::uint32_t> kept_columns(const Link& link) const {
    std::vector<std::uint32_t> kept;
    if (arcs == ModelArcs::everything) return kept;
    const auto hubs = two_groups(link.tails);
    for (std::uint32_t j = 0; j < link.tails.size(); ++j) {
      if (j == hubs[0] || j == hubs[1] || marked(out, link.tails[j])) kept.push_back(j);
    }
    return kept;
  }

  // The first position and the first one of another group, else the second.
  std::array<std::size_t, 2> two_groups(const std::vector<std::uint32_t>& nodes) const {
    for (std::size_t i = 1; i < nodes.size(); ++i) {
      if (node_of_[nodes[i]] != node_of_[nodes[0]]) return {0, i};
    }
    return {0, 1};
  }

  bool marked(const PerNode<bool>* marks, std::uint32_t node) const {
    return marks != nullptr && (*marks)[node_of_[node]];
  }

  void add(std::uint32_t tail, std::uint32_t head, std::uint64_t depth, std::uint32_t bundle) {
    written.push_back({node_of_[tail], node_of_[head], depth});
    bundles.push_back(bundle);
  }

  const Model& model_;
  const std::vector<NodeId>& node_of_;
};

}  // namespace

ModelGraph model_graph(const Model& model, ModelArcs arcs) {
  const auto nodes = static_cast<std::uint32_t>(node_count(model));
  Groups groups = number_groups(tied_classes(model, nodes), nodes);
  ArcWriter writer(model, groups.node_of);
  writer.arcs = arcs;
  writer.write();
  ModelGraph result{BalanceNetwork(groups.hidden_count, std::move(writer.written)),
                    std::move(groups.node_of),
                    {},
                    {},
                    PerEdge<std::uint32_t>(std::move(writer.bundles))};
  list_members(result, groups.hidden_count);
  return result;
}

ModelGraph completed(const Model& model, ModelGraph skeleton, const PerNode<bool>& in,
                     const PerNode<bool>& out) {
  ArcWriter writer(model, skeleton.node_of);
  writer.arcs = ModelArcs::skeleton;
  writer.in = &in;
  writer.out = &out;
  writer.write();
  skeleton.graph = BalanceNetwork(skeleton.graph.hidden_count(), std::move(writer.written));
  skeleton.bundle = PerEdge<std::uint32_t>(std::move(writer.bundles));
  return skeleton;
}

Balance balance_of(const ModelGraph& graph, const std::vector<Rational>& net) {
  Balance c(graph.graph.hidden_count());
  for (const NodeId v : graph.graph.hidden_nodes()) {
    for (const std::uint32_t member : graph.members_of(v)) c[v] += net[member];
  }
  return c;
}

}  // namespace isthmus
