#include "oracle/cuts.hpp"

namespace isthmus::oracle {

std::vector<Cut> all_cuts(const Graph& g, const Vector& c) {
  std::vector<Cut> cuts;
  for (Set nodes = 1; nodes <= g.hidden_nodes(); ++nodes) {
    Cut cut{nodes, 0, 0, total(c, nodes)};
    for (std::size_t e = 0; e < g.edges.size(); ++e) {
      const bool tail = has(nodes, g.edges[e].tail);
      const bool head = has(nodes, g.edges[e].head);
      if (head && !tail) cut.in |= just(e);
      if (tail && !head) cut.out |= just(e);
    }
    cuts.push_back(cut);
  }
  return cuts;
}

bool is_violated(const Cut& cut) {
  return (cut.in == 0 && cut.value > 0) || (cut.out == 0 && cut.value < 0);
}

bool some_violated(const std::vector<Cut>& cuts) {
  for (const Cut& cut : cuts)
    if (is_violated(cut)) return true;
  return false;
}

Rational minimum_by_cuts(const std::vector<Cut>& cuts, std::size_t edge) {
  Rational best = 0;
  for (const Cut& cut : cuts) {
    if (cut.in == just(edge) && cut.value > best) best = cut.value;
    if (cut.out == just(edge) && -cut.value > best) best = -cut.value;
  }
  return best;
}

bool has_zero_cut(const std::vector<Cut>& cuts, std::size_t edge) {
  for (const Cut& cut : cuts)
    if (cut.value == 0 && (cut.in == just(edge) || cut.out == just(edge))) return true;
  return false;
}

Set region_in(const Graph& g, const std::vector<Cut>& cuts, std::size_t edge) {
  Set region = 0;
  for (const Cut& cut : cuts)
    if (cut.in == just(edge) && connected(g, cut.nodes)) region |= cut.nodes;
  return region;
}

Set region_out(const Graph& g, const std::vector<Cut>& cuts, std::size_t edge) {
  Set region = 0;
  for (const Cut& cut : cuts)
    if (cut.out == just(edge) && connected(g, cut.nodes)) region |= cut.nodes;
  return region;
}

std::optional<Rational> least_boundary(const Graph& g, const Vector& weights) {
  std::optional<Rational> least;
  for (Set nodes = 1; nodes <= g.hidden_nodes(); ++nodes) {
    const Rational value = total(weights, crossing(g, nodes));
    if (!least || value < *least) least = value;
  }
  return least;
}

Rational total(const Vector& weights, Set edges) {
  Rational sum = 0;
  for (std::size_t e = 0; e < weights.size(); ++e)
    if (has(edges, e)) sum += weights[e];
  return sum;
}

}  // namespace isthmus::oracle
