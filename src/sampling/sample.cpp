// The draws are split into runs of fixed length whose counts are added up in order, so that
// threads, ranks and restarts change nothing.
#include "isthmus/sampling/sample.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "network/random.hpp"
#include "sampling/chunks.hpp"
#include "sampling/lock_draws.hpp"

namespace isthmus {
namespace {

using sampling::LockDraws;
using sampling::Tally;

std::vector<LockedBin> histogram(const Tally& tally, std::uint64_t seed) {
  std::vector<LockedBin> bins;
  for (const auto& [locked, bin] : tally.bins) {
    bins.push_back({locked, bin.draws, draw_seed(seed, bin.first)});
  }
  return bins;
}

}  // namespace

namespace sampling {

Sample to_sample(const LockDraws& draws, const Tally& tally, const SampleOptions& options) {
  const Contraction& contraction = draws.contraction();
  Sample sample;
  sample.asked = options.draws;
  sample.histogram = histogram(tally, options.seed);
  for (const LockedBin& bin : sample.histogram) sample.draws += bin.draws;
  for (std::size_t i = 0; i < draws.bottlenecks().size(); ++i) {
    const EdgeId edge = draws.bottlenecks()[i].edge;
    sample.weights.push_back({contraction.file_edge[edge], tally.weights[i]});
  }
  for (std::size_t i = 0; i < draws.nodes().size(); ++i) {
    const std::uint32_t first = contraction.members[draws.nodes()[i]].front();
    sample.nodes.push_back({first, tally.nodes_in[i], tally.nodes_out[i]});
  }
  for (std::size_t i = 0; i < draws.outputs().size(); ++i) {
    sample.outputs.push_back({draws.outputs()[i].node, tally.outputs[i]});
  }
  return sample;
}

void check_draws(std::uint64_t draws) {
  if (1 <= draws && draws <= most_draws) return;
  throw usage_error(std::to_string(draws) + " draws are not from 1 to 10^9",
                    "give a number in that range");
}

}  // namespace sampling

std::uint64_t draw_seed(std::uint64_t seed, std::uint64_t draw) {
  return RandomBits::stream(seed, draw).next();
}

Sample sample(const Network& network, const SampleOptions& options) {
  sampling::check_draws(options.draws);
  const LockDraws draws(network, options.scheme, options.precision);
  Tally total = draws.empty_tally();
  if (draws.bottlenecks().empty()) {
    total.bins[0] = {options.draws, 0};
    return sampling::to_sample(draws, total, options);
  }
  const sampling::Chunks chunks(draws, options.draws);
  FarmOptions farm_options = options.farm;
  farm_options.identity = sampling::identity(network, options);
  const FarmResult result = farm(
      chunks.count(),
      [&](std::size_t i) {
        return sampling::to_bytes(draws.tally(options.seed, chunks.first(i), chunks.size(i)));
      },
      farm_options);
  for (const auto& bytes : result.items) {
    if (!bytes) break;  // what follows a gap does not count: the draws are the first ones
    total.add(sampling::from_bytes(*bytes, total));
  }
  return sampling::to_sample(draws, total, options);
}

std::vector<Count> at_least_counts(const Sample& sample) {
  std::vector<Count> counts(sample.weights.size(), Count{0, sample.draws});
  for (const LockedBin& bin : sample.histogram) {
    for (std::uint64_t j = 0; j < bin.locked; ++j) counts[j].hits += bin.draws;
  }
  return counts;
}

Rational mean_locked(const Sample& sample) {
  ensure(sample.draws > 0, "the mean of no draws is not defined");
  Integer sum = 0;
  for (const LockedBin& bin : sample.histogram) sum += Integer(bin.locked) * bin.draws;
  return Rational(sum, Integer(sample.draws));
}

}  // namespace isthmus
