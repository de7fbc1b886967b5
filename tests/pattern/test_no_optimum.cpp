// Training sets without an optimum: the known one of LU, losses that tend to 0 for every classified
// pattern, and the steps of the proof that it is not reached, on random parameters.
#include <doctest/doctest.h>

#include <fstream>
#include <random>
#include <set>
#include <string>

#include "isthmus/error.hpp"
#include "isthmus/pattern/no_optimum.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "pattern/cases.hpp"
#include "pattern/states.hpp"
#include "pattern/witness/lift.hpp"

namespace isthmus::pattern {
namespace {

Witness witness_of(const LayerSupports& layers) {
  const PatternState state = two_factor_pattern(layers);
  WitnessOptions options;
  options.column_count = layers[0].inputs;
  Budget budget;
  return *find_lifted_witness(state, reduce(state), options, budget);
}

const LayerSupports& lu() {
  static const LayerSupports layers = layers_of(test::state_of(2, 2, {"01x01", "1x1"}), 2);
  return layers;
}

NoOptimum data_of(const LayerSupports& layers, Biases biases) {
  NoOptimumOptions options;
  options.biases = biases;
  return no_optimum(layers, witness_of(layers), options);
}

Laurent sum(const Laurent& a, const Laurent& b) {
  Laurent out = a;
  out += b;
  return out;
}

// Patterns that are not closed, one in `step`.
std::vector<LayerSupports> not_closed(std::size_t step) {
  std::vector<LayerSupports> out;
  std::size_t count = 0;
  for (const test::ClassifiedPattern& known : test::classified_patterns()) {
    if (!known.closed && ++count % step == 0) out.push_back(known.layers);
  }
  return out;
}

std::vector<RationalMatrix> random_weights(const LayerSupports& layers, std::mt19937& random) {
  std::vector<RationalMatrix> out;
  for (const LayerSupport& layer : layers) {
    out.emplace_back(layer.outputs(), layer.inputs);
    for (std::size_t i = 0; i < layer.outputs(); ++i) {
      for (const std::uint32_t j : layer.rows[i]) {
        out.back()(i, j) =
            Rational(static_cast<int>(random() % 41) - 20, 1 + static_cast<int>(random() % 9));
      }
    }
  }
  return out;
}

std::vector<std::vector<Rational>> random_biases(const LayerSupports& layers,
                                                 std::mt19937& random) {
  std::vector<std::vector<Rational>> out;
  for (const LayerSupport& layer : layers) {
    out.emplace_back();
    for (std::size_t i = 0; i < layer.outputs(); ++i) {
      out.back().push_back(static_cast<int>(random() % 2001) - 1000);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("LU: nine whole points; losses 570, 2.8785, … with the factors of theory") {
  // y_1 = (ε, 1 + ε²), x_1 = (1, 2/ε), y_2 = (0, 1/ε + ε), x_2 = (0, -2).
  Witness witness = witness_of(lu());
  witness.limit(0, 1) = 2;
  witness.limit(1, 0) = 1;
  const auto e = [](int coefficient, int exponent) {
    return Laurent::monomial(coefficient, exponent);
  };
  witness.factors = {{{e(1, 0), e(2, -1)}, {{}, e(-2, 0)}},
                     {{e(1, 1), {}}, {sum(e(1, 0), e(1, 2)), sum(e(1, -1), e(1, 1))}}};
  const NoOptimum data = no_optimum(lu(), witness);
  REQUIRE(data.inputs.size() == 9);
  CHECK(data.inputs[1] == std::vector<Rational>{2, 4});
  CHECK(data.targets[1] == std::vector<Rational>{8, 2});
  const auto at = [&](int denominator) { return network_at(data, Rational(1, denominator)); };
  CHECK(at(1).loss == 570);
  CHECK(at(10).loss == Rational(5757, 2000));
  CHECK(at(100).loss == Rational(570057, 20000000));
  CHECK(at(1000).largest_weight == 2000);
}

TEST_CASE("LU: the witness of T2 has the loss 285 ε²") {
  const NoOptimum data = data_of(lu(), Biases::trained);
  for (const int denominator : {1, 10, 1000}) {
    const NetworkAt network = network_at(data, Rational(1, denominator));
    CHECK(network.loss == Rational(285, denominator * denominator));
    CHECK(network.largest_weight == denominator);
  }
  CHECK_THROWS_AS((void)network_at(data, 0), Error);
}

TEST_CASE("LU: the training set is that of examples/no-optimum") {
  std::ifstream file(ISTHMUS_SOURCE_DIR "/examples/no-optimum/lu.csv");
  std::string line;
  REQUIRE(std::getline(file, line));
  CHECK(line == "x1,x2,y1,y2");
  const NoOptimum data = data_of(lu(), Biases::trained);
  for (std::size_t t = 0; t < data.inputs.size(); ++t) {
    const auto &x = data.inputs[t], &y = data.targets[t];
    REQUIRE(std::getline(file, line));
    CHECK(line == x[0].str() + "," + x[1].str() + "," + y[0].str() + "," + y[1].str());
  }
  CHECK(!std::getline(file, line));
}

TEST_CASE("Losses tend to 0 like ε², weights grow, supports are kept, with biases and without") {
  for (const LayerSupports& layers : not_closed(10)) {
    for (const Biases biases : {Biases::trained, Biases::none}) {
      const NoOptimum data = data_of(layers, biases);
      const NetworkAt near = network_at(data, Rational(1, 1'000'000));
      const NetworkAt nearer = network_at(data, Rational(1, 10'000'000));
      CHECK(near.loss > 0);
      CHECK(nearer.loss * 99 < near.loss);
      CHECK(nearer.largest_weight > near.largest_weight);
      for (std::size_t l = 0; l < layers.size(); ++l) {
        for (std::size_t i = 0; i < layers[l].outputs(); ++i) {
          const std::set<std::uint32_t> allowed(layers[l].rows[i].begin(), layers[l].rows[i].end());
          for (std::uint32_t j = 0; j < layers[l].inputs; ++j) {
            if (!allowed.contains(j)) CHECK(near.weights[l](i, j) == 0);
          }
        }
      }
      if (biases == Biases::none) {
        for (const auto& b : near.biases) CHECK(b == std::vector<Rational>(b.size()));
      }
    }
  }
}

TEST_CASE(
    "Whatever the parameters, so many neighbouring points share what is on, and the loss is not "
    "0") {
  std::mt19937 random(31);
  for (const LayerSupports& layers : not_closed(20)) {
    for (const Biases kind : {Biases::trained, Biases::none}) {
      const NoOptimum data = data_of(layers, kind);
      const std::size_t columns = witness_of(layers).window.columns.size();
      for (int round = 0; round < 40; ++round) {
        const auto weights = random_weights(layers, random);
        auto biases = random_biases(layers, random);
        if (kind == Biases::none) {
          for (auto& b : biases) b.assign(b.size(), 0);
        }
        CHECK(squared_loss(data, weights, biases) > 0);
        std::size_t run = 0, longest = 0;
        std::vector<bool> before;
        for (const auto& x : data.inputs) {
          std::vector<bool> on;
          for (std::size_t k = 0; k < biases[0].size(); ++k) {
            Rational z = biases[0][k];
            for (std::size_t j = 0; j < x.size(); ++j) z += weights[0](k, j) * x[j];
            on.push_back(z > 0);
          }
          run = on == before ? run + 1 : 1;
          before = on;
          longest = std::max(longest, run);
        }
        CHECK(longest >= columns + 1);
      }
    }
  }
}

TEST_CASE("A training set that is too large, or not known, is refused") {
  NoOptimumOptions options;
  options.point_limit = 8;
  CHECK_THROWS_WITH_AS((void)no_optimum(lu(), witness_of(lu()), options),
                       "the training set would have 9 points; raise the limit of points", Error);
  options = {};
  options.biases = Biases::none;
  LayerSupports three = lu();
  three.push_back(three.back());
  CHECK_THROWS_AS((void)no_optimum(three, witness_of(lu()), options), Error);
}

TEST_CASE("Three layers: a linear layer behind LU leaves no optimum either") {
  LayerSupports layers = lu();
  layers.push_back({2, {{0}, {1}}});
  Witness witness = witness_of(lu());
  witness.factors.push_back({{Laurent::monomial(1), {}}, {{}, Laurent::monomial(1)}});
  const NoOptimum data = no_optimum(layers, witness);
  CHECK(data.inputs.size() == 2 * (3 + 1) * (2 * 2 + 1) + 1);
  const NetworkAt far = network_at(data, Rational(1, 10)),
                  near = network_at(data, Rational(1, 100));
  CHECK(near.loss > 0);
  CHECK(near.loss * 100 == far.loss);
}

}  // namespace isthmus::pattern
