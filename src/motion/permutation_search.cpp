// Is there a permutation of hidden nodes that keeps the wiring and obeys the rules?
//
// Problem: graph isomorphism with side conditions that are no labels: a locked edge asks for a sign
// at its image, other edges take whatever comes. The groups are large (S_300 × S_100 for a small
// dense network) but simple: most nodes of a layer are interchangeable.
// Idea: refine colours on both networks (colours.cpp); every permutation takes cells to cells.
// Within a cell each block needs an image that the rules allow: a bipartite matching. If one cell
// has none, Hall's set is a proof that there is no permutation below this point. Otherwise the
// matchings together are one candidate; where cells are classes of interchangeable nodes, as in
// dense layers, it keeps the wiring, and the rules see each such class from nodes that are already
// placed. Only if the candidate fails is one node given each of its possible images in turn.
// Invariant: every accepted permutation that agrees with the choices made so far is still there.
// Images that swap without changing an answer are tried once.
// Complexity: one refinement and matching for a product of symmetric groups; exponential at worst,
// under a budget that counts the edges looked at.
// Source: individualisation and refinement, as in McKay, Piperno, Practical graph isomorphism II,
// J. Symb. Comp. 60 (2014).
// Rejected: listing the group from the generators that bliss finds.
#include "motion/permutation_search.hpp"

#include <algorithm>

namespace isthmus::motion {
namespace {

constexpr std::uint64_t most_memory = 10'000'000;  // nodes times depth

class Search {
 public:
  Search(const Match& match, Rules& rules, Budget& budget)
      : match_(match), rules_(rules), budget_(budget) {}

  [[nodiscard]] SearchResult run() {
    result_.outcome = explore(match_.colours_a, match_.colours_b, 0);
    return std::move(result_);
  }

 private:
  [[nodiscard]] Outcome explore(Colours a, Colours b, std::uint64_t depth);
  [[nodiscard]] Outcome decide(const Colours& a, const Colours& b, const Cells& cells,
                               const Placement& placed, std::uint64_t depth);
  [[nodiscard]] Outcome branch(const Colours& a, const Colours& b, const Cell& cell,
                               const Placement& placed, std::uint64_t depth);
  [[nodiscard]] std::optional<Placement> candidate(const Colours& a, const Colours& b,
                                                   const Cells& cells, const Placement& placed);
  [[nodiscard]] bool match_blocks(const Colours& a, const Colours& b, const Cell& cell,
                                  const Placement& placed, Placement& permutation);
  void place_members(const Colours& a, const Colours& b, std::uint32_t block, std::uint32_t image,
                     Placement& permutation) const;
  [[nodiscard]] bool test(const Placement& permutation);
  [[nodiscard]] bool allowed(std::uint32_t block, std::uint32_t image, const Placement& placed);
  [[nodiscard]] std::vector<std::uint32_t> blocks_at(const std::vector<std::uint32_t>& nodes) const;

  const Match& match_;
  Rules& rules_;
  Budget& budget_;
  SearchResult result_;
  std::optional<HallSet> shortage_;  // of the last candidate()
  bool ruled_out_ = false;           // the last candidate() found no matching
};

/// The nodes alone in their cell go where the cell says.
Placement placed_by(const Cells& cells, std::size_t nodes) {
  Placement placed(nodes, Rules::unplaced);
  for (const auto& [colour, cell] : cells) {
    if (cell.a.size() == 1) placed[cell.a.front()] = cell.b.front();
  }
  return placed;
}

bool Search::allowed(std::uint32_t block, std::uint32_t image, const Placement& placed) {
  if (!budget_.spend()) return false;
  return !rules_.is_choosy(block) || rules_.may_take(block, image, placed);
}

std::vector<std::uint32_t> Search::blocks_at(const std::vector<std::uint32_t>& nodes) const {
  std::vector<std::uint32_t> blocks;
  for (const std::uint32_t v : nodes) blocks.push_back(match_.blocks.of[v]);
  std::sort(blocks.begin(), blocks.end());
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  return blocks;
}

std::vector<std::uint32_t> by_colour(std::vector<std::uint32_t> nodes, const Colours& colours) {
  std::stable_sort(nodes.begin(), nodes.end(),
                   [&](auto v, auto w) { return colours[v] < colours[w]; });
  return nodes;
}

// Tied nodes go along by their colours; where these do not fit, they stay unplaced.
void Search::place_members(const Colours& a, const Colours& b, std::uint32_t block,
                           std::uint32_t image, Placement& permutation) const {
  const auto from = by_colour(match_.blocks.members[block], a);
  const auto to = by_colour(match_.blocks.members[image], b);
  if (from.size() != to.size()) return;
  for (std::size_t k = 0; k < from.size(); ++k) {
    if (a[from[k]] == b[to[k]]) permutation[from[k]] = to[k];
  }
}

bool Search::match_blocks(const Colours& a, const Colours& b, const Cell& cell,
                          const Placement& placed, Placement& permutation) {
  const std::vector<std::uint32_t> left = blocks_at(cell.a);
  const std::vector<std::uint32_t> right = blocks_at(cell.b);
  shortage_.reset();
  if (left.size() != right.size()) return false;  // a permutation takes one to the other
  BlockMatching matching(left, right);
  // Itself first: what may stay stays.
  const auto partners = [&](std::uint32_t block, const auto& take) {
    const std::size_t own = position_in(right, block);
    if (own < right.size() && allowed(block, block, placed) && take(own)) return;
    for (std::size_t j = 0; j < right.size(); ++j) {
      if (j != own && allowed(block, right[j], placed) && take(j)) return;
    }
  };
  if (!matching.run([&](std::uint32_t block) { return rules_.is_choosy(block); }, partners)) {
    shortage_ = matching.shortage();
    return false;
  }
  const std::vector<std::uint32_t> images = matching.images();
  for (std::size_t i = 0; i < left.size(); ++i) {
    place_members(a, b, left[i], images[i], permutation);
  }
  return true;
}

std::optional<Placement> Search::candidate(const Colours& a, const Colours& b, const Cells& cells,
                                           const Placement& placed) {
  Placement permutation(placed.size(), Rules::unplaced);
  std::vector<const Cell*> order;
  for (const auto& [colour, cell] : cells) order.push_back(&cell);
  std::sort(order.begin(), order.end(), [](const Cell* s, const Cell* t) { return s->a < t->a; });
  for (const Cell* cell : order) {
    if (permutation[cell->a.front()] != Rules::unplaced) continue;
    if (!match_blocks(a, b, *cell, placed, permutation)) return std::nullopt;
  }
  return permutation;
}

bool Search::test(const Placement& permutation) {
  if (std::count(permutation.begin(), permutation.end(), Rules::unplaced) > 0) return false;
  static_cast<void>(budget_.spend(match_.pair.labels_a.size()));
  if (!keeps_wiring(match_.network, match_.pair.wiring, permutation)) return false;
  ++result_.permutations_tried;
  return rules_.accepts(permutation);
}

/// The smallest cell of several nodes; null if every node is alone.
const Cell* branching_cell(const Cells& cells) {
  const Cell* best = nullptr;
  for (const auto& [colour, cell] : cells) {
    if (cell.a.size() < 2) continue;
    if (best == nullptr || std::pair(cell.a.size(), cell.a) < std::pair(best->a.size(), best->a)) {
      best = &cell;
    }
  }
  return best;
}

Outcome Search::explore(Colours a, Colours b, std::uint64_t depth) {
  std::uint64_t steps = 0;
  std::optional<Misfit> misfit = refine(match_.pair, a, b, steps);
  if (!budget_.spend(steps) || depth * a.size() > most_memory) return Outcome::out_of_budget;
  if (misfit) {
    if (depth == 0) result_.misfit = std::move(misfit);
    return Outcome::none;
  }
  Cell cell;
  Placement placed;
  {
    const Cells cells = cells_of(a, b);
    placed = placed_by(cells, a.size());
    const Outcome outcome = decide(a, b, cells, placed, depth);
    if (outcome == Outcome::found || budget_.exhausted()) return outcome;
    if (ruled_out_) return Outcome::none;
    const Cell* smallest = branching_cell(cells);
    if (smallest == nullptr) return Outcome::none;
    cell = *smallest;
  }
  return branch(a, b, cell, placed, depth);
}

// Found, or not yet: `ruled_out_` says whether it never will be.
Outcome Search::decide(const Colours& a, const Colours& b, const Cells& cells,
                       const Placement& placed, std::uint64_t depth) {
  const std::optional<Placement> permutation = candidate(a, b, cells, placed);
  ruled_out_ = !permutation;
  if (permutation && test(*permutation)) {
    result_.permutation = *permutation;
    return Outcome::found;
  }
  if (budget_.exhausted()) return Outcome::out_of_budget;
  if (!permutation && depth == 0) result_.shortage = shortage_;
  return Outcome::none;
}

Outcome Search::branch(const Colours& a, const Colours& b, const Cell& cell,
                       const Placement& placed, std::uint64_t depth) {
  const std::uint32_t node = cell.a.front();
  std::vector<std::uint32_t> failed;
  for (const std::uint32_t image : cell.b) {
    const auto same = [&](std::uint32_t other) { return rules_.interchangeable(image, other); };
    if (!allowed(match_.blocks.of[node], match_.blocks.of[image], placed)) continue;
    if (std::any_of(failed.begin(), failed.end(), same)) continue;
    Colours next_a = a;
    Colours next_b = b;
    next_a[node] = next_b[image] = mixed(a[node], ~depth);
    const Outcome outcome = explore(std::move(next_a), std::move(next_b), depth + 1);
    if (outcome != Outcome::none) return outcome;
    failed.push_back(image);
  }
  return budget_.exhausted() ? Outcome::out_of_budget : Outcome::none;
}

}  // namespace

Blocks blocks_of(const Network& network, const Contraction& contraction) {
  Blocks blocks;
  blocks.of.assign(network.nodes.size(), Rules::unplaced);
  const auto add = [&](std::vector<std::uint32_t> members) {
    for (const std::uint32_t v : members) {
      blocks.of[v] = static_cast<std::uint32_t>(blocks.members.size());
    }
    blocks.members.push_back(std::move(members));
  };
  for (const NodeId v : contraction.graph.hidden_nodes()) add(contraction.members[v]);
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    if (blocks.of[v] == Rules::unplaced) add({v});
  }
  return blocks;
}

Colours first_colours(const Network& network) {
  Colours colours;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    const Node& node = network.nodes[v];
    if (node.role != Role::hidden) {
      colours.push_back(mixed(1, v));
    } else {
      const Activation& activation = node.activation;
      colours.push_back(activation.known ? mixed(2, hash_of(activation.negative_slope)) : 3);
    }
  }
  return colours;
}

std::vector<bool> movable_nodes(const Network& network) {
  std::vector<bool> movable;
  for (const Node& node : network.nodes) movable.push_back(node.role == Role::hidden);
  return movable;
}

Labels wiring_labels(const symmetry::Wiring& wiring) {
  Labels labels;
  for (const symmetry::Parallels& parallels : wiring.parallels()) {
    std::uint64_t label = 0;
    for (const std::uint32_t e : wiring.edges(parallels)) label = mixed(label, wiring.kind(e));
    labels.push_back(label);
  }
  return labels;
}

bool keeps_wiring(const Network& network, const symmetry::Wiring& wiring,
                  const Placement& permutation) {
  for (std::uint32_t v = 0; v < permutation.size(); ++v) {
    const Node& node = network.nodes[v];
    const Node& image = network.nodes[permutation[v]];
    if (node.role != image.role || node.activation != image.activation) return false;
    if (node.role != Role::hidden && permutation[v] != v) return false;
  }
  for (const symmetry::Parallels& here : wiring.parallels()) {
    const symmetry::Parallels* there = wiring.between(permutation[here.from], permutation[here.to]);
    if (there == nullptr) return false;
    const auto ours = wiring.edges(here);
    const auto theirs = wiring.edges(*there);
    const auto same = [&](auto e, auto f) { return wiring.kind(e) == wiring.kind(f); };
    if (!std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end(), same)) return false;
  }
  return true;
}

std::vector<std::uint32_t> edge_images(const symmetry::Wiring& wiring,
                                       const Placement& permutation) {
  std::vector<std::uint32_t> images;
  for (const symmetry::Parallels& here : wiring.parallels()) {
    images.resize(images.size() + (here.last - here.first));
  }
  for (const symmetry::Parallels& here : wiring.parallels()) {
    const auto ours = wiring.edges(here);
    const auto theirs = wiring.edges(*wiring.between(permutation[here.from], permutation[here.to]));
    for (std::size_t i = 0; i < ours.size(); ++i) images[ours[i]] = theirs[i];
  }
  return images;
}

SearchResult search_permutation(const Match& match, Rules& rules, Budget& budget) {
  return Search(match, rules, budget).run();
}

}  // namespace isthmus::motion
