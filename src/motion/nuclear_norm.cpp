// The nuclear norm of B diag θ and its gradient.
//
// Problem: with J = B diag θ, of full row rank, the gradient of ‖J‖_* by J is (JJᵀ)^(-1/2) J.
// Idea: JJᵀ = B diag(θ²) Bᵀ is the grounded Laplacian L, a matrix with one row for each hidden node
// only. From L = V Λ Vᵀ: ‖J‖_* = Σ √λ, and with P = L^(-1/2) and b_e the column of B for edge e
//     ∂‖J‖_* / ∂θ_e = θ_e · b_eᵀ P b_e = θ_e · (P_hh + P_tt − 2 P_ht)   for e = t → h,
// where the ground has no row. A loop has b = 0.
// Where L is singular, P inverts on its range only; eigenvalues below the rounding errors of the
// solver count as 0. Only the trajectory depends on that: what is said about its points is exact.
// Cost: one symmetric eigenvalue problem, O(H³). Rejected: singular values of J itself, H × E,
// twice as precise near singular points and much slower.
#include <Eigen/Dense>
#include <cmath>
#include <limits>

#include "isthmus/error.hpp"
#include "isthmus/motion/penalty.hpp"

namespace isthmus {

struct NuclearNorm::Work {
  Eigen::MatrixXd laplacian;
  Eigen::MatrixXd inverse_root;
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
};

NuclearNorm::NuclearNorm(const Network& network, const Contraction& contraction)
    : hidden_(contraction.graph.hidden_count()), work_(std::make_unique<Work>()) {
  if (hidden_ > 1000) {
    throw limit_error("the nuclear norm of more than 1000 laws", "train a smaller network");
  }
  for (const EdgeId e : contraction.graph.edges()) {
    const End end{contraction.graph.tail(e).value, contraction.graph.head(e).value};
    const Edge& edge = network.edges[contraction.file_edge[e]];
    ends_.insert(ends_.end(), edge.multiplicity, end);
  }
}

NuclearNorm::~NuclearNorm() = default;

void NuclearNorm::fill_laplacian(std::span<const double> weights) {
  const auto size = static_cast<Eigen::Index>(hidden_);
  work_->laplacian.setZero(size, size);
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const auto [tail, head] = ends_[i];
    if (tail == head) continue;
    const double square = weights[i] * weights[i];
    if (tail < hidden_) work_->laplacian(tail, tail) += square;
    if (head < hidden_) work_->laplacian(head, head) += square;
    if (tail < hidden_ && head < hidden_) {
      work_->laplacian(tail, head) -= square;
      work_->laplacian(head, tail) -= square;
    }
  }
}

double NuclearNorm::add_gradient(std::span<const double> weights, double factor,
                                 std::span<double> gradient) {
  if (hidden_ == 0) return 0;
  fill_laplacian(weights);
  work_->solver.compute(work_->laplacian);
  const auto& values = work_->solver.eigenvalues();
  const auto& vectors = work_->solver.eigenvectors();
  const double least =
      values.maxCoeff() * static_cast<double>(hidden_) * std::numeric_limits<double>::epsilon();
  Eigen::VectorXd inverse_roots = Eigen::VectorXd::Zero(values.size());
  double norm = 0;
  for (Eigen::Index k = 0; k < values.size(); ++k) {
    if (!(values[k] > least)) continue;
    const double root = std::sqrt(values[k]);
    norm += root;
    inverse_roots[k] = 1 / root;
  }
  Eigen::MatrixXd& p = work_->inverse_root;
  p = vectors * inverse_roots.asDiagonal() * vectors.transpose();
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const auto [tail, head] = ends_[i];
    if (tail == head) continue;
    double form = 0;
    if (tail < hidden_) form += p(tail, tail);
    if (head < hidden_) form += p(head, head);
    if (tail < hidden_ && head < hidden_) form -= 2 * p(tail, head);
    gradient[i] += factor * weights[i] * form;
  }
  return norm;
}

}  // namespace isthmus
