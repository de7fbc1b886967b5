// Two steps that make a permutation group smaller without losing an orbit (Theory §7).
//
// Problem. n twin neurons with k locked edges each: n! elements, 2^(nk) sign vectors, but an orbit
// is just a multiset of n patterns out of 2^k. Networks that branch like trees nest such groups.
// Recognise this with proof.
//
// Swaps. “a = b, or the transposition (a b) is in the group” is an equivalence relation, and
// invariant under the group G. Start with the generators that swap two parts, close under
// all generators: a G-invariant relation E, and K, all permutations inside the classes of E, is a
// normal subgroup. An element that keeps every class is in K, so G/K acts on the classes, and a
// class of n parts with q colours becomes one part whose colours are the C(n + q - 1, n) multisets.
//
// Copies. A bijection φ between two orbits of positions that commutes with all generators makes one
// a copy of the other: x and φ(x) always move together and become one part with q·q' colours. φ is
// determined by φ(p) for one p, which must be moved by the same generators as p, and then spreads
// along the generators.
//
// Invariant. Elements move colours along by their numbers: a new colour is a multiset, or a tuple
// in the order of the orbits, of old ones. Every step leaves fewer parts. O(total moves · tries for
// φ(p)) a step; one try is the rule. If no step applies, another method has to count.
//
// Rejected: comparing orders with n!, which needs a Schreier–Sims computation for each factor.
#include <algorithm>
#include <deque>
#include <map>

#include "network/disjoint_sets.hpp"
#include "symmetry/action.hpp"

namespace isthmus::symmetry {
namespace {

constexpr std::uint32_t none = ~std::uint32_t{0};

// For every position the generators that move it, with its image.
std::vector<Moves> steps_of(const Action& action) {
  std::vector<Moves> steps(action.parts.size());
  for (std::uint32_t g = 0; g < action.generators.size(); ++g) {
    for (const auto& [p, image] : action.generators[g]) steps[p].emplace_back(g, image);
  }
  return steps;
}

// The relation E as classes.
DisjointSets swappable(const Action& action) {
  const std::vector<Moves> steps = steps_of(action);
  DisjointSets sets(action.parts.size());
  std::deque<std::pair<std::uint32_t, std::uint32_t>> swaps;
  const auto add = [&](std::uint32_t a, std::uint32_t b) {
    if (sets.join(a, b)) swaps.emplace_back(a, b);
  };
  for (const Moves& moves : action.generators) {
    if (moves.size() == 2) add(moves[0].first, moves[1].first);
  }
  for (; !swaps.empty(); swaps.pop_front()) {
    const auto [a, b] = swaps.front();
    for (const auto& [g, image] : steps[a]) add(image, image_of(action.generators[g], b));
    for (const auto& [g, image] : steps[b]) add(image_of(action.generators[g], a), image);
  }
  return sets;
}

// What the generators do to new positions, given the new position of every old one.
std::vector<Moves> renumbered(const std::vector<Moves>& generators,
                              const std::vector<std::uint32_t>& position) {
  std::vector<Moves> result;
  for (const Moves& old : generators) {
    Moves moves;
    for (const auto& [p, image] : old) {
      if (position[p] != position[image]) moves.emplace_back(position[p], position[image]);
    }
    std::sort(moves.begin(), moves.end());
    moves.erase(std::unique(moves.begin(), moves.end()), moves.end());
    if (!moves.empty()) result.push_back(std::move(moves));
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

// New parts made of the old ones in each group, which lists them in the order to use.
template <class Combine>
void regroup(Action& action, const std::vector<std::vector<std::uint32_t>>& groups,
             const Combine& combine) {
  std::vector<std::uint32_t> position(action.parts.size());
  std::vector<Part> parts;
  for (const auto& group : groups) {
    std::vector<Part> members;
    for (const std::uint32_t p : group) {
      position[p] = static_cast<std::uint32_t>(parts.size());
      members.push_back(std::move(action.parts[p]));
    }
    parts.push_back(members.size() == 1 ? std::move(members.front()) : combine(members));
  }
  action.generators = renumbered(action.generators, position);
  action.parts = std::move(parts);
}

bool same_movers(const Moves& a, const Moves& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.first == y.first; });
}

// The map with φ(p) = q that commutes with all generators, on the orbit of p, as pairs (x, φ(x)).
// Empty if there is no such map.
Moves spread(const std::vector<Moves>& steps, std::uint32_t p, std::uint32_t q,
             std::vector<std::uint32_t>& scratch) {
  Moves phi{{p, q}};
  scratch[p] = q;
  bool commutes = true;
  for (std::size_t done = 0; done < phi.size() && commutes; ++done) {
    const Moves& from = steps[phi[done].first];
    const Moves& to = steps[phi[done].second];
    commutes = same_movers(from, to);
    for (std::size_t i = 0; i < from.size() && commutes; ++i) {
      std::uint32_t& image = scratch[from[i].second];
      if (image == none) {
        image = to[i].second;
        phi.emplace_back(from[i].second, image);
      }
      commutes = image == to[i].second;
    }
  }
  for (const auto& [x, image] : phi) scratch[x] = none;
  return commutes ? phi : Moves{};
}

// Finds copies of orbits and collects, for each first position, what moves along with it.
class Copies {
 public:
  explicit Copies(const Action& action)
      : steps_(steps_of(action)),
        orbits_(orbits_of_positions(action)),
        orbit_of_(action.parts.size()),
        along_(action.parts.size()),
        scratch_(action.parts.size(), none) {
    for (std::uint32_t o = 0; o < orbits_.size(); ++o) {
      for (const std::uint32_t p : orbits_[o]) orbit_of_[p] = o;
    }
    for (std::uint32_t p = 0; p < steps_.size(); ++p) {
      if (!steps_[p].empty()) by_movers_[movers(p)].push_back(p);
    }
  }

  // Groups of positions that move together, by first position; equal to the positions themselves if
  // there are no copies.
  std::vector<std::vector<std::uint32_t>> groups() {
    std::vector<char> copied(orbits_.size(), 0);
    for (std::uint32_t o = 0; o < orbits_.size(); ++o) {
      if (copied[o] == 0 && orbits_[o].size() > 1) find_copies(o, copied);
    }
    std::vector<std::vector<std::uint32_t>> result;
    for (std::uint32_t p = 0; p < steps_.size(); ++p) {
      if (copied[orbit_of_[p]] != 0) continue;
      result.push_back({p});
      result.back().insert(result.back().end(), along_[p].begin(), along_[p].end());
    }
    return result;
  }

 private:
  [[nodiscard]] std::vector<std::uint32_t> movers(std::uint32_t p) const {
    std::vector<std::uint32_t> generators;
    for (const auto& [g, image] : steps_[p]) generators.push_back(g);
    return generators;
  }

  void find_copies(std::uint32_t o, std::vector<char>& copied) {
    const auto& orbit = orbits_[o];
    const std::uint32_t p = *std::min_element(orbit.begin(), orbit.end(), [&](auto a, auto b) {
      return steps_[a].size() < steps_[b].size();
    });
    for (const std::uint32_t q : by_movers_.at(movers(p))) {
      const std::uint32_t other = orbit_of_[q];
      if (other <= o || copied[other] != 0 || orbits_[other].size() != orbit.size()) continue;
      const Moves phi = spread(steps_, p, q, scratch_);
      for (const auto& [x, image] : phi) along_[x].push_back(image);
      if (!phi.empty()) copied[other] = 1;
    }
  }

  std::vector<Moves> steps_;
  std::vector<std::vector<std::uint32_t>> orbits_;
  std::vector<std::uint32_t> orbit_of_;
  std::vector<std::vector<std::uint32_t>> along_;
  std::vector<std::uint32_t> scratch_;
  std::map<std::vector<std::uint32_t>, std::vector<std::uint32_t>> by_movers_;
};

}  // namespace

bool collapse_swaps(Action& action, std::size_t keep) {
  DisjointSets sets = swappable(action);
  if (sets.set_count() == action.parts.size()) return false;
  std::vector<std::vector<std::uint32_t>> classes(action.parts.size());
  for (std::uint32_t p = 0; p < classes.size(); ++p) classes[sets.find(p)].push_back(p);
  std::erase_if(classes, [](const auto& members) { return members.empty(); });
  std::sort(classes.begin(), classes.end());
  regroup(action, classes, [&](const auto& members) { return multisets(members, keep); });
  return true;
}

bool merge_copies(Action& action, std::size_t keep) {
  const auto groups = Copies(action).groups();
  if (groups.size() == action.parts.size()) return false;
  regroup(action, groups, [&](const auto& members) { return product(members, keep); });
  return true;
}

}  // namespace isthmus::symmetry
