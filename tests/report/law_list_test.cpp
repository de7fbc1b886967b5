// The laws of models against those of the networks that they stand for, term by term.
#include "isthmus/report/law_list.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "isthmus/network/model_balance.hpp"
#include "network/random_models.hpp"
#include "report/slices.hpp"

namespace isthmus::test {
namespace {

const Tensor& tensor_of(const Model& model, const std::string& weights) {
  const std::string name = weights.substr(0, weights.find_first_of("[."));
  const auto found = std::find_if(model.tensors.begin(), model.tensors.end(),
                                  [&](const Tensor& tensor) { return tensor.name == name; });
  REQUIRE(found != model.tensors.end());
  return *found;
}

/// Σ ± squares of the weights that the terms of a law name, and how many they are.
Rational sum_of(const Model& model, const LawText& law, std::uint64_t* count) {
  Rational sum = 0;
  for (const LawTerm& term : law.terms) {
    const Tensor& tensor = tensor_of(model, term.weights);
    const Positions positions = read_back(tensor, term.weights);
    CHECK(positions.size() == term.count);
    *count += positions.size();
    for (const std::uint64_t at : positions) {
      const Rational weight(static_cast<long>(tensor.at(at)));
      sum += term.sign * weight * weight;
    }
  }
  return sum;
}

void check_laws(const Model& model, const LawList& of_model, const LawList& of_network) {
  for (std::size_t i = 0; i < of_model.laws; ++i) {
    const LawText law = of_model.law(i);
    const LawText expected = of_network.law(i);
    CHECK(law.node == expected.node);
    CHECK(law.group == expected.group);
    CHECK((law.kind == "group") == (expected.kind == "group"));
    CHECK(law.value == expected.value);
    std::uint64_t count = 0;
    CHECK(sum_of(model, law, &count) == *expected.value);
    CHECK(law.weights == count);
    // Inside a group weights may stand with both signs, which an edge list leaves out.
    CHECK(count >= expected.weights);
    CHECK((count - expected.weights) % 2 == 0);
  }
}

}  // namespace

TEST_CASE("laws of models: the same as those of their networks, in parts of tensors") {
  Random random(51);
  std::size_t groups = 0;
  std::size_t dependent = 0;
  std::size_t singular = 0;
  for (int round = 0; round < 1500; ++round) {
    CAPTURE(round);
    const Model model = random_model(random);
    validate(model);
    const LawList of_network = law_list(to_network(model, WeightDetail::all));
    if (!of_network.gradient_rank) continue;  // no trainable weight
    const LawList of_model = law_list(model, model_balance(model).net);
    REQUIRE(of_model.laws == of_network.laws);
    CHECK(of_model.independent == of_network.independent);
    CHECK(of_model.gradient_rank == of_network.gradient_rank);
    CHECK(of_model.relations == of_network.relations);
    CHECK(of_model.tied_to_ground == of_network.tied_to_ground);
    check_laws(model, of_model, of_network);
    for (std::size_t i = 0; i < of_model.laws; ++i) groups += of_model.law(i).group.size() > 1;
    dependent += of_model.independent < of_model.laws;
    singular += of_model.gradient_rank < of_model.independent;
  }
  CHECK(groups > 200);
  CHECK(dependent > 200);
  CHECK(singular > 40);
}

namespace {

/// The weights that a forest names lie between the node it joins and one that was joined before.
void check_forest(const Model& model, const LawList& list) {
  const Network network = to_network(model, WeightDetail::norms);
  std::set<std::string> joined;
  for (const auto& set : list.relations) joined.insert(set.front());
  std::vector<std::string> group(network.nodes.size());
  for (std::size_t i = 0; i < list.laws; ++i) {
    const LawText law = list.law(i);
    for (std::size_t v = 0; v < network.nodes.size(); ++v) {
      const std::string& id = network.nodes[v].id;
      if (id == law.node || std::find(law.group.begin(), law.group.end(), id) != law.group.end()) {
        group[v] = law.node;
      }
    }
  }
  const auto is_joined = [&](std::uint32_t v) {
    return group[v].empty() || joined.contains(group[v]);
  };
  for (std::size_t i = 0; i < list.independent; ++i) {
    const auto [node, weights] = list.forest(i);
    CAPTURE(weights);
    CHECK(!joined.contains(node));
    const Tensor& tensor = tensor_of(model, weights);
    const std::uint64_t at = *read_back(tensor, weights).begin();
    bool found = false;
    for (const Link& link : model.links) {
      if (link.fixed || model.tensors[link.tensor].name != tensor.name) continue;
      const bool dense = link.wiring == Wiring::dense;
      for (std::size_t row = 0; row < link.heads.size(); ++row) {
        for (std::size_t column = 0; column < (dense ? link.tails.size() : 1); ++column) {
          if (link.position(row, column) != at) continue;
          const std::uint32_t tail = link.tails[dense ? column : row];
          const std::uint32_t head = link.heads[row];
          found =
              (group[tail] == node && is_joined(head)) || (group[head] == node && is_joined(tail));
        }
      }
    }
    CHECK(found);
    joined.insert(node);
  }
}

}  // namespace

TEST_CASE("laws of models: the forest names weights that join nodes one by one") {
  Random random(52);
  for (int round = 0; round < 500; ++round) {
    CAPTURE(round);
    const Model model = random_model(random);
    validate(model);
    check_forest(model, law_list(model));
  }
}

namespace {

/// x (2) → before (2, normalised, with biases) → after (2: scale and shift) → y (1).
Model normalised_model() {
  Model model;
  model.name = "norm";
  NodeRun one = run("one", 1, Role::input);
  one.prefix = "one";
  one.single = one.bias = true;
  NodeRun before = run("fc", 2, Role::output);
  before.normalised = true;
  model.runs = {run("x", 2, Role::input), one, before, run("bn", 2, Role::hidden),
                run("y", 1, Role::output)};
  model.tensors = {counting_tensor("fc.weight", {2, 2}), counting_tensor("fc.bias", {2}),
                   counting_tensor("bn.weight", {2}), counting_tensor("bn.bias", {2}),
                   counting_tensor("out.weight", {1, 2})};
  const auto listed = [](std::uint32_t tensor, std::vector<std::uint32_t> tails,
                         std::vector<std::uint32_t> heads) {
    Link link;
    link.tensor = tensor;
    link.wiring = Wiring::listed;
    link.row_stride = 1;
    link.tails = std::move(tails);
    link.heads = std::move(heads);
    return link;
  };
  model.links = {matrix_link(0, {0, 1}, {3, 4}), listed(1, {2, 2}, {3, 4}),
                 listed(2, {3, 4}, {5, 6}), listed(3, {2, 2}, {5, 6}), matrix_link(4, {5, 6}, {7})};
  return model;
}

std::string text_of(const LawList& list) {
  std::ostringstream out;
  write_text(out, list);
  return out.str();
}

}  // namespace

TEST_CASE("laws of models: weights before a normalisation are listed and not counted") {
  const Model model = normalised_model();
  validate(model);
  const LawList list = law_list(model, model_balance(model).net);
  CHECK(list.laws == 2);
  CHECK(list.independent == 2);
  REQUIRE(list.normalised == 2);
  const LawText before = list.normalised_law(1);
  CHECK(before.node == "fc[1]");
  REQUIRE(before.terms.size() == 1);
  CHECK(before.terms[0].weights == "fc.weight[1, :]");
  CHECK(before.weights == 2);
  const LawText law = list.law(1);
  CHECK(law.node == "bn[1]");
  CHECK(law.kind == "scale");
  CHECK(law.value == Rational(4 + 4 - 4));
  const std::string text = text_of(list);
  CHECK(text.find("bn.weight[1]² + bn.bias[1]² - out.weight[0, 1]² = 4") != std::string::npos);
  CHECK(text.find("Exact for ε = 0 only") != std::string::npos);
  CHECK(text.find("‖fc.weight[0, :]‖²\n") != std::string::npos);
}

TEST_CASE("laws of models: kernels, ties and biases of the small model") {
  const LawList list = law_list(small_model());
  CHECK(list.laws == 2);
  const LawText law = list.law(0);
  CHECK(law.kind == "group");
  CHECK(law.group == std::vector<std::string>{"conv[0]", "conv[2]"});
  REQUIRE(law.terms.size() == 4);
  CHECK(law.terms[1].weights == "conv.weight[2, :, :]");
  CHECK(law.terms[3].weights == "fc.weight[0, 2]");
  CHECK(law.terms[3].sign == -1);
  CHECK(list.law(1).kind == "channel");
}

}  // namespace isthmus::test
