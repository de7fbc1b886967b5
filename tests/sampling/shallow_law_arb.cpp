// Closed forms against a table made by simulation elsewhere, against square roots, and against
// draws.
#include "isthmus/sampling/shallow_law.hpp"

#include <doctest/doctest.h>

#include "isthmus/network/architecture.hpp"
#include "isthmus/sampling/sample.hpp"

using namespace isthmus;

namespace {

std::optional<ShallowLaw> law_of(const std::string& architecture, Scheme scheme) {
  return shallow_law(parse_architecture(architecture), scheme);
}

std::string mlp(int inputs, int width) {
  return "mlp:" + std::to_string(inputs) + "-" + std::to_string(width) + "-1";
}

/// Frequencies of c_k < 0 among 400 000 draws, in thousandths: Kaiming-normal, Xavier-normal.
constexpr int sizes[] = {1, 2, 5, 10, 30, 100};
constexpr int inputs_of_rows[] = {1, 2, 5, 10, 30, 100};
constexpr int table[6][6][2] = {
    {{500, 500}, {391, 500}, {268, 501}, {195, 501}, {115, 500}, {63, 501}},
    {{424, 368}, {294, 345}, {156, 321}, {87, 308}, {32, 300}, {10, 296}},
    {{363, 253}, {215, 202}, {75, 144}, {25, 114}, {3, 89}, {0, 80}},
    {{340, 206}, {188, 145}, {49, 73}, {10, 41}, {0, 19}, {0, 13}},
    {{325, 174}, {168, 104}, {33, 31}, {4, 7}, {0, 1}, {0, 0}},
    {{321, 163}, {160, 89}, {28, 19}, {2, 2}, {0, 0}, {0, 0}}};

/// The interval and the enclosure have a point in common.
bool agree(const Enclosure& interval, const Enclosure& value) {
  return interval.lower <= value.upper && value.lower <= interval.upper;
}

/// The number of draws in which each of the l output weights was locked, added up.
Count neurons_locked(const Sample& sample) {
  Count count{0, sample.draws * sample.nodes.size()};
  for (const SampledNode& node : sample.nodes) count.hits += node.out;
  return count;
}

}  // namespace

TEST_CASE("the reference table, every entry") {
  for (int row = 0; row < 6; ++row) {
    for (int column = 0; column < 6; ++column) {
      for (int scheme = 0; scheme < 2; ++scheme) {
        const auto law = law_of(mlp(inputs_of_rows[row], sizes[column]),
                                scheme == 0 ? Scheme::kaiming_normal : Scheme::xavier_normal);
        REQUIRE(law);
        const Enclosure p = negative_probability(*law);
        const Rational entry(table[row][column][scheme], 1000);
        CHECK(abs(Rational(p.lower - entry)) <= Rational(3, 1000));
        CHECK((p.upper - p.lower) * Rational(Integer(1) << 64U) <= p.upper);
      }
    }
  }
}

TEST_CASE("ratios of variances are exact") {
  CHECK(law_of("mlp:6-4-1", Scheme::kaiming_normal)->ratio == Rational(6, 4));
  CHECK(law_of("mlp:6-4-1", Scheme::xavier_normal)->ratio == Rational(10, 5));
  CHECK(law_of("mlp:6-4-1+bias", Scheme::kaiming_normal)->ratio == Rational(6, 4));
  CHECK(law_of("mlp:6-4-1+bias", Scheme::kaiming_normal)->inputs == 6);
  CHECK(law_of("mlp:6-4-1", Scheme::xavier_normal)->width == 4);
}

TEST_CASE("two inputs: 1 - 1/sqrt(1 + r); the sums that follow from it") {
  const ShallowLaw law{2, 3, Rational(8)};
  // sqrt(1/9) = 1/3, so p = 2/3.
  const Enclosure p = negative_probability(law);
  const auto contains = [](const Enclosure& e, const Rational& q) {
    return e.lower <= q && q <= e.upper && (e.upper - e.lower) * 1'000'000'000 < q;
  };
  CHECK(contains(p, Rational(2, 3)));
  CHECK(contains(none_negative_probability(law), Rational(1, 27)));
  CHECK(contains(one_sign_probability(law), Rational(2, 27)));
  // One input and equal variances: a fair coin.
  CHECK(contains(negative_probability({1, 1, Rational(1)}), Rational(1, 2)));
  // Wide layers are as precise as narrow ones.
  const Enclosure wide = none_negative_probability({50, 1'000'000, Rational(1, 10)});
  CHECK((wide.upper - wide.lower) * Rational(Integer(1) << 60U) <= wide.upper);
}

TEST_CASE("networks that have no such law") {
  for (const char* architecture :
       {"mlp:3-2", "mlp:3-2-2", "mlp:3-2-2-1", "dag:x>h>y,x>y", "dag:x>h>y,x>k>y,z>k",
        "dag:x>h>y,h>y", "dag:x>h>y,x>k>z", "dag:x>h>k>y", "dag:x>h>y,x>k>y,h>k"}) {
    CAPTURE(architecture);
    CHECK_FALSE(law_of(architecture, Scheme::kaiming_normal).has_value());
  }
  CHECK_FALSE(law_of("mlp:3-2-1", Scheme::kaiming_uniform).has_value());
  CHECK_FALSE(law_of("mlp:3-2-1", Scheme::pytorch).has_value());
  Network fixed = parse_architecture("mlp:3-2-1");
  fixed.edges[0].fixed = true;
  fixed.edges[0].weights = {Rational(1)};
  CHECK_FALSE(shallow_law(fixed, Scheme::kaiming_normal).has_value());
  // Sparse, but all neurons alike under one scheme; under the other, an input has two out-edges.
  CHECK(law_of("dag:x>h>y,z>h,z>k>y,u>k", Scheme::kaiming_normal)->inputs == 2);
  CHECK_FALSE(law_of("dag:x>h>y,z>h,z>k>y,u>k", Scheme::xavier_normal).has_value());
  Network bundle = parse_architecture("dag:x>h>y");
  bundle.edges[0].multiplicity = 7;
  CHECK(shallow_law(bundle, Scheme::kaiming_normal)->inputs == 7);
}

TEST_CASE("draws agree with the closed forms, at confidence 99.99 % and fixed seeds") {
  const Rational confidence(9999, 10000);
  for (const Scheme scheme : {Scheme::kaiming_normal, Scheme::xavier_normal}) {
    for (const char* architecture : {"mlp:1-4-1", "mlp:2-1-1", "mlp:2-3-1", "mlp:5-2-1+bias",
                                     "mlp:10-10-1", "dag:x>h>y,z>h,u>k>y,v>k"}) {
      CAPTURE(architecture);
      const Network network = parse_architecture(architecture);
      const auto law = shallow_law(network, scheme);
      REQUIRE(law);
      SampleOptions options;
      options.scheme = scheme;
      options.draws = 20'000;
      options.seed = 2024;
      const Sample seen = sample(network, options);
      CHECK(agree(clopper_pearson(neurons_locked(seen), confidence), negative_probability(*law)));
      CHECK(agree(clopper_pearson({seen.outputs.at(0).one_sign, seen.draws}, confidence),
                  one_sign_probability(*law)));
      if (law->inputs == 1) continue;  // then every neuron locks a weight
      const std::uint64_t connected =
          seen.histogram.front().locked == 0 ? seen.histogram.front().draws : 0;
      CHECK(agree(clopper_pearson({connected, seen.draws}, confidence),
                  none_negative_probability(*law)));
    }
  }
}
