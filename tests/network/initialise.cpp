#include "isthmus/network/initialise.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "isthmus/exact/binary.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/network/weight_draws.hpp"
#include "network/random.hpp"
#include "support/message.hpp"

namespace isthmus {
namespace {

struct Moments {
  double mean = 0, second = 0, fourth = 0;
};

Moments moments(const std::vector<double>& values) {
  Moments m;
  for (const double value : values) {
    m.mean += value;
    m.second += value * value;
    m.fourth += value * value * value * value;
  }
  const auto n = static_cast<double>(values.size());
  return {m.mean / n, m.second / n, m.fourth / n};
}

/// The largest distance between the empirical and the given distribution function (Kolmogorov).
template <class Distribution>
double distance(std::vector<double> values, const Distribution& below) {
  std::sort(values.begin(), values.end());
  double worst = 0;
  const auto n = static_cast<double>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double p = below(values[i]);
    worst = std::max({worst, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
  }
  return worst;
}

double normal_below(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

std::vector<double> doubles(const Network& network) {
  std::vector<double> values;
  for (const Edge& edge : network.edges) {
    for (const Rational& weight : edge.weights) values.push_back(to_binary64(weight));
  }
  return values;
}

Network drawn(const std::string& architecture, const Initialisation& how) {
  Network network = parse_architecture(architecture);
  initialise(network, how);
  return network;
}

TEST_CASE("random bits are xoshiro256** seeded by splitmix64") {
  // First outputs for seed 0, computed with an independent implementation of both algorithms.
  RandomBits bits(0);
  CHECK(bits.next() == 0x99ec5f36cb75f2b4u);
  CHECK(bits.next() == 0xbf6e1f784956452au);
  CHECK(bits.next() == 0x1a5f849d4933e6e0u);
}

TEST_CASE("normal deviates have the normal distribution") {
  RandomBits bits(2024);
  std::vector<double> values(200'000);
  for (double& value : values) value = standard_normal(bits);
  const Moments m = moments(values);
  CHECK(std::abs(m.mean) < 0.008);                             // standard error 0.0022
  CHECK(std::abs(m.second - 1) < 0.012);                       // 0.0032
  CHECK(std::abs(m.fourth - 3) < 0.09);                        // 0.022
  CHECK(distance(values, normal_below) < 0.0043);              // exceeded with probability 0.001
  CHECK(*std::max_element(values.begin(), values.end()) > 4);  // 6 expected beyond 4
}

TEST_CASE("uniform deviates fill (-1, 1) evenly") {
  RandomBits bits(5);
  std::vector<double> values(200'000);
  for (double& value : values) value = symmetric_uniform(bits);
  CHECK(distance(values, [](double u) { return (u + 1) / 2; }) < 0.0043);
  CHECK(std::abs(moments(values).second - 1.0 / 3) < 0.003);
  CHECK(std::all_of(values.begin(), values.end(),
                    [](double u) { return u != 0 && std::abs(u) < 1; }));
}

TEST_CASE("every scheme has its spread") {
  // 100 → 200 → 50: into the hidden layer fan_in = 100, fan_out = 200; into the output 200 and 50.
  const auto second_moments = [](Scheme scheme) {
    std::vector<double> values = doubles(drawn("mlp:100-200-50", {scheme, 3, Precision::binary64}));
    const std::vector<double> late(values.begin() + 20'000, values.end());
    values.resize(20'000);
    return std::pair(moments(values).second, moments(late).second);
  };
  const auto check = [&](Scheme scheme, double early, double late) {
    const auto [first, second] = second_moments(scheme);
    CHECK(first == doctest::Approx(early).epsilon(0.04));
    CHECK(second == doctest::Approx(late).epsilon(0.04));
  };
  check(Scheme::kaiming_normal, 2.0 / 100, 2.0 / 200);
  check(Scheme::kaiming_uniform, 2.0 / 100, 2.0 / 200);
  check(Scheme::xavier_normal, 2.0 / 300, 2.0 / 250);
  check(Scheme::xavier_uniform, 2.0 / 300, 2.0 / 250);
  check(Scheme::pytorch, 1.0 / 300, 1.0 / 600);
}

TEST_CASE("uniform schemes stay within their bound and use it") {
  const auto largest = [](Scheme scheme) {
    double bound = 0;
    for (const double value : doubles(drawn("mlp:24-100-1", {scheme, 0, Precision::binary64}))) {
      bound = std::max(bound, std::abs(value));
    }
    return bound;
  };
  CHECK(largest(Scheme::kaiming_uniform) <= 0.5);
  CHECK(largest(Scheme::kaiming_uniform) > 0.49);
}

TEST_CASE("biases are 0 except under pytorch, whose biases share the bound of their weights") {
  for (const Scheme scheme : {Scheme::kaiming_normal, Scheme::kaiming_uniform,
                              Scheme::xavier_normal, Scheme::xavier_uniform, Scheme::pytorch}) {
    const Network network = drawn("mlp:9-40-3+bias", {scheme, 1});
    for (const Edge& edge : network.edges) {
      const bool zero = sign_of(edge.weights.at(0)) == 0;
      CHECK(zero == (network.nodes[edge.from].bias && scheme != Scheme::pytorch));
    }
  }
  const Network network = drawn("mlp:9-400-1+bias", {Scheme::pytorch, 1});
  Rational largest = 0;
  for (const Edge& edge : network.edges) {
    if (network.nodes[edge.from].bias && network.nodes[edge.to].role == Role::hidden) {
      largest = std::max(largest, edge.weights[0]);
    }
  }
  CHECK(largest <= Rational(1, 3));
  CHECK(largest > Rational(32, 100));
}

TEST_CASE("fixed edges keep their weight and do not count, bundles count with multiplicity") {
  Network network = parse_architecture("dag:x>h,z>h,u>h,h>y");
  network.edges[1].fixed = true;
  network.edges[1].weights = {Rational(1)};
  network.edges[2].multiplicity = 23;
  network.balance = {{}, Rational(1), {}, {}, {}};
  initialise(network, {Scheme::kaiming_uniform, 9, Precision::binary64});
  CHECK(network.edges[1].weights == std::vector<Rational>{1});
  CHECK(network.edges[2].weights.size() == 23);
  CHECK(network.balance.empty());
  Rational largest = 0;
  for (const Rational& weight : network.edges[2].weights) {
    largest = std::max(largest, sign_of(weight) < 0 ? Rational(-weight) : weight);
  }
  CHECK(largest <= Rational(1, 2));  // sqrt(6/24)
  CHECK(largest > Rational(9, 20));
  validate(network);
}

TEST_CASE("a node that has only a bias gets the bias 0") {
  Network network = parse_architecture("dag:one>h>y");
  network.nodes[0].bias = true;
  initialise(network, {Scheme::pytorch, 0});
  CHECK(network.edges[0].weights == std::vector<Rational>{0});
  CHECK(sign_of(network.edges[1].weights.at(0)) != 0);
}

TEST_CASE("weights are numbers of the precision asked for, the same for the same seed") {
  const Network once = drawn("mlp:5-7-2", {Scheme::kaiming_normal, 4, Precision::binary32});
  const Network again = drawn("mlp:5-7-2", {Scheme::kaiming_normal, 4, Precision::binary32});
  const Network other = drawn("mlp:5-7-2", {Scheme::kaiming_normal, 5, Precision::binary32});
  const Network wide = drawn("mlp:5-7-2", {Scheme::kaiming_normal, 4, Precision::binary64});
  CHECK(doubles(once) == doubles(again));
  CHECK(doubles(once) != doubles(other));
  CHECK(doubles(once) != doubles(wide));
  for (std::size_t e = 0; e < once.edges.size(); ++e) {
    const Rational& narrow = once.edges[e].weights.at(0);
    CHECK(from_binary32(to_binary32(narrow)) == narrow);
    CHECK(to_binary32(wide.edges[e].weights.at(0)) == to_binary32(narrow));
  }
}

TEST_CASE("pinned first weights: every machine draws these") {
  const auto first = [](Scheme scheme) {
    return doubles(drawn("mlp:3-1", {scheme, 0, Precision::binary64}));
  };
  // Computed in exact fractions by an independent implementation.
  CHECK(first(Scheme::kaiming_normal) ==
        std::vector<double>{0x1.fa4c583d75972p+0, 0x1.829921ed94d7cp-5, -0x1.9c819bc730492p-1});
  CHECK(first(Scheme::pytorch) ==
        std::vector<double>{0x1.63787fbc1751ep-2, 0x1.ba16cb06019afp-2, 0x1.e73fb43799978p-5});
}

TEST_CASE("draws without a network are the weights that initialise gives") {
  Network network = parse_architecture("mlp:4-3-2+bias");
  network.edges[2].multiplicity = 5;
  network.edges[4].fixed = true;
  network.edges[4].weights = {Rational(7)};
  for (const Scheme scheme : {Scheme::kaiming_normal, Scheme::pytorch}) {
    for (const Precision precision : {Precision::binary32, Precision::binary64}) {
      const WeightDraws draws(network, scheme, precision);
      CHECK(draws.count() == 26);
      for (const std::uint64_t seed : {0U, 77U}) {
        Network again = network;
        std::vector<std::vector<Rational>> seen(network.edges.size());
        draws.draw(seed, [&](std::size_t edge, double weight) {
          seen[edge].push_back(from_binary64(weight));
        });
        initialise(again, {scheme, seed, precision});
        for (std::size_t e = 0; e < seen.size(); ++e) {
          if (e != 4) CHECK(seen[e] == again.edges[e].weights);
        }
        CHECK(seen[4].empty());
      }
    }
  }
}

TEST_CASE("laws of weights are exact: variances, or squared bounds") {
  const Network network = parse_architecture("mlp:3-5-1+bias");
  const std::vector<WeightLaw> xavier = weight_laws(network, Scheme::xavier_normal);
  CHECK(xavier.front().normal);
  CHECK(xavier.front().square == Rational(2, 8));
  CHECK(xavier[3].square == 0);
  CHECK(xavier[20].square == Rational(2, 6));
  CHECK(weight_laws(network, Scheme::pytorch)[3].square == Rational(1, 3));
  CHECK_FALSE(weight_laws(network, Scheme::kaiming_uniform)[0].normal);
}

TEST_CASE("names of schemes") {
  for (const char* name : {"kaiming-normal", "kaiming-uniform", "xavier-normal", "pytorch"}) {
    CHECK(scheme_name(parse_scheme(name)) == name);
  }
  CHECK(parse_scheme("xavier-uniform") == Scheme::xavier_uniform);
  CHECK(test::message_of([] { return parse_scheme("he"); }) ==
        "usage: unknown initialisation \"he\"; use one of kaiming-normal, kaiming-uniform, "
        "xavier-normal, xavier-uniform, pytorch");
}

TEST_CASE("more weights than memory are refused") {
  Network network = parse_architecture("dag:x>h>y");
  network.edges[1].multiplicity = 1'000'000'000'000;
  CHECK(test::message_of([&] {
          initialise(network, {});
          return 0;
        }) == "limit: more than 10^8 weights to draw; use smaller multiplicities");
}

}  // namespace
}  // namespace isthmus
