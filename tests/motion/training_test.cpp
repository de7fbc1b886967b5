// Trajectories against the theory: what the flow keeps, how finite steps fail, what is said
// exactly.
#include "isthmus/motion/training.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/network/initialise.hpp"
#include "motion/random_dag.hpp"

namespace isthmus {
namespace {

/// y = relu(x1 + x2/2) − relu(x2 − x1) on a grid of 25 points.
TrainingData grid_data() {
  TrainingData data{Columns(2), Columns(1)};
  for (int i = -2; i <= 2; ++i) {
    for (int j = -2; j <= 2; ++j) {
      const double x = i / 2.0, z = j / 2.0;
      data.inputs[0].push_back(x);
      data.inputs[1].push_back(z);
      data.targets[0].push_back(std::max(x + z / 2, 0.0) - std::max(z - x, 0.0));
    }
  }
  return data;
}

Network drawn(const std::string& architecture, std::uint64_t seed) {
  Network network = parse_architecture(architecture);
  initialise(network, {Scheme::pytorch, seed, Precision::binary64});
  return network;
}

double value(const Rational& q) { return to_binary64(q); }

double largest_drift(const Training& training) {
  double most = 0;
  for (const TrainingRow& row : training.rows) {
    most = std::max(most, value(row.facts.balance_drift));
  }
  return most;
}

Rational rational_drift(const Training& training, std::size_t row) {
  return training.rows[row].facts.balance_drift;
}

TrainingOptions descent(double rate, double time) {
  TrainingOptions options;
  options.method = Method::descent;
  options.descent.rate = rate;
  options.descent.steps = static_cast<std::uint64_t>(std::llround(time / rate));
  options.descent.points = 5;
  return options;
}

/// The least cut over all sets of hidden nodes, by trying all.
Rational brute_force_distance(const BalanceNetwork& graph, const Flow& x) {
  std::optional<Rational> least;
  for (std::uint32_t mask = 1; mask < (1U << graph.hidden_count()); ++mask) {
    std::vector<NodeId> set;
    for (const NodeId v : graph.hidden_nodes()) {
      if ((mask >> v.value & 1U) != 0) set.push_back(v);
    }
    const Rational cut = cut_weight(graph, x, set);
    if (!least || cut < *least) least = cut;
  }
  return *least;
}

}  // namespace

TEST_CASE("flow: the loss falls, and balances are kept as well as the tolerance asks") {
  const Network network = drawn("mlp:2-3-3-1+bias", 4);
  const TrainingData data = grid_data();
  double before = 1;
  for (const double tolerance : {1e-4, 1e-7, 1e-10}) {
    TrainingOptions options;
    options.flow = {5, tolerance, 20, 1'000'000};
    const Training training = train(network, data, std::nullopt, options);
    CHECK(training.trajectory.stopped.empty());
    CHECK(training.trajectory.time == 5);
    REQUIRE(training.rows.size() == 21);
    for (std::size_t i = 1; i < training.rows.size(); ++i) {
      CHECK(training.rows[i].value.loss < training.rows[i - 1].value.loss + 1e-9);
    }
    const double drift = largest_drift(training);
    CHECK(drift > 0);
    CHECK(drift < 300 * tolerance);
    CHECK(drift < before / 10);
    before = drift;
    CHECK(training.broken.empty());
  }
}

TEST_CASE("flow: with weight decay the balance is e^(-2λt) times that of the start") {
  TrainingOptions options;
  options.flow = {4, 1e-10, 8, 1'000'000};
  options.penalties.weight_decay = 0.125;
  const Training training = train(drawn("mlp:2-4-1", 5), grid_data(), std::nullopt, options);
  const double most = largest_drift(training);
  CHECK(most > 1e-2);
  for (const TrainingRow& row : training.rows) {
    REQUIRE(row.facts.decay_drift.has_value());
    CHECK(value(*row.facts.decay_drift) < 1e-8);
    // The factor by hand.
    const double factor = std::exp(-2 * 0.125 * row.time);
    double expected = 0;
    for (const Rational& c : training.balance.values()) {
      expected = std::max(expected, std::fabs(value(c)) * (1 - factor));
    }
    CHECK(std::fabs(value(row.facts.balance_drift) - expected) < 1e-8);
  }
  CHECK(training.broken.empty());
}

TEST_CASE("descent: over the same time, half the step is half the drift") {
  const Network network = drawn("mlp:2-3-1", 6);
  const TrainingData data = grid_data();
  double before = 0;
  for (const double rate : {0.01, 0.005, 0.0025}) {
    const double drift = largest_drift(train(network, data, std::nullopt, descent(rate, 2)));
    if (before > 0) {
      CHECK(drift / before > 0.45);
      CHECK(drift / before < 0.55);
    }
    before = drift;
  }
  CHECK(before > 1e-6);
}

TEST_CASE("descent: one step changes c by rate²·(Σ_in g² − Σ_out g²)") {
  Network network;
  network.nodes = {{"x", Role::input}, {"h", Role::hidden}, {"y", Role::output}};
  network.edges = {{0, 1, "", 1, false, {2}, {}}, {1, 2, "", 1, false, {1}, {}}};
  // output 2x at x = 1, target 0: loss 4, g_in = 2·2·1 = 4, g_out = 2·2·2 = 8.
  const TrainingData data{{{1}}, {{0}}};
  const Training training = train(network, data, std::nullopt, descent(0.125, 0.125));
  REQUIRE(training.rows.size() == 2);
  CHECK(training.rows[0].value.loss == 4);
  CHECK(training.trajectory.weights == std::vector<double>{1.5, 0});
  CHECK(rational_drift(training, 1) == Rational(64 - 16, 64));
  CHECK(training.rows[1].facts.nearest->value == Rational(9, 4));
}

TEST_CASE("distances are those of brute force, sets and drifts those of the written network") {
  test::Random random(9);
  std::size_t checked = 0;
  for (int trial = 0; trial < 30; ++trial) {
    const Network network = test::random_dag(random);
    const Contraction contraction = contract(network);
    const TrainingData data{test::random_columns(random, 2, 4), test::random_columns(random, 2, 4)};
    TrainingOptions options = descent(1.0 / 1024, 3.0 / 1024);
    const Training training = train(network, data, std::nullopt, options);
    const Network end = training.result();
    validate(end);
    const Flow x = squared_weights(end, contraction);
    const Balance c = balance_of(contraction.graph, x);
    const Balance start = balance_of(contraction.graph, squared_weights(network, contraction));
    CHECK(training.balance == start);
    Rational drift = 0;
    for (std::size_t v = 0; v < c.size(); ++v) {
      const Rational change = c.values()[v] - start.values()[v];
      drift = std::max(drift, change < 0 ? Rational(-change) : change);
    }
    const TrajectoryFacts& facts = training.rows.back().facts;
    CHECK(facts.balance_drift == drift);
    if (contraction.graph.hidden_count() == 0) continue;
    REQUIRE(facts.nearest.has_value());
    CHECK(facts.nearest->value == brute_force_distance(contraction.graph, x));
    Rational sum = 0;
    for (const NodeId v : facts.nearest->set) sum += c[v];
    CHECK(facts.nearest_balance == sum);
    ++checked;
  }
  CHECK(checked > 15);
}

TEST_CASE("descent: momentum by hand") {
  Network network;
  network.nodes = {{"x", Role::input}, {"y", Role::output}};
  network.edges = {{0, 1, "", 1, false, {1}, {}}};
  // (w·1 − 0)² has the slope 2w: v = 2, w = 3/4; v = 2/2 + 3/2, w = 3/4 − 5/16.
  TrainingOptions options = descent(0.125, 0.25);
  options.descent.momentum = 0.5;
  const Training training = train(network, TrainingData{{{1}}, {{0}}}, std::nullopt, options);
  CHECK(training.trajectory.weights == std::vector<double>{0.4375});
  CHECK_FALSE(training.rows.back().facts.nearest.has_value());
}

TEST_CASE("the nearest set may have several nodes, and its balance is their sum") {
  Network network;
  network.nodes = {
      {"x", Role::input}, {"h", Role::hidden}, {"k", Role::hidden}, {"y", Role::output}};
  network.edges = {{0, 1, "", 1, false, {1}, {}},
                   {1, 2, "", 1, false, {3}, {}},
                   {2, 3, "", 1, false, {Rational(1, 2)}, {}}};
  const Training training =
      train(network, TrainingData{{{0}}, {{0}}}, std::nullopt, descent(0.5, 0.5));
  const TrajectoryFacts& facts = training.rows.back().facts;
  CHECK(facts.nearest->value == Rational(5, 4));
  CHECK(facts.nearest->set == std::vector<NodeId>{NodeId{0}, NodeId{1}});
  CHECK(facts.nearest_balance == Rational(3, 4));
}

TEST_CASE("locks: the flow keeps their signs, steps that are too long break them") {
  // c = 1 − 4 < 0 and y has the only edge out of h: h->y is locked. The target asks for -2.
  Network network;
  network.nodes = {
      {"x", Role::input}, {"z", Role::input}, {"h", Role::hidden}, {"y", Role::output}};
  network.edges = {{0, 2, "", 1, false, {Rational(1, 2)}, {}},
                   {1, 2, "", 1, false, {Rational(1, 2)}, {}},
                   {2, 3, "", 1, false, {Rational(3, 4)}, {}}};
  const TrainingData data{{{1, 2}, {1, 2}}, {{-3, -6}}};
  TrainingOptions flow;
  flow.flow.time = 20;
  const Training kept = train(network, data, std::nullopt, flow);
  REQUIRE(kept.locked.size() == 1);
  CHECK(kept.locked[0].edge == EdgeId{2});
  CHECK(kept.broken.empty());
  CHECK(kept.rows.back().value.loss > 1);
  const Training crossed = train(network, data, std::nullopt, descent(0.0625, 1));
  REQUIRE(crossed.broken.size() == 1);
  CHECK(crossed.broken[0].edge == EdgeId{2});
  CHECK(crossed.broken[0].step == 1);
}

TEST_CASE("whoever says stop gets the trajectory up to there, its last point logged") {
  const Network network = drawn("mlp:2-3-1", 4);
  for (const bool flow : {false, true}) {
    TrainingOptions options = descent(0.125, 100);
    if (flow) options.method = Method::flow;
    options.flow.points = 2;
    TrainingOptions short_one = options;
    short_one.descent.steps = 7;
    short_one.flow.most_steps = 7;
    std::uint64_t asked = 0;
    options.stop = [&] { return std::string(asked++ < 7 ? "" : "enough"); };
    const Training stopped = train(network, grid_data(), std::nullopt, options);
    const Training expected = train(network, grid_data(), std::nullopt, short_one);
    CHECK(stopped.trajectory.stopped == "enough");
    CHECK(stopped.trajectory.weights == expected.trajectory.weights);
    CHECK(stopped.trajectory.time == expected.trajectory.time);
    REQUIRE(stopped.rows.size() == 2);
    CHECK(stopped.rows.back().step == stopped.trajectory.steps);
    CHECK(stopped.rows.back().value.loss == expected.rows.back().value.loss);
    asked = 7;
    CHECK(train(network, grid_data(), std::nullopt, options).rows.size() == 1);
  }
}

TEST_CASE("detachable sets: the cheapest one that the balance of the start allows") {
  // Two neurons, one with c = 0: only it is detachable.
  Network network;
  network.nodes = {
      {"x", Role::input}, {"h", Role::hidden}, {"k", Role::hidden}, {"y", Role::output}};
  network.edges = {{0, 1, "", 1, false, {1}, {}},
                   {0, 2, "", 1, false, {Rational(1, 4)}, {}},
                   {1, 3, "", 1, false, {1}, {}},
                   {2, 3, "", 1, false, {Rational(1, 2)}, {}}};
  const Training training =
      train(network, TrainingData{{{1, 2}}, {{1, 2}}}, std::nullopt, descent(1e-4, 2e-4));
  CHECK(training.detachable.complete);
  REQUIRE(training.detachable.sets.size() == 1);
  const TrajectoryFacts& start = training.rows.front().facts;
  CHECK(start.nearest->set == std::vector<NodeId>{NodeId{1}});
  REQUIRE(start.detachable.has_value());
  CHECK(training.detachable.sets[*start.detachable] == std::vector<NodeId>{NodeId{0}});
  CHECK(start.detachable_cut == 2);
}

TEST_CASE("an L1 penalty makes exact zeros by descent and is refused by the flow") {
  const Network network = drawn("mlp:2-6-1", 8);
  TrainingOptions options = descent(0.05, 50);
  options.penalties.l1 = 0.05;
  const Training training = train(network, grid_data(), std::nullopt, options);
  std::size_t zeros = 0;
  for (const double weight : training.trajectory.weights) zeros += weight == 0 ? 1 : 0;
  CHECK(zeros >= 3);
  CHECK(training.rows.back().facts.nearest->value == 0);
  options.method = Method::flow;
  CHECK_THROWS_WITH_AS(static_cast<void>(train(network, grid_data(), std::nullopt, options)),
                       doctest::Contains("no smooth gradient flow"), const Error&);
}

TEST_CASE("descent with an L1 penalty follows the inclusion: to zero, rest there, or pass") {
  // (w − t)² + |w| has w' = 2(t + 1/2 − w) for w < 0 and 2(t − 1/2 − w) for w > 0, and rests at
  // w = 0 exactly if |2t| <= 1. From w = −1 it comes to 0 when e^(−2s) = (t + 1/2)/(t + 3/2).
  Network network;
  network.nodes = {{"x", Role::input}, {"y", Role::output}};
  network.edges = {{0, 1, "", 1, false, {-1}, {}}};
  const auto end = [&](double t, double rate, double time) {
    TrainingOptions options = descent(rate, time);
    options.penalties.l1 = 1;
    return train(network, TrainingData{{{1}}, {{t}}}, std::nullopt, options)
        .trajectory.weights.front();
  };
  for (const double rate : {0.01, 0.005}) {
    const double before = 0.75 - 1.75 * std::exp(-0.5);  // t = 1/4, s = 1/4
    CHECK(std::abs(end(0.25, rate, 0.25) - before) < rate);
    CHECK(end(0.25, rate, 2) == 0);
    // t = 1 pulls harder than the penalty: from 0 on, w = (1 − e^(−2s'))/2.
    const double arrival = std::log(2.5 / 1.5) / 2;
    const double after = (1 - std::exp(-2 * (1 - arrival))) / 2;
    CHECK(std::abs(end(1, rate, 1) - after) < rate);
  }
}

TEST_CASE("a nuclear-norm penalty brings the trajectory to singular points") {
  TrainingOptions options = descent(0.02, 20);
  const Network network = drawn("mlp:2-5-1", 11);
  const double plain =
      value(train(network, grid_data(), std::nullopt, options).rows.back().facts.nearest->value);
  options.penalties.nuclear = 0.05;
  const double pulled =
      value(train(network, grid_data(), std::nullopt, options).rows.back().facts.nearest->value);
  CHECK(plain > 1e-3);
  CHECK(pulled < 1e-5);
}

TEST_CASE("batches: a seed gives the same bits, another seed others; all samples need no seed") {
  const Network network = drawn("mlp:2-3-1", 2);
  TrainingOptions options = descent(0.01, 1);
  options.descent.batch = 4;
  options.descent.momentum = 0.5;
  const auto end = [&] {
    return train(network, grid_data(), std::nullopt, options).trajectory.weights;
  };
  const std::vector<double> first = end();
  CHECK(first == end());
  options.descent.seed = 1;
  CHECK(first != end());
  // A batch of all samples is a permutation of them: the same up to rounding.
  options.descent.batch = 25;
  const std::vector<double> shuffled = end();
  options.descent.batch = 0;
  const std::vector<double> whole = end();
  for (std::size_t i = 0; i < whole.size(); ++i) CHECK(std::fabs(whole[i] - shuffled[i]) < 1e-9);
}

TEST_CASE("numbers that do not stay finite are an error with its step") {
  const Network network = drawn("mlp:2-3-1", 2);
  CHECK_THROWS_WITH_AS(
      static_cast<void>(train(network, grid_data(), std::nullopt, descent(1e30, 1e32))),
      doctest::Contains("is not finite at step"), const Error&);
  TrainingData large = grid_data();
  for (double& each : large.inputs[0]) each *= 1e200;
  CHECK_THROWS_WITH_AS(static_cast<void>(train(network, large, std::nullopt, {})),
                       doctest::Contains("step 0, time 0 of the flow"), const Error&);
}

TEST_CASE("the limit on steps ends a flow early, and the result says so") {
  TrainingOptions options;
  options.flow = {10, 1e-10, 10, 20};
  const Training training = train(drawn("mlp:2-3-1", 2), grid_data(), std::nullopt, options);
  CHECK(training.trajectory.stopped == "the integrator took 20 steps, its limit");
  CHECK(training.trajectory.steps + training.trajectory.rejected == 20);
  CHECK(training.trajectory.rejected > 0);
  CHECK(training.trajectory.time < 10);
  CHECK(training.rows.size() < 11);
  CHECK(training.rows.back().time == training.trajectory.time);
}

TEST_CASE("test samples are scored and not trained on") {
  const Network network = drawn("mlp:2-3-1", 2);
  const TrainingData data = grid_data();
  TrainingOptions options;
  options.flow.time = 1;
  const Training training = train(network, data, data, options);
  const Training alone = train(network, data, std::nullopt, options);
  CHECK(training.trajectory.weights == alone.trajectory.weights);
  for (const TrainingRow& row : training.rows) CHECK(*row.test_loss == row.value.loss);
  options.loss = Loss::bce;
  TrainingData labels = data;
  for (double& each : labels.targets[0]) each = each > 0 ? 1 : 0;
  CHECK_THROWS_AS(static_cast<void>(train(network, labels, data, options)), const Error&);
}

}  // namespace isthmus
