// All permutations of n equal blocks of k points: C(n + 2^k - 1, n) orbits (Theory §7).
//
// Problem. n twin neurons with k locked edges each: the group has n! elements and 2^(nk) sign
// vectors, yet an orbit is just a multiset of n patterns out of 2^k. Recognise this case with
// proof.
//
// Idea. (1) The point orbits O_1 … O_k must have equal size n. (2) A bijection φ: O_1 → O_j that
// commutes with all generators makes O_j a copy of O_1; it is determined by φ(p) for one p, which
// must be moved by the same generators as p, and then spreads along the generators. The block of x
// is {x, φ_2(x), …}, and the group permutes blocks as it permutes O_1. (3) It is the full symmetric
// group if enough transpositions are found: “the transposition (a b) is in the group” is an
// equivalence relation, and invariant under the group. Start with the generators that swap two
// blocks, close under the generators; one class means that all transpositions are there.
//
// O(total moves · number of tries for φ(p)); one try is the rule. A “no” here only means that
// another method has to count. Rejected: comparing the order of the group with n!, which needs
// a Schreier–Sims computation to know the order of a factor.
#include <algorithm>
#include <deque>

#include "network/disjoint_sets.hpp"
#include "symmetry/factor.hpp"

namespace isthmus::symmetry {
namespace {

constexpr std::uint32_t none = ~std::uint32_t{0};

// For every point the generators that move it, with its image.
using Steps = std::vector<Moves>;

Steps steps_of(const Factor& factor) {
  Steps steps(factor.size());
  for (std::uint32_t g = 0; g < factor.generators.size(); ++g) {
    for (const auto& [p, image] : factor.generators[g]) steps[p].emplace_back(g, image);
  }
  return steps;
}

bool same_movers(const Moves& a, const Moves& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.first == y.first; });
}

// The map with φ(p) = q that commutes with all generators, on the orbit of p; `none` elsewhere.
// Empty if there is no such map.
std::vector<std::uint32_t> spread(const Steps& steps, std::uint32_t p, std::uint32_t q) {
  std::vector<std::uint32_t> phi(steps.size(), none);
  std::deque<std::uint32_t> queue{p};
  phi[p] = q;
  while (!queue.empty()) {
    const std::uint32_t x = queue.front();
    queue.pop_front();
    const Moves& from = steps[x];
    const Moves& to = steps[phi[x]];
    if (!same_movers(from, to)) return {};
    for (std::size_t i = 0; i < from.size(); ++i) {
      std::uint32_t& image = phi[from[i].second];
      if (image == none) {
        image = to[i].second;
        queue.push_back(from[i].second);
      } else if (image != to[i].second) {
        return {};
      }
    }
  }
  return phi;
}

std::vector<std::uint32_t> copy_map(const Steps& steps, std::uint32_t p,
                                    const std::vector<std::uint32_t>& orbit) {
  for (const std::uint32_t q : orbit) {
    if (!same_movers(steps[p], steps[q])) continue;
    std::vector<std::uint32_t> phi = spread(steps, p, q);
    if (!phi.empty()) return phi;
  }
  return {};
}

// True if the transpositions found generate all permutations of the orbit.
bool all_permutations(const Factor& factor, const Steps& steps,
                      const std::vector<std::uint32_t>& orbit) {
  std::vector<char> inside(factor.size(), 0);
  for (const std::uint32_t p : orbit) inside[p] = 1;
  DisjointSets sets(factor.size());
  std::size_t classes = orbit.size();
  std::deque<std::pair<std::uint32_t, std::uint32_t>> found;
  const auto swap_is_there = [&](std::uint32_t a, std::uint32_t b) {
    if (!sets.join(a, b)) return;
    --classes;
    found.emplace_back(a, b);
  };
  for (const Moves& moves : factor.generators) {
    std::vector<std::uint32_t> moved;
    for (const auto& [p, image] : moves) {
      if (inside[p] != 0) moved.push_back(p);
    }
    if (moved.size() == 2) swap_is_there(moved[0], moved[1]);
  }
  for (; !found.empty(); found.pop_front()) {
    const auto [a, b] = found.front();
    for (const auto& [g, image] : steps[a]) {
      swap_is_there(image, image_of(factor.generators[g], b));
    }
    for (const auto& [g, image] : steps[b]) {
      swap_is_there(image_of(factor.generators[g], a), image);
    }
  }
  return classes == 1;
}

// Blocks in order of their first points; inside a block points in the order of the orbits.
std::optional<std::vector<std::vector<std::uint32_t>>> equal_blocks(const Factor& factor) {
  const auto orbits = point_orbits(factor);
  const std::vector<std::uint32_t>& first = orbits.front();
  for (const auto& orbit : orbits) {
    if (orbit.size() != first.size()) return std::nullopt;
  }
  const Steps steps = steps_of(factor);
  if (!all_permutations(factor, steps, first)) return std::nullopt;
  const std::uint32_t p = *std::min_element(first.begin(), first.end(), [&](auto a, auto b) {
    return steps[a].size() < steps[b].size();
  });
  std::vector<std::vector<std::uint32_t>> blocks;
  for (const std::uint32_t x : first) blocks.push_back({x});
  for (std::size_t j = 1; j < orbits.size(); ++j) {
    const std::vector<std::uint32_t> phi = copy_map(steps, p, orbits[j]);
    if (phi.empty()) return std::nullopt;
    for (std::vector<std::uint32_t>& block : blocks) block.push_back(phi[block.front()]);
  }
  return blocks;
}

// C(n + 2^k - 1, n): multisets of n patterns out of 2^k.
Integer multisets(std::size_t n, std::size_t k) {
  const Integer last = (Integer(1) << k) - 1;
  Integer count = 1;
  for (std::size_t i = 1; i <= n; ++i) count = count * (last + i) / i;
  return count;
}

// Patterns are numbers whose binary digits are the signs of a block, 1 for −, the first point's
// the highest. A representative is a non-decreasing sequence of them. Those listed are so few that
// patterns fit a machine word even if blocks do not.
class Sequences {
 public:
  Sequences(std::size_t n, std::size_t k)
      : patterns_(n, 0), last_(k < 64 ? (std::uint64_t{1} << k) - 1 : ~std::uint64_t{0}) {}

  [[nodiscard]] const std::vector<std::uint64_t>& patterns() const { return patterns_; }

  // The next sequence in lexicographic order; false after the last.
  bool advance() {
    std::size_t i = patterns_.size();
    while (i > 0 && patterns_[i - 1] == last_) --i;
    if (i == 0) return false;
    std::fill(patterns_.begin() + static_cast<std::ptrdiff_t>(i - 1), patterns_.end(),
              patterns_[i - 1] + 1);
    return true;
  }

 private:
  std::vector<std::uint64_t> patterns_;
  std::uint64_t last_;
};

SignVector signs_of(const std::vector<std::vector<std::uint32_t>>& blocks,
                    const std::vector<std::uint64_t>& patterns) {
  const std::size_t k = blocks.front().size();
  SignVector signs(blocks.size() * k, 1);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    for (std::size_t j = 0; j < std::min<std::size_t>(k, 64); ++j) {
      if ((patterns[i] >> j & 1) != 0) signs[blocks[i][k - 1 - j]] = -1;
    }
  }
  return signs;
}

}  // namespace

std::optional<SignOrbits> orbits_of_equal_blocks(const Factor& factor, std::size_t keep) {
  const auto blocks = equal_blocks(factor);
  if (!blocks) return std::nullopt;
  const std::size_t k = blocks->front().size();
  SignOrbits result;
  result.at_least = result.at_most = multisets(blocks->size(), k);
  for (const auto& block : *blocks) {
    result.reading.insert(result.reading.end(), block.begin(), block.end());
  }
  Sequences sequences(blocks->size(), k);
  for (bool more = true; more && result.representatives.size() < keep; more = sequences.advance()) {
    result.representatives.push_back(signs_of(*blocks, sequences.patterns()));
  }
  result.all_listed = result.at_most <= result.representatives.size();
  return result;
}

}  // namespace isthmus::symmetry
