// What is added to a loss, and what that does to the laws.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus {

/// Strengths, all >= 0; 0 leaves a term out. The sums are over all trainable weights.
struct Penalties {
  double weight_decay = 0;  ///< λ/2 · Σ θ²: the flow has c(t) = e^(−2λt)·c(0)
  double l1 = 0;            ///< α · Σ |θ|: ċ_v = −2α(Σ_in |θ| − Σ_out |θ|)
  double nuclear = 0;       ///< ν · ‖B diag θ‖_*: moves c too, towards rank-deficient points

  /// Gradient flow keeps the balance c.
  [[nodiscard]] bool conserves() const { return weight_decay == 0 && scales(); }
  /// Gradient flow keeps c up to a common positive factor, so that every lock stays.
  [[nodiscard]] bool scales() const { return l1 == 0 && nuclear == 0; }
};

/// The nuclear norm of half the Jacobian of the laws, B diag θ: the sum of the square roots of the
/// eigenvalues of the grounded Laplacian B diag(θ²) Bᵀ (theory §4). It is differentiable where that
/// is regular; elsewhere the derivative here is the subgradient that is 0 along its kernel.
/// A bundle counts as its parallel edges. All in binary64.
class NuclearNorm {
 public:
  /// Throws Error (limit_reached) beyond 1000 hidden nodes.
  NuclearNorm(const Network& network, const Contraction& contraction);
  ~NuclearNorm();
  NuclearNorm(const NuclearNorm&) = delete;
  NuclearNorm& operator=(const NuclearNorm&) = delete;

  /// The norm; adds `factor` times its gradient. `weights` are finite, in the order of ReluNetwork.
  /// An eigenvalue problem: O(H³ + E).
  double add_gradient(std::span<const double> weights, double factor, std::span<double> gradient);

 private:
  struct Work;
  struct End {
    std::uint32_t tail, head;  ///< hidden nodes, or `hidden_` for the ground
  };

  void fill_laplacian(std::span<const double> weights);

  std::size_t hidden_;
  std::vector<End> ends_;  ///< of every trainable weight
  std::unique_ptr<Work> work_;
};

/// λ/2 · Σ θ² and its gradient, added. Linear.
double add_weight_decay(std::span<const double> weights, double strength,
                        std::span<double> gradient);

/// α · Σ |θ|. Linear.
[[nodiscard]] double l1_penalty(std::span<const double> weights, double strength);

/// The weights after a proximal step of length `rate` for α · Σ |θ|: each goes rate·α towards 0 and
/// stops there (soft thresholding). Linear.
void shrink(std::span<double> weights, double rate, double strength);

}  // namespace isthmus
