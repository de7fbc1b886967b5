#include "isthmus/motion/objective.hpp"

#include <cmath>

namespace isthmus {

Objective::Objective(const Network& network, const Contraction& contraction, Loss loss,
                     const Penalties& penalties)
    : network_(network), loss_(loss), penalties_(penalties) {
  if (penalties.nuclear > 0) nuclear_.emplace(network, contraction);
}

double Objective::pass(std::span<const double> weights, const TrainingData& data, Columns* slopes) {
  tape_.samples = data.samples();
  network_.forward(weights, data.inputs, tape_);
  return loss_of(loss_, network_.outputs(tape_), data.targets, slopes);
}

double Objective::loss_on(std::span<const double> weights, const TrainingData& data) {
  return pass(weights, data, nullptr);
}

ObjectiveValue Objective::evaluate(std::span<const double> weights, const TrainingData& data,
                                   std::vector<double>& gradient) {
  gradient.assign(weights.size(), 0);
  ObjectiveValue value;
  value.loss = pass(weights, data, &slopes_);
  if (!std::isfinite(value.loss)) return value;
  network_.backward(weights, tape_, slopes_, gradient);
  if (penalties_.weight_decay > 0) {
    value.penalty += add_weight_decay(weights, penalties_.weight_decay, gradient);
  }
  if (penalties_.l1 > 0) value.penalty += l1_penalty(weights, penalties_.l1);
  if (nuclear_) {
    value.penalty +=
        penalties_.nuclear * nuclear_->add_gradient(weights, penalties_.nuclear, gradient);
  }
  return value;
}

}  // namespace isthmus
