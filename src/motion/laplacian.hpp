// Solving with the Laplacian of a weighted graph in floating point, without subtractions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace isthmus::motion {

/// An undirected graph on 0 … n-1 and one more node, the ground, at which everything is 0.
class Laplacian {
 public:
  explicit Laplacian(std::size_t n) : n_(n), weight_(n * n, 0.0), ground_(n, 0.0), pivot_(n, 0.0) {}

  /// Adds weight >= 0 between two nodes, or between a node and the ground. Before factorise().
  void join(std::size_t i, std::size_t j, double weight);
  void join_ground(std::size_t i, double weight) { ground_[i] += weight; }

  /// O(n³), less where the graph is sparse and its nodes come layer by layer.
  void factorise();

  /// u with Σ_j w_ij (u_i − u_j) = right_i, u = 0 on the ground. After factorise(); O(n²).
  [[nodiscard]] std::vector<double> solve(std::vector<double> right) const;

 private:
  void eliminate(std::size_t k);
  [[nodiscard]] double& at(std::size_t i, std::size_t j) { return weight_[i * n_ + j]; }
  [[nodiscard]] double at(std::size_t i, std::size_t j) const { return weight_[i * n_ + j]; }

  std::size_t n_;
  std::vector<double> weight_;  ///< row i holds w_ij for j > i
  std::vector<double> ground_, pivot_;
};

}  // namespace isthmus::motion
