// Chambers block by block (Theory §6, §8).
//
// Problem: the open chambers of the walls c(U) = 0 inside the cone of feasible balances, up to
// symmetry, with the invariants of M(c), which are constant on each.
// Idea: M(c) and its walls split over blocks, so the chambers of a network are choices of one for
// each block. Walls are bonds of the block; those that all edges cross one way bound the feasible
// cone (Theory §2, and an infeasible c violates a bond), so cells on their wrong side are dropped
// while they arise (`open_cells`). Invariants are computed once for each orbit.
// Cost: that of open_cells, and one homology for each orbit.
// Rejected: chambers of the whole arrangement of all c(U) (most of its walls change nothing), and
// of the whole network at once (the product of what the blocks have).
#include "isthmus/topology/chambers.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "isthmus/error.hpp"
#include "network/random.hpp"
#include "topology/chamber_action.hpp"
#include "topology/chamber_bytes.hpp"
#include "topology/random_cell.hpp"

namespace isthmus {
namespace {

using namespace topology;

Error too_many(const RootedBlock& block, const std::string& bound, std::size_t limit) {
  return limit_error("a block with " + std::to_string(block.nodes.size()) +
                         " hidden nodes may have " + bound + " chambers, more than the limit of " +
                         std::to_string(limit),
                     "make the network smaller, raise the limit or ask for a sample");
}

struct Planes {
  std::vector<Plane> planes;
  bool few = true;  ///< so few that the cells are surely within the limit
};

Planes planes_within(const RootedBlock& block, const ChamberOptions& options) {
  const std::size_t n = block.nodes.size();
  const auto planes = bond_planes(block.network);
  if (!planes || n > max_dimension) {
    throw limit_error("a block with " + std::to_string(n) + " hidden nodes has too many walls",
                      "blocks may have at most " + std::to_string(max_planes) + " walls and " +
                          std::to_string(max_dimension) + " hidden nodes");
  }
  const Integer bound = most_cells(n, planes->size());
  const bool few = bound <= Integer(options.limit);
  if (!few && !options.sample) throw too_many(block, "up to " + bound.str(), options.limit);
  return {*planes, few};
}

ChamberWall wall(const RootedBlock& block, const Plane& plane) {
  ChamberWall result{{}, plane.side};
  for (NodeMask set = plane.set; set != 0; set &= set - 1) {
    const auto& part = block.hanging[static_cast<std::size_t>(std::countr_zero(set))];
    result.set.insert(result.set.end(), part.begin(), part.end());
  }
  std::sort(result.set.begin(), result.set.end());
  return result;
}

class Listing {
 public:
  /// `number` is that of the class, from 1.
  Listing(const RootedBlock& block, const BlockClass& alike, std::size_t number,
          const ChamberOptions& options)
      : block_(block),
        alike_(alike),
        number_(number),
        options_(options),
        within_(planes_within(block, options)) {}

  ChamberBlock run() {
    ChamberBlock result{
        alike_.members.size(), block_.nodes, block_.hanging, block_.edges, {}, 0, complete_, {}};
    for (const Plane& plane : planes_) result.walls.push_back(wall(block_, plane));
    result.chambers = complete_ ? orbits(all_cells()) : orbits(sampled_cells());
    for (const Chamber& chamber : result.chambers) result.count += chamber.alike;
    fill_in(result.chambers);
    return result;
  }

 private:
  void fill_in(std::vector<Chamber>& chambers) const {
    FarmOptions farm_options = options_.farm;
    farm_options.identity += "\nblock " + std::to_string(number_);
    if (!farm_options.checkpoint.empty()) farm_options.checkpoint += "." + std::to_string(number_);
    const FarmResult facts = farm(
        chambers.size(),
        [&](std::size_t i) {
          Chamber chamber = chambers[i];
          add_facts(block_, alike_.generators, chamber);
          return facts_as_bytes(chamber);
        },
        farm_options);
    if (!facts.complete) throw stopped();
    for (std::size_t i = 0; i < chambers.size(); ++i) read_facts(*facts.items[i], chambers[i]);
  }
  static Error stopped() {
    return limit_error("the time limit was reached before all chambers were listed",
                       "give more time with --timeout");
  }

  [[nodiscard]] std::vector<OpenCell> all_cells() const {
    OpenCells found = open_cells(block_.nodes.size(), planes_, options_.limit, options_.stop);
    if (!found.complete) throw stopped();
    return std::move(found.cells);
  }
  /// The cells of random balances, each under the name of its orbit. Those on walls are passed
  /// over.
  [[nodiscard]] std::vector<OpenCell> sampled_cells() const {
    std::map<std::vector<std::int8_t>, OpenCell> found;
    for (std::uint64_t i = 0; i < *options_.sample; ++i) {
      if (i % 256 == 0 && options_.stop && options_.stop()) throw stopped();
      OpenCell cell = random_cell(block_.network, planes_, RandomBits::stream(options_.seed, i));
      if (std::count(cell.signs.begin(), cell.signs.end(), 0) > 0) continue;
      const auto alike = orbit(planes_, block_.nodes.size(), alike_.generators, cell.signs);
      found.try_emplace(*alike.rbegin(), std::move(cell));
    }
    std::vector<OpenCell> cells;
    for (auto at = found.rbegin(); at != found.rend(); ++at) cells.push_back(std::move(at->second));
    return cells;
  }
  /// Cells come with the name of their orbit first, or one of each orbit.
  [[nodiscard]] std::vector<Chamber> orbits(const std::vector<OpenCell>& cells) const {
    std::set<std::vector<std::int8_t>> seen;
    std::vector<Chamber> chambers;
    for (const OpenCell& cell : cells) {
      if (seen.contains(cell.signs)) continue;
      const auto alike = orbit(planes_, block_.nodes.size(), alike_.generators, cell.signs);
      seen.insert(alike.begin(), alike.end());
      Chamber chamber;
      chamber.signs = cell.signs;
      for (const std::int64_t entry : cell.point) chamber.point.emplace_back(entry);
      chamber.alike = alike.size();
      chambers.push_back(std::move(chamber));
    }
    ensure(!complete_ || seen.size() == cells.size(), "symmetries permute the chambers");
    return chambers;
  }

  const RootedBlock& block_;
  const BlockClass& alike_;
  std::size_t number_;
  const ChamberOptions& options_;
  Planes within_;
  const std::vector<Plane>& planes_ = within_.planes;
  bool complete_ = within_.few;
};

/// A wall of the first block of a class as one of another block: the set and the sign of its c.
struct CarriedWall {
  NodeMask set;
  int sign;
};

CarriedWall carried(NodeMask set, const BlockMap& map) {
  const std::size_t root = map.nodes.size() - 1;
  NodeMask to = 0;
  for (; set != 0; set &= set - 1) {
    to |= NodeMask{1} << map.nodes[static_cast<std::size_t>(std::countr_zero(set))];
  }
  if ((to >> root & 1) == 0) return {to, 1};
  return {((NodeMask{2} << root) - 1) & ~to, -1};
}

ChamberPlace place_in(const RootedBlock& block, const BlockMap& from_first,
                      const std::vector<BlockMap>& generators, const std::vector<Plane>& planes,
                      const Balance& c, const ChamberBlock& listed) {
  ChamberPlace place;
  place.nodes = block.nodes;
  std::vector<std::int8_t> signs;
  for (const Plane& plane : planes) {
    const CarriedWall there = carried(plane.set, from_first);
    const ChamberWall own = wall(block, {there.set, 0});
    Rational sum = 0;
    for (const NodeId v : own.set) sum += c[v];
    signs.push_back(static_cast<std::int8_t>(there.sign * sign_of(sum)));
    if (sum == 0) place.walls.push_back(own.set);
  }
  if (!place.walls.empty()) return place;
  const auto alike = orbit(planes, block.nodes.size(), generators, signs);
  for (std::size_t i = 0; i < listed.chambers.size(); ++i) {
    if (alike.contains(listed.chambers[i].signs)) place.chamber = i;
  }
  return place;
}

/// What a balance that breaks a law of a part without ground leaves.
void forget(std::vector<ChamberPlace>& places) {
  for (ChamberPlace& place : places) {
    place.chamber.reset();
    place.walls.clear();
  }
}

}  // namespace

Chambers chambers_of(const Network& network, const Contraction& contraction,
                     const ChamberOptions& options) {
  if (contraction.graph.hidden_count() == 0) {
    throw input_error("the network has no hidden node, so there is no balance to vary",
                      "give a network with hidden nodes");
  }
  const auto phase = [&](const char* name) {
    if (options.on_phase) options.on_phase(name);
  };
  Chambers result;
  result.zero_sums = parts_without_ground(contraction.graph);
  result.symmetries_used = can_find_automorphisms();
  const std::vector<RootedBlock> blocks = rooted_blocks(contraction.graph);
  for (const RootedBlock& block : blocks) planes_within(block, options);
  phase("finding symmetries");
  const BlockClasses classes = classes_of(network, contraction, blocks);
  phase("listing chambers");
  for (const BlockClass& alike : classes.classes) {
    const RootedBlock& first = blocks[alike.members.front()];
    result.blocks.push_back(Listing(first, alike, result.blocks.size() + 1, options).run());
    result.complete = result.complete && result.blocks.back().complete;
    result.count *= boost::multiprecision::pow(Integer(result.blocks.back().count),
                                               static_cast<unsigned>(alike.members.size()));
  }
  return result;
}

std::vector<ChamberPlace> locate(const Network& network, const Contraction& contraction,
                                 const Chambers& chambers, const Balance& c) {
  const std::vector<RootedBlock> blocks = rooted_blocks(contraction.graph);
  const BlockClasses classes = classes_of(network, contraction, blocks);
  std::vector<ChamberPlace> places;
  for (std::size_t i = 0; i < classes.classes.size(); ++i) {
    const BlockClass& alike = classes.classes[i];
    const auto planes = bond_planes(blocks[alike.members.front()].network).value();
    for (std::size_t m = 0; m < alike.members.size(); ++m) {
      places.push_back(place_in(blocks[alike.members[m]], alike.from_first[m], alike.generators,
                                planes, c, chambers.blocks[i]));
      places.back().block = i;
    }
  }
  for (const std::vector<NodeId>& part : chambers.zero_sums) {
    Rational sum = 0;
    for (const NodeId v : part) sum += c[v];
    if (sum != 0) forget(places);
  }
  return places;
}

}  // namespace isthmus
