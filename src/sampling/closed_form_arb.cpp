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

#include "isthmus/error.hpp"
#include "isthmus/exact/probability.hpp"
#include "isthmus/sampling/shallow_law.hpp"

namespace isthmus {
namespace {

/// Bits that a power of this exponent may lose, and some more.
int guard_bits(std::uint64_t exponent) { return 16 + static_cast<int>(std::bit_width(exponent)); }

}  // namespace

Enclosure negative_probability(const ShallowLaw& law, int bits) {
  ensure(law.normal, "closed forms are for normal weights");
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
