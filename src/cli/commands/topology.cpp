#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/homology_flags.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "isthmus/report/topology.hpp"

namespace isthmus::cli {
namespace {

class TopologyCommand : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK [flags]"; }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check(const Common& common) const;
  [[nodiscard]] Analysis answer(const Common& common) const;
  void write(std::ostream& out, const Analysis& analysis, const Common& common) const;

  std::string source_;
  InitialFlags initial_;
  HomologyFlags homology_;
  std::string export_;
  bool all_ = false;
};

void TopologyCommand::declare(Arguments& arguments) {
  arguments.positional(
      "NETWORK", source_,
      "a .json file, a model file, \"-\" for standard input, or an architecture string");
  arguments.group("Questions");
  declare_homology(arguments, homology_);
  arguments.flag("--all", all_, "list all generators and factors in the text");
  arguments.option("--export", "macaulay2", export_,
                   "a script that computes the Betti numbers from the cut ideal instead");
  declare_initial(arguments, initial_);
  declare_checkpoint(arguments, homology_.checkpoint);
  arguments.example("isthmus topology examples/two-neurons.json");
  arguments.example("isthmus topology mlp:4-4-4-1 --init kaiming-normal --integral");
  arguments.example("isthmus topology examples/diamond.json --export macaulay2 | M2 --script -");
}

void TopologyCommand::check(const Common& common) const {
  check_homology(homology_);
  if (!export_.empty() && export_ != "macaulay2") {
    throw usage_error("--export cannot be " + quoted(export_), "give --export macaulay2");
  }
  if (!export_.empty() && common.format == "json") {
    throw usage_error("--export and --json contradict each other", "give one of them");
  }
  check_initial(initial_, common);
}

Analysis TopologyCommand::answer(const Common& common) const {
  Progress progress(common.quiet);
  AnalyzeOptions asked;
  asked.singularities = false;
  asked.on_phase = [&](const char* phase) { progress.phase(phase); };
  asked.coefficients = coefficients_of(homology_);
  try {
    progress.phase("reading the file");
    Network network = load(source_, initial_, common);
    asked.topology = homology_options(homology_, common, network, progress);
    Analysis analysis = analyze(std::move(network), asked);
    if (analysis.symbolic()) {
      throw input_error(
          "M(c) has a topology only for a balance in numbers, and this one is symbolic",
          "give weights or a balance, or add --init SCHEME");
    }
    return analysis;
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
}

void TopologyCommand::write(std::ostream& out, const Analysis& analysis,
                            const Common& common) const {
  TextStyle style = text_style(common);
  if (all_) style.list_limit = TextStyle::no_limit;
  if (!export_.empty()) {
    write_topology_macaulay2(out, analysis);
  } else if (common.format == "json") {
    write_topology_json(out, analysis);
  } else {
    write_topology_text(out, analysis, style);
  }
}

int TopologyCommand::run(const Common& common) {
  check(common);
  const Analysis analysis = answer(common);
  deliver(common.output, [&](std::ostream& out) { write(out, analysis, common); });
  return report_open_homology(analysis, source_, common) ? not_determined : done;
}

}  // namespace

std::unique_ptr<Command> make_topology() { return std::make_unique<TopologyCommand>(); }

}  // namespace isthmus::cli
