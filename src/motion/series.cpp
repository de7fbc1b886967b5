// Problem. Find all pairs of edges e, f such that some set U is entered by e alone and left by f
// alone. They are an equivalence relation, and its classes lie around a circuit.
//
// Idea. {e, f} is then a cut of the undirected graph. Give every edge outside a spanning forest a
// random word, and every edge of the forest the sum modulo 2 of the words of the edges whose
// circuits pass through it: the words of a cut sum to 0, so edges that cut together have equal
// words. Nothing rests on chance: each class found is walked through, piece by piece between its
// edges, and the edges at every piece are counted. If two words were equal by accident, a class
// could be missed, never invented. A piece that both edges enter, as at a dead end, ends a class.
//
// The piece that holds the ground is never written down. Complexity: O(V + E) for the words, and
// the sizes of all pieces, which are small unless classes are nested deeply; a budget ends that.
//
// Rejected: three-edge-connected components by depth-first search, exact and linear, but the sets
// have to be written down anyway, which checks the words at no cost.
#include "motion/series.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "network/random.hpp"

namespace isthmus::motion {
namespace {

using Word = std::array<std::uint64_t, 2>;

Word& operator^=(Word& a, const Word& b) {
  a[0] ^= b[0], a[1] ^= b[1];
  return a;
}

// The words of all edges. Those of a bundle of several weights mean nothing.
class Words {
 public:
  explicit Words(const BalanceNetwork& network)
      : network_(network),
        words_(network.edge_count()),
        sums_(network.node_count()),
        entrance_(network.node_count()),
        seen_(network.node_count(), false) {
    span_from(network.ground());
    for (const NodeId v : network.hidden_nodes()) span_from(v);
    RandomBits bits(1);
    for (const EdgeId e : network.edges()) draw(e, bits);
    add_up();
  }

  [[nodiscard]] const Word& operator[](EdgeId e) const { return words_[e]; }

 private:
  void span_from(NodeId root) {
    if (seen_[root]) return;
    seen_[root] = true;
    order_.push_back(root);
    for (std::size_t next = order_.size() - 1; next < order_.size(); ++next) {
      const NodeId v = order_[next];
      for (const EdgeId e : network_.in_edges(v)) reach(network_.tail(e), e);
      for (const EdgeId e : network_.out_edges(v)) reach(network_.head(e), e);
    }
  }

  void reach(NodeId v, EdgeId e) {
    if (seen_[v]) return;
    seen_[v] = true;
    entrance_[v] = e;
    order_.push_back(v);
  }

  [[nodiscard]] bool in_forest(EdgeId e) const {
    return entrance_[network_.head(e)] == e || entrance_[network_.tail(e)] == e;
  }

  // A bundle stands for parallel edges; only one of them can be in the forest.
  void draw(EdgeId e, RandomBits& bits) {
    const bool tree = in_forest(e);
    if (network_.is_loop(e) || (tree && network_.multiplicity(e) == 1)) return;
    const Word word{bits.next(), bits.next()};
    if (!tree) words_[e] = word;
    sums_[network_.head(e)] ^= word;
    sums_[network_.tail(e)] ^= word;
  }

  void add_up() {
    for (std::size_t i = order_.size(); i-- > 0;) {
      const NodeId v = order_[i];
      const std::optional<EdgeId>& e = entrance_[v];
      if (!e) continue;
      words_[*e] = sums_[v];
      sums_[network_.other_end(*e, v)] ^= sums_[v];
    }
  }

  const BalanceNetwork& network_;
  PerEdge<Word> words_;
  PerNode<Word> sums_;
  PerNode<std::optional<EdgeId>> entrance_;
  PerNode<bool> seen_;
  std::vector<NodeId> order_;
};

// Walks through the pieces that the edges of one candidate class leave.
class Pieces {
 public:
  Pieces(const BalanceNetwork& network, Budget& budget)
      : network_(network),
        budget_(budget),
        in_class_(network.edge_count(), false),
        inside_(network.node_count(), false),
        next_(network.edge_count()) {}

  // Appends the classes that these edges fall into, usually one.
  void walk(std::span<const EdgeId> edges, std::vector<SeriesClass>& classes) {
    for (const EdgeId e : edges) in_class_[e] = true;
    for (const EdgeId e : edges) grow(e);
    const std::vector<EdgeId> later = exits(edges);
    for (const EdgeId e : edges) {
      const bool first = !std::binary_search(later.begin(), later.end(), e);
      if (first && next_[e]) classes.push_back(chain(e));
    }
    for (const EdgeId e : edges) in_class_[e] = false, next_[e] = {};
  }

 private:
  struct Piece {
    EdgeId exit;
    std::vector<NodeId> nodes;
  };

  // Remembers the piece behind e if e is the only edge into it and there is one out of it.
  void grow(EdgeId e) {
    Piece piece;
    const bool between = add(network_.head(e), piece) && complete(piece);
    for (const NodeId v : piece.nodes) inside_[v] = false;
    if (between) next_[e] = std::move(piece);
  }

  bool complete(Piece& piece) {
    std::size_t entrances = 0;
    std::size_t exits = 0;
    for (std::size_t i = 0; i < piece.nodes.size(); ++i) {
      const NodeId v = piece.nodes[i];
      const auto in = network_.in_edges(v);
      const auto out = network_.out_edges(v);
      if (!budget_.spend(in.size() + out.size())) return false;
      for (const EdgeId f : in) {
        if (in_class_[f]) {
          ++entrances;
        } else if (!add(network_.tail(f), piece)) {
          return false;
        }
      }
      for (const EdgeId f : out) {
        if (in_class_[f]) {
          ++exits, piece.exit = f;
        } else if (!add(network_.head(f), piece)) {
          return false;
        }
      }
    }
    return entrances == 1 && exits == 1;
  }

  // False at the ground.
  bool add(NodeId v, Piece& piece) {
    if (network_.is_ground(v)) return false;
    if (!inside_[v]) piece.nodes.push_back(v);
    inside_[v] = true;
    return true;
  }

  // Those of the pieces; two pieces have different ones. Increasing.
  [[nodiscard]] std::vector<EdgeId> exits(std::span<const EdgeId> edges) const {
    std::vector<EdgeId> found;
    for (const EdgeId e : edges) {
      if (next_[e]) found.push_back(next_[e]->exit);
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  SeriesClass chain(EdgeId first) {
    SeriesClass found;
    found.edges.push_back(first);
    while (next_[found.edges.back()]) {
      Piece& piece = *next_[found.edges.back()];
      found.between.push_back(std::move(piece.nodes));
      std::sort(found.between.back().begin(), found.between.back().end());
      found.edges.push_back(piece.exit);
    }
    return found;
  }

  const BalanceNetwork& network_;
  Budget& budget_;
  PerEdge<bool> in_class_;
  PerNode<bool> inside_;
  PerEdge<std::optional<Piece>> next_;
};

// Edges of multiplicity 1 that lie on a circuit, sorted by their words.
std::vector<EdgeId> candidates(const BalanceNetwork& network, const Words& words) {
  std::vector<EdgeId> edges;
  for (const EdgeId e : network.edges()) {
    if (network.multiplicity(e) == 1 && words[e] != Word{}) edges.push_back(e);
  }
  std::sort(edges.begin(), edges.end(),
            [&](EdgeId a, EdgeId b) { return words[a] != words[b] ? words[a] < words[b] : a < b; });
  return edges;
}

}  // namespace

std::vector<SeriesClass> series_classes(const BalanceNetwork& network, Budget budget) {
  const Words words(network);
  const std::vector<EdgeId> edges = candidates(network, words);
  Pieces pieces(network, budget);
  std::vector<SeriesClass> classes;
  for (std::size_t i = 0, end = 0; i < edges.size(); i = end) {
    while (end < edges.size() && words[edges[end]] == words[edges[i]]) ++end;
    if (end - i < 2) continue;
    pieces.walk(std::span(edges).subspan(i, end - i), classes);
  }
  std::sort(classes.begin(), classes.end(), [](const SeriesClass& a, const SeriesClass& b) {
    return a.edges.front() < b.edges.front();
  });
  return classes;
}

}  // namespace isthmus::motion
