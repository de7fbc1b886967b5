#include "isthmus/proof/prove.hpp"

#include <array>
#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/values.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/proof/write.hpp"

namespace isthmus::cli {
namespace {

struct GoalName {
  const char* word;
  ProofGoal goal;
};

/// The words of --claim, the default last.
constexpr std::array<GoalName, 11> goals{{
    {"components", ProofGoal::components},
    {"disconnected", ProofGoal::disconnected},
    {"connected", ProofGoal::connected},
    {"empty", ProofGoal::empty},
    {"singular", ProofGoal::singular},
    {"regular", ProofGoal::regular},
    {"regular-part", ProofGoal::regular_part},
    {"smooth", ProofGoal::smooth},
    {"strata", ProofGoal::strata},
    {"distance", ProofGoal::distance},
    {"all", ProofGoal::all},
}};

std::vector<std::string> goal_words() {
  std::vector<std::string> words;
  for (const GoalName& goal : goals) words.emplace_back(goal.word);
  return words;
}

ProofGoal parse_goal(const std::string& word) {
  require_choice("--claim", word, goal_words());
  for (const GoalName& goal : goals) {
    if (word == goal.word) return goal.goal;
  }
  return ProofGoal::all;
}

class Prove : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK [flags]"; }
  [[nodiscard]] std::string format_flag() const override { return "--form"; }
  [[nodiscard]] std::vector<std::string> formats() const override { return {"json", "lines"}; }
  [[nodiscard]] std::string time_remedy() const override {
    return "allow more with --timeout, or ask for less (--claim)";
  }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  [[nodiscard]] ProveOptions options(const Common& common) const;
  [[nodiscard]] std::variant<Certificate, Refuted> proof(const Common& common) const;

  std::string source_;
  InitialFlags initial_;
  std::string claim_ = "all";
  std::string budget_;
  bool exhaustive_ = false;
};

void Prove::declare(Arguments& arguments) {
  arguments.positional(
      "NETWORK", source_,
      "a .json file, a model file, \"-\" for standard input, or an architecture string");
  std::string words;
  for (const GoalName& goal : goals) words += std::string(words.empty() ? "" : ", ") + goal.word;
  arguments.group("Questions");
  arguments.option("--claim", "CLAIM", claim_, "what to prove, one of: " + words);
  arguments.option("--budget", "STEPS", budget_,
                   "of the search for singular points; 50000000 if not given");
  arguments.flag("--exhaustive", exhaustive_,
                 "prove that no other singular points exist, however long it takes");
  declare_initial(arguments, initial_);
  arguments.example("isthmus prove examples/two-neurons.json");
  arguments.example("isthmus prove mlp:2-8-1 --init pytorch --seed 7 -o proof.json --quiet");
  arguments.example("isthmus prove examples/joint-lock.json --claim disconnected --form lines");
}

ProveOptions Prove::options(const Common& common) const {
  if (exhaustive_ && !budget_.empty()) {
    throw usage_error("--exhaustive and --budget contradict each other", "give one of them");
  }
  constexpr std::size_t most_search_steps = 10'000'000;  // that a checker accepts
  ProveOptions options;
  options.goal = parse_goal(claim_);
  if (exhaustive_ || common.timeout_seconds) options.budget = Budget();
  if (exhaustive_) options.search_limit = most_search_steps;
  options.search_required = exhaustive_;
  if (!budget_.empty()) options.budget = Budget(parse_count("--budget", budget_));
  if (common.timeout_seconds) options.budget.stop_after_seconds(*common.timeout_seconds);
  return options;
}

std::variant<Certificate, Refuted> Prove::proof(const Common& common) const {
  ProveOptions asked = options(common);
  Progress progress(common.quiet);
  asked.on_phase = [&](const char* phase) { progress.phase(phase); };
  try {
    progress.phase("reading the file");
    const Network network = load(source_, initial_, common);
    return prove(network, asked);
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
}

std::string claims_text(const Certificate& certificate) {
  std::string text;
  for (const Claim& claim : certificate.claims) {
    text += (text.empty() ? "" : ", ") + claim_verdict(claim);
  }
  return text;
}

int Prove::run(const Common& common) {
  check_initial(initial_, common);
  const Style style = common.json ? Style::json : Style::line;
  const auto result = proof(common);
  if (const auto* refuted = std::get_if<Refuted>(&result)) {
    print_refuted(Error(ErrorKind::bad_input,
                        {source_, "--claim " + claim_, "it does not hold: " + refuted->statement,
                         "claim something else"}),
                  style);
    return ExitCode::refuted;
  }
  const auto& certificate = std::get<Certificate>(result);
  const auto form = common.format == "json" ? CertificateForm::json : CertificateForm::lines;
  deliver(common.output, [&](std::ostream& out) {
    write_certificate(certificate, form, [&](std::string_view piece) { out << piece; });
  });
  if (!common.output.empty() && !common.quiet) {
    print_note("proved: " + claims_text(certificate), style);
  }
  return done;
}

}  // namespace

std::unique_ptr<Command> make_prove() { return std::make_unique<Prove>(); }

}  // namespace isthmus::cli
