// Reach (Theory §7).
//
// Problem: is there π ∈ Aut such that a strictly positive flow of balance c⁰ lives on π(supp θ*)
// and sign(πθ*) = sign(θ⁰) on the locked edges L(c⁰)?
// Idea: try the identity. Else search permutations (permutation_search.cpp) under necessary
// conditions that each node can check alone: which images offer the signs of its locked edges, and
// on which sides an image has nonzero weights. In a network whose hidden nodes lie on walks from
// input to output, a node with a twin shares every locked edge with a node that has none, so in
// dense layers these conditions are all there is to signs, and one matching per layer decides.
// "No" comes in two kinds, so the flow test alone is searched first: if no permutation passes it
// (or, when θ* has no zeros, if one fails) the answer is "not rescalable"; if the second search,
// for flow and signs, ends without success, it is a sign obstruction.
// Complexity: for dense and convolutional networks without zero weights a few passes over the
// edges, one flow test and rescale_onto; the general question contains graph isomorphism.
// Rejected: listing Aut, or orbits of sign vectors: 300! permutations where one matching does.
#include "isthmus/motion/reach.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <span>
#include <tuple>

#include "isthmus/error.hpp"
#include "motion/enclose_rescaling.hpp"
#include "motion/reach_rules.hpp"

namespace isthmus {
namespace {

using motion::Placement;
using motion::ReachProblem;
using motion::ReachRules;

Placement identity_of(const Network& network) {
  Placement identity(network.nodes.size());
  std::iota(identity.begin(), identity.end(), 0U);
  return identity;
}

class ReachSearch {
 public:
  ReachSearch(const SharedWiring& both, const EdgeWeights& from, const EdgeWeights& to,
              const ReachOptions& options)
      : problem_(both, from, to), options_(options), budget_(options.budget) {
    result_.locked = problem_.locked;
  }

  [[nodiscard]] ReachResult run() {
    const Placement identity = identity_of(problem_.network);
    result_.balancing.cut = blocking_cut(problem_.contraction.graph, problem_.support, problem_.c);
    if (!result_.balancing.cut && motion::signs_agree(problem_, identity)) {
      succeed(identity);
    } else if (rescalable()) {
      result_.balancing.cut.reset();
      look_for_signs();
    }
    return std::move(result_);
  }

 private:
  /// Requires that the permutation passed the flow test.
  void succeed(const Placement& permutation) {
    const std::vector<std::uint32_t> images = problem_.images(permutation);
    const Contraction& contraction = problem_.contraction;
    const auto square_sum = [&](std::span<const EdgeId> edges) {
      std::vector<std::uint32_t> positions;
      for (const EdgeId e : edges) positions.push_back(images[contraction.file_edge[e]]);
      return problem_.to.square_sum(positions);
    };
    result_.answer = Reach::yes;
    result_.partner = permutation;
    result_.balancing =
        motion::enclose_rescaling(contraction.graph, motion::moved_support(problem_, permutation),
                                  square_sum, problem_.c, options_.balancing);
  }

  /// All permutations of the network; labels say how edges lie, not what their weights are.
  [[nodiscard]] motion::Match match() const {
    const Network& network = problem_.network;
    const motion::Labels labels = motion::wiring_labels(problem_.wiring());
    return {network,
            {problem_.wiring(), labels, labels, motion::movable_nodes(network)},
            motion::first_colours(network),
            motion::first_colours(network),
            problem_.blocks};
  }

  /// Some permutation passes the flow test; else the answer is given.
  [[nodiscard]] bool rescalable() {
    if (!result_.balancing.cut) return true;
    motion::SearchResult found;
    const std::vector<bool>& support = problem_.support.values();
    if (std::find(support.begin(), support.end(), false) != support.end()) {
      ReachRules rules(problem_, ReachRules::Demand::flow, budget_);
      found = motion::search_permutation(match(), rules, budget_);
    }
    result_.permutations_tried += found.permutations_tried;
    if (found.outcome == motion::Outcome::none) result_.answer = Reach::not_rescalable;
    if (found.outcome == motion::Outcome::out_of_budget) give_up();
    return found.outcome == motion::Outcome::found;
  }

  void look_for_signs() {
    ReachRules rules(problem_, ReachRules::Demand::flow_and_signs, budget_);
    const motion::Match match = this->match();
    motion::SearchResult found = motion::search_permutation(match, rules, budget_);
    result_.permutations_tried += found.permutations_tried;
    if (found.outcome == motion::Outcome::found) {
      succeed(found.permutation);
    } else if (found.outcome == motion::Outcome::out_of_budget) {
      give_up();
    } else {
      result_.answer = Reach::sign_obstruction;
      mark_hopeless_signs(match);
      if (found.shortage) result_.shortage = nodes_of(*found.shortage);
    }
  }

  void give_up() {
    result_.balancing = {};
    result_.reason = budget_.exhausted() ? budget_.reason() : "the search grew too deep";
  }

  /// Permutations take an edge to one of the same rank between nodes of the same colours.
  void mark_hopeless_signs(const motion::Match& match) {
    motion::Colours colours = match.colours_a;
    motion::Colours copy = colours;
    std::uint64_t steps = 0;
    static_cast<void>(motion::refine(match.pair, colours, copy, steps));
    std::set<std::tuple<std::uint64_t, std::uint64_t, std::uint32_t, int>> offered;
    std::vector<std::uint32_t> rank(problem_.network.edges.size());
    const auto place = [&](std::uint32_t e, int sign) {
      const Edge& edge = problem_.network.edges[e];
      return std::tuple(colours[edge.from], colours[edge.to], rank[e], sign);
    };
    for (const symmetry::Parallels& parallels : problem_.wiring().parallels()) {
      std::uint32_t next = 0;
      for (const std::uint32_t e : problem_.wiring().edges(parallels)) {
        rank[e] = next++;
        offered.insert(place(e, problem_.sign[e]));
      }
    }
    for (LockedSign& lock : result_.locked) {
      const std::uint32_t e = problem_.contraction.file_edge[lock.edge];
      lock.never_agrees = !offered.contains(place(e, lock.sign));
    }
  }

  [[nodiscard]] PartnerShortage nodes_of(const motion::HallSet& shortage) const {
    PartnerShortage result;
    for (const std::uint32_t block : shortage.blocks) {
      result.nodes.push_back(problem_.blocks.members[block].front());
    }
    for (const std::uint32_t block : shortage.images) {
      result.partners.push_back(problem_.blocks.members[block].front());
    }
    return result;
  }

  ReachProblem problem_;
  const ReachOptions& options_;
  Budget budget_;
  ReachResult result_;
};

}  // namespace

ReachResult reach(const Network& from, const Network& to, const ReachOptions& options) {
  const Contraction contraction = contract(from);
  return reach({from, contraction}, EdgeWeights(from), EdgeWeights(to), options);
}

ReachResult reach(const SharedWiring& both, const EdgeWeights& from, const EdgeWeights& to,
                  const ReachOptions& options) {
  return ReachSearch(both, from, to, options).run();
}

}  // namespace isthmus
