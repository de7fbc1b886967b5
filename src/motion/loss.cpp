#include "isthmus/motion/loss.hpp"

#include <cmath>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

double square_error(double z, double y, double& slope) {
  slope = 2 * (z - y);
  return (z - y) * (z - y);
}

/// log(1 + e^z) = max(z, 0) + log(1 + e^-|z|): the exponential is at most 1.
double cross_entropy(double z, double y, double& slope) {
  const double small = std::exp(-std::fabs(z));
  slope = (z >= 0 ? 1 / (1 + small) : small / (1 + small)) - y;
  return (z > 0 ? z : 0) - y * z + std::log1p(small);
}

}  // namespace

std::string loss_name(Loss loss) { return loss == Loss::mse ? "mse" : "bce"; }

double loss_of(Loss loss, const Columns& outputs, const Columns& targets, Columns* slopes) {
  ensure(!targets.empty() && outputs.size() == targets.size(), "a column of targets an output");
  const auto numbers = static_cast<double>(targets.size() * targets.front().size());
  if (slopes != nullptr) *slopes = targets;
  double sum = 0;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (std::size_t s = 0; s < targets[i].size(); ++s) {
      double slope = 0;
      const double z = outputs[i][s];
      const double y = targets[i][s];
      sum += loss == Loss::mse ? square_error(z, y, slope) : cross_entropy(z, y, slope);
      if (slopes != nullptr) (*slopes)[i][s] = slope / numbers;
    }
  }
  return sum / numbers;
}

void check_targets(Loss loss, const Columns& targets) {
  if (loss != Loss::bce) return;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (std::size_t s = 0; s < targets[i].size(); ++s) {
      if (targets[i][s] >= 0 && targets[i][s] <= 1) continue;
      throw input_error("sample " + std::to_string(s + 1) + ", output " + std::to_string(i + 1) +
                            ": the label is not from 0 to 1, as bce needs",
                        "write labels 0 and 1, or use --loss mse");
    }
  }
}

}  // namespace isthmus
