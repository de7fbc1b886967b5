// Times an exact verdict on every edge of a random model: model_locks KIND EDGES SEED
//
// Problem: models of any size in memory, the same on every machine, so that reading files does not
// hide what is measured.
// dense: four layers n-n-n-1, about EDGES weights drawn from U(±sqrt(3/fan-in)).
// sparse, thin: the random DAG of random_network.cpp with EDGES/10 or EDGES/3 hidden nodes as one
// listed link, weights drawn from U(±1); in a thin one about an eighth of the hidden nodes have
// in-degree 1, so that there are many bottlenecks and locks.
// dead: dense, but for one neuron of the first hidden layer that nothing leads to.
// ends: EDGES/10 hidden nodes and EDGES edges between two nodes each drawn without care; about a
// tenth of the hidden nodes are not reached from the inputs or do not reach the outputs.
// Output: one line of JSON. The phases are drawing the model, the exact sums, and all the rest:
// graph, bottlenecks, minima with their proofs, blocks, walks around all other edges.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <exception>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "isthmus/network/model_balance.hpp"
#include "isthmus/variety/model_locks.hpp"

namespace {

using namespace isthmus;

// SplitMix64 (Steele, Lea and Flood 2014): the standard distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint32_t between(std::uint32_t first, std::uint32_t last) {
    const std::uint64_t range = std::uint64_t{last} - first + 1;
    return first + static_cast<std::uint32_t>((next() >> 32) * range >> 32);
  }

  // Uniform in (-1, 1).
  float number() {
    return static_cast<float>((static_cast<double>(next() >> 11) + 0.5) / 0x1p52 - 1);
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

Tensor random_tensor(std::uint64_t count, double spread, Random& random) {
  auto values = std::make_shared<std::vector<float>>(count);
  for (float& value : *values) value = static_cast<float>(spread * random.number());
  Tensor tensor;
  tensor.name = "weights";
  tensor.shape = {count};
  tensor.data = reinterpret_cast<const std::byte*>(values->data());
  tensor.owner = values;
  return tensor;
}

void add_run(Model& model, const char* prefix, std::uint32_t count, Role role) {
  NodeRun run;
  run.prefix = prefix;
  run.count = count;
  run.role = role;
  model.runs.push_back(run);
}

// Without edges into the first `dead` of the heads.
void add_dense(Model& model, std::uint32_t first, std::uint32_t tails, std::uint32_t heads,
               Random& random, std::uint32_t dead = 0) {
  Link link;
  link.tensor = static_cast<std::uint32_t>(model.tensors.size());
  link.row_stride = tails;
  link.column_stride = 1;
  for (std::uint32_t i = 0; i < tails; ++i) link.tails.push_back(first + i);
  for (std::uint32_t i = dead; i < heads; ++i) link.heads.push_back(first + tails + i);
  model.tensors.push_back(
      random_tensor(std::uint64_t{tails} * (heads - dead), std::sqrt(3.0 / tails), random));
  model.links.push_back(std::move(link));
}

Model dense(std::uint32_t edges, Random& random, std::uint32_t dead = 0) {
  const auto n = static_cast<std::uint32_t>(std::sqrt(edges / 2.0));
  Model model;
  add_run(model, "x", n, Role::input);
  add_run(model, "h1_", n, Role::hidden);
  add_run(model, "h2_", n, Role::hidden);
  add_run(model, "y", 1, Role::output);
  add_dense(model, 0, n, n, random, dead);
  add_dense(model, n, n, n, random);
  add_dense(model, 2 * n, n, 1, random);
  return model;
}

Model listed(std::uint32_t edges, std::uint32_t hidden, Random& random) {
  const std::uint32_t inputs = 2 + edges / 60;
  const std::uint32_t first_output = inputs + hidden;
  const std::uint32_t last = first_output + edges / 100;
  Model model;
  add_run(model, "x", inputs, Role::input);
  add_run(model, "h", hidden, Role::hidden);
  add_run(model, "y", last - first_output + 1, Role::output);
  Link link;
  link.wiring = Wiring::listed;
  link.row_stride = 1;
  const auto add = [&](std::uint32_t from, std::uint32_t to) {
    link.tails.push_back(from);
    link.heads.push_back(to);
  };
  for (std::uint32_t v = inputs; v < first_output; ++v) {
    add(random.between(0, v - 1), v);
    add(v, random.between(v + 1, last));
  }
  while (link.tails.size() < edges) {
    const std::uint32_t from = random.between(0, first_output - 1);
    add(from, random.between(std::max(from + 1, inputs), last));
  }
  model.tensors.push_back(random_tensor(edges, 1, random));
  model.links.push_back(std::move(link));
  return model;
}

Model careless(std::uint32_t edges, Random& random) {
  const std::uint32_t ends = edges / 1000 + 1;
  const std::uint32_t hidden = edges / 10;
  Model model;
  add_run(model, "x", ends, Role::input);
  add_run(model, "h", hidden, Role::hidden);
  add_run(model, "y", ends, Role::output);
  Link link;
  link.wiring = Wiring::listed;
  link.row_stride = 1;
  const std::uint32_t last = 2 * ends + hidden - 1;
  while (link.tails.size() < edges) {
    const std::uint32_t a = random.between(0, last);
    const std::uint32_t b = random.between(0, last);
    if (std::min(a, b) >= ends + hidden || std::max(a, b) < ends || a == b) continue;
    link.tails.push_back(std::min(a, b));
    link.heads.push_back(std::max(a, b));
  }
  model.tensors.push_back(random_tensor(edges, 1, random));
  model.links.push_back(std::move(link));
  return model;
}

Model make(std::string_view kind, std::uint32_t edges, Random& random) {
  if (kind == "dense") return dense(edges, random);
  if (kind == "sparse") return listed(edges, edges / 10, random);
  if (kind == "thin") return listed(edges, edges / 3, random);
  if (kind == "dead") return dense(edges, random, 1);
  if (kind == "ends") return careless(edges, random);
  throw std::invalid_argument("the first argument is dense, sparse, thin, dead or ends");
}

class Clock {
 public:
  // Seconds since the last call.
  double lap() {
    const auto before = std::exchange(last_, std::chrono::steady_clock::now());
    return std::chrono::duration<double>(last_ - before).count();
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > 400'000'000) {
    throw std::invalid_argument("not a number up to 4*10^8: " + std::string(text));
  }
  return value;
}

void run(std::string_view kind, std::uint32_t edges, std::uint64_t seed) {
  Random random(seed);
  Clock clock;
  const Model model = make(kind, edges, random);
  const double draw = clock.lap();
  ModelBalanceOptions options;
  options.jobs = 2;
  const std::vector<Rational> net = model_balance(model, options).net;
  const double sums = clock.lap();
  const std::clock_t before = std::clock();
  const ModelLocks locks = model_locks(model, net);
  const double processor = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
  const double rest = clock.lap();
  std::cout << "{\"edges\":" << locks.weights << ",\"hidden\":" << locks.part.graph.hidden_count()
            << ",\"part\":" << locks.part.graph.edge_count() << ",\"draw\":" << draw
            << ",\"sums\":" << sums << ",\"locks_seconds\":" << rest
            << ",\"locks_processor_seconds\":" << processor
            << ",\"locks\":" << locks.minima.locked.size()
            << ",\"weak\":" << locks.minima.weakly_locked.size() << ",\"blocks\":" << *locks.blocks
            << "}\n";
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 4) throw std::invalid_argument("usage: model_locks KIND EDGES SEED");
  const std::uint64_t edges = number(argv[2]);
  if (edges < 100) throw std::invalid_argument("EDGES is at least 100");
  run(argv[1], static_cast<std::uint32_t>(edges), number(argv[3]));
  return std::cout.flush() ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "model_locks: " << error.what() << '\n';
  return 2;
}
