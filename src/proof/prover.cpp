// Points, emptiness and the number of components (Theory §2, §3).
//
// One sparse flow is the base of everything, as in the analysis: an edge that it leaves at zero is
// free at once. Of the others, those that are no bottleneck are free by a few trees of bypasses;
// explicit flows remain for bottlenecks that are positive in the base flow and yet not locked.
#include "proof/prover.hpp"

#include "isthmus/error.hpp"
#include "isthmus/flow/free_edges.hpp"
#include "proof/name_everything.hpp"
#include "proof/sparse_sums.hpp"

namespace isthmus {
namespace {

constexpr const char* no_point = "M(c) has no point";

Balance numeric_balance(const Network& network, const Contraction& contraction) {
  std::optional<Balance> c = balance_of(network, contraction);
  if (!c) {
    throw input_error("the network has neither weights nor a balance",
                      "give one of them: a proof is about numbers");
  }
  return std::move(*c);
}

// Hoffman's condition violated: a cut that no edge crosses the way it would have to.
EmptyCut empty_cut(const BalanceNetwork& network, const Balance& c, std::vector<NodeId> set) {
  ensure(is_violated(network, c, set), "a violated set proves that there is no point");
  Rational sum = 0;
  for (const NodeId v : set) sum += c[v];
  if (sum > 0) return {CutKind::in, std::move(set), {}, sum};
  return {CutKind::out, std::move(set), {}, Rational(-sum)};
}

}  // namespace

Prover::Prover(const Network& network, const ProveOptions& options)
    : network_(network),
      options_(options),
      contraction_(contract(network)),
      has_weights_(isthmus::has_weights(network)),
      c_(numeric_balance(network, contraction_)),
      certificate_(contraction_.graph) {
  announce("looking for a point");
  feasibility_ = feasible_flow(graph(), c_);
  ensure(!has_point() || is_flow(graph(), c_, base()), "the base flow is a flow");
  certificate_.balance = c_;
}

void Prover::announce(const char* phase) const {
  if (options_.on_phase) options_.on_phase(phase);
}

Claim& Prover::claim(ClaimKind kind) { return certificate_.claims.emplace_back(Claim{kind}); }

const EdgeMinima& Prover::minima() {
  if (!minima_) {
    announce("finding locked edges");
    minima_ = edge_minima(graph(), c_, base());
  }
  return *minima_;
}

const Bypass& Prover::bypass() {
  if (!bypass_) {
    announce("finding free edges");
    bypass_ = bypass_trees(graph());
  }
  return *bypass_;
}

void Prover::add_base() {
  if (!certificate_.base) certificate_.base = sparse(base());
}

void Prover::add_all_locks() { certificate_.locks = minima().locked; }

void Prover::add_bypass() { certificate_.bypass = bypass(); }

PerEdge<bool> Prover::not_locked_nor_certainly_free() {
  PerEdge<bool> open(graph().edge_count(), false);
  for (const EdgeId e : graph().edges()) {
    open[e] = base()[e] > 0 && graph().multiplicity(e) == 1 && !graph().is_loop(e);
  }
  for (const CutStep& step : minima().locked) open[step.edge] = false;
  return open;
}

void Prover::add_free() {
  PerEdge<bool> open = not_locked_nor_certainly_free();
  const PerEdge<bool> bypassed = bypassed_edges(graph(), bypass());
  bool needs_bypass = false;
  for (const EdgeId e : graph().edges()) {
    needs_bypass = needs_bypass || (open[e] && bypassed[e]);
    open[e] = open[e] && !bypassed[e];
  }
  std::vector<FreeWitness> witnesses = free_edge_witnesses(graph(), c_, base(), open);
  if (needs_bypass) add_bypass();
  for (FreeWitness& witness : witnesses) {
    ensure(leads_to_flow(graph(), base(), witness.difference), "a witness is a flow");
    for (const auto& [e, amount] : witness.difference) {
      if (base()[e] + amount == 0) open[e] = false;
    }
    certificate_.free.push_back(std::move(witness.difference));
  }
  for (const EdgeId e : graph().edges()) {
    ensure(!open[e], "every edge that is not locked is free by some witness");
  }
}

Objection Prover::empty() {
  if (has_point()) return "M(c) has a point";
  certificate_.empty = empty_cut(graph(), c_, feasibility_.violated_set);
  claim(ClaimKind::empty);
  return std::nullopt;
}

Objection Prover::nonempty() {
  if (!has_point()) return no_point;
  add_base();
  claim(ClaimKind::nonempty);
  return std::nullopt;
}

Objection Prover::components() {
  if (!has_point()) return no_point;
  add_free();
  add_base();
  add_all_locks();
  claim(ClaimKind::components).log2 = minima().locked.size();
  return std::nullopt;
}

Objection Prover::connected() {
  if (!has_point()) return no_point;
  if (!minima().locked.empty()) {
    return "M(c) has 2^" + std::to_string(minima().locked.size()) + " connected components";
  }
  if (certificate_.free.empty()) add_free();
  add_base();
  claim(ClaimKind::connected);
  return std::nullopt;
}

Objection Prover::disconnected() {
  if (!has_point()) return no_point;
  if (minima().locked.empty()) return "M(c) is connected";
  add_base();
  // The first lock needs no other.
  if (certificate_.locks.empty()) certificate_.locks.push_back(minima().locked.front());
  claim(ClaimKind::disconnected);
  return std::nullopt;
}

Certificate Prover::finish() {
  name_everything(certificate_, network_, contraction_, graph().hidden_nodes());
  return std::move(certificate_);
}

}  // namespace isthmus
