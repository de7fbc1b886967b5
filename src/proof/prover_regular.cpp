// The components of the regular part (Theory §5).
#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/variety/regular_part.hpp"
#include "proof/prover.hpp"
#include "proof/sparse_sums.hpp"

namespace isthmus {

// Every edge has a sign that is fixed, or a reason why it can vanish at a regular point.
bool Prover::accounted_for(const Flow& interior) {
  PerEdge<bool> open(graph().edge_count(), false);
  for (const EdgeId e : graph().edges()) {
    open[e] = interior[e] > 0 && graph().multiplicity(e) == 1 && !graph().is_loop(e);
  }
  for (const auto* steps : {&certificate_.locks, &certificate_.weak}) {
    for (const CutStep& step : *steps) open[step.edge] = false;
  }
  for (const RegularWitness& witness : certificate_.regular_free) {
    for (const auto& [e, amount] : witness.difference) {
      if (interior[e] + amount == 0) open[e] = false;
    }
  }
  const PerEdge<bool> bypassed = bypassed_edges(graph(), bypass());
  for (const EdgeId e : graph().edges()) {
    if (open[e] && !bypassed[e]) return false;
  }
  return true;
}

void Prover::add_regular(RegularEvidence evidence) {
  ensure(is_flow(graph(), c_, evidence.interior), "the interior point is a flow");
  for (const RegularWitness& witness : evidence.witnesses) {
    ensure(leads_to_flow(graph(), evidence.interior, witness.difference), "a witness is a flow");
  }
  add_all_locks();
  add_bypass();
  certificate_.interior = sparse(evidence.interior);
  certificate_.interior_forest = std::move(evidence.forest);
  // Smaller sets first, so that larger ones can be written as increments over them.
  certificate_.weak = minima().weakly_locked;
  std::stable_sort(certificate_.weak.begin(), certificate_.weak.end(),
                   [](const CutStep& a, const CutStep& b) { return a.set.size() < b.set.size(); });
  certificate_.regular_free = std::move(evidence.witnesses);
  ensure(accounted_for(evidence.interior), "every edge is locked at regular points or can vanish");
}

void Prover::add_always_floating() {
  AlwaysFloating floating = always_floating(graph(), base());
  Rational sum = 0;
  for (const NodeId v : floating.set) sum += c_[v];
  ensure(sum == 0 && !floating.set.empty(), "a set that always floats has balance 0");
  certificate_.always_floating = std::move(floating);
}

Objection Prover::regular_part() {
  if (!has_point()) return "M(c) has no point";
  announce("describing the regular part");
  const auto log2 = regular_components_log2(graph(), maximal_support(graph(), base()), minima());
  if (!log2) {
    add_always_floating();
    claim(ClaimKind::no_regular_point);
    return std::nullopt;
  }
  add_regular(regular_evidence(graph(), c_, bypass(), minima()));
  claim(ClaimKind::regular_components).log2 = *log2;
  return std::nullopt;
}

}  // namespace isthmus
