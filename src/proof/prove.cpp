// Which claims a goal means, and what is left out when a limit is reached.
//
// A goal that is false is refuted by what holds instead; a goal that a limit leaves open is an
// error, never a "no". The goal `all` goes through every statement and leaves out both kinds.
#include "isthmus/proof/prove.hpp"

#include <limits>

#include "isthmus/error.hpp"
#include "proof/prover.hpp"

namespace isthmus {
namespace {

// Nodes and edges that the search for strata may look at, in all: some seconds.
constexpr std::uint64_t strata_work = 200'000'000;
constexpr std::uint64_t strata_work_of_all = 20'000'000;
constexpr std::uint64_t no_work_limit = std::numeric_limits<std::uint64_t>::max() / 2;

// The distance is a minimum cut and a flow for each node: too slow to be had by the way in large
// networks, and too long.
constexpr std::size_t distance_nodes_of_all = 10'000;
constexpr std::size_t distance_entries = 10'000'000;
constexpr std::size_t distance_entries_of_all = 1'000'000;

Objection prove_components(Prover& prover) {
  return prover.has_point() ? prover.components() : prover.empty();
}

Objection prove_regular_part(Prover& prover) {
  return prover.has_point() ? prover.regular_part() : prover.empty();
}

Objection prove_singular(Prover& prover) {
  return prover.has_weights() ? prover.singular_point() : prover.singular_exists();
}

Objection prove_regular(Prover& prover) {
  return prover.has_weights() ? prover.regular_point() : prove_regular_part(prover);
}

Objection prove_distance(Prover& prover) {
  if (!prover.has_weights()) {
    throw input_error("the network has no weights, and a distance is that of a point",
                      "give weights");
  }
  return prover.distance(distance_entries);
}

// Runs what proves one statement; false statements and undecided ones leave no trace.
template <class Statement>
void attempt(Statement&& statement) {
  try {
    static_cast<void>(statement());
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::limit_reached) throw;
  }
}

void prove_all_of_point(Prover& prover) {
  attempt([&] { return prover.singular_point(); });
  attempt([&] { return prover.regular_point(); });
}

// A search that was asked for is not given up for the sake of the other statements.
void prove_all_of_strata(Prover& prover, bool required) {
  const std::uint64_t work = required ? no_work_limit : strata_work_of_all;
  const auto show = [&](auto&& statement) {
    required ? static_cast<void>(statement()) : attempt(statement);
  };
  if (!prover.has_point()) return attempt([&] { return prover.smooth(work); });
  show([&] { return prover.strata(work); });
  attempt([&] { return prover.singular_exists(); });
  show([&] { return prover.smooth(work); });
}

void prove_all(Prover& prover, bool search_required) {
  attempt([&] { return prover.empty(); });
  attempt([&] { return prover.nonempty(); });
  attempt([&] { return prover.components(); });
  attempt([&] { return prover.connected(); });
  attempt([&] { return prover.disconnected(); });
  if (prover.has_weights()) prove_all_of_point(prover);
  attempt([&] { return prover.regular_part(); });
  prove_all_of_strata(prover, search_required);
  if (prover.has_weights() && prover.hidden_count() <= distance_nodes_of_all) {
    attempt([&] { return prover.distance(distance_entries_of_all); });
  }
}

Objection prove_goal(Prover& prover, ProofGoal goal, std::uint64_t work) {
  switch (goal) {
    case ProofGoal::components:
      return prove_components(prover);
    case ProofGoal::disconnected:
      return prover.disconnected();
    case ProofGoal::connected:
      return prover.connected();
    case ProofGoal::empty:
      return prover.empty();
    case ProofGoal::singular:
      return prove_singular(prover);
    case ProofGoal::regular:
      return prove_regular(prover);
    case ProofGoal::regular_part:
      return prove_regular_part(prover);
    case ProofGoal::smooth:
      return prover.smooth(work);
    case ProofGoal::strata:
      return prover.strata(work);
    case ProofGoal::distance:
      return prove_distance(prover);
    case ProofGoal::all:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::variant<Certificate, Refuted> prove(const Network& network, const ProveOptions& options) {
  Prover prover(network, options);
  const std::uint64_t work = options.search_required ? no_work_limit : strata_work;
  if (options.goal == ProofGoal::all) {
    prove_all(prover, options.search_required);
  } else if (Objection holds = prove_goal(prover, options.goal, work)) {
    return Refuted{std::move(*holds)};
  }
  return prover.finish();
}

}  // namespace isthmus
