// Edges sorted by their ends. Kinds are numbered by first use of their value in sorted order, so
// that equal networks get equal numbers: trainable multiplicities first, 1 before all others.
#include "symmetry/wiring.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace isthmus::symmetry {
namespace {

std::vector<std::uint32_t> kinds_of(const Network& network) {
  std::map<std::uint64_t, std::uint32_t> bundles{{1, 0}};
  std::map<Rational, std::uint32_t> weights;
  for (const Edge& edge : network.edges) {
    if (edge.fixed) {
      weights.emplace(edge.weights.front(), 0);
    } else {
      bundles.emplace(edge.multiplicity, 0);
    }
  }
  std::uint32_t next = 0;
  for (auto& [multiplicity, number] : bundles) number = ++next;
  for (auto& [weight, number] : weights) number = ++next;
  std::vector<std::uint32_t> kinds;
  kinds.reserve(network.edges.size());
  for (const Edge& edge : network.edges) {
    kinds.push_back(edge.fixed ? weights.at(edge.weights.front()) : bundles.at(edge.multiplicity));
  }
  return kinds;
}

}  // namespace

Wiring::Wiring(const Network& network)
    : order_(network.edges.size()), at_(network.nodes.size()), kind_(kinds_of(network)) {
  const std::vector<Edge>& edges = network.edges;
  // Trainable parallels compare equal, so that a stable sort keeps their file order.
  const auto key = [&](std::uint32_t e) {
    return std::tuple(edges[e].from, edges[e].to, edges[e].fixed, edges[e].fixed ? kind_[e] : 0);
  };
  std::iota(order_.begin(), order_.end(), 0U);
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  for (std::uint32_t i = 0; i < order_.size(); ++i) {
    const Edge& edge = edges[order_[i]];
    if (parallels_.empty() || parallels_.back().from != edge.from ||
        parallels_.back().to != edge.to) {
      at_[edge.from].push_back(static_cast<std::uint32_t>(parallels_.size()));
      at_[edge.to].push_back(static_cast<std::uint32_t>(parallels_.size()));
      parallels_.push_back({edge.from, edge.to, i, i});
    }
    parallels_.back().last = i + 1;
  }
}

const Parallels* Wiring::between(std::uint32_t from, std::uint32_t to) const {
  const auto at = std::lower_bound(
      parallels_.begin(), parallels_.end(), std::pair(from, to),
      [](const Parallels& p, const auto& ends) { return std::pair(p.from, p.to) < ends; });
  const bool found = at != parallels_.end() && at->from == from && at->to == to;
  return found ? &*at : nullptr;
}

}  // namespace isthmus::symmetry
