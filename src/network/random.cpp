// Normal deviates without transcendental functions.
//
// Problem: seeded weights must be the same bits on every machine, but logarithms and cosines of
// different C libraries differ in their last bits, which rules out Box–Muller, Marsaglia's polar
// method and the ziggurat with its tables of exp.
// Idea (von Neumann 1951, Forsythe 1972; this form: Karney, "Sampling exactly from the normal
// distribution", ACM TOMS 42, 2016, algorithm N): comparisons alone can produce an event of
// probability exp(-p). Among fair uniforms p > u1 > u2 > … the run has at least n members with
// probability p^n/n!, so its length is even with probability Σ (-p)^n/n! = exp(-p).
// A deviate k + x with integer k >= 0 and fraction x is proposed with density exp(-k/2) and
// accepted with probabilities exp(-k(k-1)/2) and exp(-x(2k + x)/2); their product is
// exp(-(k + x)²/2), whatever k and x.
// Precision: fractions are odd multiples of 2^-53 in (0, 1), compared as integers; that is the
// only departure from the exact distribution. About 30 draws of 64 bits a deviate.
// Streams: four Feistel rounds with splitmix64's mixer are a permutation of the 128 bits (seed,
// index), so different pairs start from different states; that two streams of n draws overlap later
// has probability about n 2^-255. Jumping ahead by 2^128 draws per index, the generator's own
// way, would cost 256 steps for each item and all jumps before it.
// Rejected: inverting a rational approximation of the distribution function, which needs a
// logarithm in the tails and an argument about fused multiply–add on every compiler.
#include "network/random.hpp"

#include <bit>

namespace isthmus {
namespace {

constexpr int fraction_bits = 53;
constexpr std::uint64_t one = std::uint64_t{1} << fraction_bits;
constexpr double ulp = 1.0 / static_cast<double>(one);

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;

/// A permutation of 64 bits in which every bit depends on all others (Stafford's mix 13).
std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::uint64_t splitmix(std::uint64_t& state) { return mixed(state += golden); }

/// A uniform fraction of `one`, odd: strictly between 0 and 1.
std::uint64_t fraction(RandomBits& bits) { return bits.next() >> (64 - fraction_bits) | 1; }

/// True with probability exp(-1/2): an even run 1/2 > u1 > u2 > …
bool half_event(RandomBits& bits) {
  bool even = true;
  for (std::uint64_t last = one / 2, u = fraction(bits); u < last; u = fraction(bits)) {
    last = u;
    even = !even;
  }
  return even;
}

/// Proposal for the integer part: k with probability proportional to exp(-k/2 - k(k-1)/2).
/// A k above 40 would pass its k(k-1) trials with probability below 10^-300; cutting it off keeps
/// the products in `fraction_event` far from overflow.
std::uint64_t integer_part(RandomBits& bits) {
  while (true) {
    std::uint64_t k = 0;
    while (half_event(bits)) ++k;
    if (k > 40) continue;
    std::uint64_t trials = k == 0 ? 0 : k * (k - 1);
    while (trials > 0 && half_event(bits)) --trials;
    if (trials == 0) return k;
  }
}

/// True with probability exp(-x(2k + x)/(2k + 2)), x as a fraction of `one`: an even run
/// x > u1 > u2 > … each of whose members also wins a bet of odds (2k + x)/(2k + 2).
bool fraction_event(std::uint64_t k, std::uint64_t x, RandomBits& bits) {
  bool even = true;
  for (std::uint64_t last = x, u = fraction(bits); u < last; u = fraction(bits)) {
    if (fraction(bits) * (2 * k + 2) >= 2 * k * one + x) break;
    last = u;
    even = !even;
  }
  return even;
}

bool accept_fraction(std::uint64_t k, std::uint64_t x, RandomBits& bits) {
  for (std::uint64_t trial = 0; trial <= k; ++trial) {
    if (!fraction_event(k, x, bits)) return false;
  }
  return true;
}

}  // namespace

RandomBits::RandomBits(std::uint64_t seed) {
  for (std::uint64_t& word : state_) word = splitmix(seed);
}

RandomBits RandomBits::stream(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t key = 0;
  for (int round = 0; round < 2; ++round) {
    index ^= mixed(seed + (key += golden));
    seed ^= mixed(index + (key += golden));
  }
  RandomBits bits;
  bits.state_ = {seed, index, mixed(seed + (key += golden)), mixed(index + (key += golden))};
  return bits;
}

std::uint64_t RandomBits::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double symmetric_uniform(RandomBits& bits) {
  const std::uint64_t word = bits.next();
  const double magnitude = static_cast<double>((word >> (64 - fraction_bits)) | 1) * ulp;
  return word & 1 ? -magnitude : magnitude;
}

double standard_normal(RandomBits& bits) {
  while (true) {
    const std::uint64_t k = integer_part(bits);
    const std::uint64_t x = fraction(bits);
    if (!accept_fraction(k, x, bits)) continue;
    const double magnitude = static_cast<double>(k * one + x) * ulp;
    return bits.next() >> 63 ? -magnitude : magnitude;
  }
}

}  // namespace isthmus
