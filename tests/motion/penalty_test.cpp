// Losses and penalties: values by hand and by an independent formula, gradients by differences.
#include "isthmus/motion/penalty.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "isthmus/error.hpp"
#include "isthmus/motion/decay.hpp"
#include "isthmus/motion/loss.hpp"
#include "isthmus/motion/objective.hpp"
#include "motion/random_dag.hpp"

namespace isthmus {
namespace {

bool near(double a, double b, double tolerance) {
  return std::fabs(a - b) <= tolerance * (1 + std::fabs(b));
}

/// (f(w + h) − f(w − h)) / 2h in direction i.
template <class Function>
double central_difference(const Function& f, std::vector<double> weights, std::size_t i) {
  const double h = 1e-5;
  weights[i] += h;
  const double above = f(weights);
  weights[i] -= 2 * h;
  return (above - f(weights)) / (2 * h);
}

struct NuclearFunction {
  NuclearNorm& norm;
  double operator()(const std::vector<double>& weights) const {
    std::vector<double> unused(weights.size(), 0);
    return norm.add_gradient(weights, 0, unused);
  }
};

}  // namespace

TEST_CASE("losses by hand") {
  Columns slopes;
  CHECK(loss_of(Loss::mse, {{1, 2}}, {{0, 4}}, &slopes) == 2.5);
  CHECK(slopes == Columns{{1, -2}});
  CHECK(near(loss_of(Loss::bce, {{0}}, {{1}}, &slopes), std::log(2.0), 1e-15));
  CHECK(slopes == Columns{{-0.5}});
  CHECK(loss_of(Loss::bce, {{1e308}}, {{1}}, &slopes) == 0);
  CHECK(loss_of(Loss::bce, {{-800}}, {{1}}, &slopes) == 800);
  CHECK(slopes == Columns{{-1}});
}

TEST_CASE("labels of bce lie between 0 and 1") {
  check_targets(Loss::bce, {{0, 1, 0.5}});
  check_targets(Loss::mse, {{-7}});
  CHECK_THROWS_WITH_AS(check_targets(Loss::bce, {{0, 0}, {1, 1.5}}),
                       doctest::Contains("sample 2, output 2"), const Error&);
}

TEST_CASE("gradients of whole objectives are central differences") {
  test::Random random(5);
  std::size_t checked = 0, kinks = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const Network network = test::random_dag(random);
    const Contraction contraction = contract(network);
    TrainingData data{test::random_columns(random, 2, 6), test::random_columns(random, 2, 6)};
    for (auto& column : data.targets) {
      for (double& each : column) each = std::fabs(each) / 3;
    }
    Objective objective(network, contraction, trial % 2 == 0 ? Loss::mse : Loss::bce,
                        {0.25, 0, 0.5});
    const auto value = [&](const std::vector<double>& weights) {
      std::vector<double> unused;
      const ObjectiveValue at = objective.evaluate(weights, data, unused);
      return at.loss + at.penalty;
    };
    const std::vector<double> weights = start_weights(network).values;
    std::vector<double> gradient;
    static_cast<void>(objective.evaluate(weights, data, gradient));
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double slope = central_difference(value, weights, i);
      ++checked;
      if (!near(gradient[i], slope, 1e-5)) ++kinks;
    }
  }
  CHECK(checked > 500);
  CHECK(kinks * 50 < checked);  // differences across a kink are no derivatives
}

TEST_CASE("nuclear norm by hand: one node, and two nodes in a chain") {
  Network one;
  one.nodes = {{"x", Role::input}, {"h", Role::hidden}, {"y", Role::output}};
  one.edges = {{0, 1, "", 1, false, {3}, {}}, {1, 2, "", 1, false, {4}, {}}};
  const Contraction single = contract(one);
  NuclearNorm norm(one, single);
  std::vector<double> gradient(2, 1);
  CHECK(near(norm.add_gradient(std::vector<double>{3, 4}, 10, gradient), 5, 1e-15));
  CHECK(near(gradient[0], 1 + 10 * 3.0 / 5, 1e-14));
  CHECK(near(gradient[1], 1 + 10 * 4.0 / 5, 1e-14));
  // x -a-> h1 -b-> h2 -c-> y: (√λ1 + √λ2)² = trace + 2√det of the grounded Laplacian.
  Network chain;
  chain.nodes = {{"x", Role::input}, {"h", Role::hidden}, {"k", Role::hidden}, {"y", Role::output}};
  chain.edges = {
      {0, 1, "", 1, false, {1}, {}}, {1, 2, "", 1, false, {2}, {}}, {2, 3, "", 1, false, {3}, {}}};
  const Contraction both = contract(chain);
  NuclearNorm pair(chain, both);
  std::vector<double> unused(3, 0);
  const double trace = 1 + 4 + 4 + 9;
  const double det = 1 * 4 + 1 * 9 + 4 * 9;
  CHECK(near(pair.add_gradient(std::vector<double>{1, 2, 3}, 0, unused),
             std::sqrt(trace + 2 * std::sqrt(det)), 1e-14));
}

TEST_CASE("nuclear norm: gradients are central differences, bundles and ties included") {
  test::Random random(6);
  std::size_t checked = 0;
  for (int trial = 0; trial < 80; ++trial) {
    const Network network = test::random_dag(random);
    const Contraction contraction = contract(network);
    if (contraction.graph.hidden_count() == 0) continue;
    NuclearNorm norm(network, contraction);
    const std::vector<double> weights = start_weights(network).values;
    std::vector<double> gradient(weights.size(), 0);
    norm.add_gradient(weights, 1, gradient);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      CHECK(near(gradient[i], central_difference(NuclearFunction{norm}, weights, i), 1e-7));
      ++checked;
    }
  }
  CHECK(checked > 500);
}

TEST_CASE("nuclear norm: at a singular point everything stays finite, and nothing pulls at zeros") {
  Network network;
  network.nodes = {
      {"x", Role::input}, {"h", Role::hidden}, {"k", Role::hidden}, {"y", Role::output}};
  network.edges = {{0, 1, "", 1, false, {1}, {}},
                   {1, 3, "", 1, false, {1}, {}},
                   {0, 2, "", 1, false, {0}, {}},
                   {2, 3, "", 1, false, {0}, {}}};
  const Contraction contraction = contract(network);
  NuclearNorm norm(network, contraction);
  std::vector<double> gradient(4, 0);
  CHECK(
      near(norm.add_gradient(std::vector<double>{1, 1, 0, 0}, 1, gradient), std::sqrt(2.0), 1e-15));
  CHECK(gradient[2] == 0);
  CHECK(gradient[3] == 0);
  CHECK(near(gradient[0], 1 / std::sqrt(2.0), 1e-14));
}

TEST_CASE("soft thresholding moves towards zero and stops there") {
  std::vector<double> weights = {1, -1, 0.25, -0.125, 0};
  shrink(weights, 0.5, 0.5);
  CHECK(weights == std::vector<double>{0.75, -0.75, 0, 0, 0});
  CHECK(l1_penalty(weights, 2) == 3);
}

TEST_CASE("e^-y is enclosed tightly") {
  CHECK(exp_minus(0).lower <= 1);
  CHECK(exp_minus(0).upper == 1);
  for (const Rational& y :
       {Rational(1, 1000), Rational(1, 2), Rational(1), Rational(37, 5), Rational(100)}) {
    const Enclosure e = exp_minus(y);
    CHECK(e.lower <= e.upper);
    CHECK(e.upper - e.lower < Rational(Integer(1), Integer(1) << 100U));
    // e^-y · e^-y = e^-2y, and the sum of the series of e^y times e^-y is 1.
    const Enclosure twice = exp_minus(2 * y);
    CHECK(e.lower * e.lower <= twice.upper);
    CHECK(e.upper * e.upper >= twice.lower);
    Rational term = 1, growth = 1;
    for (int n = 1; n <= 500; ++n) growth += (term = term * y / n);
    CHECK(growth * e.upper >= 1);
    CHECK(growth * e.lower <= 1);
  }
  CHECK(exp_minus(Rational(1'000'000)).lower == 0);
}

}  // namespace isthmus
