// Problem: show that A = Y·X has no solution with the supports of a state.
// Idea: branch over the supports of the rows of Y. In a branch linear algebra bounds where each x_k
// can lie (propagation.cpp); when a bound contradicts what the supports mean, the branch is dead.
// If all branches die, A is not attained. As steps apply with few supports known, a branch mostly
// ends long before all supports are chosen: the row with the fewest supports is branched on first.
// Afterwards the tree is made short: a branching that a child does not need is replaced by
// the child, and steps are dropped one by one as long as the tree still holds.
// Invariant: the tree returned has been replayed with the operations of Branch.
// Complexity: the product of the numbers of supports in the worst case; zero rows cost nothing, so
// sparse limits are cheap. The depth of recursion is the number of rows, at most `row_limit`.
// Source: Theory §9. Rejected: branching over all supports first, which is simpler, but makes trees
// of hundreds of leaves where a handful will do.
#include "pattern/witness/refuter.hpp"

#include <algorithm>
#include <utility>

#include "pattern/witness/forms.hpp"
#include "pattern/witness/propagation.hpp"

namespace isthmus::pattern {

namespace {

constexpr std::size_t row_limit = 64;
constexpr std::size_t neuron_limit = 12;  // of a row that is branched on

/// The problem with the supports of its rows, listed once.
struct Question {
  RefutationProblem problem;
  std::vector<std::vector<IndexSet>> supports;  // empty list: too many
  std::vector<bool> listed;
};

// Listing the supports of a row costs about as much as a step for every sixteen sets.
Question question(const PatternState& state, const RationalMatrix& limit, Orientation side,
                  Budget& budget) {
  Question out{refutation_problem(state, limit, side), {}, {}};
  for (const KnownRow& row : out.problem.rows) {
    const std::size_t neurons = row.neurons.size();
    out.listed.push_back(neurons <= neuron_limit && budget.spend((1U << neurons) / 16));
    out.supports.push_back(out.listed.back() ? possible_supports(out.problem, row)
                                             : std::vector<IndexSet>{});
  }
  return out;
}

template <class N>
std::optional<std::size_t> row_to_branch_on(const Question& asked, const Branch<N>& branch) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < asked.supports.size(); ++i) {
    if (branch.is_known(i) || !asked.listed[i]) continue;
    if (!best || asked.supports[i].size() < asked.supports[*best].size()) best = i;
  }
  return best;
}

template <class N>
std::optional<Refutation> search(const Question& asked, Branch<N> branch, Budget& budget) {
  Propagated found = propagate(branch, budget);
  Refutation out;
  out.steps = std::move(found.steps);
  if (found.end) {
    out.end.push_back(std::move(*found.end));
    return out;
  }
  const auto row = row_to_branch_on(asked, branch);
  if (!row || budget.exhausted()) return std::nullopt;
  out.row = *row;
  for (const IndexSet& support : asked.supports[*row]) {
    Branch<N> chosen = branch;
    chosen.choose(*row, support);
    auto child = search(asked, std::move(chosen), budget);
    if (!child) return std::nullopt;
    out.children.emplace_back(support.elements(), std::move(*child));
  }
  return out;
}

IndexSet as_set(const std::vector<std::size_t>& list) {
  IndexSet out;
  for (const std::size_t k : list) out.insert(k);
  return out;
}

template <class N>
bool holds(Branch<N> branch, const Refutation& tree) {
  for (const RefutationStep& step : tree.steps) {
    if (branch.apply(step) == Branch<N>::Outcome::refused) return false;
  }
  if (!tree.end.empty()) return branch.is_contradiction(tree.end.front());
  if (branch.is_known(tree.row)) return false;
  return std::all_of(tree.children.begin(), tree.children.end(), [&](const auto& child) {
    Branch<N> chosen = branch;
    chosen.choose(tree.row, as_set(child.first));
    return holds(std::move(chosen), child.second);
  });
}

template <class N>
void drop_branching(const Branch<N>& branch, Refutation& tree) {
  for (bool shorter = true; shorter;) {
    shorter = false;
    for (const auto& child : tree.children) {
      Refutation instead = child.second;
      instead.steps.insert(instead.steps.begin(), tree.steps.begin(), tree.steps.end());
      if (!holds(branch, instead)) continue;
      tree = std::move(instead);
      shorter = true;
      break;
    }
  }
}

template <class N>
void drop_steps(const Branch<N>& branch, Refutation& tree) {
  for (std::size_t s = tree.steps.size(); s-- > 0;) {
    Refutation without = tree;
    without.steps.erase(without.steps.begin() + static_cast<std::ptrdiff_t>(s));
    if (holds(branch, without)) tree = std::move(without);
  }
}

template <class N>
void shorten(Branch<N> branch, Refutation& tree) {
  drop_branching(branch, tree);
  drop_steps(branch, tree);
  for (const RefutationStep& step : tree.steps) branch.apply(step);
  for (auto& [support, child] : tree.children) {
    Branch<N> chosen = branch;
    chosen.choose(tree.row, as_set(support));
    shorten(std::move(chosen), child);
  }
}

std::vector<std::size_t> names_of_rows(const RefutationProblem& problem) {
  std::vector<std::size_t> out;
  for (const KnownRow& row : problem.rows) out.push_back(row.name);
  return out;
}

}  // namespace

std::optional<Refutation> refute(const PatternState& state, const RationalMatrix& limit,
                                 Orientation side, Budget& budget) {
  const Question asked = question(state, limit, side, budget);
  if (asked.problem.rows.size() > row_limit) return std::nullopt;
  return with_small_integers([&]<class N>() -> std::optional<Refutation> {
    const Branch<N> root(asked.problem);
    auto tree = search(asked, root, budget);
    if (!tree) return std::nullopt;
    shorten(root, *tree);
    rename_rows(*tree, names_of_rows(asked.problem));
    return tree;
  });
}

std::size_t size_of(const Refutation& tree) {
  std::size_t size = 1 + tree.steps.size();
  for (const auto& [support, child] : tree.children) size += size_of(child);
  return size;
}

}  // namespace isthmus::pattern
