// The rules of derived cuts, checked on their own (docs/certificate.md, steps locks and weak).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "isthmus/flow/edge_minima.hpp"

namespace isthmus::flow {

/// Checks steps one after the other against the graph alone. A lock is pure when all its uses are
/// pure locks of its own kind. Linear in the sizes of the sets and their edges.
class StepChecker {
 public:
  StepChecker(const BalanceNetwork& network, const Balance& c)
      : network_(network),
        c_(c),
        inside_(network.node_count(), false),
        bound_(network.edge_count()),
        purity_(network.edge_count(), Purity::none) {}

  /// A lock: its bound is positive. Later steps may use it if it is accepted.
  bool accepts(const CutStep& step) {
    if (step.bound <= 0 || !is_derived_cut(step)) return false;
    bound_[step.edge] = step.bound;
    purity_[step.edge] = uses_are_pure(step) ? purity_of(step.kind) : Purity::mixed;
    return true;
  }

  /// A weak lock: its bound is 0, and its uses are pure locks of its own kind.
  bool accepts_weak(const CutStep& step) {
    return step.bound == 0 && bound_[step.edge] == 0 && is_derived_cut(step) && uses_are_pure(step);
  }

 private:
  enum class Purity : std::uint8_t { none, in, out, mixed };

  static Purity purity_of(CutKind kind) { return kind == CutKind::in ? Purity::in : Purity::out; }

  bool uses_are_pure(const CutStep& step) const {
    return std::all_of(step.uses.begin(), step.uses.end(),
                       [&](EdgeId f) { return purity_[f] == purity_of(step.kind); });
  }

  bool is_derived_cut(const CutStep& step) {
    if (step.set.empty() || network_.multiplicity(step.edge) != 1 || !mark(step.set)) return false;
    const bool valid = crossings_are(step) && value(step) == step.bound;
    for (const NodeId v : step.set) inside_[v] = false;
    return valid;
  }

  bool mark(const std::vector<NodeId>& set) {
    for (std::size_t i = 0; i < set.size(); ++i) {
      const bool increasing = i == 0 || set[i - 1] < set[i];
      if (!increasing || set[i].value >= network_.hidden_count()) {
        for (std::size_t j = 0; j < i; ++j) inside_[set[j]] = false;
        return false;
      }
      inside_[set[i]] = true;
    }
    return true;
  }

  // The edges crossing the way of the kind are exactly {step.edge}.
  bool crossings_are(const CutStep& step) const {
    const bool in = step.kind == CutKind::in;
    bool found = false;
    for (const NodeId v : step.set) {
      for (const EdgeId e : in ? network_.in_edges(v) : network_.out_edges(v)) {
        if (inside_[network_.other_end(e, v)]) continue;
        if (e != step.edge) return false;
        found = true;
      }
    }
    return found;
  }

  // ±c(set) + the proved bounds of `uses`; −1 (never a bound) if a use does not cross back.
  Rational value(const CutStep& step) const {
    const bool in = step.kind == CutKind::in;
    Rational sum = 0;
    for (const NodeId v : step.set) sum += c_[v];
    if (!in) sum = -sum;
    for (std::size_t i = 0; i < step.uses.size(); ++i) {
      const EdgeId f = step.uses[i];
      const NodeId from = in ? network_.tail(f) : network_.head(f);
      const NodeId to = in ? network_.head(f) : network_.tail(f);
      const bool repeated = i > 0 && !(step.uses[i - 1] < f);
      if (repeated || !inside_[from] || inside_[to] || bound_[f] <= 0) return -1;
      sum += bound_[f];
    }
    return sum;
  }

  const BalanceNetwork& network_;
  const Balance& c_;
  PerNode<bool> inside_;
  PerEdge<Rational> bound_;
  PerEdge<Purity> purity_;
};

}  // namespace isthmus::flow
