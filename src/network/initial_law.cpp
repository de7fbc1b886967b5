#include "network/initial_law.hpp"

#include <cmath>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "network/random.hpp"

namespace isthmus {
namespace {

Rational ratio(int numerator, std::uint64_t fan) {
  return fan == 0 ? Rational(0) : Rational(Integer(numerator), Integer(fan));
}

}  // namespace

WeightLaw initial_law(Scheme scheme, bool bias, std::uint64_t fan_in, std::uint64_t fan_out) {
  if (bias && scheme != Scheme::pytorch) return {};
  switch (scheme) {
    case Scheme::kaiming_normal:
      return {true, ratio(2, fan_in)};
    case Scheme::kaiming_uniform:
      return {false, ratio(6, fan_in)};
    case Scheme::xavier_normal:
      return {true, ratio(2, fan_in + fan_out)};
    case Scheme::xavier_uniform:
      return {false, ratio(6, fan_in + fan_out)};
    case Scheme::pytorch:
      return {false, ratio(1, fan_in)};
  }
  throw usage_error("unknown initialisation scheme", "use a value of Scheme");
}

// IEEE square root is correctly rounded everywhere, and so is to_binary64.
double spread_of(const WeightLaw& law) { return std::sqrt(to_binary64(law.square)); }

double draw_weight(RandomBits& bits, bool normal, double spread, Precision precision) {
  if (spread == 0) return 0;
  const double weight = spread * (normal ? standard_normal(bits) : symmetric_uniform(bits));
  return precision == Precision::binary32 ? static_cast<double>(static_cast<float>(weight))
                                          : weight;
}

}  // namespace isthmus
