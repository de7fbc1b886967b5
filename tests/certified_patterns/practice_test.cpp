// Patterns from practice, up to 1024 × 1024, and more than two factors: certificates stay short,
// and the checker quick.
#include <doctest/doctest.h>

#include <functional>
#include <random>

#include "certified_patterns/certificates.hpp"
#include "checker/check.hpp"
#include "pattern/cases.hpp"

namespace isthmus::test {
namespace {

using Entry = std::function<bool(std::size_t, std::size_t)>;

LayerSupport layer_where(std::size_t outputs, std::size_t inputs, const Entry& is_there) {
  LayerSupport out{inputs, std::vector<std::vector<std::uint32_t>>(outputs)};
  for (std::size_t i = 0; i < outputs; ++i) {
    for (std::size_t j = 0; j < inputs; ++j) {
      if (is_there(i, j)) out.rows[i].push_back(static_cast<std::uint32_t>(j));
    }
  }
  return out;
}
LayerSupport dense(std::size_t outputs, std::size_t inputs) {
  return layer_where(outputs, inputs, [](std::size_t, std::size_t) { return true; });
}

// The certificate has a given verdict and is at most so much longer than the digits of the pattern.
void check_certificate(const LayerSupports& layers, const std::string& verdict) {
  std::size_t digits = 0;
  for (const LayerSupport& layer : layers) digits += layer.outputs() * (layer.inputs + 4);
  const std::string text = certify(layers);
  CHECK(isthmus_check::check(text).line == verdict);
  CHECK(text.size() < digits + digits / 2 + 10'000);
}

TEST_CASE("dense layers, wide and narrow") {
  check_certificate({dense(1024, 1024), dense(1024, 1024)}, "proved: closed");
  check_certificate({dense(20, 784), dense(784, 20)}, "proved: closed");
  check_certificate({dense(64, 100), dense(1, 64)}, "proved: closed");
  check_certificate({dense(100, 50), dense(60, 100), dense(10, 60)}, "proved: closed");
}

TEST_CASE("blocks on the diagonal, in order and mixed up") {
  const Entry blocks = [](std::size_t i, std::size_t j) { return i / 32 == j / 32; };
  const Entry mixed = [](std::size_t i, std::size_t j) { return i % 32 == j % 32; };
  check_certificate({layer_where(1024, 1024, blocks), layer_where(1024, 1024, blocks)},
                    "proved: closed");
  check_certificate({layer_where(1024, 1024, mixed), layer_where(1024, 1024, mixed)},
                    "proved: closed");
  const Entry narrow = [](std::size_t i, std::size_t j) { return i == j / 8; };
  const Entry back = [](std::size_t i, std::size_t j) { return i / 8 == j; };
  check_certificate({layer_where(16, 128, narrow), layer_where(128, 16, back)}, "proved: closed");
}

TEST_CASE("butterflies") {
  LayerSupports layers;
  for (std::size_t bit = 1; bit < 1024; bit *= 2) {
    layers.push_back(layer_where(
        1024, 1024, [&](std::size_t i, std::size_t j) { return i == j || (i ^ j) == bit; }));
  }
  check_certificate(layers, "proved: closed");
}

TEST_CASE("triangular factors") {
  const Entry lower = [](std::size_t i, std::size_t j) { return j <= i; };
  const Entry upper = [](std::size_t i, std::size_t j) { return j >= i; };
  const auto l = layer_where(64, 64, lower), u = layer_where(64, 64, upper);
  check_certificate({l, l}, "proved: closed");
  check_certificate({l, l, l}, "proved: closed");
  check_certificate({u, l}, "proved: not-closed");
}

}  // namespace
}  // namespace isthmus::test
