// The function that training makes small: a loss on samples plus penalties.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "isthmus/formats/training_data.hpp"
#include "isthmus/motion/loss.hpp"
#include "isthmus/motion/penalty.hpp"
#include "isthmus/motion/relu_network.hpp"

namespace isthmus {

/// The two parts of an objective at a point.
struct ObjectiveValue {
  double loss = 0;
  double penalty = 0;
};

/// Evaluates loss and penalties of a network, all in binary64. Holds work space, so one object
/// serves one thread.
class Objective {
 public:
  /// Requires a valid network and its contraction.
  Objective(const Network& network, const Contraction& contraction, Loss loss,
            const Penalties& penalties);

  [[nodiscard]] const ReluNetwork& network() const noexcept { return network_; }
  [[nodiscard]] const Penalties& penalties() const noexcept { return penalties_; }

  /// The gradient of the loss on `data`, of weight decay and of the nuclear norm; L1 is not
  /// differentiable and left to `shrink`. Its value is in the penalty all the same. Requires
  /// data of the network's shape. Not finite if the weights or outputs are too large; then the
  /// penalty may be left out.
  ObjectiveValue evaluate(std::span<const double> weights, const TrainingData& data,
                          std::vector<double>& gradient);

  /// The loss alone.
  [[nodiscard]] double loss_on(std::span<const double> weights, const TrainingData& data);

 private:
  [[nodiscard]] double pass(std::span<const double> weights, const TrainingData& data,
                            Columns* slopes);

  ReluNetwork network_;
  Loss loss_;
  Penalties penalties_;
  std::optional<NuclearNorm> nuclear_;
  ReluNetwork::Tape tape_;
  Columns slopes_;
};

}  // namespace isthmus
