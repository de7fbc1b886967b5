// Training of a small network, with a log of what is exactly true on the way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "isthmus/formats/training_data.hpp"
#include "isthmus/motion/trajectory.hpp"
#include "isthmus/motion/watch.hpp"

namespace isthmus {

enum class Method { flow, descent };

struct TrainingOptions {
  Method method = Method::flow;
  Loss loss = Loss::mse;
  Penalties penalties;
  FlowOptions flow;
  DescentOptions descent;
  WatchOptions watch;
  std::function<std::string()> stop;  ///< as Observer::stop
};

/// One logged point of a trajectory.
struct TrainingRow {
  std::uint64_t step = 0;
  double time = 0;
  ObjectiveValue value;
  std::optional<double> test_loss;
  TrajectoryFacts facts;
};

struct Training {
  Network start;  ///< with the weights that the trajectory starts from, all binary64 numbers
  Contraction contraction;
  std::size_t rounded = 0;  ///< weights of the given network that were rounded to binary64
  Balance balance;          ///< at the start
  std::vector<CutStep> locked;
  DetachableSearch detachable;
  std::vector<TrainingRow> rows;  ///< the first is the start
  std::vector<BrokenLock> broken;
  Trajectory trajectory;

  /// The network with the weights at the end.
  [[nodiscard]] Network result() const;
};

/// Trains a valid network with weights. Its answer depends on the arguments only. `progress` is
/// told of logged points done and in all. Throws Error (bad_usage) for networks that cannot be
/// evaluated and an L1 penalty with the flow, Error (bad_input) for labels out of range and for
/// numbers that do not stay finite.
[[nodiscard]] Training train(
    const Network& network, const TrainingData& data, const std::optional<TrainingData>& test,
    const TrainingOptions& options,
    const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});

/// What the samples of a network are made of: the ids of its inputs that are no biases, and of its
/// outputs, in file order. Throws Error (bad_usage) without outputs.
[[nodiscard]] DataNames data_names(const Network& network);

}  // namespace isthmus
