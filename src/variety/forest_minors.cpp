// The ideal of maximal minors as spanning forests (Theory §4, grounded Laplacian).
//
// Problem. List all forests that join every hidden node to the ground, that is the spanning trees
// of G/⏚ with bundles expanded, in lexicographic order of their increasing lists of variables.
//
// Idea. Decide the variables from first to last, "in" before "out". Given the chosen variables and
// the next one to decide, complete the chosen ones to a tree by the *largest* variables possible
// (Kruskal from the end): f_1 > f_2 > … > f_k. A variable e that closes a cycle with the chosen
// ones must stay out. Of the others, all below f_k may be in or out, since the f_i complete the
// tree without them, and f_k must be in, since nothing after it can replace it; then f_1 … f_{k-1}
// complete the tree again. So every branching has trees on both sides, and only a branching that
// takes a variable in makes it necessary to run Kruskal again.
//
// Complexity. At most two Kruskal runs of O(E α) for every tree, O(V + E) memory besides the
// result. Undecided branchings on the stack prove one more tree each, so that the limit stops the
// search before it has written `limit` trees.
//
// Source. The branching is that of Gabow and Myers (1978); deciding by the last basis works in any
// matroid. Rejected: bridges by depth-first search (Read and Tarjan), which needs the contracted
// graph; choosing subsets and testing them, which is not output-sensitive.
#include <algorithm>
#include <cstdint>

#include "isthmus/error.hpp"
#include "isthmus/network/blocks.hpp"
#include "isthmus/variety/equations.hpp"
#include "network/disjoint_sets.hpp"

namespace isthmus {
namespace {

using EdgeList = std::vector<std::size_t>;

// Throws if a proved number of generators exceeds the limit, or what memory should hold.
void require_within(std::size_t at_least, std::size_t degree, std::size_t limit) {
  constexpr std::size_t most_factors = 50'000'000;
  const bool few = at_least <= limit;
  if (few && at_least <= most_factors / std::max<std::size_t>(degree, 1)) return;
  throw limit_error(
      "the ideal of maximal minors has at least " + std::to_string(at_least) +
          " generators (spanning forests) of degree " + std::to_string(degree) +
          (few ? ", too many to write out" : ", the limit is " + std::to_string(limit)),
      few ? "leave the minors out" : "raise the limit on generators or leave the minors out");
}

class Forests {
 public:
  Forests(const BalanceNetwork& network, const Equations& equations, std::size_t limit)
      : network_(network), equations_(equations), limit_(limit), joined_(network.node_count()) {}

  std::vector<EdgeList> all() {
    if (!descend(0)) return {};
    while (!branchings_.empty()) {
      const Branching last = branchings_.back();
      branchings_.pop_back();
      chosen_.resize(last.chosen);
      descend(last.variable + 1);
    }
    return std::move(found_);
  }

 private:
  // A variable that was taken in and has yet to be left out, and the number chosen before it.
  struct Branching {
    std::size_t chosen;
    std::size_t variable;
  };

  // Completes chosen_ by variables from `first` on to the lexicographically first tree, noting the
  // branchings passed. False if there is none, which happens only at the very start.
  bool descend(std::size_t first) {
    if (!find_completion(first)) return false;
    for (std::size_t e = first; !completion_.empty(); ++e) {
      if (!joins_two(e)) continue;
      if (e == completion_.back()) {
        completion_.pop_back();
        take(e);
      } else {
        branchings_.push_back({chosen_.size(), e});
        require_limit();
        chosen_.push_back(e);
        ensure(find_completion(e + 1), "a branching of the forest search has trees on both sides");
      }
    }
    found_.push_back(chosen_);
    return true;
  }

  // The largest variables from `first` on that complete chosen_ to a spanning tree, decreasing;
  // afterwards joined_ holds chosen_ alone.
  bool find_completion(std::size_t first) {
    join_chosen();
    completion_.clear();
    for (std::size_t e = equations_.variables.size(); e-- > first && joined_.set_count() > 1;) {
      if (join(e)) completion_.push_back(e);
    }
    const bool spanning = joined_.set_count() == 1;
    join_chosen();
    return spanning;
  }

  void join_chosen() {
    joined_ = DisjointSets(network_.node_count());
    for (const std::size_t e : chosen_) join(e);
  }

  void take(std::size_t e) {
    chosen_.push_back(e);
    join(e);
  }

  bool join(std::size_t e) { return joined_.join(tail(e), head(e)); }
  bool joins_two(std::size_t e) { return joined_.find(tail(e)) != joined_.find(head(e)); }
  [[nodiscard]] std::uint32_t tail(std::size_t e) const {
    return network_.tail(equations_.variables[e].edge).value;
  }
  [[nodiscard]] std::uint32_t head(std::size_t e) const {
    return network_.head(equations_.variables[e].edge).value;
  }

  // Each branching will give a tree besides the one under way.
  void require_limit() const {
    require_within(found_.size() + branchings_.size() + 1, network_.hidden_count(), limit_);
  }

  const BalanceNetwork& network_;
  const Equations& equations_;
  std::size_t limit_;
  DisjointSets joined_;
  EdgeList chosen_;
  EdgeList completion_;
  std::vector<Branching> branchings_;
  std::vector<EdgeList> found_;
};

// Each of the E' - V variables outside a tree can replace one in it, so there are at least
// E' - V + 1 trees, E' without the loops: a large network is refused without any search.
void require_few(const BalanceNetwork& network, const Equations& equations, std::size_t limit) {
  const auto variables = static_cast<std::size_t>(
      std::count_if(equations.variables.begin(), equations.variables.end(),
                    [&](const Variable& variable) { return !network.is_loop(variable.edge); }));
  require_within(variables + 1 - network.hidden_count(), network.hidden_count(), limit);
}

}  // namespace

std::vector<std::vector<std::size_t>> forest_minors(const BalanceNetwork& network,
                                                    const Equations& equations, std::size_t limit) {
  if (!connected_to_ground(network)) return {};
  require_few(network, equations, limit);
  return Forests(network, equations, limit).all();
}

}  // namespace isthmus
