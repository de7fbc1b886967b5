// Recognises networks whose neurons are all alike and share no weight.
#include "isthmus/sampling/shallow_law.hpp"

#include <vector>

#include "isthmus/network/weight_draws.hpp"

namespace isthmus {
namespace {

/// What one hidden node has.
struct Neuron {
  std::uint64_t inputs = 0;
  std::uint64_t outputs = 0;
  Rational in_variance;
  Rational out_variance;

  friend bool operator==(const Neuron&, const Neuron&) = default;
};

/// Adds `count` weights of this variance; false if there were others before.
bool add(std::uint64_t& number, Rational& variance, std::uint64_t count, const Rational& of) {
  const bool same = number == 0 || variance == of;
  number += count;
  variance = of;
  return same;
}

class Reader {
 public:
  Reader(const Network& network, Scheme scheme)
      : network_(network), laws_(weight_laws(network, scheme)), neurons_(network.nodes.size()) {}

  std::optional<ShallowLaw> read() {
    for (std::size_t e = 0; e < laws_.size(); ++e) {
      if (!take(network_.edges[e], laws_[e])) return std::nullopt;
    }
    return common_law();
  }

 private:
  /// False if the edge has no place in a shallow network with one output.
  bool take(const Edge& edge, const WeightLaw& law) {
    const Node& from = network_.nodes[edge.from];
    const Node& to = network_.nodes[edge.to];
    if (edge.fixed) return false;
    if (to.role == Role::output && from.bias) return true;
    if (law.square == 0) return from.bias;
    normal_ = law.normal;
    if (from.role == Role::input && to.role == Role::hidden) {
      Neuron& neuron = neurons_[edge.to];
      return add(neuron.inputs, neuron.in_variance, edge.multiplicity, law.square);
    }
    if (from.role != Role::hidden || to.role != Role::output) return false;
    Neuron& neuron = neurons_[edge.from];
    return add(neuron.outputs, neuron.out_variance, edge.multiplicity, law.square);
  }

  std::optional<ShallowLaw> common_law() const {
    const Neuron* first = nullptr;
    ShallowLaw law;
    std::uint64_t outputs = 0;
    for (std::size_t v = 0; v < neurons_.size(); ++v) {
      if (network_.nodes[v].role == Role::output) ++outputs;
      if (network_.nodes[v].role != Role::hidden) continue;
      if (first == nullptr) first = &neurons_[v];
      if (!(neurons_[v] == *first)) return std::nullopt;
      ++law.width;
    }
    if (outputs != 1 || first == nullptr || first->inputs == 0 || first->outputs != 1) {
      return std::nullopt;
    }
    law.inputs = first->inputs;
    law.normal = normal_;
    law.ratio = first->out_variance / first->in_variance;
    return law;
  }

  const Network& network_;
  std::vector<WeightLaw> laws_;
  std::vector<Neuron> neurons_;  ///< by node; hidden ones only
  bool normal_ = false;          ///< the same for all edges of a scheme
};

}  // namespace

std::optional<ShallowLaw> shallow_law(const Network& network, Scheme scheme) {
  return Reader(network, scheme).read();
}

}  // namespace isthmus
