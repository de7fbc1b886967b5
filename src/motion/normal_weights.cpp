// A normal form of weights under positive rescaling that no permutation disturbs.
//
// Every node of a round takes its factor from all its weights to nodes of earlier rounds at once,
// by a rule that does not depend on the order of nodes: the largest size. Rescaling divides the
// factor of v by λ_v, and permutations move it, so normal weights are invariants of the class.
// Rejected: sums instead of largest weights, which are invariants as well, but whose denominators
// multiply along the layers; a spanning forest, which depends on the order.
#include "motion/normal_weights.hpp"

#include <algorithm>

namespace isthmus::motion {
namespace {

class Normaliser {
 public:
  Normaliser(const Network& network, const Contraction& contraction)
      : network_(network), contraction_(contraction), graph_(contraction.graph) {
    scale_.factor = PerNode<std::optional<Rational>>(graph_.node_count());
    scale_.factor[graph_.ground()] = Rational(1);
    for (const EdgeId e : graph_.edges()) largest_.values().push_back(largest(e));
  }

  [[nodiscard]] NormalScale run() {
    std::vector<NodeId> round{graph_.ground()};
    while (!round.empty()) round = next(round);
    return std::move(scale_);
  }

 private:
  [[nodiscard]] Rational largest(EdgeId e) const {
    Rational most = 0;
    for (const Rational& w : network_.edges[contraction_.file_edge[e]].weights) {
      most = std::max(most, Rational(abs(w)));
    }
    return most;
  }

  [[nodiscard]] std::vector<NodeId> next(const std::vector<NodeId>& round) {
    std::vector<NodeId> reached;
    for (const NodeId v : round) {
      for (const auto edges : {graph_.out_edges(v), graph_.in_edges(v)}) {
        for (const EdgeId e : edges) {
          const NodeId w = graph_.other_end(e, v);
          if (!scale_.covers(w) && largest_[e] != 0) reached.push_back(w);
        }
      }
    }
    std::sort(reached.begin(), reached.end());
    reached.erase(std::unique(reached.begin(), reached.end()), reached.end());
    std::vector<Rational> factors;
    for (const NodeId v : reached) factors.push_back(factor_of(v));
    for (std::size_t i = 0; i < reached.size(); ++i) scale_.factor[reached[i]] = factors[i];
    return reached;
  }

  [[nodiscard]] Rational factor_of(NodeId v) const {
    Rational in = 0;
    for (const EdgeId e : graph_.in_edges(v)) {
      const auto& tail = scale_.factor[graph_.tail(e)];
      if (tail && largest_[e] != 0) in = std::max(in, Rational(largest_[e] / *tail));
    }
    if (in != 0) return 1 / in;
    Rational out = 0;
    for (const EdgeId e : graph_.out_edges(v)) {
      const auto& head = scale_.factor[graph_.head(e)];
      if (head && largest_[e] != 0) out = std::max(out, Rational(largest_[e] * *head));
    }
    return out;
  }

  const Network& network_;
  const Contraction& contraction_;
  const BalanceNetwork& graph_;
  NormalScale scale_;
  PerEdge<Rational> largest_;
};

}  // namespace

NormalScale normal_scale(const Network& network, const Contraction& contraction) {
  return Normaliser(network, contraction).run();
}

std::vector<Rational> normal_weights(const Network& network, const Contraction& contraction,
                                     const NormalScale& scale, std::uint32_t e) {
  const Edge& edge = network.edges[e];
  const NodeId tail = contraction.node_of[edge.from];
  const NodeId head = contraction.node_of[edge.to];
  std::vector<Rational> weights = edge.weights;
  if (edge.fixed || tail == head) return weights;
  const bool known = scale.covers(tail) && scale.covers(head);
  const Rational factor = known ? Rational(*scale.factor[head] / *scale.factor[tail]) : Rational(0);
  for (Rational& w : weights) w = known ? Rational(w * factor) : Rational(sign_of(w));
  return weights;
}

Labels normal_labels(const Network& network, const Contraction& contraction,
                     const symmetry::Wiring& wiring) {
  const NormalScale scale = normal_scale(network, contraction);
  Labels labels;
  for (const symmetry::Parallels& parallels : wiring.parallels()) {
    std::uint64_t label = 0;
    for (const std::uint32_t e : wiring.edges(parallels)) {
      label = mixed(label, wiring.kind(e));
      for (const Rational& w : normal_weights(network, contraction, scale, e)) {
        label = mixed(label, hash_of(w));
      }
    }
    labels.push_back(label);
  }
  return labels;
}

}  // namespace isthmus::motion
