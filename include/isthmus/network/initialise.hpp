// Seeded initialisations: weights as a training script would draw them, then read exactly.
#pragma once

#include <cstdint>
#include <string>

#include "isthmus/network/network.hpp"

namespace isthmus {

enum class Scheme { kaiming_normal, kaiming_uniform, xavier_normal, xavier_uniform, pytorch };
enum class Precision { binary32, binary64 };

/// "kaiming-normal" and so on; throws Error (bad_usage) listing the known names.
[[nodiscard]] Scheme parse_scheme(const std::string& name);

/// The name that parse_scheme reads.
[[nodiscard]] std::string scheme_name(Scheme scheme);

struct Initialisation {
  Scheme scheme = Scheme::kaiming_normal;
  std::uint64_t seed = 0;
  Precision precision = Precision::binary32;
};

/// Gives every trainable edge of a valid network fresh weights, bundles one for each parallel;
/// fixed edges keep theirs and a given balance is dropped. Every weight is exactly a number of
/// `precision`. With fan_in the number of trainable weights into the head of the edge, biases left
/// out, and fan_out the number of trainable weights out of its tail, both with multiplicity:
///   kaiming-normal  N(0, 2/fan_in)             kaiming-uniform  U(±sqrt(6/fan_in))
///   xavier-normal   N(0, 2/(fan_in + fan_out)) xavier-uniform   U(±sqrt(6/(fan_in + fan_out)))
///   pytorch         U(±1/sqrt(fan_in)), the default of its linear layers, biases included
/// Edges out of bias nodes get 0 under the first four; all other weights are never 0.
/// Edges draw in file order. The same network, scheme, seed and precision give the same weights on
/// every machine: the generator and the normal deviates are our own (see src/network/random.cpp).
/// Throws Error (limit_reached) beyond 10^8 weights.
void initialise(Network& network, const Initialisation& how);

}  // namespace isthmus
