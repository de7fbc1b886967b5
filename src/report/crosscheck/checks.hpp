// The checks of each kind of claim.
#pragma once

#include "report/crosscheck/judge.hpp"
#include "report/crosscheck/spectrum.hpp"
#include "report/crosscheck/subject.hpp"

namespace isthmus {

/// Each returns at least one answer. Errors about names are without a place; Error (limit_reached)
/// means that the claim is not determined.
[[nodiscard]] std::vector<ClaimAnswer> check_balances(CheckedModel& model, const FloatClaim& claim);
[[nodiscard]] std::vector<ClaimAnswer> check_distance(CheckedModel& model, const FloatClaim& claim);
[[nodiscard]] std::vector<ClaimAnswer> check_values(CheckedModel& model, const FloatClaim& claim,
                                                    const Budget& budget);
[[nodiscard]] std::vector<ClaimAnswer> check_rank(CheckedModel& model, const FloatClaim& claim,
                                                  const Budget& budget);
[[nodiscard]] std::vector<ClaimAnswer> check_components(CheckedModel& model,
                                                        const FloatClaim& claim);
[[nodiscard]] std::vector<ClaimAnswer> check_locked(CheckedModel& model, const FloatClaim& claim);
[[nodiscard]] std::vector<ClaimAnswer> check_betti(CheckedModel& model, const FloatClaim& claim,
                                                   std::size_t cell_limit);
[[nodiscard]] std::vector<ClaimAnswer> check_conserved(CheckedModel& model, const FloatClaim& claim,
                                                       const CrosscheckOptions& options);

/// A short decimal, exact or with "≈", for sentences.
[[nodiscard]] std::string in_words(const Rational& q);

/// Fills in verdict and ulps.
void take(ClaimAnswer& answer, const Judged& judged);

}  // namespace isthmus
