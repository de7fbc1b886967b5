// A pattern that is not closed: a finite training set on which its ReLU network has no optimum, and
// networks whose loss on it tends to 0.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/network/layer_support.hpp"
#include "isthmus/pattern/evidence.hpp"

namespace isthmus {

/// Whether the neurons have biases that are trained too.
enum class Biases { trained, none };

/// The training set of Theory §9.6 and the factors of the networks on the way to loss 0.
///
/// The network is x ↦ X_L·relu(…relu(X_1·x + b_1)…) + b_L with X_l supported on layer l. For every
/// loss that is continuous in the outputs and 0 only where they are the targets (squared error, for
/// one) its infimum over all parameters is 0 and is not attained, so that the parameters are
/// unbounded along every sequence of networks whose loss tends to it.
struct NoOptimum {
  Biases biases = Biases::trained;
  std::vector<std::vector<Rational>> inputs;   ///< whole numbers
  std::vector<std::vector<Rational>> targets;  ///< A·input, exactly
  /// Those of the witness; without biases, neurons may have changed their signs.
  std::vector<std::vector<std::vector<Laurent>>> factors;
};

/// With `point_limit` < points needed: throws Error (limit_reached) saying how many.
struct NoOptimumOptions {
  Biases biases = Biases::trained;
  std::uint64_t point_limit = 100'000;
};

/// Inputs are 0 outside the columns of the witness's window; with w columns there, N_l hidden units
/// in layer l and s = Σ |columns of the window that a unit of the first layer sees|, there are
/// w·(s+1)·Π_{l≥2} (w·N_l+1) + 1 points, or w·(w·N_1+1) + 1 without biases (units that see nothing
/// of the window or are not seen by any output do not count). Requires a witness that holds
/// (check_witness.hpp). Throws Error (bad_usage) for three or more factors without biases.
[[nodiscard]] NoOptimum no_optimum(const LayerSupports& layers, const Witness& witness,
                                   const NoOptimumOptions& options = {});

/// A network of the family and its loss.
struct NetworkAt {
  Rational epsilon;
  std::vector<RationalMatrix> weights;        ///< X_1, …, X_L
  std::vector<std::vector<Rational>> biases;  ///< b_1, …, b_L; 0 without biases
  Rational loss;            ///< Σ over the points of |output - target|², exactly
  Rational largest_weight;  ///< the largest |entry| of the weights
};

/// The network at ε > 0. With biases, its hidden units are not negative on all inputs, so that its
/// outputs are the product of the factors times the input: the loss is O(ε²). Without, this
/// holds from some ε on. Throws Error (bad_usage) unless ε > 0.
[[nodiscard]] NetworkAt network_at(const NoOptimum& family, const Rational& epsilon);

/// Σ |output - target|² of a network with these weights and biases, by evaluating it.
[[nodiscard]] Rational squared_loss(const NoOptimum& data,
                                    const std::vector<RationalMatrix>& weights,
                                    const std::vector<std::vector<Rational>>& biases);

}  // namespace isthmus
