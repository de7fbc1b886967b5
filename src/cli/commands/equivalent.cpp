#include "isthmus/motion/equivalent.hpp"

#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/two_sources.hpp"
#include "isthmus/report/reach.hpp"

namespace isthmus::cli {
namespace {

class EquivalentCommand : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "A B [flags]"; }
  [[nodiscard]] FileRule file_rule() const override { return report_that_asks(); }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  [[nodiscard]] EquivalenceReport answer(const Common& common) const;

  TwoSources sources_;
  InitialFlags flags_;
  std::string budget_;
};

void EquivalentCommand::declare(Arguments& arguments) {
  arguments.positional("A", sources_.first,
                       "a network or model file with weights, \"-\" for standard input");
  arguments.positional("B", sources_.second, "other weights of the same network");
  declare_search_budget(arguments, budget_);
  declare_model(arguments, flags_.model);
  arguments.example("isthmus equivalent examples/reach/start.json examples/reach/disguised.json");
  arguments.example("isthmus equivalent examples/reach/start.json examples/reach/swapped.json");
}

EquivalenceReport EquivalentCommand::answer(const Common& common) const {
  Progress progress(common.quiet);
  progress.phase("reading");
  TwoNetworks networks = load_two(sources_, flags_, common);
  progress.phase("looking for a permutation and a rescaling");
  EquivalenceOptions options;
  options.budget = search_budget(budget_, common, options.budget);
  return report_equivalence(std::move(networks), options);
}

int EquivalentCommand::run(const Common& common) {
  check_initial(flags_, common);
  const EquivalenceReport report = answer(common);
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, report);
    } else {
      write_text(out, report, text_style(common));
    }
  });
  if (report.result.answer == Equivalence::undetermined) {
    refuse_if_asked(budget_, common, report.result.reason);
  }
  return done;
}

}  // namespace

std::unique_ptr<Command> make_equivalent() { return std::make_unique<EquivalentCommand>(); }

}  // namespace isthmus::cli
