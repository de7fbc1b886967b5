#include "isthmus/report/reach.hpp"

#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/two_sources.hpp"

namespace isthmus::cli {
namespace {

class ReachCommand : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "FROM TO [flags]"; }
  [[nodiscard]] FileRule file_rule() const override { return report_that_asks(); }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  [[nodiscard]] ReachReport answer(const Common& common) const;

  TwoSources sources_;
  InitialFlags initial_;
  std::string budget_;
};

void ReachCommand::declare(Arguments& arguments) {
  arguments.positional("FROM", sources_.first,
                       "where gradient flow starts: a network or model file with weights (or with "
                       "a balance that locks nothing), \"-\" for standard input");
  arguments.positional("TO", sources_.second, "other weights of the same network");
  declare_search_budget(arguments, budget_);
  declare_initial(arguments, initial_);
  arguments.example("isthmus reach examples/reach/start.json examples/reach/swapped.json");
  arguments.example("isthmus reach examples/reach/start.json examples/reach/other-signs.json");
}

ReachReport ReachCommand::answer(const Common& common) const {
  Progress progress(common.quiet);
  progress.phase("reading");
  TwoNetworks networks = load_two(sources_, initial_, common);
  progress.phase("looking for a permutation and a rescaling");
  ReachOptions options;
  options.budget = search_budget(budget_, common, options.budget);
  return report_reach(std::move(networks), options);
}

int ReachCommand::run(const Common& common) {
  check_initial(initial_, common);
  const ReachReport report = answer(common);
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, report);
    } else {
      write_text(out, report, text_style(common));
    }
  });
  if (report.result.answer == Reach::undetermined)
    refuse_if_asked(budget_, common, report.result.reason);
  return done;
}

}  // namespace

std::unique_ptr<Command> make_reach() { return std::make_unique<ReachCommand>(); }

}  // namespace isthmus::cli
