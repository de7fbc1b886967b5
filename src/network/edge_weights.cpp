#include "isthmus/network/edge_weights.hpp"

#include <algorithm>
#include <cmath>

#include "exact/residue.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/square_sum.hpp"
#include "network/words.hpp"

namespace isthmus {
namespace {

double number_at(const Model& model, const Bundle& bundle, std::size_t k) {
  return model.tensors[bundle.link->tensor].at(bundle.position + k * bundle.link->depth_stride);
}

double number_at(const Model& model, std::uint32_t edge, std::size_t k) {
  return number_at(model, bundle_at(model, edge), k);
}

}  // namespace

EdgeWeights::EdgeWeights(const Network& network)
    : network_(&network), known_(has_weights(network)) {}

EdgeWeights::EdgeWeights(const Model& model)
    : model_(&model), known_(model.has_weights && bundle_count(model) > 0) {}

std::size_t EdgeWeights::count(std::uint32_t edge) const {
  if (network_ != nullptr) return network_->edges[edge].weights.size();
  return known_ ? bundle_at(*model_, edge).link->depth : 0;
}

Rational EdgeWeights::at(std::uint32_t edge, std::size_t k) const {
  if (network_ != nullptr) return network_->edges[edge].weights[k];
  return from_binary64(number_at(*model_, edge, k));
}

std::vector<Rational> EdgeWeights::all(std::uint32_t edge) const {
  if (network_ != nullptr) return network_->edges[edge].weights;
  std::vector<Rational> weights;
  for (std::size_t k = 0; k < count(edge); ++k) weights.push_back(at(edge, k));
  return weights;
}

bool EdgeWeights::nonzero(std::uint32_t edge) const {
  if (network_ != nullptr && network_->edges[edge].norm_squared) {
    return *network_->edges[edge].norm_squared != 0;
  }
  for (std::size_t k = 0; k < count(edge); ++k) {
    if (network_ != nullptr ? network_->edges[edge].weights[k] != 0
                            : number_at(*model_, edge, k) != 0) {
      return true;
    }
  }
  return false;
}

int EdgeWeights::sign(std::uint32_t edge) const {
  if (count(edge) != 1) return 0;
  if (network_ != nullptr) return sign_of(network_->edges[edge].weights.front());
  const Bundle bundle = bundle_at(*model_, edge);
  return sign_at(model_->tensors[bundle.link->tensor], bundle.position);
}

std::uint64_t EdgeWeights::residue(std::uint32_t edge, std::size_t k) const {
  if (network_ != nullptr) return residue_of(network_->edges[edge].weights[k]);
  return residue_of(number_at(*model_, edge, k));
}

Rational EdgeWeights::largest(std::span<const std::uint32_t> edges) const {
  if (network_ != nullptr) {
    Rational most = 0;
    for (const std::uint32_t edge : edges) {
      for (const Rational& weight : network_->edges[edge].weights) {
        most = std::max(most, Rational(abs(weight)));
      }
    }
    return most;
  }
  double most = 0;
  for (const std::uint32_t edge : edges) {
    const Bundle bundle = bundle_at(*model_, edge);
    for (std::size_t k = 0; k < bundle.link->depth; ++k) {
      most = std::max(most, std::abs(number_at(*model_, bundle, k)));
    }
  }
  return from_binary64(most);
}

Rational EdgeWeights::square_sum(std::span<const std::uint32_t> edges) const {
  if (network_ != nullptr) {
    Rational sum = 0;
    for (const std::uint32_t edge : edges) sum += squared_norm(network_->edges[edge]);
    return sum;
  }
  LongSquareSum sum;
  for (const std::uint32_t edge : edges) {
    const Bundle bundle = bundle_at(*model_, edge);
    for (std::size_t k = 0; k < bundle.link->depth; ++k) sum.add(number_at(*model_, bundle, k));
  }
  return sum.value();
}

}  // namespace isthmus
