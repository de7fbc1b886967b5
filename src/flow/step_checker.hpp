// The rules of derived cuts, checked on their own (docs/certificate.md, steps locks and weak).
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "flow/scaled.hpp"
#include "isthmus/flow/edge_minima.hpp"

namespace isthmus::flow {

/// Checks steps one after the other against the graph alone. A lock is pure when all its uses are
/// pure locks of its own kind. Linear in the sizes of the sets and their edges.
/// Value is Rational, or an integer type for balance and bounds on one common denominator; a Step
/// has the members of CutStep.
template <class Value>
class StepChecker {
 public:
  StepChecker(const BalanceNetwork& network, const std::vector<Value>& c)
      : network_(network),
        c_(c),
        inside_(network.node_count(), false),
        lock_(network.edge_count(), 0),
        locks_(1, Lock{Value(0), Purity::none}) {}

  /// A lock: its bound is positive. Later steps may use it if it is accepted.
  template <class Step>
  bool accepts(const Step& step) {
    if (step.bound <= 0 || !is_derived_cut(step)) return false;
    const Purity purity = uses_are_pure(step) ? purity_of(step.kind) : Purity::mixed;
    lock_[step.edge] = static_cast<std::uint32_t>(locks_.size());
    locks_.push_back({step.bound, purity});
    return true;
  }

  /// A weak lock: its bound is 0, and its uses are pure locks of its own kind.
  template <class Step>
  bool accepts_weak(const Step& step) {
    return step.bound == 0 && lock_[step.edge] == 0 && is_derived_cut(step) && uses_are_pure(step);
  }

 private:
  enum class Purity : std::uint8_t { none, in, out, mixed };

  struct Lock {
    Value bound;
    Purity purity;
  };

  static Purity purity_of(CutKind kind) { return kind == CutKind::in ? Purity::in : Purity::out; }

  [[nodiscard]] const Lock& lock(EdgeId e) const { return locks_[lock_[e]]; }

  template <class Step>
  bool uses_are_pure(const Step& step) const {
    return std::all_of(step.uses.begin(), step.uses.end(),
                       [&](EdgeId f) { return lock(f).purity == purity_of(step.kind); });
  }

  template <class Step>
  bool is_derived_cut(const Step& step) {
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
  template <class Step>
  bool crossings_are(const Step& step) const {
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
  template <class Step>
  Value value(const Step& step) const {
    const bool in = step.kind == CutKind::in;
    Value sum(0);
    for (const NodeId v : step.set) {
      if (in) {
        add(sum, c_[v.value]);
      } else {
        subtract(sum, c_[v.value]);
      }
    }
    for (std::size_t i = 0; i < step.uses.size(); ++i) {
      const EdgeId f = step.uses[i];
      const NodeId from = in ? network_.tail(f) : network_.head(f);
      const NodeId to = in ? network_.head(f) : network_.tail(f);
      const bool repeated = i > 0 && !(step.uses[i - 1] < f);
      if (repeated || !inside_[from] || inside_[to] || lock_[f] == 0) return Value(-1);
      add(sum, lock(f).bound);
    }
    return sum;
  }

  const BalanceNetwork& network_;
  const std::vector<Value>& c_;
  PerNode<bool> inside_;
  PerEdge<std::uint32_t> lock_;  // position in locks_, whose first entry stands for no lock
  std::vector<Lock> locks_;
};

}  // namespace isthmus::flow
