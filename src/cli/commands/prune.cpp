#include "isthmus/report/prune.hpp"

#include <ostream>
#include <utility>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/initial.hpp"
#include "cli/network_file.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/pruned_file.hpp"
#include "cli/values.hpp"

namespace isthmus::cli {
namespace {

class Prune : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK [flags]"; }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check(const Common& common) const;
  [[nodiscard]] PruneOptions options(const Common& common) const;
  [[nodiscard]] Network read(const Common& common) const;
  [[nodiscard]] PruneReport answer(const Common& common) const;
  void remove(PruneReport& report, const std::string& path) const;
  [[nodiscard]] std::string missing(const PruneReport& report, const Common& common) const;

  std::string source_, top_, budget_, remove_;
  bool single_ = false;
  bool several_ = false;
  InitialFlags initial_;
};

void Prune::declare(Arguments& arguments) {
  arguments.positional(
      "NETWORK", source_,
      "a .json file, a model file, \"-\" for standard input, or an architecture string");
  arguments.group("Questions");
  arguments.option("--top", "N", top_, "list so many sub-networks; 10 if not given");
  arguments.flag("--single", single_, "only single nodes (neurons, channels)");
  arguments.flag("--several", several_, "only sets of two or more nodes");
  arguments.option("--budget", "STEPS", budget_,
                   "of the search for larger sets, 20000000000 if not given, and of that for all "
                   "nearest sets, 2000000000 if not given");
  arguments.option("--remove", "K", remove_,
                   "cut out the first K of the list that do not overlap, and write the rest to the "
                   "file named by -o; the report then goes to standard output");
  declare_initial(arguments, initial_);
  arguments.example("isthmus prune examples/scalar-mlp.json");
  arguments.example("isthmus prune examples/dead-node.json --remove 1 -o pruned.json");
}

void Prune::check(const Common& common) const {
  if (single_ && several_) {
    throw usage_error("--single and --several contradict each other", "give one of them");
  }
  if (remove_.empty()) return;
  if (common.output.empty() || common.output == "-") {
    throw usage_error("--remove writes a network, and no file was named", "add -o FILE");
  }
  check_network_file(source_, common);
}

PruneOptions Prune::options(const Common& common) const {
  PruneOptions options;
  if (single_) options.sets = PruneSets::single;
  if (several_) options.sets = PruneSets::several;
  if (!top_.empty()) options.top = parse_count("--top", top_, 1);
  if (!remove_.empty()) options.remove = parse_count("--remove", remove_, 1);
  if (common.timeout_seconds || !budget_.empty()) {
    options.budget = budget_.empty() ? Budget() : Budget(parse_count("--budget", budget_));
    if (common.timeout_seconds) options.budget.stop_after_seconds(*common.timeout_seconds);
    options.nearest_budget = options.budget;
  }
  return options;
}

// The squared norms of bundles are all that a ranking needs; a network file needs every weight.
Network Prune::read(const Common& common) const {
  constexpr std::uint64_t large = 100'000;
  const std::optional<Model> model = load_if_model(source_, initial_, large);
  if (!model) return load(source_, initial_, common);
  print_notes(*model, common);
  return to_network(*model, remove_.empty() ? WeightDetail::norms : WeightDetail::all);
}

PruneReport Prune::answer(const Common& common) const {
  Progress progress(common.quiet);
  try {
    progress.phase("reading the file");
    Network network = read(common);
    progress.phase("ranking sub-networks");
    return prune(std::move(network), options(common));
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
}

void Prune::remove(PruneReport& report, const std::string& path) const {
  Removal removal = remove_chosen(report, parse_count("--remove", remove_, 1));
  removal.kept_because = write_pruned(source_, initial_, report.network, removal.nodes, path);
  removal.file = path;
  report.removal = std::move(removal);
}

// What a budget or time limit that was asked for has left undone; empty if nothing.
std::string Prune::missing(const PruneReport& report, const Common& common) const {
  const Pruning& pruning = report.pruning;
  if ((budget_.empty() && !common.timeout_seconds) || !pruning.nearest) return "";
  if (!single_ && !pruning.by_tree) return "larger sets were not ranked: " + pruning.reason;
  if (pruning.all_nearest.complete()) return "";
  return "not all nearest sets were looked for: " + pruning.all_nearest.stopped;
}

int Prune::run(const Common& common) {
  check(common);
  check_initial(initial_, common);
  PruneReport report = answer(common);
  Common shown = common;
  if (!remove_.empty()) {
    remove(report, common.output);
    shown.output.clear();
  }
  deliver(shown.output, [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, report);
    } else {
      write_text(out, report, text_style(shown));
    }
  });
  const std::string what = missing(report, common);
  if (what.empty()) return done;
  print_error(
      limit_error(what, "allow more with --timeout or --budget, or drop the flag").in_file(source_),
      common.json ? Style::json : Style::line);
  return not_determined;
}

}  // namespace

std::unique_ptr<Command> make_prune() { return std::make_unique<Prune>(); }

}  // namespace isthmus::cli
