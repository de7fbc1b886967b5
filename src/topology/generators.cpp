// A cut found in a block, perhaps after contractions, is a cut of the whole network: its set is
// everything that undirected edges join to its inner side without crossing it.
#include "topology/generators.hpp"

#include <algorithm>

#include "isthmus/error.hpp"

namespace isthmus::topology {
namespace {

constexpr std::size_t most_nodes = 10'000'000;

class Sides {
 public:
  explicit Sides(const BalanceNetwork& network)
      : network_(network), crossed_(network.edge_count(), 0), seen_(network.node_count(), 0) {}

  std::vector<NodeId> inner(const RawCut& cut) {
    ++round_;
    for (const EdgeId e : cut.crossing) crossed_[e] = round_;
    const EdgeId e = cut.edges.front();
    std::vector<NodeId> set{cut.kind == CutKind::in ? network_.head(e) : network_.tail(e)};
    seen_[set.front()] = round_;
    for (std::size_t i = 0; i < set.size(); ++i) {
      visit(set[i], network_.in_edges(set[i]), set);
      visit(set[i], network_.out_edges(set[i]), set);
    }
    std::sort(set.begin(), set.end());
    return set;
  }

 private:
  void visit(NodeId v, std::span<const EdgeId> edges, std::vector<NodeId>& set) {
    for (const EdgeId e : edges) {
      const NodeId next = network_.other_end(e, v);
      if (crossed_[e] == round_ || seen_[next] == round_) continue;
      seen_[next] = round_;
      set.push_back(next);
    }
  }

  const BalanceNetwork& network_;
  PerEdge<std::size_t> crossed_;
  PerNode<std::size_t> seen_;
  std::size_t round_ = 0;
};

}  // namespace

std::optional<std::vector<CutGenerator>> with_sets(const BalanceNetwork& network, const Balance& c,
                                                   const std::vector<RawCut>& cuts) {
  Sides sides(network);
  std::vector<CutGenerator> generators;
  std::size_t nodes = 0;
  for (const RawCut& cut : cuts) {
    generators.push_back({cut.kind, sides.inner(cut), cut.edges, cut.charge});
    ensure(is_cut(network, c, generators.back()), "a generator is a cut of the whole network");
    nodes += generators.back().set.size();
    if (nodes > most_nodes) return std::nullopt;
  }
  std::sort(generators.begin(), generators.end(), [](const CutGenerator& a, const CutGenerator& b) {
    return std::pair(a.edges.size(), a.edges) < std::pair(b.edges.size(), b.edges);
  });
  return generators;
}

}  // namespace isthmus::topology
