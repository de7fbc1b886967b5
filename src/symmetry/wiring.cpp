// Edges sorted by their ends, in two passes of counting: by head and then, keeping that order, by
// tail. Only parallels, which are few as a rule, are compared with one another. Kinds are numbered
// by first use of their value in sorted order, so that equal networks get equal numbers: trainable
// multiplicities first, 1 before all others.
#include "symmetry/wiring.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

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
    const bool single = !edge.fixed && edge.multiplicity == 1;
    kinds.push_back(single       ? 1
                    : edge.fixed ? weights.at(edge.weights.front())
                                 : bundles.at(edge.multiplicity));
  }
  return kinds;
}

/// The numbers in `order`, by node_of(number), those of one node as they were.
template <class NodeOf>
std::vector<std::uint32_t> sorted_by(const std::vector<std::uint32_t>& order, std::size_t nodes,
                                     const NodeOf& node_of) {
  std::vector<std::uint32_t> next(nodes + 1, 0);
  for (const std::uint32_t e : order) ++next[node_of(e) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::uint32_t> sorted(order.size());
  for (const std::uint32_t e : order) sorted[next[node_of(e)]++] = e;
  return sorted;
}

std::vector<std::uint32_t> sorted_by_ends(const Network& network) {
  std::vector<std::uint32_t> order(network.edges.size());
  std::iota(order.begin(), order.end(), 0U);
  order = sorted_by(order, network.nodes.size(), [&](auto e) { return network.edges[e].to; });
  return sorted_by(order, network.nodes.size(), [&](auto e) { return network.edges[e].from; });
}

}  // namespace

Wiring::Wiring(const Network& network)
    : order_(sorted_by_ends(network)),
      first_(network.nodes.size() + 1, 0),
      at_(network.nodes.size()),
      kind_(kinds_of(network)) {
  const std::vector<Edge>& edges = network.edges;
  parallels_.reserve(edges.size());
  for (std::uint32_t i = 0; i < order_.size(); ++i) {
    const Edge& edge = edges[order_[i]];
    if (parallels_.empty() || parallels_.back().from != edge.from ||
        parallels_.back().to != edge.to) {
      at_[edge.from].push_back(static_cast<std::uint32_t>(parallels_.size()));
      at_[edge.to].push_back(static_cast<std::uint32_t>(parallels_.size()));
      parallels_.push_back({edge.from, edge.to, i, i});
      ++first_[edge.from + 1];
    }
    parallels_.back().last = i + 1;
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  for (const Parallels& group : parallels_) sort_by_kind(network, group);
}

// Trainable parallels compare equal, so that they keep their file order.
void Wiring::sort_by_kind(const Network& network, const Parallels& group) {
  if (group.last - group.first < 2) return;
  const auto key = [&](std::uint32_t e) {
    return network.edges[e].fixed ? std::pair(1U, kind_[e]) : std::pair(0U, 0U);
  };
  std::stable_sort(order_.begin() + group.first, order_.begin() + group.last,
                   [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
}

const Parallels* Wiring::between(std::uint32_t from, std::uint32_t to) const {
  const auto end = parallels_.begin() + first_[from + 1];
  const auto at =
      std::lower_bound(parallels_.begin() + first_[from], end, to,
                       [](const Parallels& p, std::uint32_t head) { return p.to < head; });
  return at != end && at->to == to ? &*at : nullptr;
}

}  // namespace isthmus::symmetry
