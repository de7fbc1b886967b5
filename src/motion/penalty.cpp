#include "isthmus/motion/penalty.hpp"

#include <cmath>

namespace isthmus {

double add_weight_decay(std::span<const double> weights, double strength,
                        std::span<double> gradient) {
  double squares = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    squares += weights[i] * weights[i];
    gradient[i] += strength * weights[i];
  }
  return strength / 2 * squares;
}

double l1_penalty(std::span<const double> weights, double strength) {
  double sum = 0;
  for (const double weight : weights) sum += std::fabs(weight);
  return strength * sum;
}

void shrink(std::span<double> weights, double rate, double strength) {
  const double step = rate * strength;
  for (double& weight : weights) {
    const double size = std::fabs(weight) - step;
    weight = size > 0 ? std::copysign(size, weight) : 0.0;
  }
}

}  // namespace isthmus
