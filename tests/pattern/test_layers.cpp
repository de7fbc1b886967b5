// Three and more factors: merges, and windows that must pass through all layers.
#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "isthmus/error.hpp"
#include "isthmus/pattern/check_witness.hpp"
#include "isthmus/pattern/decide.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/pattern/replay.hpp"
#include "pattern/cases.hpp"
#include "pattern/closed/chain.hpp"

using namespace isthmus;
using namespace isthmus::test;

namespace {

const LayerSupport upper = layer({"11", "01"}), lower = layer({"10", "11"}),
                   full = layer({"11", "11"}), identity = layer({"10", "01"}),
                   swap = layer({"01", "10"});

LayerSupport dense(std::size_t outputs, std::size_t inputs) {
  return layer(std::vector<std::string>(outputs, std::string(inputs, '1')));
}

Closedness verdict(const LayerSupports& layers) { return decide(layers).verdict; }

// Each unit goes to one of its own, at the ends in any order, inside in the same one: in another
// order the layers around it would no longer fit as they did.
LayerSupport one_to_one(std::size_t size, bool in_order, std::mt19937& random) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0U);
  if (!in_order) std::shuffle(order.begin(), order.end(), random);
  LayerSupport out{size, {}};
  for (const std::uint32_t input : order) out.rows.push_back({input});
  return out;
}

LayerSupport transposed(const LayerSupport& layer) {
  LayerSupport out{layer.outputs(), std::vector<std::vector<std::uint32_t>>(layer.inputs)};
  for (std::size_t i = 0; i < layer.rows.size(); ++i) {
    for (const std::uint32_t j : layer.rows[i]) {
      out.rows[j].push_back(static_cast<std::uint32_t>(i));
    }
  }
  return out;
}

// The transposed products.
LayerSupports turned(LayerSupports layers) {
  std::reverse(layers.begin(), layers.end());
  for (LayerSupport& layer : layers) layer = transposed(layer);
  return layers;
}

// A layer more that changes nothing but names.
LayerSupports lengthened(LayerSupports layers, std::mt19937& random) {
  const std::size_t at = random() % (layers.size() + 1);
  const std::size_t size = at == 0 ? layers[0].inputs : layers[at - 1].outputs();
  const bool inside = at > 0 && at < layers.size();
  layers.insert(layers.begin() + static_cast<std::ptrdiff_t>(at), one_to_one(size, inside, random));
  return layers;
}

bool contradict(Closedness a, Closedness b) {
  return a != b && a != Closedness::undecided && b != Closedness::undecided;
}

LayerSupport random_layer(std::size_t outputs, std::size_t inputs, std::mt19937& random) {
  LayerSupport out{inputs, {}};
  for (std::size_t i = 0; i < outputs; ++i) {
    out.rows.emplace_back();
    for (std::uint32_t j = 0; j < inputs; ++j) {
      if (random() % 10 < 6) out.rows.back().push_back(j);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("One layer is closed, LU is not, LL is") {
  CHECK(verdict({full}) == Closedness::closed);
  CHECK(verdict({upper, lower}) == Closedness::not_closed);
  CHECK(verdict({lower, lower}) == Closedness::closed);
  CHECK(verdict({layer({"00", "00"}), layer({"00", "00"})}) == Closedness::closed);
}

TEST_CASE("Dense networks of any depth are closed") {
  CHECK(verdict({dense(3, 10), dense(10, 3), dense(2, 10), dense(10, 2)}) == Closedness::closed);
  CHECK(verdict({dense(300, 784), dense(100, 300), dense(10, 100)}) == Closedness::closed);
}

TEST_CASE("Layers merge where their products are full, with a proof of each merge") {
  const LayerSupport triangle = layer({"1000", "1100", "1110", "1111"});
  const LayerSupports layers{dense(1, 4), dense(4, 1), triangle, dense(4, 4)};
  CHECK(!is_chain(layers));
  const Decision decision = decide(layers);
  CHECK(decision.verdict == Closedness::closed);
  REQUIRE(decision.proof);
  REQUIRE(decision.proof->merges.size() == 2);
  ClosedEvidence broken = *decision.proof;
  broken.merges.pop_back();
  CHECK(!is_proof(layers, broken));
  broken = *decision.proof;
  broken.merges[0].layer = 0;  // rank one: closed, but not full
  CHECK(!is_proof(layers, broken));
  broken = *decision.proof;
  broken.merges[0].layer = 3;
  CHECK(!is_proof(layers, broken));
  broken = *decision.proof;
  broken.ending = LayerEnding::chain;
  CHECK(is_proof(layers, broken));  // two dense layers are a chain, too
  broken.merges.clear();
  CHECK(!is_proof(layers, broken));
}

TEST_CASE("LU with layers that pass everything through is not closed") {
  for (const LayerSupports& layers : {LayerSupports{upper, lower, identity},
                                      {upper, identity, lower},
                                      {identity, upper, lower},
                                      {upper, swap, swap, lower},
                                      {swap, upper, identity, lower, swap}}) {
    const Decision decision = decide(layers);
    CHECK(decision.verdict == Closedness::not_closed);
    REQUIRE(decision.witness);
    CHECK(decision.witness->factors.size() == layers.size());
    CHECK(!fault_of_factors(layers, *decision.witness));
  }
}

TEST_CASE("A window of two factors that the others undo does not count") {
  // LU alone is not closed, but what the third layer adds realises everything.
  CHECK(verdict({upper, lower, full}) == Closedness::closed);
  CHECK(verdict({full, upper, lower}) == Closedness::closed);
  CHECK(verdict({upper, full, lower}) == Closedness::closed);
  CHECK(verdict({upper, lower, upper}) != Closedness::not_closed);
  CHECK(verdict({lower, upper, lower}) != Closedness::not_closed);
  // The window is there, but only one of its rows reaches an output: one output is linear.
  CHECK(verdict({upper, lower, layer({"11"})}) == Closedness::closed);
  CHECK(verdict({layer({"1", "1"}), upper, lower}) == Closedness::closed);
}

// The butterfly of size 2^levels, as its factors: layer l joins units that differ in bit l.
LayerSupports butterfly(std::size_t levels) {
  LayerSupports out;
  const std::size_t size = std::size_t{1} << levels;
  for (std::size_t l = 0; l < levels; ++l) {
    out.push_back({size, {}});
    for (std::size_t i = 0; i < size; ++i) {
      const auto low = static_cast<std::uint32_t>(i & ~(std::size_t{1} << l));
      out.back().rows.push_back({low, low + (1U << l)});
    }
  }
  return out;
}

TEST_CASE("Butterflies are closed, whatever their size (T15), and broken ones are not chains") {
  for (const std::size_t levels : {2U, 3U, 5U, 10U}) {
    const Decision decision = decide(butterfly(levels));
    CHECK(decision.verdict == Closedness::closed);
    REQUIRE(decision.proof);
    if (levels > 2) CHECK(decision.rules == std::vector<std::string>{"T15"});
    CHECK(is_proof(butterfly(levels), *decision.proof));
  }
  const LayerSupports whole = butterfly(3);
  CHECK(is_chain(whole));
  LayerSupports longer = whole;  // two paths between units that had one
  longer.push_back(whole[0]);
  CHECK(!is_chain(longer));
  LayerSupports broken = whole;  // a connection more joins blocks that were disjoint
  broken[1].rows[0] = {0, 1, 2};
  CHECK(!is_chain(broken));
  CHECK(is_chain({dense(3, 4), dense(2, 3), dense(4, 2)}));  // ranks of one block
  // Units 0 and 1 of the first level are one class, but unit 0 of the next is joined to one only.
  CHECK(!is_chain({layer({"11", "11"}), layer({"10", "11"}), layer({"11", "11"})}));
  CHECK(!is_chain({upper, identity, lower}));
}

TEST_CASE("A layer that only renames changes no verdict of two factors") {
  std::mt19937 random(11);
  std::size_t at = 0, not_closed = 0;
  for (const ClassifiedPattern& known : classified_patterns()) {
    if (++at % 3 != 0) continue;
    const Decision decision = decide(lengthened(known.layers, random));
    REQUIRE(decision.verdict != Closedness::undecided);
    CHECK((decision.verdict == Closedness::closed) == known.closed);
    not_closed += known.closed ? 0 : 1;
  }
  CHECK(not_closed > 50);
}

TEST_CASE("Verdicts of three factors do not contradict those of the same set written otherwise") {
  std::mt19937 random(12);
  DecideOptions options;
  options.trials = 200;
  options.chart_steps = 500;
  std::size_t closed = 0, not_closed = 0, undecided = 0;
  for (int round = 0; round < 200; ++round) {
    LayerSupports layers;
    std::size_t before = 2 + random() % 2;
    for (std::size_t l = 0; l < 3; ++l) {
      const std::size_t outputs = 2 + random() % 2;
      layers.push_back(random_layer(outputs, before, random));
      before = outputs;
    }
    const Closedness verdict = decide(layers, options).verdict;
    CHECK(!contradict(verdict, decide(turned(layers), options).verdict));
    CHECK(!contradict(verdict, decide(lengthened(layers, random), options).verdict));
    closed += verdict == Closedness::closed ? 1 : 0;
    not_closed += verdict == Closedness::not_closed ? 1 : 0;
    undecided += verdict == Closedness::undecided ? 1 : 0;
  }
  CHECK(closed > 100);
  CHECK(not_closed > 5);
  MESSAGE("three factors: ", closed, " closed, ", not_closed, " not closed, ", undecided, " open");
}

TEST_CASE("Bad layers are errors that name the layer") {
  const auto message = [](const LayerSupports& layers) {
    try {
      static_cast<void>(decide(layers));
      return std::string();
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::bad_input);
      return std::string(error.what());
    }
  };
  CHECK(message({}).find("no layers") != std::string::npos);
  CHECK(message({full, layer({"111"})}).find("layer 2 has 3 columns") != std::string::npos);
  CHECK(message({LayerSupport{0, {{}}}, full}).find("layer 1 is empty") != std::string::npos);
  CHECK(message({LayerSupport{2, {{1, 0}, {}}}, full}).find("increasing") != std::string::npos);
  CHECK(message({LayerSupport{2, {{2}, {}}}, full}).find("column 3 in row 1") != std::string::npos);
}
