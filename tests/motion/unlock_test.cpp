#include "isthmus/motion/unlock.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/model_edits.hpp"
#include "motion/evaluate.hpp"
#include "support/random_model.hpp"

namespace isthmus {
namespace {

using test::evaluate;
using test::Random;

Model with_tensors(Model model, std::vector<Tensor> tensors) {
  model.tensors = std::move(tensors);
  return model;
}

std::vector<Rational> random_inputs(Random& random) {
  return {random.between(-5, 5), Rational(random.between(-9, 9)) / 7, random.between(0, 3)};
}

std::size_t locks(const Network& network) {
  const Contraction part = contract(network);
  const Balance c = balance_of(part.graph, squared_weights(network, part));
  return edge_verdicts(part.graph, c).minima.locked.size();
}

// Random weights in place of the halves of random_model, in a type of numbers.
Model with_weights(Model model, Random& random, NumberType type) {
  for (Tensor& tensor : model.tensors) {
    std::vector<double> values;
    for (std::uint64_t i = 0; i < tensor.size(); ++i) {
      const double value = tensor.at(i);
      const int digits = type == NumberType::bfloat16 ? 100 : 1000;
      values.push_back(value == 0 ? 0 : value * random.between(1, digits) / 64);
    }
    for (double& value : values) {
      if (type == NumberType::bfloat16 || type == NumberType::binary16) {
        const int place = value == 0 ? 0 : std::ilogb(value) - 6;
        value = std::ldexp(std::floor(std::ldexp(value, -place)), place);
      }
    }
    tensor = make_tensor(tensor.name, tensor.shape, type, values);
  }
  return model;
}

void name_tensors_apart(Model& model) {
  for (std::size_t t = 0; t < model.tensors.size(); ++t) {
    model.tensors[t].name = "t" + std::to_string(t);
  }
}

TEST_CASE("unlock: models compute the same numbers before and after, and their locks are counted") {
  Random random(11);
  std::size_t better = 0;
  for (int i = 0; i < 300; ++i) {
    const auto type = static_cast<NumberType>(i % 4);
    Model model = with_weights(test::random_model(random, 4), random, type);
    name_tensors_apart(model);
    UnlockOptions options;
    options.target = i % 3 == 0 ? UnlockTarget::balanced : UnlockTarget::fewest_locks;
    const UnlockedModel found = unlock(model, options);
    const Network before = to_network(model, WeightDetail::all);
    const Network after = to_network(with_tensors(model, found.tensors), WeightDetail::all);
    for (int trial = 0; trial < 3; ++trial) {
      const std::vector<Rational> inputs = random_inputs(random);
      CHECK(evaluate(before, inputs) == evaluate(after, inputs));
    }
    CHECK(found.unlocking.locks_before == locks(before));
    CHECK(found.unlocking.locks_after == locks(after));
    CHECK(found.unlocking.remaining.size() == locks(after));
    CHECK(is_rescaled(before, after, found.unlocking.exponents));
    if (options.target == UnlockTarget::balanced) {
      CHECK(found.unlocking.total_after <= found.unlocking.total_before);
    } else {
      CHECK(found.unlocking.locks_after <= found.unlocking.locks_before);
      CHECK(found.unlocking.changed() ==
            (found.unlocking.locks_after < found.unlocking.locks_before));
    }
    better += locks(after) < locks(before) ? 1 : 0;
  }
  CHECK(better > 20);
}

TEST_CASE("unlock: a model is unlocked as the network that it stands for") {
  Random random(12);
  std::size_t compared = 0;
  for (int i = 0; i < 100; ++i) {
    Model model = with_weights(test::random_model(random, 4), random, NumberType::binary64);
    name_tensors_apart(model);
    for (const UnlockTarget target : {UnlockTarget::fewest_locks, UnlockTarget::balanced}) {
      const UnlockedModel found = unlock(model, {target, 2});
      const UnlockedNetwork same = unlock(to_network(model, WeightDetail::all), {target, 1});
      CHECK(found.unlocking.exponents == same.unlocking.exponents);
      CHECK(found.unlocking.locks_after == same.unlocking.locks_after);
      CHECK(found.unlocking.least_locks == same.unlocking.least_locks);
      CHECK(found.unlocking.total_after == same.unlocking.total_after);
      CHECK(found.unlocking.total_open == same.unlocking.total_open);
      CHECK(network_to_json(to_network(with_tensors(model, found.tensors), WeightDetail::all)) ==
            network_to_json(same.network));
      if (found.unlocking.changed()) ++compared;
    }
  }
  CHECK(compared > 50);
}

// in → h (two weights), h → out (one weight).
Model scalar(NumberType type, double in, double out) {
  Model model = *architecture_model("mlp:2-1-1");
  model.tensors[0] = make_tensor("a", {1, 2}, type, {in, in});
  model.tensors[1] = make_tensor("b", {1, 1}, type, {out});
  model.has_weights = true;
  return model;
}

TEST_CASE("unlock: factors stay within the range of the number type") {
  for (const NumberType type :
       {NumberType::binary16, NumberType::bfloat16, NumberType::binary32, NumberType::binary64}) {
    CAPTURE(type_name(type));
    const UnlockedModel fits = unlock(scalar(type, 1, 256));
    CHECK(fits.unlocking.locks_before == 1);
    CHECK(fits.unlocking.locks_after == 0);
    CHECK(fits.tensors[0].at(0) == 16);
    CHECK(fits.tensors[1].at(0) == 16);
  }
  // 2^-24 is the least number of binary16: it cannot be divided.
  const UnlockedModel none =
      unlock(scalar(NumberType::binary16, std::ldexp(1, -24), 3 * std::ldexp(1, -24)));
  CHECK(none.unlocking.locks_before == 1);
  CHECK(none.unlocking.locks_after == 1);
  REQUIRE(none.unlocking.remaining.size() == 1);
  CHECK(none.unlocking.remaining[0].reason == LockReason::range);
  CHECK_FALSE(none.unlocking.fewest());
  CHECK_FALSE(none.unlocking.changed());
  // The same numbers have room in a wider type.
  const UnlockedModel wide =
      unlock(scalar(NumberType::binary32, std::ldexp(1, -24), 3 * std::ldexp(1, -24)));
  CHECK(wide.unlocking.locks_after == 0);
}

TEST_CASE("unlock: overflow and lost digits are seen in every type") {
  struct Case {
    NumberType type;
    double in, out;
  };
  const double tiny32 = std::ldexp(1, -149);
  const double tiny64 = std::ldexp(1, -1074);
  for (const Case& it :
       {Case{NumberType::binary32, tiny32, 3 * tiny32},
        Case{NumberType::binary64, tiny64, 3 * tiny64},
        Case{NumberType::bfloat16, std::ldexp(1, -133), 3 * std::ldexp(1, -133)}}) {
    CAPTURE(type_name(it.type));
    CHECK(unlock(scalar(it.type, it.in, it.out)).unlocking.locks_after == 1);
  }
  // The largest number of binary16 is 65504: the in-weight of 40000 cannot be doubled.
  Model model = scalar(NumberType::binary16, 1, 65504);
  model.tensors[0] = make_tensor("a", {1, 2}, NumberType::binary16, {40000, 0.5});
  const UnlockedModel found = unlock(model);
  CHECK(found.unlocking.locks_before == 1);
  CHECK(found.unlocking.locks_after == 1);
  CHECK(found.unlocking.remaining[0].reason == LockReason::range);
}

Tensor with_wrong(const Tensor& tensor, std::uint64_t position) {
  std::vector<double> values;
  for (std::uint64_t i = 0; i < tensor.size(); ++i) {
    const double value = tensor.at(i);
    values.push_back(i != position ? value : value == 0 ? 1 : value * 2);
  }
  return make_tensor(tensor.name, tensor.shape, tensor.type, values);
}

bool carries_weight(const Network& network, std::size_t v) {
  return std::any_of(network.edges.begin(), network.edges.end(), [&](const Edge& edge) {
    const bool zero = std::count(edge.weights.begin(), edge.weights.end(), 0) ==
                      static_cast<std::ptrdiff_t>(edge.weights.size());
    return (edge.from == v || edge.to == v) && !zero;
  });
}

TEST_CASE("unlock: every single wrong weight or exponent is seen") {
  Random random(13);
  std::size_t mutants = 0;
  for (int run = 0; run < 20; ++run) {
    Model model = with_weights(test::random_model(random, 4), random, NumberType::binary32);
    model.tensors.push_back(make_tensor("", {2}, NumberType::binary32, {0, 3}));  // of no edge
    name_tensors_apart(model);
    const UnlockedModel found = unlock(model, {UnlockTarget::balanced, 1});
    const Model after = with_tensors(model, found.tensors);
    const std::vector<std::int32_t>& k = found.unlocking.exponents;
    REQUIRE(is_rescaled(model, after, k));
    for (std::size_t t = 0; t < found.tensors.size(); ++t) {
      for (std::uint64_t i = 0; i < found.tensors[t].size(); ++i, ++mutants) {
        std::vector<Tensor> wrong = found.tensors;
        wrong[t] = with_wrong(wrong[t], i);
        CHECK_FALSE(is_rescaled(model, with_tensors(model, wrong), k));
      }
    }
    const Network network = to_network(model, WeightDetail::all);
    for (std::size_t v = 0; v < k.size(); ++v) {
      if (!carries_weight(network, v)) continue;
      std::vector<std::int32_t> wrong = k;
      ++wrong[v];
      CHECK_FALSE(is_rescaled(network, to_network(after, WeightDetail::all), wrong));
      CHECK_FALSE(is_rescaled(model, after, wrong));
    }
  }
  CHECK(mutants > 200);
}

TEST_CASE("unlock: fixed tensors stay, and what they tie moves together") {
  Model model = *architecture_model("mlp:2-2-2-1");
  Initialisation how;
  how.seed = 5;
  initialise(model, how);
  const std::string name = model.tensors[1].name;
  freeze(model, {name});
  const UnlockedModel found = unlock(model, {UnlockTarget::balanced, 1});
  CHECK(found.tensors[1].data == model.tensors[1].data);
  const std::vector<std::int32_t>& k = found.unlocking.exponents;
  CHECK(k[2] == k[3]);
  CHECK(k[2] == k[4]);
  CHECK(k[2] == k[5]);
}

TEST_CASE("unlock: a stated balance moves along, bundles known by their norm too") {
  const Network network = network_from_json(R"({"format":"isthmus-network","version":1,"name":"b",
   "nodes":[{"id":"x","role":"input"},{"id":"h","role":"hidden"},{"id":"y","role":"output"}],
   "edges":[{"from":"x","to":"h","multiplicity":3,"norm_squared":"2"},
            {"from":"h","to":"y","weight":"7"}],
   "balance":{"h":"-47"}})");
  const UnlockedNetwork found = unlock(network);
  CHECK(found.unlocking.exponents == std::vector<std::int32_t>{0, 2, 0});
  CHECK(*found.network.edges[0].norm_squared == 32);
  CHECK(*found.network.balance[1] == 32 - Rational(49) / 16);
  CHECK(found.unlocking.locks_after == 0);
  validate(found.network);
}

TEST_CASE("unlock: without weights there is nothing to move") {
  const Model model = *architecture_model("mlp:2-3-1");
  CHECK_THROWS_AS(static_cast<void>(unlock(model)), Error);
  CHECK_THROWS_AS(static_cast<void>(unlock(to_network(model, WeightDetail::all))), Error);
}

}  // namespace
}  // namespace isthmus
