// Weights in motion: gradient flow by an adaptive integrator, and gradient descent.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "isthmus/motion/objective.hpp"

namespace isthmus {

/// A point of a trajectory as its driver hands it out.
struct Moment {
  std::uint64_t step = 0;  ///< accepted steps so far
  double time = 0;         ///< of the flow; of descent, step · rate
  std::span<const double> weights;
  ObjectiveValue value;  ///< on all samples; only at moments that are logged
};

/// Who watches a trajectory.
struct Observer {
  std::function<void(const Moment&)> step;  ///< after every accepted step
  std::function<void(const Moment&)> log;   ///< at the start and at each point of the log
  /// Asked before every step, if set: why the trajectory should end where it is, as a clause, or
  /// nothing. The point where it ends is logged.
  std::function<std::string()> stop;

  [[nodiscard]] std::string reason_to_stop() const { return stop ? stop() : std::string(); }
};

/// How a trajectory went and where it ended.
struct Trajectory {
  std::vector<double> weights;
  std::uint64_t steps = 0;
  std::uint64_t rejected = 0;  ///< steps of the flow that were tried again, shorter
  double time = 0;
  std::string stopped;  ///< why it ended early, as a clause; empty if it did not
};

/// θ' = −∇ objective, by Dormand and Prince's pair of orders 5 and 4.
struct FlowOptions {
  double time = 10;          ///< > 0
  double tolerance = 1e-6;   ///< of each step, absolute and relative, > 0
  std::size_t points = 100;  ///< logged at multiples of time / points
  std::uint64_t most_steps = 1'000'000;
};

/// Follows the flow from `start`. Requires no L1 penalty, which has no smooth flow.
/// Stops early, saying so, if the observer says so, after most_steps steps or when steps become too
/// short to count, as where the objective is not smooth. Throws Error (bad_input) naming time and
/// step where the objective is not finite. Seven evaluations of the gradient a step.
Trajectory follow_flow(Objective& objective, const TrainingData& data, std::vector<double> start,
                       const FlowOptions& options, const Observer& observer);

/// v ← momentum·v + ∇, θ ← θ − rate·v, then `shrink` for an L1 penalty.
struct DescentOptions {
  double rate = 0.01;   ///< > 0
  double momentum = 0;  ///< from 0 to below 1
  std::uint64_t steps = 1000;
  std::size_t points = 100;  ///< logged after ⌈i·steps/points⌉ steps
  std::size_t batch = 0;     ///< samples of a step, shuffled anew for each pass; 0: all
  std::uint64_t seed = 0;    ///< of the shuffles
};

/// Descends from `start`. Stops early, saying so, if the observer says so. Throws Error (bad_input)
/// naming the step at which the loss or a weight is no longer finite. One evaluation of the
/// gradient a step.
Trajectory descend(Objective& objective, const TrainingData& data, std::vector<double> start,
                   const DescentOptions& options, const Observer& observer);

}  // namespace isthmus
