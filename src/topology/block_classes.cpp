// Orbits of blocks with a transversal, and the group on the first block of each orbit.
//
// Idea: a breadth-first search from the first block along generators gives for each member b a
// symmetry t_b from the first block to it. For a generator g that takes b to b', the symmetry
// t_b, then g, then t_b'^-1 takes the first block to itself, and these generate all that symmetries
// do there (Schreier). Only blocks that a generator moves are looked at; the others give nothing.
// Cost: the sizes of the moved blocks, over all generators, with logarithms.
#include "topology/block_classes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "isthmus/error.hpp"

namespace isthmus::topology {
namespace {

BlockMap identity(const RootedBlock& block) {
  BlockMap map;
  for (std::uint32_t i = 0; i <= block.nodes.size(); ++i) map.nodes.push_back(i);
  for (std::uint32_t i = 0; i < block.edges.size(); ++i) map.edges.push_back(i);
  return map;
}

template <class Id>
std::uint32_t position(const std::vector<Id>& list, Id id) {
  const auto at = std::lower_bound(list.begin(), list.end(), id);
  ensure(at != list.end() && *at == id, "symmetries take blocks to blocks");
  return static_cast<std::uint32_t>(at - list.begin());
}

class Classifier {
 public:
  Classifier(const Contraction& contraction, const std::vector<RootedBlock>& blocks,
             const std::vector<Automorphism>& generators)
      : blocks_(blocks),
        home_(contraction.graph.edge_count()),
        to_first_(blocks.size()),
        place_(blocks.size()),
        steps_(blocks.size()) {
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      for (const EdgeId e : blocks[b].edges) home_[e] = b;
    }
    result_.moves.resize(generators.size());
    for (std::size_t g = 0; g < generators.size(); ++g) add_steps(contraction, generators[g], g);
  }

  BlockClasses run() {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      if (!to_first_[b]) gather(b);
    }
    for (std::size_t b = 0; b < blocks_.size(); ++b) add_moves(b);
    for (std::size_t i = 0; i < turns_.size(); ++i) {
      result_.classes[i].generators.assign(turns_[i].begin(), turns_[i].end());
    }
    return std::move(result_);
  }

 private:
  struct Step {
    std::size_t generator, to;
    BlockMap map;
  };
  struct Place {
    std::size_t block_class, member;
  };

  void add_steps(const Contraction& contraction, const Automorphism& symmetry, std::size_t g) {
    std::set<std::size_t> moved;
    for (const auto& [e, image] : symmetry.edges) {
      if (e != image && !contraction.graph.is_loop(e)) moved.insert(home_[e]);
    }
    const auto nodes = action_on_hidden_nodes(contraction, symmetry);
    for (const std::size_t b : moved) {
      const std::size_t to = home_[image_of(symmetry.edges, blocks_[b].edges.front())];
      steps_[b].push_back({g, to, map_between(blocks_[b], blocks_[to], nodes, symmetry.edges)});
    }
  }

  static BlockMap map_between(const RootedBlock& from, const RootedBlock& to,
                              const SparsePermutation<NodeId>& nodes,
                              const SparsePermutation<EdgeId>& edges) {
    const auto local = [&](NodeId v) {
      return v == to.root ? static_cast<std::uint32_t>(to.nodes.size()) : position(to.nodes, v);
    };
    BlockMap map;
    for (const NodeId v : from.nodes) map.nodes.push_back(local(image_of(nodes, v)));
    map.nodes.push_back(local(image_of(nodes, from.root)));
    for (const EdgeId e : from.edges) map.edges.push_back(position(to.edges, image_of(edges, e)));
    return map;
  }

  void gather(std::size_t first) {
    std::map<std::size_t, BlockMap> found{{first, identity(blocks_[first])}};
    std::vector<std::size_t> queue{first};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const Step& step : steps_[queue[i]]) {
        if (found.contains(step.to)) continue;
        found.emplace(step.to, followed_by(found.at(queue[i]), step.map));
        queue.push_back(step.to);
      }
    }
    BlockClass orbit;
    for (auto& [block, map] : found) {
      place_[block] = {result_.classes.size(), orbit.members.size()};
      to_first_[block] = inverse(map);
      orbit.members.push_back(block);
      orbit.from_first.push_back(std::move(map));
    }
    result_.classes.push_back(std::move(orbit));
    turns_.emplace_back();
  }

  void add_moves(std::size_t b) {
    const Place at = place_[b];
    const BlockMap none = identity(blocks_[result_.classes[at.block_class].members.front()]);
    for (const Step& step : steps_[b]) {
      const BlockMap there =
          followed_by(result_.classes[at.block_class].from_first[at.member], step.map);
      const BlockMap turn = followed_by(there, *to_first_[step.to]);
      if (turn != none) turns_[at.block_class].insert(turn);
      result_.moves[step.generator].push_back(
          {at.block_class, at.member, place_[step.to].member, turn});
    }
  }

  const std::vector<RootedBlock>& blocks_;
  PerEdge<std::size_t> home_;  // the block of each edge
  std::vector<std::optional<BlockMap>> to_first_;
  std::vector<Place> place_;
  std::vector<std::vector<Step>> steps_;   // of each block
  std::vector<std::set<BlockMap>> turns_;  // of each class
  BlockClasses result_;
};

}  // namespace

BlockMap followed_by(const BlockMap& a, const BlockMap& b) {
  BlockMap map = a;
  for (std::uint32_t& v : map.nodes) v = b.nodes[v];
  for (std::uint32_t& e : map.edges) e = b.edges[e];
  return map;
}

BlockMap inverse(const BlockMap& map) {
  BlockMap back = map;
  for (std::uint32_t v = 0; v < map.nodes.size(); ++v) back.nodes[map.nodes[v]] = v;
  for (std::uint32_t e = 0; e < map.edges.size(); ++e) back.edges[map.edges[e]] = e;
  return back;
}

BlockClasses block_classes(const Contraction& contraction, const std::vector<RootedBlock>& blocks,
                           const std::vector<Automorphism>& generators) {
  return Classifier(contraction, blocks, generators).run();
}

BlockClasses classes_of(const Network& network, const Contraction& contraction,
                        const std::vector<RootedBlock>& blocks) {
  if (!can_find_automorphisms()) return block_classes(contraction, blocks, {});
  return block_classes(contraction, blocks, automorphisms(network, contraction).generators);
}

std::vector<BlockMap> elements(const RootedBlock& block, const std::vector<BlockMap>& generators,
                               std::size_t limit) {
  std::set<BlockMap> found{identity(block)};
  std::vector<BlockMap> queue(found.begin(), found.end());
  for (std::size_t i = 0; i < queue.size(); ++i) {
    for (const BlockMap& generator : generators) {
      BlockMap next = followed_by(queue[i], generator);
      if (found.insert(next).second) queue.push_back(std::move(next));
    }
    if (queue.size() > limit) return {};
  }
  return queue;
}

}  // namespace isthmus::topology
