// The claim that a trajectory conserves c: the balance of every checkpoint, exactly.
#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "report/crosscheck/checks.hpp"

namespace isthmus {
namespace {

/// numpy.allclose(c, first) with its default tolerances: |c − first| <= 1e-8 + 1e-5 |first|.
bool all_close(const Balance& c, const Balance& first) {
  for (const NodeId v : IdRange<NodeId>(c.size())) {
    const Rational allowed = Rational(1, 100'000'000) + abs(first[v]) / 100'000;
    if (abs(Rational(c[v] - first[v])) > allowed) return false;
  }
  return true;
}

class ConservedChecker {
 public:
  ConservedChecker(CheckedModel& model, const FloatClaim& claim, const CrosscheckOptions& options)
      : model_(model), claim_(claim), options_(options) {}

  std::vector<ClaimAnswer> check() {
    const Balance first = balance(claim_.checkpoints.front());
    std::vector<ClaimAnswer> answers;
    for (std::size_t t = 1; t < claim_.checkpoints.size(); ++t) {
      answers.push_back(compare(t, first, balance(claim_.checkpoints[t])));
    }
    return answers;
  }

 private:
  [[nodiscard]] CheckedModel read(const std::string& name) const {
    ensure(static_cast<bool>(options_.checkpoint), "somebody reads the checkpoints of claims");
    try {
      return CheckedModel(options_.checkpoint(name, claim_.place));
    } catch (const Error& error) {
      if (!error.detail().file.empty()) throw;
      ErrorDetail detail = error.detail();
      detail.cause = "checkpoint " + quoted(name) + ": " + detail.cause;
      throw Error(error.kind(), std::move(detail));
    }
  }

  [[nodiscard]] Balance balance(const std::string& name) const {
    const CheckedModel checkpoint = read(name);
    const bool same = checkpoint.graph().hidden_count() == model_.graph().hidden_count() &&
                      checkpoint.names_of_edges() == model_.names_of_edges();
    if (same) return checkpoint.balance();
    throw input_error("checkpoint " + quoted(name) + " has other nodes or edges than the model",
                      "name checkpoints of one network");
  }

  [[nodiscard]] ClaimAnswer compare(std::size_t t, const Balance& first, const Balance& c) const {
    Rational largest = 0;
    NodeId where;
    for (const NodeId v : model_.graph().hidden_nodes()) {
      const Rational drift = c[v] - first[v];
      if (abs(drift) <= abs(largest)) continue;
      largest = drift;
      where = v;
    }
    ClaimAnswer answer;
    answer.what = "drift at checkpoint " + std::to_string(t + 1) + ", " + claim_.checkpoints[t];
    answer.claimed = claim_.bound == 0 ? "none" : "at most " + to_decimal(claim_.bound);
    answer.value = abs(largest);
    answer.exact = to_text(*answer.value);
    if (*answer.value <= claim_.bound) return answer;
    answer.verdict = ClaimVerdict::refuted;
    explain(answer, first, c, where);
    return answer;
  }

  void explain(ClaimAnswer& answer, const Balance& first, const Balance& c, NodeId where) const {
    const std::string node = "the balance of " + model_.name_of(where) + " moved by " +
                             in_words(c[where] - first[where]) + sign_change(first, c);
    const bool stated = claim_.tolerance && *answer.value <= *claim_.tolerance;
    const bool close = all_close(c, first);
    answer.cause = stated || close ? FloatCause::tolerance : FloatCause::not_explained;
    answer.why = node + (stated  ? "; that is within the stated tolerance"
                         : close ? "; numpy.allclose takes the balances for equal"
                                 : "; no usual tolerance takes the balances for equal");
  }

  [[nodiscard]] std::string sign_change(const Balance& first, const Balance& c) const {
    for (const NodeId v : model_.graph().hidden_nodes()) {
      if (sign_of(c[v]) == sign_of(first[v])) continue;
      return "; that of " + model_.name_of(v) + " has another sign";
    }
    return "";
  }

  CheckedModel& model_;
  const FloatClaim& claim_;
  const CrosscheckOptions& options_;
};

}  // namespace

std::vector<ClaimAnswer> check_conserved(CheckedModel& model, const FloatClaim& claim,
                                         const CrosscheckOptions& options) {
  return ConservedChecker(model, claim, options).check();
}

}  // namespace isthmus
