#include "motion/rescaled_copy.hpp"

namespace isthmus::motion {
namespace {

class Comparison {
 public:
  Comparison(const EdgeWeights& a, const EdgeWeights& b, const Contraction& contraction,
             std::vector<std::uint32_t> images)
      : a_(a),
        b_(b),
        contraction_(contraction),
        graph_(contraction.graph),
        images_(std::move(images)),
        scale_(graph_.node_count()) {}

  [[nodiscard]] std::optional<PerNode<Rational>> run() {
    spread_from(graph_.ground());
    for (const NodeId v : graph_.hidden_nodes()) {
      if (scale_[v] == 0) spread_from(v);
    }
    for (const EdgeId e : graph_.edges()) {
      if (!agrees(e)) return std::nullopt;
    }
    PerNode<Rational> result(graph_.hidden_count());
    for (const NodeId v : graph_.hidden_nodes()) result[v] = scale_[v];
    return result;
  }

 private:
  [[nodiscard]] std::uint32_t image(EdgeId e) const { return images_[contraction_.file_edge[e]]; }

  /// λ_head / λ_tail as the first nonzero weight of the edge says; nothing if it says nothing.
  [[nodiscard]] std::optional<Rational> ratio(EdgeId e) const {
    const std::uint32_t edge = contraction_.file_edge[e];
    for (std::size_t k = 0; k < a_.count(edge); ++k) {
      const Rational before = a_.at(edge, k);
      const Rational after = b_.at(image(e), k);
      if (sign_of(before) * sign_of(after) > 0) return Rational(after / before);
    }
    return std::nullopt;
  }

  void spread_from(NodeId root) {
    scale_[root] = 1;
    std::vector<NodeId> queue{root};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const NodeId v = queue[i];
      for (const auto edges : {graph_.in_edges(v), graph_.out_edges(v)}) {
        for (const EdgeId e : edges) {
          const NodeId w = graph_.other_end(e, v);
          if (scale_[w] != 0) continue;
          const std::optional<Rational> q = ratio(e);
          if (!q) continue;
          scale_[w] = graph_.head(e) == w ? Rational(scale_[v] * *q) : Rational(scale_[v] / *q);
          queue.push_back(w);
        }
      }
    }
  }

  [[nodiscard]] bool agrees(EdgeId e) const {
    const std::uint32_t edge = contraction_.file_edge[e];
    const Rational& head = scale_[graph_.head(e)];
    const Rational& tail = scale_[graph_.tail(e)];
    for (std::size_t k = 0; k < a_.count(edge); ++k) {
      const Rational after = b_.at(image(e), k);
      if ((tail == 1 ? after : Rational(after * tail)) != a_.at(edge, k) * head) return false;
    }
    return true;
  }

  const EdgeWeights& a_;
  const EdgeWeights& b_;
  const Contraction& contraction_;
  const BalanceNetwork& graph_;
  std::vector<std::uint32_t> images_;
  PerNode<Rational> scale_;  // 0: not reached yet
};

}  // namespace

std::optional<PerNode<Rational>> rescaling_between(const EdgeWeights& a, const EdgeWeights& b,
                                                   const Contraction& contraction,
                                                   const symmetry::Wiring& wiring,
                                                   const Placement& permutation) {
  return Comparison(a, b, contraction, edge_images(wiring, permutation)).run();
}

}  // namespace isthmus::motion
