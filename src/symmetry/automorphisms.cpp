// The symmetries of a network (Theory §7): encoded as a digraph, searched, checked.
//
// Problem. Find all permutations π of the hidden nodes with edges(π(u), π(v)) ≅ edges(u, v) for all
// nodes u, v, that also permute a family of edge sets (or keep a balance).
//
// Idea. `encode` builds a coloured digraph with the same automorphisms, `search_bliss` searches it,
// `Induced` checks every generator by the definition and computes what it does to the weights.
// Correctness of the generators does not rest on the first two; completeness does.
//
// Parallels keep their file order. Swapping two trainable parallels would also keep the function,
// but no two parallels are ever locked, and every cut holds both or none: such swaps change no sign
// vector and no K(c), so leaving them out changes the order of a group only.
#include "isthmus/symmetry/automorphisms.hpp"

#include <algorithm>
#include <set>

#include "isthmus/error.hpp"
#include "symmetry/encode.hpp"
#include "symmetry/induced.hpp"

namespace isthmus {
namespace {

std::vector<std::vector<EdgeId>> distinct(const std::vector<std::vector<EdgeId>>& sets,
                                          std::size_t edge_count) {
  std::set<std::vector<EdgeId>> family;
  for (std::vector<EdgeId> set : sets) {
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    ensure(set.empty() || set.back().value < edge_count, "preserved sets are sets of edges");
    family.insert(std::move(set));
  }
  return {family.begin(), family.end()};
}

AutomorphismGroup search(const Network& network, const Contraction& contraction,
                         const symmetry::Preserved& preserved) {
#ifdef ISTHMUS_BLISS_VERSION
  const symmetry::Wiring wiring(network);
  const symmetry::Encoded encoded = symmetry::encode(network, contraction, wiring, preserved);
  const symmetry::Induced induced(network, contraction, wiring, preserved);
  symmetry::FoundGroup found = symmetry::search_automorphisms(
      encoded.graph, static_cast<std::uint32_t>(encoded.nodes.size()));
  AutomorphismGroup group{{}, std::move(found.order)};
  for (SparsePermutation<std::uint32_t>& moves : found.generators) {
    for (auto& [from, to] : moves) {
      ensure(to < encoded.nodes.size(), "hidden nodes are mapped to hidden nodes");
      from = encoded.nodes[from];
      to = encoded.nodes[to];
    }
    group.generators.push_back(induced.action_of(std::move(moves)));
  }
  return group;
#else
  static_cast<void>(network);
  static_cast<void>(contraction);
  static_cast<void>(preserved);
  throw limit_error("this build lacks bliss, which finds the symmetries of a network",
                    "install bliss (Debian: libbliss-dev) and build isthmus again");
#endif
}

}  // namespace

bool can_find_automorphisms() noexcept {
#ifdef ISTHMUS_BLISS_VERSION
  return true;
#else
  return false;
#endif
}

AutomorphismGroup automorphisms(const Network& network, const Contraction& contraction,
                                const std::vector<std::vector<EdgeId>>& preserved_sets) {
  return search(network, contraction,
                {distinct(preserved_sets, contraction.graph.edge_count()), nullptr});
}

AutomorphismGroup automorphisms_preserving(const Network& network, const Contraction& contraction,
                                           const Balance& c) {
  ensure(c.size() == contraction.graph.hidden_count(), "a balance has one value for each law");
  return search(network, contraction, {{}, &c});
}

SparsePermutation<NodeId> action_on_hidden_nodes(const Contraction& contraction,
                                                 const Automorphism& automorphism) {
  SparsePermutation<NodeId> action;
  for (const auto& [v, image] : automorphism.nodes) {
    const NodeId from = contraction.node_of[v];
    if (contraction.graph.is_ground(from) || contraction.node_of[image] == from) continue;
    action.emplace_back(from, contraction.node_of[image]);
  }
  std::sort(action.begin(), action.end());
  action.erase(std::unique(action.begin(), action.end()), action.end());
  return action;
}

}  // namespace isthmus
