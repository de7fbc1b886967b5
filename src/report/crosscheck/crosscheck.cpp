// Every claim goes to the check of its kind. What a limit stops is not determined, and never read
// as a verdict.
#include "isthmus/report/crosscheck.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "report/crosscheck/checks.hpp"

namespace isthmus {
namespace {

std::vector<ClaimAnswer> answers_to(CheckedModel& model, const FloatClaim& claim,
                                    const CrosscheckOptions& options) {
  switch (claim.kind) {
    case FloatClaimKind::balance:
      return check_balances(model, claim);
    case FloatClaimKind::distance:
      return check_distance(model, claim);
    case FloatClaimKind::singular_values:
      return check_values(model, claim, options.budget);
    case FloatClaimKind::jacobian_rank:
    case FloatClaimKind::singular:
      return check_rank(model, claim, options.budget);
    case FloatClaimKind::components:
      return check_components(model, claim);
    case FloatClaimKind::locked:
      return check_locked(model, claim);
    case FloatClaimKind::betti:
      return check_betti(model, claim, options.cell_limit);
    case FloatClaimKind::conserved:
      return check_conserved(model, claim, options);
  }
  ensure(false, "every kind of claim has a check");
  return {};
}

ClaimAnswer stopped(const FloatClaim& claim, const Error& error) {
  ClaimAnswer answer;
  answer.what = kind_name(claim.kind);
  answer.claimed = "the whole claim";
  answer.verdict = ClaimVerdict::not_determined;
  answer.reason = error.detail().cause;
  return answer;
}

ClaimResult result_of(CheckedModel& model, FloatClaim claim, const CrosscheckOptions& options) {
  ClaimResult result{std::move(claim), {}};
  try {
    result.answers = answers_to(model, result.claim, options);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::limit_reached) throw error.at(result.claim.place);
    result.answers = {stopped(result.claim, error)};
  }
  return result;
}

}  // namespace

std::string verdict_name(ClaimVerdict verdict) {
  switch (verdict) {
    case ClaimVerdict::confirmed:
      return "confirmed";
    case ClaimVerdict::within_rounding:
      return "within rounding";
    case ClaimVerdict::not_determined:
      return "not determined";
    default:
      return "refuted";
  }
}

std::string cause_name(FloatCause cause) {
  switch (cause) {
    case FloatCause::none:
      return "none";
    case FloatCause::rounding:
      return "rounding";
    case FloatCause::cancellation:
      return "cancellation";
    case FloatCause::overflow:
      return "overflow";
    case FloatCause::underflow:
      return "underflow";
    case FloatCause::tolerance:
      return "tolerance";
    case FloatCause::narrow_type:
      return "narrow type";
    default:
      return "not explained";
  }
}

ClaimVerdict ClaimResult::verdict() const {
  ClaimVerdict worst = ClaimVerdict::confirmed;
  for (const ClaimAnswer& answer : answers) worst = std::max(worst, answer.verdict);
  return worst;
}

std::size_t Crosscheck::count(ClaimVerdict verdict) const {
  return static_cast<std::size_t>(
      std::count_if(claims.begin(), claims.end(),
                    [&](const ClaimResult& result) { return result.verdict() == verdict; }));
}

Crosscheck crosscheck(Network network, std::vector<FloatClaim> claims,
                      const CrosscheckOptions& options) {
  CheckedModel model(std::move(network));
  Crosscheck result;
  result.model = model.network().name;
  result.hidden = model.graph().hidden_count();
  result.weights = model.graph().weight_count();
  for (FloatClaim& claim : claims) {
    result.claims.push_back(result_of(model, std::move(claim), options));
  }
  return result;
}

}  // namespace isthmus
