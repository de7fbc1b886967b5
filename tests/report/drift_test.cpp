// Drift of sequences made by hand: what moved, what broke, which walls were crossed.
#include <doctest/doctest.h>

#include <sstream>

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/weights_files.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/model_balance.hpp"
#include "isthmus/network/model_edits.hpp"
#include "isthmus/report/drift.hpp"
#include "support/message.hpp"
#include "support/random_model.hpp"
#include "support/xml.hpp"

namespace isthmus {
namespace {

/// x1, x2 → h → y and x1, x2 → k → y.
Network two(const std::vector<Rational>& weights) {
  Network network;
  network.nodes = {{"x1", Role::input},
                   {"x2", Role::input},
                   {"h", Role::hidden},
                   {"k", Role::hidden},
                   {"y", Role::output}};
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> ends = {{0, 2}, {1, 2}, {2, 4},
                                                                     {0, 3}, {1, 3}, {3, 4}};
  for (std::size_t i = 0; i < ends.size(); ++i) {
    Edge edge;
    edge.from = ends[i].first;
    edge.to = ends[i].second;
    edge.weights = {weights[i]};
    network.edges.push_back(edge);
  }
  validate(network);
  return network;
}

TEST_CASE("what moved, what broke and when") {
  DriftWatch watch;
  watch.add("a", two({1, 1, 2, 1, 1, 1}));               // c = -2, 1: h->y locked
  watch.add("b", two({1, 1, 2, 1, 1, 1}));               // nothing
  watch.add("c", two({1, 1, Rational(-2), 1, 1, 1}));    // flipped sign, same balance
  watch.add("d", two({2, 1, 2, 1, 1, Rational(3, 2)}));  // c = 1, -1/4: h unlocked, k locked
  const Drift& drift = watch.result();
  CHECK(drift.laws == 2);
  CHECK(drift.weights == 6);
  CHECK(drift.walls == 2U);
  REQUIRE(drift.checkpoints.size() == 4);
  CHECK(drift.first_locks == std::vector<SignedLock>{{"h->y", 1}});
  CHECK(drift.checkpoints[1].from_first.change == 0);
  CHECK(drift.checkpoints[1].same_locks());
  CHECK(drift.checkpoints[1].crossed.empty());
  CHECK(drift.checkpoints[2].flipped == std::vector<std::string>{"h->y"});
  CHECK(drift.checkpoints[2].from_first.change == 0);
  const DriftCheckpoint& last = drift.checkpoints[3];
  CHECK(last.from_first.change == 3);
  CHECK(last.from_first.node == "h");
  CHECK(last.from_previous.change == 3);
  CHECK(last.total == 3 + Rational(5, 4));
  CHECK(last.gained == std::vector<std::string>{"k->y"});
  CHECK(last.lost == std::vector<std::string>{"h->y"});
  CHECK(last.crossed == std::vector<std::vector<std::string>>{{"h"}, {"k"}});
  CHECK(last.locked == 1);
  REQUIRE(drift.broken.size() == 1);  // broken once, at the first occasion
  CHECK(drift.broken[0].lock.edge == "h->y");
  CHECK(drift.broken[0].checkpoint == 2);
  CHECK(drift.broken[0].flipped);
}

TEST_CASE("the dimension is lower where an edge must vanish") {
  DriftWatch watch;
  const Network chain = network_from_json(R"({"format":"isthmus-network","version":1,"nodes":[
    {"id":"x","role":"input"},{"id":"h","role":"hidden"}],
    "edges":[{"from":"x","to":"h","weight":"1"}]})");
  Network zero = chain;
  zero.edges[0].weights = {0};
  watch.add("a", chain);
  watch.add("b", zero);
  CHECK(watch.result().checkpoints[0].dimension == 0);
  CHECK(watch.result().checkpoints[1].dimension == 0);
  CHECK(watch.result().checkpoints[0].locked == 1);
  CHECK(watch.result().checkpoints[1].lost.size() == 1);
  CHECK(!watch.result().broken[0].flipped);
}

Model mlp(const std::vector<std::vector<double>>& first, const std::vector<double>& second) {
  std::vector<double> flat;
  for (const auto& row : first) flat.insert(flat.end(), row.begin(), row.end());
  std::vector<Tensor> tensors = {
      make_tensor("fc1.weight", {first.size(), first[0].size()}, NumberType::binary64, flat),
      make_tensor("fc2.weight", {1, second.size()}, NumberType::binary64, second)};
  Model model = weights_chain(std::move(tensors), {});
  validate(model);
  return model;
}

TEST_CASE("models and the networks that they stand for give the same drift") {
  const std::vector<Model> models = {mlp({{1, 2}, {0.5, 0.25}}, {0.125, 3}),
                                     mlp({{1, 2.5}, {0.5, 0.25}}, {4, -3}),
                                     mlp({{1, 2}, {5, 0.25}}, {0.125, 3})};
  DriftWatch by_model;
  DriftWatch by_network;
  for (const Model& model : models) {
    by_model.add("m", model);
    by_network.add("m", to_network(model, WeightDetail::all));
  }
  std::ostringstream one;
  std::ostringstream other;
  write_json(one, by_model.result());
  write_json(other, by_network.result());
  CHECK(one.str() == other.str());
  CHECK(by_model.result().broken.size() == 1);
  CHECK(by_model.result().checkpoints[1].gained.size() == 1);
}

TEST_CASE("a line of CSV for each checkpoint, and a picture") {
  DriftWatch watch;
  watch.add("a,\"b\"", two({1, 1, 2, 1, 1, 1}));
  watch.add("c", two({1, 1, 3, 1, 1, 1}));
  std::ostringstream csv;
  write_csv(csv, watch.result());
  CHECK(csv.str() ==
        "checkpoint,file,from_first,from_first_node,from_previous,from_previous_node,total,locked,"
        "dimension,gained,lost,flipped,crossed\n"
        "1,\"a,\"\"b\"\"\",0,h,0,h,0,1,4,0,0,0,0\n"
        "2,c,-5,h,-5,h,5,1,4,0,0,0,0\n");
  std::ostringstream svg;
  write_svg(svg, watch.result());
  CHECK(test::XmlCheck(svg.str()).fault().empty());
  CHECK(svg.str().find("Locked weights") != std::string::npos);
}

TEST_CASE("random models drift as their networks do") {
  test::Random random(8);
  std::size_t locks = 0;
  std::size_t broken = 0;
  for (int i = 0; i < 60; ++i) {
    const Model first = test::RandomModel(random, 3).make();
    Model second = first;
    for (Tensor& tensor : second.tensors) {
      std::vector<double> values;
      for (std::uint64_t j = 0; j < tensor.size(); ++j) {
        values.push_back(tensor.at(j) * (1 - 2 * static_cast<double>(random.below(2))) *
                         static_cast<double>(1 + random.below(3)));
      }
      tensor = make_tensor(tensor.name, tensor.shape, NumberType::binary64, values);
    }
    DriftWatch by_model;
    DriftWatch by_network;
    for (const Model* model : {&first, static_cast<const Model*>(&second)}) {
      by_model.add("m", *model);
      by_network.add("m", to_network(*model, WeightDetail::all));
    }
    std::ostringstream one;
    std::ostringstream other;
    write_json(one, by_model.result());
    write_json(other, by_network.result());
    CHECK(one.str() == other.str());
    locks += by_model.result().first_locks.size();
    broken += by_model.result().broken.size();
  }
  CHECK(locks > 20);
  CHECK(broken > 5);
}

TEST_CASE("threads do not change the result") {
  const Model a = mlp({{1, 2}, {0.5, 0.25}}, {0.125, 3});
  const Model b = mlp({{1, 2.5}, {0.5, 0.25}}, {4, -3});
  std::string texts[2];
  for (const unsigned jobs : {1U, 4U}) {
    DriftWatch watch(jobs);
    watch.add("a", a);
    watch.add("b", b);
    std::ostringstream out;
    write_json(out, watch.result());
    texts[jobs / 4] = out.str();
  }
  CHECK(texts[0] == texts[1]);
}

TEST_CASE("other shapes are errors that name what differs") {
  const Model model = mlp({{1, 2}, {0.5, 0.25}}, {0.125, 3});
  const auto message = [&](const auto& other) {
    DriftWatch watch;
    watch.add("a", model);
    return test::message_of([&] {
      watch.add("b", other);
      return 0;
    });
  };
  CHECK(message(mlp({{1, 2, 3}, {1, 2, 3}}, {1, 2}))
            .find("tensor \"fc1.weight\" has the shape 2×3, in "
                  "the first checkpoint 2×2") != std::string::npos);
  CHECK(message(two({1, 1, 1, 1, 1, 1})).find("network file") != std::string::npos);
  Model bare = model;
  bare.has_weights = false;
  CHECK(message(bare).find("no weights") != std::string::npos);
  const auto frozen = [](const std::vector<double>& first) {
    std::vector<Tensor> tensors;
    tensors.push_back(make_tensor("fc1.weight", {2, 2}, NumberType::binary32, {1, 2, 3, 4}));
    tensors.push_back(make_tensor("fc2.weight", {2, 2}, NumberType::binary32, first));
    tensors.push_back(make_tensor("fc3.weight", {1, 2}, NumberType::binary32, {5, 6}));
    ModelReading reading;
    reading.frozen = {"fc2.weight"};
    Model made = weights_chain(std::move(tensors), reading);
    freeze(made, reading.frozen);
    return made;
  };
  for (const bool back : {false, true}) {  // ones tie both neurons together, the identity does not
    DriftWatch watch;
    const Model joined = frozen({1, 1, 1, 1});
    const Model apart = frozen({1, 0, 0, 1});
    watch.add("a", back ? joined : apart);
    CHECK(test::message_of([&] {
            watch.add("b", back ? apart : joined);
            return 0;
          }).find("tied together") != std::string::npos);
  }
  DriftWatch networks;
  networks.add("a", two({1, 1, 1, 1, 1, 1}));
  Network renamed = two({1, 1, 1, 1, 1, 1});
  renamed.nodes[2].id = "g";
  CHECK(test::message_of([&] {
          networks.add("b", renamed);
          return 0;
        }).find("node \"hidden g\", where the first checkpoint has \"hidden h\"") !=
        std::string::npos);
  Network longer = two({1, 1, 1, 1, 1, 1});
  longer.edges.push_back(longer.edges.front());
  CHECK(test::message_of([&] {
          networks.add("b", longer);
          return 0;
        }).find("edge \"x1->h#2\", which the first checkpoint does not have") != std::string::npos);
}

}  // namespace
}  // namespace isthmus
