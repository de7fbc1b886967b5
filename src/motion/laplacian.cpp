// Gaussian elimination as a transformation of graphs: to eliminate node k is to join all its
// neighbours i, j by w_ik·w_kj / Σ_j w_kj (the star-mesh transformation of electrical networks).
// The pivot is a sum of what is left, never a difference, so every entry of the factors is exact to
// a few units in the last place however badly the matrix is conditioned (Grassmann, Taksar, Heyman
// 1985). Nothing that comes of it is trusted: sandwich.cpp proves.
// Rejected: Cholesky factors of the matrix itself, which cancel on the diagonal.
#include "motion/laplacian.hpp"

#include <utility>

namespace isthmus::motion {

void Laplacian::join(std::size_t i, std::size_t j, double weight) {
  if (i > j) std::swap(i, j);
  at(i, j) += weight;
}

void Laplacian::factorise() {
  for (std::size_t k = 0; k < n_; ++k) eliminate(k);
}

void Laplacian::eliminate(std::size_t k) {
  std::vector<std::size_t> neighbours;
  double sum = ground_[k];
  for (std::size_t j = k + 1; j < n_; ++j) {
    if (at(k, j) == 0) continue;
    neighbours.push_back(j);
    sum += at(k, j);
  }
  pivot_[k] = sum;
  for (std::size_t a = 0; a < neighbours.size(); ++a) {
    const std::size_t i = neighbours[a];
    const double share = at(k, i) / sum;
    ground_[i] += share * ground_[k];
    for (std::size_t b = a + 1; b < neighbours.size(); ++b) {
      at(i, neighbours[b]) += share * at(k, neighbours[b]);
    }
  }
}

std::vector<double> Laplacian::solve(std::vector<double> right) const {
  for (std::size_t k = 0; k < n_; ++k) {
    for (std::size_t j = k + 1; j < n_; ++j) right[j] += at(k, j) / pivot_[k] * right[k];
  }
  for (std::size_t k = n_; k-- > 0;) {
    for (std::size_t j = k + 1; j < n_; ++j) right[k] += at(k, j) * right[j];
    right[k] /= pivot_[k];
  }
  return right;
}

}  // namespace isthmus::motion
