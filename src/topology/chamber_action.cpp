// Walls under symmetries, and the invariants of one chamber.
//
// A symmetry takes a wall to a wall. If the image of the set holds the root (in a part without
// ground symmetries may move it), the wall is written with the complement and c changes its sign,
// since all of c adds up to 0 there.
// Effective components of a block: Γ is the set of symmetries that keep the minimal generators of
// the cut ideal (Theory §7); the group of the block is small enough to list.
#include "topology/chamber_action.hpp"

#include <algorithm>
#include <bit>
#include <set>

#include "isthmus/error.hpp"
#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/symmetry/orbits.hpp"
#include "isthmus/topology/topology.hpp"
#include "isthmus/variety/regular_part.hpp"
#include "topology/bonds.hpp"

namespace isthmus::topology {
namespace {

constexpr std::size_t most_symmetries = 50'000;

int side_of(const BalanceNetwork& block, NodeMask set) {
  bool enters = false;
  bool leaves = false;
  for (const EdgeId e : block.edges()) {
    const bool tail = (set >> block.tail(e).value & 1) != 0;
    const bool head = (set >> block.head(e).value & 1) != 0;
    enters = enters || (head && !tail);
    leaves = leaves || (tail && !head);
  }
  return enters && leaves ? 0 : enters ? 1 : -1;
}

bool preserves(const BlockMap& map, const std::set<std::vector<EdgeId>>& sets) {
  return std::all_of(sets.begin(), sets.end(), [&](const std::vector<EdgeId>& edges) {
    std::vector<EdgeId> images;
    for (const EdgeId e : edges) images.push_back(EdgeId{map.edges[e.value]});
    std::sort(images.begin(), images.end());
    return sets.contains(images);
  });
}

SparsePermutation<std::uint32_t> moves(const BlockMap& map, const std::vector<EdgeId>& locked) {
  SparsePermutation<std::uint32_t> result;
  for (std::uint32_t i = 0; i < locked.size(); ++i) {
    const EdgeId to{map.edges[locked[i].value]};
    const auto at = std::lower_bound(locked.begin(), locked.end(), to);
    const auto j = static_cast<std::uint32_t>(at - locked.begin());
    if (i != j) result.emplace_back(i, j);
  }
  return result;
}

void add_effective(const RootedBlock& block, const std::vector<BlockMap>& generators,
                   const std::vector<EdgeId>& locked, const Topology& topology, Chamber& chamber) {
  const std::vector<BlockMap> group = elements(block, generators, most_symmetries);
  chamber.effective_at_most = Integer(1) << static_cast<unsigned>(locked.size());
  if (group.empty() || !topology.generators) {
    chamber.effective_at_least = locked.size() + 1;
    return;
  }
  std::set<std::vector<EdgeId>> cuts;
  for (const CutGenerator& generator : *topology.generators) cuts.insert(generator.edges);
  std::set<SparsePermutation<std::uint32_t>> actions;
  for (const BlockMap& map : group) {
    if (preserves(map, cuts)) actions.insert(moves(map, locked));
  }
  actions.erase(SparsePermutation<std::uint32_t>{});
  const SignOrbits orbits = sign_orbits(locked.size(), {actions.begin(), actions.end()});
  chamber.effective_at_least = orbits.at_least;
  chamber.effective_at_most = orbits.at_most;
}

}  // namespace

std::optional<std::vector<Plane>> bond_planes(const BalanceNetwork& block) {
  if (!CellGraph::fits(block)) return std::nullopt;
  const CellGraph graph(block);
  Bonds bonds(graph);
  const std::vector<NodeMask>* halves = bonds.of(graph.all_nodes(), max_planes);
  if (halves == nullptr) return std::nullopt;
  std::vector<Plane> planes;
  for (const NodeMask half : *halves) {
    const bool rooted = (half >> graph.ground() & 1) != 0;
    const NodeMask set = rooted ? graph.all_nodes() & ~half : half;
    planes.push_back({set, side_of(block, set)});
  }
  std::sort(planes.begin(), planes.end(), [](const Plane& a, const Plane& b) {
    return std::pair(std::popcount(a.set), a.set) < std::pair(std::popcount(b.set), b.set);
  });
  return planes;
}

std::vector<std::int8_t> image(const std::vector<Plane>& planes, std::size_t root,
                               const BlockMap& map, const std::vector<std::int8_t>& signs) {
  const NodeMask all = (NodeMask{2} << root) - 1;
  std::vector<std::int8_t> result(signs.size());
  for (std::size_t p = 0; p < planes.size(); ++p) {
    NodeMask set = 0;
    for (std::size_t v = 0; v < root; ++v) {
      if ((planes[p].set >> v & 1) != 0) set |= NodeMask{1} << map.nodes[v];
    }
    const bool turned = (set >> root & 1) != 0;
    if (turned) set = all & ~set;
    const auto to = std::find_if(planes.begin(), planes.end(),
                                 [&](const Plane& plane) { return plane.set == set; });
    ensure(to != planes.end(), "symmetries permute the walls");
    result[static_cast<std::size_t>(to - planes.begin())] =
        static_cast<std::int8_t>(turned ? -signs[p] : signs[p]);
  }
  return result;
}

std::set<std::vector<std::int8_t>> orbit(const std::vector<Plane>& planes, std::size_t root,
                                         const std::vector<BlockMap>& generators,
                                         const std::vector<std::int8_t>& signs) {
  std::set<std::vector<std::int8_t>> found{signs};
  std::vector<std::vector<std::int8_t>> queue{signs};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    for (const BlockMap& map : generators) {
      auto next = image(planes, root, map, queue[i]);
      if (found.insert(next).second) queue.push_back(std::move(next));
    }
  }
  return found;
}

void add_facts(const RootedBlock& block, const std::vector<BlockMap>& generators,
               Chamber& chamber) {
  Balance c(block.nodes.size());
  for (std::uint32_t i = 0; i < c.size(); ++i) c[NodeId{i}] = chamber.point[i];
  const Feasibility feasibility = feasible_flow(block.network, c);
  ensure(feasibility.feasible(), "the balances of a chamber are feasible");
  std::vector<EdgeId> locked;
  for (const CutStep& step : edge_minima(block.network, c, *feasibility.flow).locked) {
    locked.push_back(step.edge);
  }
  std::sort(locked.begin(), locked.end());
  for (const EdgeId e : locked) chamber.locked.push_back(block.edges[e.value]);
  chamber.regular_log2 = regular_components_log2(block.network, c);
  TopologyOptions options;
  options.farm.jobs = 1;
  const Topology topology = topology_of(block.network, c, *feasibility.flow, options);
  chamber.homology = expanded(topology);
  chamber.reason = topology.reason;
  add_effective(block, generators, locked, topology, chamber);
}

}  // namespace isthmus::topology
