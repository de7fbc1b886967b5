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
  certificate_.strata = stratum_witnesses(graph(), base(), sets);
  add_base();
  for (const StratumWitness& witness : certificate_.strata) {
    ensure(leads_to_flow(graph(), base(), witness.difference), "a stratum's witness is a flow");
  }
}

// Nothing if it would be too long.
std::optional<std::vector<SearchStep>> Prover::search_for_others(
    const std::vector<std::vector<NodeId>>& sets, std::uint64_t work) {
  announce("showing that no set is missing");
  return exhaustive_search(graph(), c_, sets, std::min(options_.search_limit, affordable(work)));
}

Objection Prover::singular_exists() {
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

Objection Prover::smooth(std::uint64_t work) {
  if (has_point()) {
    if (base_is_singular() || detachable().exists == Answer::yes) return has_singular;
    if (detachable().exists == Answer::not_determined) {
      throw undecided("whether M(c) has a singular point is not determined: " +
                      detachable().reason);
    }
  }
  if (certificate_.search.empty()) {
    auto steps = search_for_others({}, work);
    if (!steps) throw undecided("the proof that no point of M(c) is singular has too many steps");
    certificate_.search = std::move(*steps);
  }
  claim(ClaimKind::smooth);
  return std::nullopt;
}

Objection Prover::strata(std::uint64_t work) {
  if (!has_point()) return "M(c) has no point";
  const std::vector<std::vector<NodeId>> sets = sets_to_show(work);
  const bool found_all = detachable().complete && sets.size() == detachable().count;
  auto search = found_all ? search_for_others(sets, work) : std::nullopt;
  if (!search && (options_.search_required || sets.empty())) {
    throw undecided(detachable().complete
                        ? "the proof that no detachable set is missing has too many steps"
                        : "the search for detachable sets was not completed: " +
                              detachable().reason);
  }
  add_strata(sets);
  Claim& made = claim(ClaimKind::strata);
  made.count = sets.size();
  made.complete = search.has_value();
  if (search) certificate_.search = std::move(*search);
  return std::nullopt;
}

}  // namespace isthmus
