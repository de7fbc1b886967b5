// The steps of both kinds put together: the larger bound of an edge is its minimum.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "flow/out_minima.hpp"
#include "isthmus/flow/edge_minima.hpp"

namespace isthmus::flow {

/// A CutStep with its bound on the common denominator.
template <class N>
struct ScaledStep {
  EdgeId edge;
  CutKind kind;
  std::vector<NodeId> set;
  std::vector<EdgeId> uses;
  N bound;
};

template <class N>
struct ScaledMinima {
  std::vector<ScaledStep<N>> locked, weakly_locked;
};

/// The bounds of the locks of one kind, looked up by edge.
template <class N>
class Bounds {
 public:
  explicit Bounds(const std::vector<OutStep<N>>& steps) {
    bounds_.reserve(steps.size());
    for (const OutStep<N>& step : steps) bounds_.emplace_back(step.edge, step.bound);
    std::sort(bounds_.begin(), bounds_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  /// 0 for an edge without a lock.
  [[nodiscard]] N of(EdgeId e) const {
    const auto at =
        std::lower_bound(bounds_.begin(), bounds_.end(), e,
                         [](const auto& entry, EdgeId edge) { return entry.first < edge; });
    return at == bounds_.end() || at->first != e ? N(0) : at->second;
  }

 private:
  std::vector<std::pair<EdgeId, N>> bounds_;
};

template <class N>
class Merger {
 public:
  Merger(OutMinima<N> out, OutMinima<N> in)
      : out_(std::move(out)), in_(std::move(in)), out_bounds_(out_.steps), in_bounds_(in_.steps) {}

  ScaledMinima<N> merge() {
    for (auto& step : out_.steps) {
      if (step.bound >= in_bounds_.of(step.edge)) keep(step, CutKind::out, merged_.locked);
    }
    for (auto& step : in_.steps) {
      if (step.bound > out_bounds_.of(step.edge)) keep(step, CutKind::in, merged_.locked);
    }
    keep_weak(out_.tight_at_zero, CutKind::out);
    keep_weak(in_.tight_at_zero, CutKind::in);
    sort_weak();
    return std::move(merged_);
  }

 private:
  static void keep(OutStep<N>& step, CutKind kind, std::vector<ScaledStep<N>>& kept) {
    kept.push_back({step.edge, kind, std::move(step.set), std::move(step.uses), step.bound});
  }

  void keep_weak(std::vector<OutStep<N>>& steps, CutKind kind) {
    for (auto& step : steps) {
      if (out_bounds_.of(step.edge) != 0 || in_bounds_.of(step.edge) != 0) continue;
      keep(step, kind, merged_.weakly_locked);
    }
  }

  // By edge; an edge that is weakly locked in both ways keeps the cut of kind out.
  void sort_weak() {
    auto& weak = merged_.weakly_locked;
    std::stable_sort(weak.begin(), weak.end(),
                     [](const auto& a, const auto& b) { return a.edge < b.edge; });
    weak.erase(std::unique(weak.begin(), weak.end(),
                           [](const auto& a, const auto& b) { return a.edge == b.edge; }),
               weak.end());
  }

  OutMinima<N> out_, in_;
  Bounds<N> out_bounds_, in_bounds_;
  ScaledMinima<N> merged_;
};

}  // namespace isthmus::flow
