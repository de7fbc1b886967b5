#include "motion/rescaled_copy.hpp"

namespace isthmus::motion {
namespace {

class Comparison {
 public:
  Comparison(const Network& a, const Network& b, const Contraction& contraction,
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
    for (std::uint32_t e = 0; e < a_.edges.size(); ++e) {
      if (!a_.edges[e].fixed && !agrees(e)) return std::nullopt;
    }
    PerNode<Rational> result(graph_.hidden_count());
    for (const NodeId v : graph_.hidden_nodes()) result[v] = scale_[v];
    return result;
  }

 private:
  [[nodiscard]] const std::vector<Rational>& before(std::uint32_t e) const {
    return a_.edges[e].weights;
  }
  [[nodiscard]] const std::vector<Rational>& after(std::uint32_t e) const {
    return b_.edges[images_[e]].weights;
  }

  /// λ_head / λ_tail as the first nonzero weight of the edge says; nothing if it says nothing.
  [[nodiscard]] std::optional<Rational> ratio(std::uint32_t e) const {
    for (std::size_t k = 0; k < before(e).size(); ++k) {
      if (before(e)[k] == 0 || after(e)[k] == 0) continue;
      const Rational q = after(e)[k] / before(e)[k];
      if (q > 0) return q;
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
          const std::optional<Rational> q = ratio(contraction_.file_edge[e]);
          if (!q) continue;
          scale_[w] = graph_.head(e) == w ? Rational(scale_[v] * *q) : Rational(scale_[v] / *q);
          queue.push_back(w);
        }
      }
    }
  }

  [[nodiscard]] bool agrees(std::uint32_t e) const {
    const Rational& head = scale_[contraction_.node_of[a_.edges[e].to]];
    const Rational& tail = scale_[contraction_.node_of[a_.edges[e].from]];
    for (std::size_t k = 0; k < before(e).size(); ++k) {
      if (after(e)[k] * tail != before(e)[k] * head) return false;
    }
    return true;
  }

  const Network& a_;
  const Network& b_;
  const Contraction& contraction_;
  const BalanceNetwork& graph_;
  std::vector<std::uint32_t> images_;
  PerNode<Rational> scale_;  // 0: not reached yet
};

}  // namespace

std::optional<PerNode<Rational>> rescaling_between(const Network& a, const Network& b,
                                                   const Contraction& contraction,
                                                   const symmetry::Wiring& wiring,
                                                   const Placement& permutation) {
  return Comparison(a, b, contraction, edge_images(wiring, permutation)).run();
}

}  // namespace isthmus::motion
