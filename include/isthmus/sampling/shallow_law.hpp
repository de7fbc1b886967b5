// Closed forms for shallow networks with one output and normal weights (theory §7).
#pragma once

#include <cstdint>
#include <optional>

#include "isthmus/exact/ball.hpp"
#include "isthmus/network/initialise.hpp"

namespace isthmus {

/// A network of `width` neurons between inputs and one output, under which c_k = Σ w² − a² with
/// `inputs` independent weights w ~ N(0, s_w²) and one a ~ N(0, s_a²), the same for every neuron k
/// and independent between neurons.
struct ShallowLaw {
  std::uint64_t inputs = 0;  ///< degrees of freedom of Σ w²/s_w²: a Gaussian bias of the same
                             ///< variance counts as one more input, a bias 0 does not
  std::uint64_t width = 0;
  Rational ratio;  ///< s_a²/s_w² > 0
};

/// The law of a valid network under a scheme, if it has one: all hidden nodes have the same number
/// of trainable weights of the same variance from inputs and bias nodes (those that are 0 left
/// out), and one weight each to the only output, all of the same variance; no other edge but biases
/// enters the output, and no edge is fixed. Nothing for uniform schemes.
[[nodiscard]] std::optional<ShallowLaw> shallow_law(const Network& network, Scheme scheme);

/// P(c_k < 0) = I_x(inputs/2, 1/2) with x = ratio/(1 + ratio): that the balance of one neuron is
/// negative, which locks the weight out of it. (With two or more inputs nothing else can lock a
/// weight; a neuron with one input locks the weight into it if c_k > 0.) Relative width at
/// most 2^-bits above 2^-1000.
[[nodiscard]] Enclosure negative_probability(const ShallowLaw& law, int bits = 64);

/// (1 − p)^width with p as above: no weight into the output is locked.
[[nodiscard]] Enclosure none_negative_probability(const ShallowLaw& law, int bits = 64);

/// 2·(p/2)^width: all weights into the output are locked, all with one sign.
[[nodiscard]] Enclosure one_sign_probability(const ShallowLaw& law, int bits = 64);

}  // namespace isthmus
