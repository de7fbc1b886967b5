// What is exactly true along a trajectory: drift of the balance, locks, distance to singular
// points.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/minimum_cut.hpp"
#include "isthmus/motion/penalty.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/variety/detachable.hpp"

namespace isthmus {

/// What is said about a point θ of a trajectory, all of it exact in the binary64 weights there.
struct TrajectoryFacts {
  Rational balance_drift;  ///< largest |c_v(θ) − c_v(start)|
  /// With weight decay alone: at least the largest |c_v(θ) − e^(−2λt)·c_v(start)|, by less than
  /// 2^-100 times the largest |c_v(start)|; t is the time of the point.
  std::optional<Rational> decay_drift;
  /// Squared distance to the rank-deficient points (theory §4) and the set that attains it; nothing
  /// without hidden nodes.
  std::optional<MinimumCut> nearest;
  Rational nearest_balance;  ///< c(U) of that set
  /// The cheapest to cut off of the detachable sets of the balance at the start, if any is known:
  /// its position in DetachableSearch::sets.
  std::optional<std::size_t> detachable;
  Rational detachable_cut;  ///< and its cut weight
  std::size_t broken = 0;   ///< locked edges whose sign is not the one at the start
};

/// The first time that the weight of an edge locked at the start is 0 or of the other sign.
struct BrokenLock {
  EdgeId edge;
  std::uint64_t step = 0;
  double time = 0;
};

struct WatchOptions {
  Budget detachable_budget = Budget(5'000'000);
  bool distances = true;  ///< nearest sets at every logged point
};

/// Compares points of a trajectory with its start. Requires a network with weights, all of them
/// binary64 numbers.
class Watch {
 public:
  Watch(const Network& network, const Contraction& contraction, const Penalties& penalties,
        const WatchOptions& options = {});

  [[nodiscard]] const Balance& start() const noexcept { return start_; }
  /// The locks of the balance at the start, in proof order.
  [[nodiscard]] const std::vector<CutStep>& locked() const noexcept { return locked_; }
  /// The detachable sets of the balance at the start.
  [[nodiscard]] const DetachableSearch& detachable() const noexcept { return detachable_; }
  /// Locks that were broken so far, in the order in which that was seen.
  [[nodiscard]] const std::vector<BrokenLock>& broken() const noexcept { return broken_; }

  /// Looks at the signs of the locked weights: O(locks). `weights` as in ReluNetwork.
  void look(std::span<const double> weights, std::uint64_t step, double time);

  /// One exact sum of squares for each law and one minimum cut.
  [[nodiscard]] TrajectoryFacts facts(std::span<const double> weights, double time) const;

 private:
  struct Lock {
    std::size_t weight = 0;  ///< position in the weights
    int sign = 0;
    bool broken = false;
  };

  void find_locks(const std::vector<double>& weights);
  [[nodiscard]] Flow squares(std::span<const double> weights) const;
  void add_drift(TrajectoryFacts& facts, const Balance& c, double time) const;
  void add_nearest(TrajectoryFacts& facts, const Balance& c, const Flow& x) const;

  const Contraction& contraction_;
  Penalties penalties_;
  WatchOptions options_;
  std::vector<std::size_t> first_weight_;  ///< of every edge of the graph, and the end
  Balance start_;
  std::vector<CutStep> locked_;
  std::vector<Lock> locks_;
  DetachableSearch detachable_;
  std::vector<BrokenLock> broken_;
};

}  // namespace isthmus
