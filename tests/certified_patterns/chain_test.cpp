// T15: the checker and the engine agree on its conditions, each with code of its own.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "checker/check.hpp"
#include "isthmus/proof/pattern_certificate.hpp"
#include "pattern/closed/chain.hpp"

namespace isthmus::test {
namespace {

using isthmus_check::Verdict;

isthmus_check::Outcome outcome(const LayerSupports& layers) {
  ClosedEvidence evidence;
  evidence.ending = LayerEnding::chain;
  return isthmus_check::check(certificate_text(PatternCertificate{layers, evidence}), {});
}

void flip(LayerSupport& layer, std::size_t i, std::uint32_t j) {
  auto& row = layer.rows[i];
  const auto at = std::lower_bound(row.begin(), row.end(), j);
  if (at != row.end() && *at == j) {
    row.erase(at);
  } else {
    row.insert(at, j);
  }
}

LayerSupports butterfly() {
  LayerSupports layers(3, LayerSupport{8, std::vector<std::vector<std::uint32_t>>(8)});
  for (std::uint32_t l = 0; l < 3; ++l) {
    for (std::uint32_t i = 0; i < 8; ++i) {
      const std::uint32_t other = i ^ 1U << l;
      layers[l].rows[i] = {std::min(i, other), std::max(i, other)};
    }
  }
  return layers;
}

TEST_CASE("a butterfly and its neighbours: accepted exactly where T15 applies") {
  CHECK(outcome(butterfly()).verdict == Verdict::proved);
  std::size_t refused = 0, accepted = 0;
  for (std::size_t l = 0; l < 3; ++l) {
    for (std::uint32_t i = 0; i < 8; ++i) {
      for (std::uint32_t j = 0; j < 8; ++j) {
        LayerSupports changed = butterfly();
        flip(changed[l], i, j);
        const bool applies = is_chain(changed);
        CHECK(outcome(changed).verdict == (applies ? Verdict::proved : Verdict::not_proved));
        ++(applies ? accepted : refused);
      }
    }
  }
  CHECK(refused > 100);
  CHECK(accepted > 10);
}

TEST_CASE("random layers: accepted exactly where T15 applies") {
  std::mt19937 random(8);
  std::size_t applied = 0;
  for (int round = 0; round < 2000; ++round) {
    LayerSupports layers(2 + random() % 3);
    std::size_t before = 1 + random() % 4;
    for (LayerSupport& layer : layers) {
      layer = {before, std::vector<std::vector<std::uint32_t>>(1 + random() % 4)};
      for (std::size_t i = 0; i < layer.outputs(); ++i) {
        for (std::uint32_t j = 0; j < before; ++j) {
          if (random() % 2 == 0) flip(layer, i, j);
        }
      }
      before = layer.outputs();
    }
    const bool applies = is_chain(layers);
    applied += applies ? 1 : 0;
    CHECK((outcome(layers).verdict == Verdict::proved) == applies);
  }
  CHECK(applied > 200);
  CHECK(applied < 1800);
}

TEST_CASE("one layer is no chain, and the claim is spelled out") {
  CHECK(outcome({butterfly()[0]}).verdict == Verdict::not_proved);
  ClosedEvidence evidence;
  evidence.ending = LayerEnding::chain;
  std::string text = certificate_text(PatternCertificate{butterfly(), evidence});
  text.replace(text.find("\"chain\""), 7, "\"trail\"");
  CHECK(isthmus_check::check(text, {}).verdict == Verdict::malformed);
}

}  // namespace
}  // namespace isthmus::test
