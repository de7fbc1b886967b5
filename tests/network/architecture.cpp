#include "isthmus/network/architecture.hpp"

#include <doctest/doctest.h>

#include "support/message.hpp"

namespace isthmus {
namespace {

std::vector<std::string> ids(const Network& network) {
  std::vector<std::string> ids;
  for (const Node& node : network.nodes) ids.push_back(node.id);
  return ids;
}

std::string complaint(const std::string& text) {
  return test::message_of([&] { return parse_architecture(text); });
}

using Texts = std::vector<std::string>;

TEST_CASE("a perceptron: edges by layer, then target, then source, the bias last") {
  const Network network = parse_architecture("mlp:2-2-1+bias");
  CHECK(ids(network) == Texts{"x1", "x2", "one", "h1", "h2", "y1"});
  CHECK(edge_names(network) == Texts{"x1->h1", "x2->h1", "one->h1", "x1->h2", "x2->h2", "one->h2",
                                     "h1->y1", "h2->y1", "one->y1"});
  CHECK(network.nodes[2].bias);
  CHECK(network.nodes[2].role == Role::input);
  CHECK(network.nodes[3].role == Role::hidden);
  CHECK(network.nodes[5].role == Role::output);
  CHECK(network.name == "mlp:2-2-1+bias");
  validate(network);
}

TEST_CASE("several hidden layers are numbered, none is fine") {
  CHECK(ids(parse_architecture("mlp:1-2-1-2")) == Texts{"x1", "h1_1", "h1_2", "h2_1", "y1", "y2"});
  CHECK(edge_names(parse_architecture("mlp:2-1")) == Texts{"x1->y1", "x2->y1"});
  const Network large = parse_architecture("mlp:784-128-10");
  CHECK(large.edges.size() == 784 * 128 + 128 * 10);
  validate(large);
}

TEST_CASE("a drawing: sources are inputs, sinks outputs, nodes in order of appearance") {
  const Network network = parse_architecture("dag:x>h,x>k,h>y,k>y,h>k,x>h");
  CHECK(ids(network) == Texts{"x", "h", "k", "y"});
  CHECK(network.nodes[0].role == Role::input);
  CHECK(network.nodes[1].role == Role::hidden);
  CHECK(network.nodes[3].role == Role::output);
  CHECK(edge_names(network) == Texts{"x->h", "x->k", "h->y", "k->y", "h->k", "x->h#2"});
  CHECK(edge_names(parse_architecture("dag:x>h>y")) == Texts{"x->h", "h->y"});
  validate(network);
}

TEST_CASE("schemes are recognised by their prefix") {
  CHECK(is_architecture("mlp:"));
  CHECK(is_architecture("dag:nonsense"));
  CHECK_FALSE(is_architecture("mlp.json"));
  CHECK_FALSE(is_architecture(""));
}

TEST_CASE("bad perceptrons") {
  const std::string grammar =
      "; write mlp:SIZE-SIZE[-SIZE…][+bias] with sizes from 1, for example mlp:784-128-10";
  CHECK(complaint("mlp:") == "\"mlp:\": \"\" is not a layer size" + grammar);
  CHECK(complaint("mlp:3") == "\"mlp:3\": only one layer" + grammar);
  CHECK(complaint("mlp:3--1") == "\"mlp:3--1\": \"\" is not a layer size" + grammar);
  CHECK(complaint("mlp:3-0-1") == "\"mlp:3-0-1\": a layer of size 0" + grammar);
  CHECK(complaint("mlp:3-4x-1") == "\"mlp:3-4x-1\": \"4x\" is not a layer size" + grammar);
  CHECK(complaint("mlp:3-1+biases") ==
        "\"mlp:3-1+biases\": \"1+biases\" is not a layer size" + grammar);
  CHECK(complaint("mlp:-3-1") == "\"mlp:-3-1\": \"\" is not a layer size" + grammar);
}

TEST_CASE("sizes that would claim the memory fail at once") {
  const auto limit = [](const std::string& text) {
    return "limit: \"" + text +
           "\": the network has more than 10^8 edges; use smaller layers, or bundles in a network "
           "file";
  };
  for (const std::string text :
       {"mlp:99999999-99999999-1", "mlp:10001-10000", "mlp:999999999999999999999999-1",
        "mlp:18446744073709551617-1", "mlp:100000000-1+bias", "mlp:9999-9999-9999"}) {
    CHECK(complaint(text) == limit(text));
  }
}

TEST_CASE("bad drawings") {
  const std::string grammar =
      "; write dag:NODE>NODE[>NODE…][,NODE>NODE…], for example dag:x>h,x>k,h>y,k>y,h>k";
  CHECK(complaint("dag:") == "\"dag:\": \"\" is not an edge" + grammar);
  CHECK(complaint("dag:x") == "\"dag:x\": \"x\" is not an edge" + grammar);
  CHECK(complaint("dag:x>h,") == "\"dag:x>h,\": \"\" is not an edge" + grammar);
  CHECK(complaint("dag:x>>h") == "\"dag:x>>h\": a node without a name" + grammar);
  CHECK(complaint("dag:x>h 1") == "\"dag:x>h 1\": \"h 1\" is not a node name" + grammar);
  CHECK(complaint("dag:x>a>b>a,b>y") ==
        "\"dag:x>a>b>a,b>y\": the directed cycle a -> b -> a; "
        "remove or turn round one of its edges");
  CHECK(complaint("dag:a>a") ==
        "\"dag:a>a\": the directed cycle a -> a; remove or turn round one of its edges");
  CHECK(complaint("cnn:3") ==
        "\"cnn:3\": not an architecture string; write mlp:SIZE-SIZE[-SIZE…][+bias] with sizes from "
        "1, for example mlp:784-128-10, or write dag:NODE>NODE[>NODE…][,NODE>NODE…], for example "
        "dag:x>h,x>k,h>y,k>y,h>k");
}

}  // namespace
}  // namespace isthmus
