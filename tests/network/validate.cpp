// Every complaint of `validate`, word for word.
#include <doctest/doctest.h>

#include <functional>

#include "isthmus/network/architecture.hpp"
#include "isthmus/network/network.hpp"
#include "support/message.hpp"

namespace isthmus {
namespace {

/// What is wrong with x→h→k→y (and x→k) after `change`.
std::string complaint(const std::function<void(Network&)>& change) {
  Network network = parse_architecture("dag:x>h>k>y,x>k");  // nodes x h k y; edges xh hk ky xk
  change(network);
  return test::message_of([&] {
    validate(network);
    return 0;
  });
}

void rename(Network& n, std::size_t v, std::string id) { n.nodes[v].id = std::move(id); }

void give_weights(Network& n) {
  for (Edge& edge : n.edges) edge.weights = {Rational(2)};
}

TEST_CASE("a valid network is accepted, with weights and a balance that agrees") {
  CHECK(complaint([](Network&) {}) == "no error");
  CHECK(complaint([](Network& n) {
          give_weights(n);
          n.balance = {{}, Rational(0), Rational(4), {}};
        }) == "no error");
  CHECK(complaint([](Network& n) { n = Network(); }) == "no error");
}

TEST_CASE("nodes") {
  CHECK(complaint([](Network& n) { rename(n, 1, ""); }) ==
        "$.nodes[1].id: the id is empty; give every node a name");
  CHECK(complaint([](Network& n) { rename(n, 3, "h"); }) ==
        "$.nodes[3].id: \"h\" is already the id of $.nodes[1]; give every node its own id");
  CHECK(complaint([](Network& n) { n.nodes[2].bias = true; }) ==
        "$.nodes[2].bias: \"k\" is not an input; only an input can be held at 1; leave \"bias\" "
        "out or make the node an input");
}

TEST_CASE("ends of edges") {
  CHECK(complaint([](Network& n) { n.edges[1].from = 4; }) ==
        "$.edges[1].from: there is no node number 4; nodes are numbered from 0 to 4 exclusive");
  CHECK(complaint([](Network& n) { n.edges[1].to = 9; }) ==
        "$.edges[1].to: there is no node number 9; nodes are numbered from 0 to 4 exclusive");
  CHECK(complaint([](Network& n) { n.edges[1].to = 0; }) ==
        "$.edges[1].to: \"x\" is an input, and no edge may lead into an input; turn the edge "
        "round or change the role of that node");
}

TEST_CASE("edges out of outputs are fine") {
  CHECK(complaint([](Network& n) { std::swap(n.nodes[1].role, n.nodes[3].role); }) == "no error");
}

TEST_CASE("directed cycles are named") {
  CHECK(complaint([](Network& n) {
          n.edges[3].from = 2;
          n.edges[3].to = 1;
        }) ==
        "$.edges[3]: closes the directed cycle h -> k -> h; remove or turn round one of its edges");
  CHECK(complaint([](Network& n) { n.edges[0].from = 1; }) ==
        "$.edges[0]: closes the directed cycle h -> h; remove or turn round one of its edges");
  // Fixed edges count, and a long cycle is shortened.
  CHECK(complaint([](Network& n) {
          for (int i = 0; i < 20; ++i) {
            n.nodes.push_back({std::string("c").append(std::to_string(i)), Role::hidden, false});
            Edge edge;
            edge.from = static_cast<std::uint32_t>(4 + i);
            edge.to = static_cast<std::uint32_t>(4 + (i + 1) % 20);
            edge.fixed = i == 19;
            if (edge.fixed) edge.weights = {Rational(1)};
            n.edges.push_back(edge);
          }
        }) ==
        "$.edges[23]: closes the directed cycle c0 -> c1 -> c2 -> c3 -> c4 -> c5 -> c6 -> … -> c0 "
        "(20 nodes); remove or turn round one of its edges");
}

TEST_CASE("names of edges") {
  CHECK(complaint([](Network& n) { n.edges[0].id = n.edges[2].id = std::string(1, 'w'); }) ==
        "$.edges[2].id: \"w\" is already the name of $.edges[0]; give every edge its own \"id\"");
  CHECK(complaint([](Network& n) { n.edges[0].id = "k->y"; }) ==
        "$.edges[2]: \"k->y\" is already the name of $.edges[0]; give every edge its own \"id\"");
  // "a->b" → "c" and "a" → "b->c" would both be called a->b->c.
  CHECK(complaint([](Network& n) {
          rename(n, 0, "a");
          rename(n, 1, "a->b");
          rename(n, 2, "c");
          rename(n, 3, "b->c");
          n.edges[3].to = 3;
        }) ==
        "$.edges[3]: \"a->b->c\" is already the name of $.edges[1]; give every edge its own "
        "\"id\"");
}

TEST_CASE("weights and bundles") {
  CHECK(complaint([](Network& n) {
          give_weights(n);
          n.edges[2].weights.clear();
        }) ==
        "$.edges[2]: no weight, although $.edges[0] has one; give weights to all trainable "
        "edges or to none");
  CHECK(complaint([](Network& n) { n.edges[0].multiplicity = 0; }) ==
        "$.edges[0].multiplicity: the multiplicity is 0; use whole numbers from 1, at most 10^18 "
        "in total");
  CHECK(complaint([](Network& n) { n.edges[0].multiplicity = 1'000'000'000'000'000'000; }) ==
        "$.edges[1].multiplicity: the multiplicities add up to more than 10^18; use whole numbers "
        "from 1, at most 10^18 in total");
  CHECK(complaint([](Network& n) {
          n.edges[0].multiplicity = 3;
          n.edges[0].weights = {Rational(1), Rational(2)};
        }) ==
        "$.edges[0].weights: 2 weights for multiplicity 3; give \"weights\", an array of 3 "
        "numbers, or \"norm_squared\"");
  CHECK(complaint([](Network& n) {
          n.edges[0].multiplicity = 3;
          n.edges[0].weights = {Rational(1)};
        }) ==
        "$.edges[0].weight: 1 weights for multiplicity 3; give \"weights\", an array of 3 "
        "numbers, or \"norm_squared\"");
  CHECK(complaint([](Network& n) { n.edges[0].norm_squared = Rational(1); }) ==
        "$.edges[0].norm_squared: only a bundle can be given by its norm; give \"weight\", or "
        "\"multiplicity\" if these are several parallel edges");
  CHECK(complaint([](Network& n) {
          n.edges[0].multiplicity = 2;
          n.edges[0].norm_squared = Rational(-1, 3);
        }) ==
        "$.edges[0].norm_squared: -1/3 is negative; give the sum of the squares of the "
        "weights");
  CHECK(complaint([](Network& n) {
          n.edges[0].multiplicity = 2;
          n.edges[0].weights = {Rational(1), Rational(2)};
          n.edges[0].norm_squared = Rational(5);
        }) == "$.edges[0]: both weights and \"norm_squared\"; give one of the two");
}

TEST_CASE("fixed edges") {
  CHECK(complaint([](Network& n) { n.edges[1].fixed = true; }) ==
        "$.edges[1]: a fixed edge needs its weight; add \"weight\", a number other than 0");
  CHECK(complaint([](Network& n) {
          n.edges[1].fixed = true;
          n.edges[1].weights = {Rational(0)};
        }) == "$.edges[1].weight: a fixed edge of weight 0 carries nothing; leave the edge out");
  CHECK(complaint([](Network& n) {
          n.edges[1].fixed = true;
          n.edges[1].multiplicity = 2;
          n.edges[1].weights = {Rational(1), Rational(1)};
        }) ==
        "$.edges[1].multiplicity: a fixed edge cannot be a bundle; write the fixed edges one "
        "by one");
  CHECK(complaint([](Network& n) {  // a weight of its own, although nothing else has one
          n.edges[1].fixed = true;
          n.edges[1].weights = {Rational(1)};
        }) == "no error");
}

TEST_CASE("the balance covers exactly the nodes with a law") {
  CHECK(complaint([](Network& n) {
          n.balance = {{}, Rational(1), {}, {}};
        }) ==
        "$.balance: no value for the hidden node \"k\"; give one for every hidden node, or leave "
        "\"balance\" out");
  CHECK(complaint([](Network& n) {
          n.balance = {Rational(1), Rational(1), Rational(1), {}};
        }) == "$.balance.x: \"x\" is not hidden, so no law holds there; leave this value out");
  CHECK(complaint([](Network& n) {
          n.edges[2].fixed = true;
          n.edges[2].weights = {Rational(1)};
          n.balance = {{}, Rational(1), Rational(1), {}};
        }) ==
        "$.balance.k: \"k\" is tied to the ground by fixed edges, so no law holds there; "
        "leave this value out");
  CHECK(complaint([](Network& n) { n.balance = {Rational(1)}; }) ==
        "$.balance: not aligned with the nodes; give one optional value for each node");
}

TEST_CASE("the balance agrees with the weights, group by group") {
  CHECK(complaint([](Network& n) {
          give_weights(n);
          n.balance = {{}, Rational(1, 2), Rational(4), {}};
        }) ==
        "$.balance.h: the weights give 0, not 1/2; correct it, or leave \"balance\" out to "
        "use the weights");
  const auto tied = [](const Rational& h, const Rational& k) {
    return [h, k](Network& n) {
      give_weights(n);
      n.edges[1].fixed = true;
      n.balance = {{}, h, k, {}};
    };
  };
  CHECK(complaint(tied(Rational(-6), Rational(10))) == "no error");
  CHECK(complaint(tied(Rational(0), Rational(3))) ==
        "$.balance.h: the weights give 4 in total for the group \"h\", \"k\" joined by fixed "
        "edges, but the given values add up to 3; correct it, or leave \"balance\" out to use the "
        "weights");
}

TEST_CASE("default names count parallels, named ones included") {
  Network network = parse_architecture("dag:x>h>y,x>h,x>h");
  network.edges[0].id = "first";
  CHECK(edge_names(network) == std::vector<std::string>{"first", "h->y", "x->h#2", "x->h#3"});
}

TEST_CASE("what is known of the weights") {
  Network network = parse_architecture("dag:x>h>y");
  CHECK_FALSE(has_weights(network));
  network.edges[0].fixed = true;
  network.edges[0].weights = {Rational(1)};
  CHECK_FALSE(has_weights(network));
  network.edges[1].weights = {Rational(0)};
  CHECK(has_weights(network));
  network.edges[1].fixed = true;
  CHECK_FALSE(has_weights(network));
  Edge unknown;
  CHECK(test::message_of([&] { return squared_norm(unknown); }).starts_with("internal: "));
}

}  // namespace
}  // namespace isthmus
