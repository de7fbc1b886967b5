// The claim that a trajectory conserves c: the balance of every checkpoint, exactly.
#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "report/crosscheck/checks.hpp"

namespace isthmus {
namespace {

/// numpy.allclose(c, first) with its default tolerances: |c − first| <= 1e-8 + 1e-5 |first|.
bool all_close(const Balance& c, const Balance& first) {
  for (std::uint32_t v = 0; v < c.size(); ++v) {
    const Rational& old = first[NodeId{v}];
    const Rational allowed = Rational(1, 100'000'000) + abs(old) / 100'000;
    if (abs(Rational(c[NodeId{v}] - old)) > allowed) return false;
  }
  return true;
}

class ConservedChecker {
 public:
  ConservedChecker(CheckedModel& model, const FloatClaim& claim, const CrosscheckOptions& options)
      : model_(model), claim_(claim), options_(options) {}

  ClaimAnswer check() {
    for (const std::string& name : claim_.checkpoints) balances_.push_back(balance(name));
    ClaimAnswer answer;
    answer.what = "drift over " + std::to_string(balances_.size()) + " checkpoints";
    answer.claimed = claim_.bound == 0 ? "none" : "at most " + to_text(claim_.bound);
    find_largest();
    answer.value = largest_;
    answer.exact = to_text(largest_);
    if (largest_ <= claim_.bound) return answer;
    answer.verdict = ClaimVerdict::refuted;
    explain(answer);
    return answer;
  }

 private:
  [[nodiscard]] Balance balance(const std::string& name) const {
    if (!options_.checkpoint)
      throw usage_error("there is nothing that reads checkpoints", "give it");
    const CheckedModel checkpoint = read(name);
    const bool same = checkpoint.graph().hidden_count() == model_.graph().hidden_count() &&
                      checkpoint.names_of_edges() == model_.names_of_edges();
    if (same) return checkpoint.balance();
    throw input_error("checkpoint " + quoted(name) + " has other nodes or edges than the model",
                      "name checkpoints of one network");
  }

  [[nodiscard]] CheckedModel read(const std::string& name) const {
    try {
      return CheckedModel(options_.checkpoint(name, claim_.place));
    } catch (const Error& error) {
      if (!error.detail().file.empty()) throw;
      ErrorDetail detail = error.detail();
      detail.cause = "checkpoint " + quoted(name) + ": " + detail.cause;
      throw Error(error.kind(), std::move(detail));
    }
  }

  void find_largest() {
    for (std::size_t t = 1; t < balances_.size(); ++t) {
      for (const NodeId v : model_.graph().hidden_nodes()) {
        const Rational drift = abs(Rational(balances_[t][v] - balances_[0][v]));
        if (drift > claim_.bound && first_ == 0) {
          first_ = t;
          node_ = v;
        }
        largest_ = std::max(largest_, drift);
      }
    }
  }

  [[nodiscard]] std::string sign_change() const {
    for (std::size_t t = 1; t < balances_.size(); ++t) {
      for (const NodeId v : model_.graph().hidden_nodes()) {
        if (sign_of(balances_[t][v]) == sign_of(balances_[0][v])) continue;
        return "; the balance of " + model_.name_of(v) + " has another sign at checkpoint " +
               std::to_string(t + 1) + ", " + claim_.checkpoints[t];
      }
    }
    return "";
  }

  void explain(ClaimAnswer& answer) const {
    const Rational drift = balances_[first_][node_] - balances_[0][node_];
    const std::string where = "first beyond it at checkpoint " + std::to_string(first_ + 1) + ", " +
                              claim_.checkpoints[first_] + ", node " + model_.name_of(node_) +
                              ": moved by " + in_words(drift) + sign_change();
    const bool stated = claim_.tolerance && largest_ <= *claim_.tolerance;
    const bool close = std::all_of(balances_.begin(), balances_.end(),
                                   [&](const Balance& c) { return all_close(c, balances_[0]); });
    answer.cause = stated || close ? FloatCause::tolerance : FloatCause::not_explained;
    answer.why = where + (stated  ? "; all within the stated tolerance"
                          : close ? "; numpy.allclose takes them all for equal"
                                  : "; no usual tolerance takes them for equal");
  }

  CheckedModel& model_;
  const FloatClaim& claim_;
  const CrosscheckOptions& options_;
  std::vector<Balance> balances_;
  Rational largest_ = 0;
  std::size_t first_ = 0;  ///< checkpoint that is beyond the bound first; 0 if none is
  NodeId node_;
};

}  // namespace

std::vector<ClaimAnswer> check_conserved(CheckedModel& model, const FloatClaim& claim,
                                         const CrosscheckOptions& options) {
  return {ConservedChecker(model, claim, options).check()};
}

}  // namespace isthmus
