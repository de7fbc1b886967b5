#include "variety/in_edges.hpp"

#include <numeric>

#include "isthmus/error.hpp"
#include "network/topological_order.hpp"

namespace isthmus {
namespace {

KnownSign sign_of_edge(const Edge& edge, KnownSign given) {
  if (!edge.fixed) return given;
  return edge.weights.front() > 0 ? KnownSign::positive : KnownSign::negative;
}

/// Turns counts at v + 1 into the begin of row v.
void accumulate(std::vector<std::uint32_t>& counts) {
  std::partial_sum(counts.begin(), counts.end(), counts.begin());
}

}  // namespace

NetworkInEdges::NetworkInEdges(const Network& network, const std::vector<KnownSign>& signs)
    : network_(network),
      first_(network.nodes.size() + 1, 0),
      edges_(network.edges.size()),
      order_(topological_order(network)) {
  ensure(signs.size() == network.edges.size(), "every edge has an entry for its sign");
  for (const Edge& edge : network.edges) ++first_[edge.to + 1];
  accumulate(first_);
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    edges_[next[edge.to]++] = {edge.from, e, sign_of_edge(edge, signs[e])};
  }
}

// Nodes of a model are numbered tails before heads.
ModelInEdges::ModelInEdges(const Model& model, const std::vector<SignedBundle>& signs)
    : model_(model), signs_(signs), nodes_(nodes_of(model)), order_(nodes_.size()) {
  std::iota(order_.begin(), order_.end(), 0U);
  first_.assign(nodes_.size() + 1, 0);
  for_each_row([&](std::uint32_t head, const Row&) { ++first_[head + 1]; });
  accumulate(first_);
  rows_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for_each_row([&](std::uint32_t head, const Row& row) { rows_[next[head]++] = row; });
}

template <class Take>
void ModelInEdges::for_each_row(Take&& take) const {
  std::uint32_t number = 0;
  for (std::uint32_t l = 0; l < model_.links.size(); ++l) {
    const Link& link = model_.links[l];
    const auto columns =
        link.wiring == Wiring::dense ? static_cast<std::uint32_t>(link.tails.size()) : 1;
    for (std::uint32_t i = 0; i < link.heads.size(); ++i) {
      take(link.heads[i], Row{l, i, number});
      if (!link.fixed) number += columns;
    }
  }
  for (const Tie& tie : model_.ties) take(tie.to, Row{tied, tie.from, 0});
}

}  // namespace isthmus
