// The gallery of traps: what each script claims gets the verdict and the cause that its text says.
#include <doctest/doctest.h>

#include <map>

#include "isthmus/formats/claims.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/report/crosscheck.hpp"

namespace isthmus {
namespace {

const std::string folder = std::string(ISTHMUS_SOURCE_DIR) + "/examples/traps/";

struct Expected {
  ClaimVerdict verdict;
  FloatCause cause;  ///< of the worst part
};

using enum ClaimVerdict;

/// By file and id of the claim.
const std::map<std::string, std::map<std::string, Expected>> gallery = {
    {"tiny-neuron",
     {{"matrix_rank", {refuted, FloatCause::tolerance}},
      {"rank below 3", {refuted, FloatCause::tolerance}}}},
    {"float32-rank", {{"matrix_rank", {refuted, FloatCause::tolerance}}}},
    {"cancelling-sums",
     {{"float32 sums", {refuted, FloatCause::cancellation}},
      {"two for each negative balance", {refuted, FloatCause::cancellation}}}},
    {"half-overflow", {{"float16 sums", {refuted, FloatCause::overflow}}}},
    {"underflow",
     {{"float32 sums", {refuted, FloatCause::underflow}},
      {"determinant 0", {refuted, FloatCause::underflow}},
      {"least square that cuts a neuron off", {refuted, FloatCause::underflow}},
      {"two for each negative balance", {refuted, FloatCause::underflow}}}},
    {"isclose",
     {{"no balance is clearly negative", {refuted, FloatCause::tolerance}},
      {"the weight out of the small neuron", {refuted, FloatCause::tolerance}}}},
    {"allclose",
     {{"allclose", {refuted, FloatCause::tolerance}},
      {"allclose to 1e-6", {confirmed, FloatCause::none}}}},
    {"sampled-components", {{"sign patterns in 50 draws", {refuted, FloatCause::not_explained}}}},
    {"squared-condition",
     {{"from J J^T", {refuted, FloatCause::cancellation}},
      {"svd", {refuted, FloatCause::cancellation}}}},
    {"silent-float32",
     {{"sums in float32", {refuted, FloatCause::narrow_type}},
      {"sums in float64", {within_rounding, FloatCause::rounding}}}}};

TEST_CASE("every trap is refuted for the reason it was built for") {
  for (const auto& [name, expected] : gallery) {
    CAPTURE(name);
    CrosscheckOptions options;
    options.checkpoint = [](const std::string& file, const std::string&) {
      return checkpoint_laws(load_network(folder + file));
    };
    const Crosscheck result = crosscheck(load_network(folder + name + ".npz"),
                                         load_claims(folder + name + ".json"), options);
    CHECK(result.claims.size() == expected.size());
    for (const ClaimResult& claim : result.claims) {
      CAPTURE(claim.claim.id);
      const auto wanted = expected.find(claim.claim.id);
      REQUIRE(wanted != expected.end());
      CHECK(claim.verdict() == wanted->second.verdict);
      for (const ClaimAnswer& answer : claim.answers) {
        if (answer.verdict == claim.verdict()) CHECK(answer.cause == wanted->second.cause);
      }
    }
  }
}

}  // namespace
}  // namespace isthmus
