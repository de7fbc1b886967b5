#include "isthmus/report/explain.hpp"

#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"

namespace isthmus::cli {
namespace {

class Explain : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK EDGE|NODE [flags]"; }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  [[nodiscard]] Explanation answer(const Common& common) const;

  std::string source_;
  std::string name_;
  InitialFlags initial_;
};

void Explain::declare(Arguments& arguments) {
  arguments.positional(
      "NETWORK", source_,
      "a .json file, a model file, \"-\" for standard input, or an architecture string");
  arguments.positional("EDGE|NODE", name_,
                       "an edge such as 'x1->h1' (quote it) or a node; \"edge:\" or \"node:\" in "
                       "front says which");
  declare_initial(arguments, initial_);
  arguments.example("isthmus explain examples/two-neurons.json 'h1->y'");
  arguments.example("isthmus explain examples/two-neurons.json h2");
}

Explanation Explain::answer(const Common& common) const {
  Progress progress(common.quiet);
  AnalyzeOptions options;
  options.on_phase = [&](const char* phase) { progress.phase(phase); };
  if (common.timeout_seconds) options.budget.stop_after_seconds(*common.timeout_seconds);
  try {
    return explain(load(source_, initial_, common), name_, options);
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
}

int Explain::run(const Common& common) {
  check_initial(initial_, common);
  const Explanation explanation = answer(common);
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, explanation);
    } else {
      write_text(out, explanation, text_style(common));
    }
  });
  return done;
}

}  // namespace

std::unique_ptr<Command> make_explain() { return std::make_unique<Explain>(); }

}  // namespace isthmus::cli
