// Singular points anywhere on M(c): the detachable sets, and that there are no others (Theory §4).
//
// The search of the analysis finds the sets; its pruning leaves no trace that could be checked, so
// that they are all is shown by a second search whose steps are written down. It is made
// only when the first one came to its end, and given up at a number of steps.
#include <algorithm>

#include "isthmus/error.hpp"
#include "proof/prover.hpp"
#include "proof/sparse_sums.hpp"

namespace isthmus {
namespace {

constexpr const char* has_singular = "M(c) has a singular point";

Error undecided(const std::string& cause) {
  return limit_error(cause, "raise the limits of the search, or ask for less");
}

}  // namespace

const DetachableSearch& Prover::detachable() {
  if (!detachable_) {
    announce("searching for singular points");
    DetachableOptions search;
    search.budget = options_.budget;
    search.complex_question = false;
    detachable_ = detachable_sets(graph(), c_, base(), search);
  }
  return *detachable_;
}

bool Prover::base_is_singular() { return rank_at(graph(), base()).singular(); }

// How many passes over the network `work` pays for, at least one.
std::size_t Prover::affordable(std::uint64_t work) const {
  return 1 + work / (graph().node_count() + graph().edge_count());
}

// The sets that were found, or at least those that float at the base point.
std::vector<std::vector<NodeId>> Prover::sets_to_show(std::uint64_t work) {
  std::vector<std::vector<NodeId>> sets = detachable().sets;
  if (sets.empty()) sets = rank_at(graph(), base()).floating;
  if (sets.size() > affordable(work)) sets.resize(affordable(work));
  return sets;
}

void Prover::add_strata(const std::vector<std::vector<NodeId>>& sets) {
  add_base();
  certificate_.strata = stratum_witnesses(graph(), base(), sets);
  for (const StratumWitness& witness : certificate_.strata) {
    ensure(leads_to_flow(graph(), base(), witness.difference), "a stratum's witness is a flow");
  }
}

bool Prover::add_search(const std::vector<std::vector<NodeId>>& sets, std::uint64_t work) {
  announce("showing that no set is missing");
  auto steps =
      exhaustive_search(graph(), c_, sets, std::min(options_.search_limit, affordable(work)));
  if (!steps) return false;
  certificate_.search = std::move(*steps);
  return true;
}

Refutation Prover::singular_exists() {
  if (!has_point()) return "M(c) has no point";
  if (certificate_.strata.empty()) {
    // Often the base point is singular itself; then there is nothing to search for.
    const PointRank at_base = rank_at(graph(), base());
    if (at_base.singular()) {
      add_strata({at_base.floating.front()});
    } else if (detachable().exists == Answer::yes) {
      add_strata({detachable().sets.front()});
    } else if (detachable().exists == Answer::no) {
      return "no point of M(c) is singular";
    } else {
      throw undecided("whether M(c) has a singular point is not determined: " +
                      detachable().reason);
    }
  }
  claim(ClaimKind::singular_exists);
  return std::nullopt;
}

Refutation Prover::smooth(std::uint64_t work) {
  if (has_point()) {
    if (base_is_singular() || detachable().exists == Answer::yes) return has_singular;
    if (detachable().exists == Answer::not_determined) {
      throw undecided("whether M(c) has a singular point is not determined: " +
                      detachable().reason);
    }
  }
  if (certificate_.search.empty() && !add_search({}, work)) {
    throw undecided("the proof that no point of M(c) is singular has too many steps");
  }
  claim(ClaimKind::smooth);
  return std::nullopt;
}

Refutation Prover::strata(std::uint64_t work) {
  if (!has_point()) return "M(c) has no point";
  const std::vector<std::vector<NodeId>> sets = sets_to_show(work);
  const bool found_all = detachable().complete && sets.size() == detachable().count;
  const bool complete = found_all && add_search(sets, work);
  if (!complete && (options_.search_required || sets.empty())) {
    throw undecided(detachable().complete
                        ? "the proof that no detachable set is missing has too many steps"
                        : "the search for detachable sets was not completed: " +
                              detachable().reason);
  }
  add_strata(sets);
  Claim& made = claim(ClaimKind::strata);
  made.count = sets.size();
  made.complete = complete;
  return std::nullopt;
}

}  // namespace isthmus
