#include <algorithm>
#include <cstdint>
#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/homology_flags.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/values.hpp"
#include "isthmus/report/json.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus::cli {
namespace {

class Analyze : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK… [flags]"; }
  [[nodiscard]] std::vector<std::string> formats() const override {
    return {"text", "json", "latex"};
  }
  [[nodiscard]] std::string time_remedy() const override {
    return "allow more with --timeout, or ask for less (--no-singularities)";
  }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void declare_questions(Arguments& arguments);
  void check() const;
  [[nodiscard]] const char* search_flag() const;
  void check_answerable(const Analysis& analysis) const;
  [[nodiscard]] AnalyzeOptions options(const Common& common) const;
  [[nodiscard]] Analysis analyze_one(const std::string& source, AnalyzeOptions& asked,
                                     const Common& common, Progress& progress) const;
  [[nodiscard]] std::vector<Analysis> analyze_all(const Common& common) const;
  [[nodiscard]] int report_open_questions(const std::vector<Analysis>& analyses,
                                          const Common& common) const;

  std::vector<std::string> sources_;
  InitialFlags initial_;
  std::string budget_;
  bool exhaustive_ = false;
  bool witnesses_ = false;
  bool sigma_min_ = false;
  bool all_ = false;
  bool all_digits_ = false;
  bool no_singularities_ = false;
  bool betti_ = false;
  HomologyFlags homology_;
};

void Analyze::declare(Arguments& arguments) {
  arguments.positionals(
      "NETWORK", sources_,
      "a .json file, a model file, \"-\" for standard input, or an architecture such as "
      "mlp:2-8-1 or dag:x>h,x>k,h>y,k>y");
  declare_questions(arguments);
  declare_initial(arguments, initial_);
  declare_checkpoint(arguments, homology_.checkpoint);
  arguments.example("isthmus analyze examples/two-neurons.json");
  arguments.example("isthmus analyze mlp:784-128-10");
  arguments.example("isthmus analyze mlp:2-8-1 --init pytorch --seed 7 --json -o report.json");
  arguments.example("isthmus analyze 'dag:x>h>y,x>k>y' --to latex");
}

void Analyze::declare_questions(Arguments& arguments) {
  arguments.group("Questions");
  arguments.flag("--witnesses", witnesses_, "a point of M(c) where it is 0 for every free weight");
  arguments.flag("--sigma-min", sigma_min_,
                 "enclose the smallest singular value of the Jacobian at the weights");
  arguments.flag("--no-singularities", no_singularities_, "skip the search for singular points");
  arguments.flag("--exhaustive", exhaustive_,
                 "search for singular points until all are found, however long it takes");
  arguments.option("--budget", "STEPS", budget_,
                   "of the search for singular points; 50000000 if not given");
  arguments.flag("--betti", betti_, "the Betti numbers of M(c), as `isthmus topology` has them");
  declare_homology(arguments, homology_);
  arguments.flag("--all-digits", all_digits_,
                 "list the whole balance in the text, every number as a fraction (the JSON report "
                 "has them always)");
  arguments.flag("--all", all_, "keep more than 10000 detachable sets, all with their strata");
}

void Analyze::check() const {
  check_homology(homology_);
  const bool about_betti = homology_.integral || !homology_.prime.empty() ||
                           !homology_.limit.empty() || !homology_.checkpoint.empty();
  if (!betti_ && about_betti) {
    throw usage_error("--integral, --modulo, --limit and --checkpoint are about Betti numbers",
                      "add --betti, or drop the flag");
  }
  if (!homology_.checkpoint.empty() && sources_.size() > 1) {
    throw usage_error("--checkpoint belongs to one network", "name one network only");
  }
  if (exhaustive_ && !budget_.empty()) {
    throw usage_error("--exhaustive and --budget contradict each other", "give one of them");
  }
  const char* of_search = search_flag();
  if (of_search != nullptr && no_singularities_) {
    throw usage_error(std::string(of_search) + " and --no-singularities contradict each other",
                      "give one of them");
  }
  if (std::count(sources_.begin(), sources_.end(), "-") > 1) {
    throw usage_error("standard input can be named only once", "name files for the others");
  }
}

// A flag that asks for what this network has no numbers for must not be passed over in silence.
void Analyze::check_answerable(const Analysis& analysis) const {
  if (sigma_min_ && analysis.source != BalanceSource::weights) {
    throw usage_error("--sigma-min is about given weights, and this network has none",
                      "give every edge a weight, add --init SCHEME, or drop the flag");
  }
  const char* flag = witnesses_ ? "--witnesses" : betti_ ? "--betti" : search_flag();
  if (flag != nullptr && analysis.symbolic()) {
    throw usage_error(std::string(flag) + " needs numbers, and this balance is symbolic",
                      "give weights or a balance, add --init SCHEME, or drop the flag");
  }
}

// The flag that was given about the search for singular points, if any.
const char* Analyze::search_flag() const {
  if (exhaustive_) return "--exhaustive";
  if (!budget_.empty()) return "--budget";
  return all_ ? "--all" : nullptr;
}

// A time limit takes the place of the default count of steps.
AnalyzeOptions Analyze::options(const Common& common) const {
  AnalyzeOptions options;
  options.witnesses = witnesses_;
  options.sigma_min = sigma_min_;
  options.singularities = !no_singularities_;
  options.all = all_;
  options.jobs = threads_of(common);
  // A question about single edges is answered however many there are.
  if (exhaustive_ || !budget_.empty()) options.written_out = ~std::uint64_t{0};
  options.coefficients = coefficients_of(homology_);
  if (exhaustive_ || common.timeout_seconds) options.budget = Budget();
  if (!budget_.empty()) options.budget = Budget(parse_count("--budget", budget_));
  if (common.timeout_seconds) options.budget.stop_after_seconds(*common.timeout_seconds);
  return options;
}

Analysis Analyze::analyze_one(const std::string& source, AnalyzeOptions& asked,
                              const Common& common, Progress& progress) const {
  progress.phase("reading the file");
  if (!betti_) {
    const auto model = load_if_model(source, initial_, asked.written_out);
    if (model) return analyze(*model, asked);
  }
  Network network = load(source, initial_, common);
  if (betti_) asked.topology = homology_options(homology_, common, network, progress);
  return analyze(std::move(network), asked);
}

std::vector<Analysis> Analyze::analyze_all(const Common& common) const {
  AnalyzeOptions asked = options(common);
  Progress progress(common.quiet);
  asked.on_phase = [&](const char* phase) { progress.phase(phase); };
  std::vector<Analysis> analyses;
  for (const std::string& source : sources_) {
    try {
      analyses.push_back(analyze_one(source, asked, common, progress));
      check_answerable(analyses.back());
    } catch (const Error& error) {
      throw in_source(error, source);
    }
  }
  return analyses;
}

int Analyze::report_open_questions(const std::vector<Analysis>& analyses,
                                   const Common& common) const {
  int code = done;
  for (std::size_t i = 0; i < analyses.size(); ++i) {
    if (report_open_homology(analyses[i], sources_[i], common)) code = not_determined;
  }
  const bool asked = exhaustive_ || !budget_.empty() || common.timeout_seconds;
  for (std::size_t i = 0; asked && i < analyses.size(); ++i) {
    const auto& facts = analyses[i].facts;
    if (!facts || !facts->singularities || facts->singularities->reason.empty()) continue;
    print_error(limit_error("the search for singular points is not complete: " +
                                facts->singularities->reason,
                            "allow more with --timeout or --budget, or drop the flag")
                    .in_file(sources_[i]),
                common.json ? Style::json : Style::line);
    code = not_determined;
  }
  return code;
}

void write_texts(std::ostream& out, const std::vector<Analysis>& analyses, const TextStyle& style) {
  for (std::size_t i = 0; i < analyses.size(); ++i) {
    if (i > 0) out << "\n\n";
    write_text(out, analyses[i], style);
  }
}

int Analyze::run(const Common& common) {
  check();
  check_initial(initial_, common);
  const std::vector<Analysis> analyses = analyze_all(common);
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "latex") {
      for (const Analysis& analysis : analyses) write_criterion_latex(out, analysis);
    } else if (common.format == "text") {
      TextStyle style = text_style(common);
      style.all_digits = all_digits_;
      write_texts(out, analyses, style);
    } else if (analyses.size() == 1) {
      write_json(out, analyses.front());
    } else {
      write_json(out, analyses);
    }
  });
  return report_open_questions(analyses, common);
}

}  // namespace

std::unique_ptr<Command> make_analyze() { return std::make_unique<Analyze>(); }

}  // namespace isthmus::cli
