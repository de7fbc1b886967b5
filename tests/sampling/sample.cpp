// Draws against the route of `analyze`: initialise, contract, feasible flow, minima of edges.
#include "isthmus/sampling/sample.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "isthmus/flow/edge_minima.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/network/contraction.hpp"
#include "sampling/chunks.hpp"
#include "sampling/lock_draws.hpp"
#include "support/message.hpp"

using namespace isthmus;

namespace {

/// Positions in Network::edges of the weights that the given weights lock.
std::set<std::uint32_t> locked_edges(const Network& network) {
  const Contraction contraction = contract(network);
  const Balance c = *balance_of(network, contraction);
  const Feasibility feasibility = feasible_flow(contraction.graph, c);
  std::set<std::uint32_t> locked;
  for (const CutStep& step : edge_minima(contraction.graph, c, *feasibility.flow).locked) {
    locked.insert(contraction.file_edge[step.edge]);
  }
  return locked;
}

/// All weights into the output that are no biases: locked or fixed, with one sign.
bool is_obstructed(const Network& network, const std::set<std::uint32_t>& locked,
                   std::uint32_t output) {
  std::set<int> signs;
  for (std::uint32_t e = 0; e < network.edges.size(); ++e) {
    const Edge& edge = network.edges[e];
    if (edge.to != output || network.nodes[edge.from].bias) continue;
    if (network.nodes[edge.from].role != Role::hidden) return false;
    if (!edge.fixed && locked.count(e) == 0) return false;
    signs.insert(sign_of(edge.weights.front()));
  }
  return signs.size() == 1;
}

/// What the counts must be.
struct Expected {
  std::map<std::uint64_t, std::uint64_t> histogram;
  std::map<std::uint32_t, std::uint64_t> weights, outputs, in, out;
};

Expected count_slowly(Network network, const SampleOptions& options) {
  Expected expected;
  for (std::uint64_t i = 0; i < options.draws; ++i) {
    initialise(network, {options.scheme, draw_seed(options.seed, i), options.precision});
    const Contraction contraction = contract(network);
    const std::set<std::uint32_t> locked = locked_edges(network);
    ++expected.histogram[locked.size()];
    std::set<std::uint32_t> in, out;
    for (const std::uint32_t e : locked) {
      ++expected.weights[e];
      in.insert(contraction.node_of[network.edges[e].to].value);
      out.insert(contraction.node_of[network.edges[e].from].value);
    }
    for (const std::uint32_t v : in) ++expected.in[v];
    for (const std::uint32_t v : out) ++expected.out[v];
    for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
      if (network.nodes[v].role != Role::output) continue;
      expected.outputs[v] += is_obstructed(network, locked, v) ? 1 : 0;
    }
  }
  return expected;
}

void check_sample(const Network& network, const SampleOptions& options) {
  const Sample seen = sample(network, options);
  Expected expected = count_slowly(network, options);
  const Contraction contraction = contract(network);
  CHECK(seen.draws == options.draws);
  CHECK(seen.complete());
  std::map<std::uint64_t, std::uint64_t> histogram;
  for (const LockedBin& bin : seen.histogram) histogram[bin.locked] = bin.draws;
  CHECK(histogram == expected.histogram);
  for (const SampledWeight& weight : seen.weights) {
    CHECK(weight.locked == expected.weights[weight.edge]);
    expected.weights.erase(weight.edge);
  }
  CHECK(expected.weights.empty());
  for (const SampledNode& node : seen.nodes) {
    const std::uint32_t v = contraction.node_of[node.node].value;
    CHECK(node.in == expected.in[v]);
    CHECK(node.out == expected.out[v]);
  }
  for (const SampledOutput& output : seen.outputs) {
    CHECK(output.one_sign == expected.outputs[output.node]);
    expected.outputs.erase(output.node);
  }
  for (const auto& [node, count] : expected.outputs) CHECK(count == 0);
}

SampleOptions options_of(Scheme scheme, std::uint64_t draws) {
  SampleOptions options;
  options.scheme = scheme;
  options.draws = draws;
  options.seed = 5;
  return options;
}

Network with_fixed(std::string architecture, std::size_t edge, const Rational& weight) {
  Network network = parse_architecture(architecture);
  network.edges[edge].fixed = true;
  network.edges[edge].weights = {weight};
  return network;
}

}  // namespace

TEST_CASE("counts are those of one analysis after another") {
  for (const char* architecture :
       {"mlp:1-3-1", "mlp:2-2-1", "mlp:3-2-1+bias", "mlp:2-3-2", "mlp:1-2-2-1", "mlp:2-1-2-1",
        "mlp:1-1-1-1", "mlp:2-2-2-1+bias", "dag:x>h>y,x>k>y,h>k", "dag:x>a,a>b,a>c,b>d,c>d,d>y",
        "dag:x>a>b>y,x>a>c>y,z>c,b>c", "dag:x>h>y,h>y,x>k>y"}) {
    CAPTURE(architecture);
    const Network network = parse_architecture(architecture);
    check_sample(network, options_of(Scheme::kaiming_normal, 60));
    check_sample(network, options_of(Scheme::pytorch, 40));
  }
}

TEST_CASE("fixed edges, bundles, biases into the output, double precision") {
  check_sample(with_fixed("mlp:2-3-1", 7, 2), options_of(Scheme::xavier_normal, 200));
  check_sample(with_fixed("mlp:2-3-1", 7, -2), options_of(Scheme::xavier_normal, 200));
  check_sample(with_fixed("dag:x>a>b>c>y,x>c,a>d>y", 1, 1), options_of(Scheme::kaiming_normal, 60));
  Network bundles = parse_architecture("dag:x>a>y,x>b>y");
  bundles.edges[0].multiplicity = 4;
  bundles.edges[3].multiplicity = 2;
  check_sample(bundles, options_of(Scheme::kaiming_uniform, 60));
  SampleOptions wide = options_of(Scheme::pytorch, 60);
  wide.precision = Precision::binary64;
  check_sample(parse_architecture("mlp:2-3-1+bias"), wide);
  Network skip = parse_architecture("dag:x>h>y,x>y");
  CHECK(sample(skip, wide).outputs.empty());
}

TEST_CASE("the rule by signs is used where it holds, and agrees with flows") {
  const auto rule = [](const char* architecture) {
    return sampling::LockDraws(parse_architecture(architecture), Scheme::pytorch,
                               Precision::binary32)
        .rule();
  };
  CHECK(rule("mlp:5-4-1") == sampling::LockRule::signs);
  CHECK(rule("mlp:5-4-3-1") == sampling::LockRule::signs);
  CHECK(rule("mlp:5-4-1-1") == sampling::LockRule::flows);
  for (const char* architecture : {"mlp:5-40-1", "mlp:4-3-5-1+bias", "mlp:1-6-1"}) {
    sampling::LockDraws draws(parse_architecture(architecture), Scheme::kaiming_normal,
                              Precision::binary32);
    const sampling::Tally quick = draws.tally(3, 0, 50);
    draws.use_flows();
    CHECK(sampling::to_bytes(draws.tally(3, 0, 50)) == sampling::to_bytes(quick));
  }
}

TEST_CASE("the first draw of each kind can be drawn again") {
  Network network = parse_architecture("mlp:2-5-1");
  const Sample seen = sample(network, options_of(Scheme::kaiming_normal, 500));
  CHECK(seen.histogram.size() >= 4);
  for (const LockedBin& bin : seen.histogram) {
    initialise(network, {Scheme::kaiming_normal, bin.first_seed});
    CHECK(locked_edges(network).size() == bin.locked);
  }
  CHECK(seen.histogram.front().first_seed != seen.histogram.back().first_seed);
}

TEST_CASE("threads and the split into runs change nothing; the seed does") {
  const Network network = parse_architecture("mlp:3-4-1");
  SampleOptions options = options_of(Scheme::kaiming_normal, 3000);
  options.farm.jobs = 1;
  const Sample one = sample(network, options);
  options.farm.jobs = 3;
  const Sample three = sample(network, options);
  const auto all = [](const Sample& sample) {
    std::vector<std::uint64_t> numbers;
    for (const LockedBin& bin : sample.histogram) {
      numbers.insert(numbers.end(), {bin.locked, bin.draws, bin.first_seed});
    }
    for (const SampledWeight& weight : sample.weights) numbers.push_back(weight.locked);
    return numbers;
  };
  CHECK(all(one) == all(three));
  ++options.seed;
  CHECK(all(sample(network, options)) != all(one));

  const sampling::LockDraws draws(network, options.scheme, options.precision);
  sampling::Tally sum = draws.empty_tally();
  for (const auto& [first, count] : {std::pair{0, 1}, {1, 699}, {700, 300}}) {
    const auto part =
        draws.tally(9, static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(count));
    sum.add(sampling::from_bytes(sampling::to_bytes(part), sum));
  }
  CHECK(sampling::to_bytes(sum) == sampling::to_bytes(draws.tally(9, 0, 1000)));
}

TEST_CASE("runs cover every draw once, whatever the size") {
  for (const std::uint64_t weights : {1ULL, 1000ULL, 3'000'000ULL}) {
    for (const std::uint64_t counts : {2ULL, 100'000ULL}) {
      for (const std::uint64_t draws : {1ULL, 256ULL, 1000ULL, 1'000'000'000ULL}) {
        const sampling::Chunks chunks(weights, counts, draws);
        const std::uint64_t last = chunks.count() - 1;
        CHECK(chunks.first(0) == 0);
        CHECK(chunks.size(last) > 0);
        CHECK(chunks.first(last) + chunks.size(last) == draws);
        CHECK(chunks.count() <= 65536);
      }
    }
  }
}

TEST_CASE("a deadline leaves the first draws, and says how many") {
  SampleOptions options = options_of(Scheme::kaiming_normal, 100'000);
  options.farm.deadline = std::chrono::steady_clock::now();
  const Sample none = sample(parse_architecture("mlp:3-4-1"), options);
  CHECK_FALSE(none.complete());
  CHECK(none.draws < none.asked);
  CHECK(none.asked == 100'000);
}

TEST_CASE("where no weight can be locked nothing is drawn") {
  const Sample seen =
      sample(parse_architecture("mlp:784-128-10"), options_of(Scheme::pytorch, 1'000'000));
  CHECK(seen.weights.empty());
  CHECK(seen.outputs.empty());
  CHECK(seen.histogram.size() == 1);
  CHECK(seen.histogram[0].locked == 0);
  CHECK(seen.histogram[0].draws == 1'000'000);
  CHECK(at_least_counts(seen).empty());
  CHECK(mean_locked(seen) == 0);
}

TEST_CASE("the mean and the tails of the histogram") {
  Sample seen;
  seen.draws = 10;
  seen.weights.resize(4);
  seen.histogram = {{0, 5, 0}, {1, 2, 0}, {3, 3, 0}};
  CHECK(mean_locked(seen) == Rational(11, 10));
  const std::vector<Count> tails = at_least_counts(seen);
  REQUIRE(tails.size() == 4);
  const std::uint64_t expected[] = {5, 3, 3, 0};
  for (std::size_t j = 0; j < 4; ++j) {
    CHECK(tails[j].hits == expected[j]);
    CHECK(tails[j].trials == 10);
  }
}

TEST_CASE("bad numbers of draws; counts of another network") {
  const Network network = parse_architecture("mlp:2-2-1");
  for (const std::uint64_t draws : {0ULL, 1'000'000'001ULL}) {
    const std::string message =
        test::message_of([&] { return sample(network, options_of(Scheme::pytorch, draws)); });
    CHECK(message == "usage: " + std::to_string(draws) +
                         " draws are not from 1 to 10^9; give a number in that range");
  }
  const sampling::Tally small(2, 2, 1);
  CHECK_THROWS_AS(static_cast<void>(sampling::from_bytes(sampling::to_bytes(small), {3, 2, 1})),
                  const Error&);
  CHECK_THROWS_AS(static_cast<void>(sampling::from_bytes(sampling::to_bytes(small), {2, 2, 0})),
                  const Error&);
}

TEST_CASE("the identity of a run holds whatever can change its counts") {
  const Network network = parse_architecture("mlp:2-2-1");
  const SampleOptions options = options_of(Scheme::kaiming_normal, 10);
  const std::string base = sampling::identity(network, options);
  CHECK(base == sampling::identity(parse_architecture("mlp:2-2-1"), options));
  CHECK(base != sampling::identity(parse_architecture("mlp:2-2-1+bias"), options));
  CHECK(base != sampling::identity(with_fixed("mlp:2-2-1", 0, 1), options));
  for (const auto& change :
       {+[](SampleOptions& o) { o.seed = 6; }, +[](SampleOptions& o) { o.draws = 11; },
        +[](SampleOptions& o) { o.scheme = Scheme::pytorch; },
        +[](SampleOptions& o) { o.precision = Precision::binary64; }}) {
    SampleOptions other = options;
    change(other);
    CHECK(base != sampling::identity(network, other));
  }
}
