#include "isthmus/report/sample.hpp"

#include <ostream>
#include <utility>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/values.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/formats/files.hpp"

namespace isthmus::cli {
namespace {

class SampleCommand : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK --init SCHEME [flags]"; }
  [[nodiscard]] std::vector<std::string> formats() const override {
    return {"text", "json", "csv", "svg"};
  }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check(const Common& common) const;
  void check_grid() const;
  [[nodiscard]] bool draws_nothing() const { return !grid_.empty() && draws_.empty(); }
  [[nodiscard]] Grid grid() const;
  [[nodiscard]] Rational confidence() const;
  [[nodiscard]] SampleOptions options() const;
  [[nodiscard]] int run_grid(const Common& common);
  [[nodiscard]] int run_network(const Common& common);

  std::string source_, draws_, confidence_, grid_, quantity_, checkpoint_;
  InitialFlags initial_;
};

void SampleCommand::declare(Arguments& arguments) {
  arguments.positional(
      "NETWORK", source_,
      "a .json file, a model file, an architecture string, or mlp:d-l-1 with --grid");
  arguments.group("Questions");
  arguments.option("--n", "N", draws_, "draws; 1000 if not given, none for grids of closed forms");
  arguments.option("--confidence", "PERCENT", confidence_, "of the intervals; 99 if not given");
  arguments.option("--grid", "SIZES", grid_, "repeat it for sizes such as d=1..30,l=1..30");
  arguments.option("--quantity", "NAME", quantity_, "of a grid: locked (default) or obstruction");
  declare_initial(arguments, initial_);
  declare_checkpoint(arguments, checkpoint_);
  arguments.example("isthmus sample mlp:5-10-1 --init kaiming-normal --seed 1");
  arguments.example(
      "isthmus sample mlp:d-l-1 --init xavier-normal --grid d=1..30,l=1..30 --to svg -o map.svg");
}

void SampleCommand::check(const Common& common) const {
  if (initial_.scheme.empty()) {
    throw usage_error("sample draws weights, and no scheme was given",
                      "add --init SCHEME, for example --init kaiming-normal");
  }
  if (!quantity_.empty()) require_choice("--quantity", quantity_, {"locked", "obstruction"});
  if (!grid_.empty()) return check_grid();
  if (!quantity_.empty()) {
    throw usage_error("--quantity has no effect without --grid", "add --grid or drop --quantity");
  }
  if (common.format == "svg") {
    throw usage_error("--to svg is for grids", "add --grid, or use text, json or csv");
  }
}

void SampleCommand::check_grid() const {
  const std::pair<const char*, const std::string&> flags[] = {{"--seed", initial_.seed},
                                                              {"--precision", initial_.precision},
                                                              {"--confidence", confidence_},
                                                              {"--checkpoint", checkpoint_}};
  for (const auto& [flag, value] : flags) {
    if (!draws_nothing() || value.empty()) continue;
    throw usage_error(std::string(flag) + " has no effect on a grid of closed forms",
                      "add --n N for draws, or drop " + std::string(flag));
  }
}

Grid SampleCommand::grid() const {
  try {
    return parse_grid(grid_);
  } catch (const Error& error) {
    throw error.at("--grid");
  }
}

Rational SampleCommand::confidence() const {
  if (confidence_.empty()) return Rational(99, 100);
  Rational percent;
  try {
    percent = parse_rational(confidence_);
  } catch (const Error& error) {
    throw usage_error("the value " + quoted(confidence_) + " is not a number", "give a percentage")
        .at("--confidence");
  }
  if (percent < 50 || percent > Rational(99'999'999, 1'000'000)) {
    throw usage_error("the value " + quoted(confidence_) + " does not fit",
                      "give a percentage from 50 to 99.999999")
        .at("--confidence");
  }
  return percent / 100;
}

SampleOptions SampleCommand::options() const {
  SampleOptions options;
  options.scheme = parse_scheme(initial_.scheme);
  if (initial_.precision == "binary64") options.precision = Precision::binary64;
  if (!initial_.seed.empty()) options.seed = parse_count("--seed", initial_.seed);
  options.draws = grid_.empty() ? 1000 : 0;
  if (!draws_.empty()) options.draws = parse_count("--n", draws_, 1, most_draws);
  return options;
}

int unfinished(const Common& common) {
  print_error(limit_error("the time limit was reached before all draws were made; the result holds "
                          "the first ones",
                          "allow more with --timeout"),
              common.json ? Style::json : Style::line);
  return not_determined;
}

int SampleCommand::run_grid(const Common& common) {
  GridReport report;
  report.architecture = source_;
  report.confidence = confidence();
  report.options.bias = grid_has_bias(source_);
  report.options.sampling = options();
  if (quantity_ == "obstruction") report.options.quantity = Quantity::obstruction;
  {
    Progress progress(common.quiet);
    progress.phase("drawing");
    GridOptions how = report.options;
    how.sampling.farm = farm_options(common, checkpoint_, "", progress);
    report.sample = sample_grid(grid(), how);
  }
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") write_json(out, report);
    if (common.format == "csv") write_csv(out, report);
    if (common.format == "svg") out << to_svg(heat_map(report));
    if (common.format == "text") write_text(out, report, text_style(common));
  });
  return report.sample.complete ? done : unfinished(common);
}

int SampleCommand::run_network(const Common& common) {
  SampleReport report;
  report.confidence = confidence();
  report.options = options();
  try {
    Progress progress(common.quiet);
    progress.phase("drawing");
    report.network = load(source_, model_only(initial_), common);
    SampleOptions how = report.options;
    how.farm = farm_options(common, checkpoint_, "", progress);
    report.sample = sample(report.network, how);
    report.law = shallow_law(report.network, report.options.scheme);
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") write_json(out, report);
    if (common.format == "csv") write_csv(out, report);
    if (common.format == "text") write_text(out, report, text_style(common));
  });
  return report.sample.complete() ? done : unfinished(common);
}

int SampleCommand::run(const Common& common) {
  check(common);
  Common checked = common;
  checked.quiet = common.quiet || draws_nothing();  // closed forms have no seed to speak of
  check_initial(initial_, checked);
  return grid_.empty() ? run_network(common) : run_grid(common);
}

}  // namespace

std::unique_ptr<Command> make_sample() { return std::make_unique<SampleCommand>(); }

}  // namespace isthmus::cli
