// The minimum cut of a model against that of its graph written out edge by edge.
#include "isthmus/flow/model_cut.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "isthmus/network/model_balance.hpp"
#include "support/message.hpp"
#include "support/random_model.hpp"

namespace isthmus::test {
namespace {

struct WrittenOut {
  ModelGraph graph;
  Flow weights;
};

WrittenOut written_out(const Model& model) {
  WrittenOut result{model_graph(model, ModelArcs::everything), {}};
  result.weights = Flow(result.graph.graph.edge_count());
  for (const EdgeId e : result.graph.graph.edges()) {
    result.weights[e] = squared_norm(model, result.graph.bundle[e]);
  }
  return result;
}

/// Gives every tensor numbers of one type, with exponents up to ±spread.
void redraw(Model& model, Random& random, NumberType type, int spread) {
  for (const Link& link : model.links) {
    if (link.fixed) continue;
    Tensor& tensor = model.tensors[link.tensor];
    std::vector<double> values(tensor.size());
    for (double& value : values) {
      if (random.chance(15)) continue;
      value = std::ldexp(random.between(-4000, 4000), random.between(-spread, spread));
    }
    tensor = make_tensor(tensor.name, tensor.shape, type, values);
  }
}

struct Tally {
  int zero = 0, single = 0, several = 0;
};

void check(const Model& model, Tally& tally) {
  const WrittenOut whole = written_out(model);
  const auto expected = minimum_cut(whole.graph.graph, whole.weights);
  const auto found = minimum_cut(model, model_graph(model, ModelArcs::skeleton));
  REQUIRE(found.has_value() == expected.has_value());
  if (!found) return;
  CHECK(found->value == expected->value);
  REQUIRE_FALSE(found->set.empty());
  CHECK(cut_weight(whole.graph.graph, whole.weights, found->set) == found->value);
  ++(found->value == 0 ? tally.zero : found->set.size() == 1 ? tally.single : tally.several);
}

TEST_CASE("model cut: the value of the graph written out, attained by its set") {
  Random random(1);
  Tally tally;
  for (int i = 0; i < 1500; ++i) {
    Model model = random_model(random);
    validate(model);
    check(model, tally);
  }
  CHECK(tally.zero > 40);
  CHECK(tally.single > 100);
  CHECK(tally.several > 10);
}

TEST_CASE("model cut: numbers of every length") {
  Random random(2);
  Tally tally;
  for (int i = 0; i < 600; ++i) {
    Model model = random_model(random);
    const bool wide = i % 2 == 0;
    const int spreads[] = {2, 20, 45, wide ? 400 : 100};  // 64, 128 and 256 bits, and more
    redraw(model, random, wide ? NumberType::binary64 : NumberType::binary32, spreads[i / 2 % 4]);
    check(model, tally);
  }
  CHECK(tally.single > 100);
  CHECK(tally.several > 10);
}

TEST_CASE("model cut: NaN is an error") {
  Random random(3);
  Model model = random_model(random);
  for (Tensor& tensor : model.tensors) {
    tensor = make_tensor(tensor.name, tensor.shape, NumberType::binary32,
                         std::vector<double>(tensor.size(), std::nan("")));
  }
  CHECK(message_of([&] { return minimum_cut(model, model_graph(model, ModelArcs::skeleton)); }) ==
        "a weight is NaN or infinite; give finite weights");
}

}  // namespace
}  // namespace isthmus::test
