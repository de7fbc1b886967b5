#include "network/topological_order.hpp"

namespace isthmus {
namespace {

/// Out-edges in compressed sparse rows: heads[start[v]] … heads[start[v + 1] - 1], in file order.
struct OutEdges {
  std::vector<std::uint32_t> start, heads;
};

OutEdges out_edges(const Network& network) {
  OutEdges out{std::vector<std::uint32_t>(network.nodes.size() + 1),
               std::vector<std::uint32_t>(network.edges.size())};
  for (const Edge& edge : network.edges) ++out.start[edge.from + 1];
  for (std::size_t v = 1; v < out.start.size(); ++v) out.start[v] += out.start[v - 1];
  std::vector<std::uint32_t> next(out.start.begin(), out.start.end() - 1);
  for (const Edge& edge : network.edges) out.heads[next[edge.from]++] = edge.to;
  return out;
}

}  // namespace

std::vector<std::uint32_t> topological_order(const Network& network) {
  const OutEdges out = out_edges(network);
  std::vector<std::uint32_t> missing(network.nodes.size(), 0);
  for (const Edge& edge : network.edges) ++missing[edge.to];
  std::vector<std::uint32_t> order;
  for (std::uint32_t v = 0; v < missing.size(); ++v) {
    if (missing[v] == 0) order.push_back(v);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::uint32_t k = out.start[order[i]]; k < out.start[order[i] + 1]; ++k) {
      if (--missing[out.heads[k]] == 0) order.push_back(out.heads[k]);
    }
  }
  return order;
}

}  // namespace isthmus
