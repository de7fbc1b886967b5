// A normal form of weights under positive rescaling that no permutation disturbs.
//
// Every node of a round takes its factor from all its weights to nodes of earlier rounds at once,
// by a rule that does not depend on the order of nodes: the largest size. Rescaling divides the
// factor of v by λ_v, and permutations move it, so normal weights are invariants of the class.
// Labels are made of residues of the weights and of the factors (exact/residue.hpp), which respect
// products, so that no product of fractions is ever formed for them.
// Rejected: sums instead of largest weights, which are invariants as well, but whose denominators
// multiply along the layers; a spanning forest, which depends on the order.
#include "motion/normal_weights.hpp"

#include <algorithm>
#include <span>

#include "exact/residue.hpp"

namespace isthmus::motion {
namespace {

class Normaliser {
 public:
  Normaliser(const EdgeWeights& weights, const Contraction& contraction)
      : weights_(weights), contraction_(contraction), graph_(contraction.graph) {
    scale_.factor = PerNode<std::optional<Rational>>(graph_.node_count());
    scale_.factor[graph_.ground()] = Rational(1);
  }

  [[nodiscard]] NormalScale run() {
    std::vector<NodeId> round{graph_.ground()};
    while (!round.empty()) round = next(round);
    return std::move(scale_);
  }

 private:
  [[nodiscard]] std::vector<NodeId> next(const std::vector<NodeId>& round) {
    std::vector<NodeId> reached;
    PerNode<bool> listed(graph_.node_count(), false);
    for (const NodeId v : round) {
      for (const auto edges : {graph_.out_edges(v), graph_.in_edges(v)}) {
        for (const EdgeId e : edges) {
          const NodeId w = graph_.other_end(e, v);
          if (listed[w] || scale_.covers(w) || !weights_.nonzero(contraction_.file_edge[e]))
            continue;
          listed[w] = true;
          reached.push_back(w);
        }
      }
    }
    std::sort(reached.begin(), reached.end());
    std::vector<Rational> factors;
    for (const NodeId v : reached) factors.push_back(factor_of(v));
    for (std::size_t i = 0; i < reached.size(); ++i) scale_.factor[reached[i]] = factors[i];
    return reached;
  }

  [[nodiscard]] Rational factor_of(NodeId v) const {
    const auto over = [](const Rational& w, const Rational& tail) { return Rational(w / tail); };
    const Rational in = largest(v, graph_.in_edges(v), over);
    if (in != 0) return 1 / in;
    const auto times = [](const Rational& w, const Rational& head) { return Rational(w * head); };
    return largest(v, graph_.out_edges(v), times);
  }

  /// Of the weights at v that come from earlier rounds, each seen from there. Those from the ground
  /// are seen as they are, all at once.
  template <class Seen>
  [[nodiscard]] Rational largest(NodeId v, std::span<const EdgeId> edges, const Seen& seen) const {
    std::vector<std::uint32_t> at_ground;
    Rational most = 0;
    for (const EdgeId e : edges) {
      const NodeId end = graph_.other_end(e, v);
      const std::uint32_t edge = contraction_.file_edge[e];
      if (graph_.is_ground(end)) {
        at_ground.push_back(edge);
      } else if (scale_.covers(end)) {
        most = std::max(most, seen(weights_.largest({&edge, 1}), *scale_.factor[end]));
      }
    }
    return std::max(most, weights_.largest(at_ground));
  }

  const EdgeWeights& weights_;
  const Contraction& contraction_;
  const BalanceNetwork& graph_;
  NormalScale scale_;
};

/// The residues of the factors; 0 where there is none.
PerNode<Residue> residues_of(const NormalScale& scale) {
  PerNode<Residue> residues(scale.factor.size(), 0);
  for (std::size_t v = 0; v < residues.size(); ++v) {
    const std::optional<Rational>& factor = scale.factor.values()[v];
    if (factor) residues.values()[v] = residue_of(*factor);
  }
  return residues;
}

PerNode<Residue> inverses_of(PerNode<Residue> residues) {
  for (Residue& r : residues.values()) r = r == 0 ? 0 : residue_inverse(r);
  return residues;
}

}  // namespace

NormalScale normal_scale(const EdgeWeights& weights, const Contraction& contraction) {
  return Normaliser(weights, contraction).run();
}

std::vector<Rational> normal_weights(const EdgeWeights& weights, const Contraction& contraction,
                                     const NormalScale& scale, EdgeId e) {
  const NodeId tail = contraction.graph.tail(e);
  const NodeId head = contraction.graph.head(e);
  std::vector<Rational> normal = weights.all(contraction.file_edge[e]);
  if (tail == head) return normal;
  const bool known = scale.covers(tail) && scale.covers(head);
  const Rational factor = known ? Rational(*scale.factor[head] / *scale.factor[tail]) : Rational(0);
  for (Rational& w : normal) w = known ? Rational(w * factor) : Rational(sign_of(w));
  return normal;
}

Labels normal_labels(const EdgeWeights& weights, const Contraction& contraction,
                     const symmetry::Wiring& wiring) {
  const NormalScale scale = normal_scale(weights, contraction);
  const PerNode<Residue> factor = residues_of(scale);
  const PerNode<Residue> inverse = inverses_of(factor);
  const auto label_of = [&](std::uint64_t label, std::uint32_t file_edge) {
    const EdgeId e{contraction.graph_edge[file_edge]};
    const NodeId tail = contraction.graph.tail(e);
    const NodeId head = contraction.graph.head(e);
    const Residue by = tail == head ? 1 : residue_product(factor[head], inverse[tail]);
    for (std::size_t k = 0; k < weights.count(file_edge); ++k) {
      label = mixed(label, by != 0 ? residue_product(weights.residue(file_edge, k), by)
                                   : static_cast<Residue>(sign_of(weights.at(file_edge, k))));
    }
    return label;
  };
  Labels labels;
  labels.reserve(wiring.parallels().size());
  for (const symmetry::Parallels& parallels : wiring.parallels()) {
    std::uint64_t label = 0;
    for (const std::uint32_t e : wiring.edges(parallels)) {
      label = mixed(label, wiring.kind(e));
      if (contraction.graph_edge[e] != Contraction::no_edge) label = label_of(label, e);
    }
    labels.push_back(label);
  }
  return labels;
}

}  // namespace isthmus::motion
