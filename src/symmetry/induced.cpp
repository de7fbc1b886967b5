// The definition of an automorphism, checked for one permutation (Theory §7).
//
// Only what moves needs a look: parallels between two fixed nodes stay where they are, and so does
// a set all of whose edges stay. A permutation that maps each of finitely many sets to one of them
// permutes them, because it is one-to-one on sets.
#include "symmetry/induced.hpp"

#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"

namespace isthmus::symmetry {

Induced::Induced(const Network& network, const Contraction& contraction, const Wiring& wiring,
                 const Preserved& preserved)
    : network_(network),
      contraction_(contraction),
      wiring_(wiring),
      preserved_(preserved),
      family_(preserved.sets.begin(), preserved.sets.end()),
      holders_(contraction.graph.edge_count()) {
  for (std::uint32_t s = 0; s < preserved.sets.size(); ++s) {
    for (const EdgeId e : preserved.sets[s]) holders_[e].push_back(s);
  }
}

Automorphism Induced::action_of(SparsePermutation<std::uint32_t> nodes) const {
  check_nodes(nodes);
  std::vector<std::uint32_t> touched;
  for (const auto& [v, image] : nodes) {
    touched.insert(touched.end(), wiring_.at(v).begin(), wiring_.at(v).end());
  }
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  Automorphism result{std::move(nodes), {}};
  for (const std::uint32_t p : touched) {
    move_parallels(wiring_.parallels()[p], result.nodes, result.edges);
  }
  std::sort(result.edges.begin(), result.edges.end());
  check_sets(result.edges);
  return result;
}

void Induced::check_nodes(const SparsePermutation<std::uint32_t>& nodes) const {
  std::vector<std::uint32_t> images;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& [v, image] = nodes[i];
    ensure(i == 0 || nodes[i - 1].first < v, "moved nodes are listed by increasing position");
    ensure(v < network_.nodes.size() && network_.nodes[v].role == Role::hidden,
           "only hidden nodes move");
    ensure(image < network_.nodes.size() &&
               network_.nodes[v].activation == network_.nodes[image].activation,
           "a symmetry keeps activations");
    images.push_back(image);
  }
  std::sort(images.begin(), images.end());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    ensure(images[i] == nodes[i].first, "a symmetry permutes the nodes that it moves");
  }
  if (preserved_.balance == nullptr) return;
  for (const auto& [v, image] : nodes) {
    const NodeId a = contraction_.node_of[v];
    const NodeId b = contraction_.node_of[image];
    const bool ground = contraction_.graph.is_ground(a);
    ensure(ground == contraction_.graph.is_ground(b), "a symmetry keeps the ground");
    ensure(ground || (*preserved_.balance)[a] == (*preserved_.balance)[b],
           "a symmetry keeps the balance it is asked to keep");
  }
}

void Induced::move_parallels(const Parallels& group, const SparsePermutation<std::uint32_t>& nodes,
                             SparsePermutation<EdgeId>& moves) const {
  const Parallels* target = wiring_.between(image_of(nodes, group.from), image_of(nodes, group.to));
  ensure(target != nullptr && target->last - target->first == group.last - group.first,
         "a symmetry keeps the number of parallel edges");
  const auto sources = wiring_.edges(group);
  const auto images = wiring_.edges(*target);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    ensure(wiring_.kind(sources[i]) == wiring_.kind(images[i]),
           "a symmetry keeps multiplicities and fixed weights");
    if (network_.edges[sources[i]].fixed) continue;
    moves.emplace_back(EdgeId{contraction_.graph_edge[sources[i]]},
                       EdgeId{contraction_.graph_edge[images[i]]});
  }
}

// Most sets that are touched keep their edges among themselves; only the others are looked up.
void Induced::check_sets(const SparsePermutation<EdgeId>& edges) const {
  std::vector<std::uint32_t> leaving;
  for (const auto& [e, image] : edges) {
    for (const std::uint32_t s : holders_[e]) {
      if (!std::binary_search(holders_[image].begin(), holders_[image].end(), s)) {
        leaving.push_back(s);
      }
    }
  }
  std::sort(leaving.begin(), leaving.end());
  leaving.erase(std::unique(leaving.begin(), leaving.end()), leaving.end());
  for (const std::uint32_t s : leaving) {
    std::vector<EdgeId> image;
    for (const EdgeId e : preserved_.sets[s]) image.push_back(image_of(edges, e));
    std::sort(image.begin(), image.end());
    ensure(family_.count(image) == 1, "a symmetry maps preserved sets to preserved sets");
  }
}

}  // namespace isthmus::symmetry
