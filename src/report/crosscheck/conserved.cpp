// The claim that a trajectory conserves c: the balance of every checkpoint, exactly.
#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/model_balance.hpp"
#include "isthmus/network/model_graph.hpp"
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
  [[nodiscard]] CheckpointLaws read(const std::string& name) const {
    ensure(static_cast<bool>(options_.checkpoint), "somebody reads the checkpoints of claims");
    try {
      return options_.checkpoint(name, claim_.place);
    } catch (const Error& error) {
      if (!error.detail().file.empty()) throw;
      ErrorDetail detail = error.detail();
      detail.cause = "checkpoint " + quoted(name) + ": " + detail.cause;
      throw Error(error.kind(), std::move(detail));
    }
  }

  [[nodiscard]] Balance balance(const std::string& name) const {
    CheckpointLaws laws = read(name);
    bool same = laws.nodes.size() == model_.graph().hidden_count() &&
                laws.weights == model_.graph().weight_count();
    for (const NodeId v : model_.graph().hidden_nodes()) {
      same = same && laws.nodes[v.value] == model_.name_of(v);
    }
    if (same) return Balance(std::move(laws.balance));
    throw input_error("checkpoint " + quoted(name) + " has other nodes or weights than the model",
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

CheckpointLaws checkpoint_laws(const Network& network) {
  if (!has_weights(network)) throw usage_error("there are no weights", "name a file with weights");
  const Contraction contraction = contract(network);
  CheckpointLaws laws;
  for (const NodeId v : contraction.graph.hidden_nodes()) {
    laws.nodes.push_back(network.nodes[contraction.members[v].front()].id);
  }
  const Flow squares = squared_weights(network, contraction);
  laws.balance = balance_of(contraction.graph, squares).values();
  laws.weights = contraction.graph.weight_count();
  return laws;
}

CheckpointLaws checkpoint_laws(const Model& model, unsigned jobs) {
  if (!model.has_weights) throw usage_error("there are no weights", "name a file with weights");
  const ModelBalance sums = model_balance(model, {.jobs = jobs});
  const ModelGraph skeleton = model_graph(model, ModelArcs::skeleton);
  const ModelNodes nodes(model);
  CheckpointLaws laws;
  for (const NodeId v : skeleton.graph.hidden_nodes()) {
    laws.nodes.push_back(nodes.name(skeleton.members_of(v).front()));
  }
  laws.balance = balance_of(skeleton, sums.net).values();
  laws.weights = weight_count(model);
  return laws;
}

std::vector<ClaimAnswer> check_conserved(CheckedModel& model, const FloatClaim& claim,
                                         const CrosscheckOptions& options) {
  return ConservedChecker(model, claim, options).check();
}

}  // namespace isthmus
