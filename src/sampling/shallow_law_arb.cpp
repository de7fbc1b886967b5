// Closed forms (Theory §7).
//
// Statement. With w ~ N(0, s_w²)^d, a ~ N(0, s_a²) independent, X = |w|²/s_w² and Y = a²/s_a² are
// chi-squared with d and 1 degrees of freedom, and c < 0 means s_w² X < s_a² Y, that is,
// X/(X + Y) < x with x = r/(1 + r), r = s_a²/s_w². That quotient has the distribution
// Beta(d/2, 1/2). Different neurons share no weight, so their signs of c are independent, and the
// sign of a_k is a fair coin that is independent of |a_k| and hence of c_k: each neuron is locked
// with sign + with probability p/2, and 2·(p/2)^l is the probability that all l >= 1 agree. Biases
// of 0 add nothing to c.
//
// The numbers drawn are roundings to binary32 of such deviates: their probabilities differ from
// these by about 2^-24 of themselves, far less than any number of draws can tell.
#include <bit>
#include <vector>

#include "isthmus/error.hpp"
#include "isthmus/exact/probability.hpp"
#include "isthmus/network/weight_draws.hpp"
#include "isthmus/sampling/shallow_law.hpp"

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
    if (!law.normal) return false;
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
    law.ratio = first->out_variance / first->in_variance;
    return law;
  }

  const Network& network_;
  std::vector<WeightLaw> laws_;
  std::vector<Neuron> neurons_;  ///< by node; hidden ones only
};

/// Bits that a power of this exponent may lose, and some more.
int guard_bits(std::uint64_t exponent) { return 16 + static_cast<int>(std::bit_width(exponent)); }

}  // namespace

std::optional<ShallowLaw> shallow_law(const Network& network, Scheme scheme) {
  return Reader(network, scheme).read();
}

Enclosure negative_probability(const ShallowLaw& law, int bits) {
  ensure(law.inputs > 0 && sign_of(law.ratio) > 0, "a neuron has inputs and an output");
  return regularized_beta(law.ratio / (1 + law.ratio), Rational(Integer(law.inputs), Integer(2)),
                          Rational(1, 2), bits);
}

Enclosure none_negative_probability(const ShallowLaw& law, int bits) {
  const Enclosure p = negative_probability(law, bits + guard_bits(law.width));
  return probability_power({1 - p.upper, 1 - p.lower}, law.width, bits);
}

Enclosure one_sign_probability(const ShallowLaw& law, int bits) {
  const Enclosure p = negative_probability(law, bits + guard_bits(law.width));
  const Enclosure power = probability_power({p.lower / 2, p.upper / 2}, law.width, bits);
  return {2 * power.lower, 2 * power.upper};
}

}  // namespace isthmus
