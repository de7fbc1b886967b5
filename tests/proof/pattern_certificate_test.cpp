// Certificates about patterns as text; that they prove something is the business of
// tests/certified_patterns.
#include "isthmus/proof/pattern_certificate.hpp"

#include <doctest/doctest.h>

namespace isthmus {
namespace {

const std::string head = "{\n  \"format\": \"isthmus-certificate\",\n  \"version\": 1,\n";

Laurent term(int exponent, int coefficient) { return {{{exponent, coefficient}}}; }

TEST_CASE("neighbouring strips of a neuron are one step, and parts follow each other") {
  ClosedProof part{{DropReduction{0}}, {}, {}};
  ClosedProof proof{
      {StripReduction{0, Orientation::rows, 1}, StripReduction{0, Orientation::rows, 0},
       StripReduction{1, Orientation::columns, 0}, LinearReduction{{0}, Orientation::rows},
       StripReduction{0, Orientation::rows, 2}},
      {},
      {{{0, 2}, ClosedProof{{}, {OneNeuron{}}, {}}}, {{1}, part}}};
  const LayerSupports layers{{3, {{0, 2}, {}}}, {2, {{1}}}};
  CHECK(certificate_text(PatternCertificate{layers, ClosedEvidence{{}, proof}}) ==
        head + R"(  "pattern": {"layers": [["101", "000"], ["01"]]},
  "claim": "closed",
  "merges": [],
  "proof": [
    {"strip": 0, "side": "rows", "indices": [0, 1]},
    {"strip": 1, "side": "columns", "indices": [0]},
    {"linear": [0], "side": "rows"},
    {"strip": 0, "side": "rows", "indices": [2]},
    {"parts": [[0, 2], [1]]},
    {"one_neuron": true},
    {"drop": 0},
    {"nothing": true}
  ]
}
)");
}

TEST_CASE("absorption is a step before the rest, and one layer needs no proof") {
  const auto rest = std::make_shared<const ClosedProof>(ClosedProof{
      {},
      {Sandwich{Orientation::columns, {{1, Orientation::columns, 0}, {1, Orientation::rows, 2}}}},
      {}});
  const ClosedProof full{{}, {Absorption{{{1, Orientation::rows, 0}}, {2}, rest}}, {}};
  const LayerSupports layers{{1, {{0}}}, {1, {{0}}}};
  CHECK(certificate_text(PatternCertificate{layers, ClosedEvidence{{{0, full}}, {}}}) ==
        head + R"(  "pattern": {"layers": [["1"], ["1"]]},
  "claim": "closed",
  "merges": [{"layer": 0, "proof": [
    {"absorb": 1, "side": "rows", "index": 0, "pivot": 2},
    {"sandwich": "columns", "deleted": [[1, "rows", 2], [1, "columns", 0]]}
  ]}],
  "proof": []
}
)");
}

TEST_CASE("the cases of a branch come in the order of their supports, as numbers") {
  Witness witness;
  witness.limit = RationalMatrix(1, 2);
  witness.limit(0, 1) = Rational(-1) / 2;
  witness.factors = {{{term(-1, 2), {}}}, {{term(0, 3)}}};
  witness.window = {
      IndexSet::below(1), IndexSet::below(2), {{0, IndexSet::below(1), {}}}, {IndexSet::below(1)}};
  const auto end = [](std::size_t neuron) { return Refutation{{}, {EmptySpace{neuron}}, 0, {}}; };
  witness.refutation = {
      {SpanStep{0, 1}}, {}, 4, {{{0, 2}, end(5)}, {{1}, end(2)}, {{}, end(0)}, {{0, 1}, end(3)}}};
  const LayerSupports layers{{2, {{0}}}, {1, {{0}}}};
  CHECK(certificate_text(PatternCertificate{layers, witness}) ==
        head + R"(  "pattern": {"layers": [["10"], ["1"]]},
  "claim": "not-closed",
  "limit": [[0, 1, "-1/2"]],
  "factors": [[[0, 0, {"-1": "2"}]], [[0, 0, {"0": "3"}]]],
  "split": 1,
  "window": {"rows": [0], "columns": [0, 1], "neurons": [{"origin": 0, "rows": [0], "columns": []}], "free": [[0, [0]]]},
  "side": "rows",
  "refutation": [
    {"span": [0, 1]},
    {"branch": 4},
    {"empty": 0},
    {"empty": 2},
    {"empty": 3},
    {"empty": 5}
  ]
}
)");
}

}  // namespace
}  // namespace isthmus
