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

struct Initialisation {
  Scheme scheme = Scheme::kaiming_normal;
  std::uint64_t seed = 0;
  Precision precision = Precision::binary32;
};

/// Gives every trainable edge of a valid network a weight; edges out of bias nodes get 0 under the
/// kaiming and xavier schemes (pytorch draws them). fan_in of an edge is the number of non-bias
/// weights into its head, fan_out the number of weights out of its tail's siblings as documented
/// in docs/input-format.md; a given balance is dropped. Every weight is exactly a number of
/// `precision`. Deterministic: the same network, scheme, seed and precision give the same weights
/// on every machine (the generator and the normal deviates are our own, see src).
void initialise(Network& network, const Initialisation& how);

}  // namespace isthmus
