#include "isthmus/network/initialise.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "network/random.hpp"

namespace isthmus {
namespace {

constexpr std::uint64_t max_weights = 100'000'000;

constexpr std::array<std::pair<const char*, Scheme>, 5> schemes = {{
    {"kaiming-normal", Scheme::kaiming_normal},
    {"kaiming-uniform", Scheme::kaiming_uniform},
    {"xavier-normal", Scheme::xavier_normal},
    {"xavier-uniform", Scheme::xavier_uniform},
    {"pytorch", Scheme::pytorch},
}};

/// Numbers of trainable weights at every node, bundles with multiplicity.
struct Fans {
  std::vector<std::uint64_t> in;   ///< into the node, biases left out
  std::vector<std::uint64_t> out;  ///< out of the node
};

Fans count_fans(const Network& network) {
  const std::size_t count = network.nodes.size();
  Fans fans{std::vector<std::uint64_t>(count), std::vector<std::uint64_t>(count)};
  for (const Edge& edge : network.edges) {
    if (edge.fixed) continue;
    fans.out[edge.from] += edge.multiplicity;
    if (!network.nodes[edge.from].bias) fans.in[edge.to] += edge.multiplicity;
  }
  return fans;
}

/// What is drawn for one edge: spread · (standard normal, or uniform on (-1, 1)).
/// Spread 0 stands for weights that are 0.
struct Law {
  bool normal = false;
  double spread = 0;
};

/// sqrt(numerator / fan); IEEE division and square root are correctly rounded everywhere.
double root_of_ratio(double numerator, std::uint64_t fan) {
  return fan == 0 ? 0 : std::sqrt(numerator / static_cast<double>(fan));
}

Law law_of(Scheme scheme, bool bias, std::uint64_t fan_in, std::uint64_t fan_out) {
  if (bias && scheme != Scheme::pytorch) return {};
  switch (scheme) {
    case Scheme::kaiming_normal:
      return {true, root_of_ratio(2, fan_in)};
    case Scheme::kaiming_uniform:
      return {false, root_of_ratio(6, fan_in)};
    case Scheme::xavier_normal:
      return {true, root_of_ratio(2, fan_in + fan_out)};
    case Scheme::xavier_uniform:
      return {false, root_of_ratio(6, fan_in + fan_out)};
    case Scheme::pytorch:
      return {false, root_of_ratio(1, fan_in)};
  }
  throw usage_error("unknown initialisation scheme", "use a value of Scheme");
}

Rational draw(const Law& law, Precision precision, RandomBits& bits) {
  if (law.spread == 0) return 0;
  const double unit = law.normal ? standard_normal(bits) : symmetric_uniform(bits);
  const double value = law.spread * unit;
  return precision == Precision::binary32 ? from_binary32(static_cast<float>(value))
                                          : from_binary64(value);
}

void check_size(const Network& network) {
  std::uint64_t total = 0;
  for (const Edge& edge : network.edges) {
    if (edge.multiplicity <= max_weights) total += edge.multiplicity;
    if (edge.multiplicity <= max_weights && total <= max_weights) continue;
    throw limit_error("more than 10^8 weights to draw", "use smaller multiplicities");
  }
}

}  // namespace

Scheme parse_scheme(const std::string& name) {
  std::string known;
  for (const auto& [scheme_name, scheme] : schemes) {
    if (name == scheme_name) return scheme;
    known += (known.empty() ? "" : ", ") + std::string(scheme_name);
  }
  throw usage_error("unknown initialisation " + quoted(name), "use one of " + known);
}

void initialise(Network& network, const Initialisation& how) {
  check_size(network);
  const Fans fans = count_fans(network);
  RandomBits bits(how.seed);
  network.balance.clear();
  for (Edge& edge : network.edges) {
    if (edge.fixed) continue;
    const Law law =
        law_of(how.scheme, network.nodes[edge.from].bias, fans.in[edge.to], fans.out[edge.from]);
    edge.norm_squared.reset();
    edge.weights.clear();
    for (std::uint64_t i = 0; i < edge.multiplicity; ++i) {
      edge.weights.push_back(draw(law, how.precision, bits));
    }
  }
}

}  // namespace isthmus
