// A monitor against balances, locks and cuts computed anew from the weights as they are.
#include "isthmus/motion/monitor.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "isthmus/flow/model_cut.hpp"
#include "isthmus/network/model_balance.hpp"
#include "isthmus/network/model_edits.hpp"
#include "isthmus/variety/model_locks.hpp"
#include "support/message.hpp"
#include "support/random_model.hpp"

namespace isthmus::test {
namespace {

/// A model whose weights the test can change under whoever borrows them.
struct Live {
  explicit Live(Model of) : model(std::move(of)) {
    for (Tensor& tensor : model.tensors) {
      const std::size_t bytes = tensor.size() * byte_size(tensor.type);
      memory.push_back(std::make_shared<std::vector<std::byte>>(tensor.data, tensor.data + bytes));
      tensor.owner = memory.back();
      tensor.data = memory.back()->data();
    }
  }
  void set(std::size_t tensor, std::uint64_t i, double value) {
    const NumberType type = model.tensors[tensor].type;
    store_number(memory[tensor]->data() + i * byte_size(type), type, value);
  }
  void shake(Random& random) {
    std::set<std::uint32_t> trained;
    for (const Link& link : model.links) {
      if (!link.fixed) trained.insert(link.tensor);
    }
    for (const std::uint32_t t : trained) {
      for (std::uint64_t i = 0; i < model.tensors[t].size(); ++i) {
        if (random.chance(30)) set(t, i, random.between(-9, 9) / 2.0);
      }
    }
  }

  Model model;
  std::vector<std::shared_ptr<std::vector<std::byte>>> memory;
};

Balance balance_now(const Model& model, const ModelGraph& graph) {
  return balance_of(graph, model_balance(model).net);
}

Rational largest_move(const Balance& before, const Balance& now) {
  Rational most = 0;
  for (std::size_t v = 0; v < before.size(); ++v) {
    const Rational moved = now.values()[v] - before.values()[v];
    most = std::max(most, Rational(moved < 0 ? -moved : moved));
  }
  return most;
}

int sign_of_weight(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

struct Tally {
  std::size_t locks = 0, flips = 0, drifts = 0, distances = 0;
};

void check_locks(const Monitor& monitor, const Model& model, Tally& tally) {
  const ModelLocks expected = model_locks(model, model_balance(model).net);
  REQUIRE(monitor.locks().size() == expected.minima.locked.size());
  for (std::size_t i = 0; i < monitor.locks().size(); ++i) {
    const MonitoredLock& lock = monitor.locks()[i];
    CHECK(lock.bound == expected.minima.locked[i].bound);
    CHECK(lock.sign == sign_of_weight(model.tensors[lock.tensor].at(lock.position)));
    CHECK(lock.sign != 0);  // θ² >= bound > 0
  }
  tally.locks += monitor.locks().size();
}

void watch(Live& live, Random& random, Tally& tally) {
  const ModelGraph graph = model_graph(live.model, ModelArcs::everything);
  const Balance start = balance_now(live.model, graph);
  Monitor monitor(live.model, {.every = 2});
  CHECK(monitor.laws() == graph.graph.hidden_count());
  check_locks(monitor, live.model, tally);
  CHECK(monitor.call().drift == 0);
  for (std::uint64_t call = 1; call < 4; ++call) {
    live.shake(random);
    const MonitorRecord record = monitor.call();
    CHECK(record.call == call);
    CHECK(record.drift == largest_move(start, balance_now(live.model, graph)));
    CHECK(record.drifted.empty() == (record.drift == 0));
    std::vector<std::size_t> flipped;
    for (std::size_t i = 0; i < monitor.locks().size(); ++i) {
      const MonitoredLock& lock = monitor.locks()[i];
      const double now = live.model.tensors[lock.tensor].at(lock.position);
      if (sign_of_weight(now) != lock.sign) flipped.push_back(i);
    }
    CHECK(record.flipped == flipped);
    const auto nearest = minimum_cut(live.model, graph);
    CHECK(record.distance.has_value() == (call == 2 && nearest));
    if (record.distance) CHECK(record.distance->squared == nearest->value);
    if (record.distance) CHECK(record.distance->set.size() == nearest->set.size());
    tally.flips += flipped.size();
    tally.drifts += record.drift != 0 ? 1 : 0;
    tally.distances += record.distance ? 1 : 0;
  }
}

TEST_CASE("monitor: drift, flips and distance are those of the weights as they are") {
  Random random(4);
  Tally tally;
  for (int i = 0; i < 300; ++i) {
    Live live(random_model(random));
    watch(live, random, tally);
  }
  CHECK(tally.locks > 100);
  CHECK(tally.flips > 50);
  CHECK(tally.drifts > 500);
  CHECK(tally.distances > 200);
}

/// x → h → y with weights 1 and 2.
Live path(NumberType type) {
  Model model;
  for (const char* name : {"x", "h", "y"}) {
    NodeRun run;
    run.prefix = name;
    run.single = true;
    run.count = 1;
    run.role = model.runs.empty() ? Role::input : *name == 'h' ? Role::hidden : Role::output;
    model.runs.push_back(run);
  }
  model.tensors = {make_tensor("in", {1, 1}, type, {1}), make_tensor("out", {1, 1}, type, {2})};
  for (std::uint32_t i = 0; i < 2; ++i) {
    Link link;
    link.tensor = i;
    link.row_stride = link.column_stride = 1;
    link.tails = {i};
    link.heads = {i + 1};
    model.links.push_back(link);
  }
  return Live(std::move(model));
}

TEST_CASE("monitor: a path by hand, in every type of numbers") {
  for (const NumberType type :
       {NumberType::binary16, NumberType::bfloat16, NumberType::binary32, NumberType::binary64}) {
    Live live = path(type);
    Monitor monitor(live.model, {.every = 0});
    REQUIRE(monitor.locks().size() == 1);
    CHECK(monitor.locks()[0].name == "h->y");
    CHECK(monitor.locks()[0].bound == 3);
    live.set(1, 0, -2);
    live.set(0, 0, 1.5);
    const MonitorRecord record = monitor.call();
    CHECK(record.drift == Rational(5, 4));
    CHECK(record.drifted == "h");
    CHECK(record.flipped == std::vector<std::size_t>{0});
    CHECK_FALSE(record.distance);
    live.set(1, 0, 0);
    CHECK(monitor.call().flipped.size() == 1);  // the flow cannot reach 0 either
  }
}

TEST_CASE("monitor: NaN is an error that says where, and the call does not count") {
  Live live = path(NumberType::binary32);
  Monitor monitor(live.model);
  live.set(1, 0, std::nan(""));
  const std::string message = message_of([&] { return monitor.call(); });
  CHECK_MESSAGE(message.find("\"out[0, 0]\"") != std::string::npos, message);
  live.set(1, 0, 2);
  CHECK(monitor.call().call == 0);
}

TEST_CASE("monitor: tensors can move, but not change their shape") {
  Live live = path(NumberType::binary32), other = path(NumberType::binary32);
  Monitor monitor(live.model);
  other.set(0, 0, 3);
  monitor.bind(0, other.model.tensors[0]);
  CHECK(monitor.call().drift == 8);
  CHECK(message_of([&] {
          monitor.bind(0, make_tensor("in", {1}, NumberType::binary32, {1}));
          return 0;
        }) == "\"in\": its type or shape is not what it was at the start; make a new monitor");
}

TEST_CASE("monitor: a copy counts on its own, and where its tensors are bound") {
  for (const NumberType type : {NumberType::binary32, NumberType::binary64}) {
    Live live = path(type), other = path(type);
    Monitor monitor(live.model, {.every = 2});
    static_cast<void>(monitor.call());
    Monitor twin(monitor);
    other.set(0, 0, 3);
    twin.bind(0, other.model.tensors[0]);
    CHECK(monitor.call().drift == 0);
    const MonitorRecord record = twin.call();
    CHECK(record.call == 1);
    CHECK_FALSE(record.distance.has_value());
    CHECK(record.drift > 0);
    live.set(0, 0, 3);
    CHECK(monitor.call().drift == record.drift);
    CHECK(twin.locks().size() == monitor.locks().size());
    twin = monitor;
    CHECK(twin.call().call == 3);
  }
}

TEST_CASE("monitor: edges that are pruned count for no lock, and the rest is the same") {
  Random random(31);
  std::size_t locks = 0, fewer = 0;
  for (int i = 0; i < 60; ++i) {
    Live live(random_model(random));
    if (live.model.links.empty() || weight_count(live.model) == 0) continue;
    const std::uint32_t tensor = live.model.links.front().tensor;
    std::vector<std::uint8_t> mask(live.model.tensors[tensor].size(), 1);
    for (std::uint64_t k = 0; k < mask.size(); ++k) {
      mask[k] = random.chance(60) ? 0 : 1;
      if (mask[k] == 0) live.set(tensor, k, 0);
    }
    Model pruned = live.model;
    drop_masked(pruned, tensor, mask);
    Monitor whole(live.model, pruned, {.every = 1}), alone(pruned, {.every = 1});
    REQUIRE(whole.locks().size() == alone.locks().size());
    for (std::size_t k = 0; k < whole.locks().size(); ++k) {
      CHECK(whole.locks()[k].name == alone.locks()[k].name);
      CHECK(whole.locks()[k].bound == alone.locks()[k].bound);
      CHECK(whole.locks()[k].position == alone.locks()[k].position);
    }
    locks += whole.locks().size();
    fewer += Monitor(live.model).locks().size() < whole.locks().size() ? 1 : 0;
    live.shake(random);
    for (std::uint64_t k = 0; k < mask.size(); ++k) {
      if (mask[k] == 0) live.set(tensor, k, 0);
    }
    const MonitorRecord a = whole.call(), b = alone.call();
    CHECK(a.drift == b.drift);
    CHECK(a.flipped == b.flipped);
    REQUIRE(a.distance.has_value() == b.distance.has_value());
    if (a.distance) CHECK(a.distance->squared == b.distance->squared);
  }
  CHECK(locks > 0);
  CHECK(fewer > 0);
}

}  // namespace
}  // namespace isthmus::test
