#include "isthmus/network/initialise.hpp"

#include <array>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/network/weight_draws.hpp"
#include "network/initial_law.hpp"
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

void check_count(const Network& network) {
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

std::string scheme_name(Scheme scheme) {
  for (const auto& [name, known] : schemes) {
    if (scheme == known) return name;
  }
  throw usage_error("unknown initialisation scheme", "use a value of Scheme");
}

std::vector<WeightLaw> weight_laws(const Network& network, Scheme scheme) {
  const Fans fans = count_fans(network);
  std::vector<WeightLaw> laws;
  laws.reserve(network.edges.size());
  for (const Edge& edge : network.edges) {
    laws.push_back(edge.fixed ? WeightLaw{}
                              : initial_law(scheme, network.nodes[edge.from].bias, fans.in[edge.to],
                                            fans.out[edge.from]));
  }
  return laws;
}

WeightDraws::WeightDraws(const Network& network, Scheme scheme, Precision precision)
    : precision_(precision) {
  check_count(network);
  const std::vector<WeightLaw> laws = weight_laws(network, scheme);
  for (std::size_t e = 0; e < laws.size(); ++e) {
    const Edge& edge = network.edges[e];
    if (edge.fixed) continue;
    items_.push_back({e, edge.multiplicity, laws[e].normal, spread_of(laws[e])});
    count_ += edge.multiplicity;
  }
}

void WeightDraws::draw(std::uint64_t seed,
                       const std::function<void(std::size_t, double)>& take) const {
  RandomBits bits(seed);
  for (const Item& item : items_) {
    for (std::uint64_t i = 0; i < item.multiplicity; ++i) {
      take(item.edge, draw_weight(bits, item.normal, item.spread, precision_));
    }
  }
}

void initialise(Network& network, const Initialisation& how) {
  const WeightDraws draws(network, how.scheme, how.precision);
  network.balance.clear();
  for (Edge& edge : network.edges) {
    if (edge.fixed) continue;
    edge.norm_squared.reset();
    edge.weights.clear();
  }
  draws.draw(how.seed, [&](std::size_t edge, double weight) {
    network.edges[edge].weights.push_back(from_binary64(weight));
  });
}

}  // namespace isthmus
