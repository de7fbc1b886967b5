#include "isthmus/report/chambers.hpp"

#include <chrono>
#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/values.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/sampling/shallow_law.hpp"

namespace isthmus::cli {
namespace {

class ListChambers : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK [flags]"; }
  [[nodiscard]] std::vector<std::string> formats() const override {
    return {"text", "json", "csv", "latex", "svg"};
  }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  [[nodiscard]] ChamberReport report(const Common& common) const;
  void write(std::ostream& out, const ChamberReport& report, const Common& common) const;

  void draw(const Common& common, Progress& progress, ChamberReport& report) const;

  std::string source_;
  InitialFlags initial_;
  std::string draws_, checkpoint_;
  std::string limit_, sample_;
};

void ListChambers::declare(Arguments& arguments) {
  arguments.positional(
      "NETWORK", source_,
      "a .json file, a model file, \"-\" for standard input, or an architecture string; its "
      "balance is only used to say where it lies");
  arguments.group("Questions");
  arguments.option("--limit", "N", limit_,
                   "refuse blocks that might have more chambers than that; 100000, which is "
                   "enough for five hidden nodes a block");
  arguments.option("--sample", "N", sample_,
                   "in blocks beyond the limit list the chambers that N random balances lie in");
  arguments.option("--n", "N", draws_,
                   "with --init: draw weights so often and count chambers; 1000 if not given");
  declare_initial(arguments, initial_);
  declare_checkpoint(arguments, checkpoint_);
  arguments.example("isthmus chambers mlp:2-2-1");
  arguments.example("isthmus chambers 'dag:x>h>k>y,x>k,h>y' --to svg -o chambers.svg");
}

void ListChambers::draw(const Common& common, Progress& progress, ChamberReport& report) const {
  SampleOptions options;
  options.scheme = parse_scheme(initial_.scheme);
  if (initial_.precision == "binary64") options.precision = Precision::binary64;
  if (!initial_.seed.empty()) options.seed = parse_count("--seed", initial_.seed);
  if (!draws_.empty()) options.draws = parse_count("--n", draws_, 1);
  options.farm = farm_options(common, checkpoint_, "", progress);
  report.hits = chamber_hits(report.network, report.contraction, report.chambers, options);
#ifndef ISTHMUS_NUMBERS_BOOST
  if (const auto law = shallow_law(report.network, options.scheme)) {
    report.negative = negative_probability(*law);
  }
#endif
}

std::function<bool()> stop_after(const Common& common) {
  if (!common.timeout_seconds) return {};
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double>(*common.timeout_seconds);
  return [end] { return Clock::now() >= end; };
}

ChamberReport ListChambers::report(const Common& common) const {
  Progress progress(common.quiet);
  ChamberOptions options;
  if (!limit_.empty()) options.limit = parse_count("--limit", limit_, 1);
  if (!sample_.empty()) options.sample = parse_count("--sample", sample_, 1);
  if (!initial_.seed.empty()) options.seed = parse_count("--seed", initial_.seed);
  options.stop = stop_after(common);
  options.farm = farm_options(common, checkpoint_, "", progress);
  options.on_phase = [&](const char* phase) { progress.phase(phase); };
  Network network = load(source_, model_only(initial_), common);
  options.farm.identity = "chambers\n" + network_to_json(network);
  try {
    Contraction contraction = contract(network);
    ChamberReport result{network, contraction, chambers_of(network, contraction, options),
                         {},      {},          {}};
    if (const auto c = balance_of(network, contraction)) {
      result.places = locate(network, contraction, result.chambers, *c);
    }
    progress.phase("drawing weights");
    if (!initial_.scheme.empty()) draw(common, progress, result);
    return result;
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
}

void ListChambers::write(std::ostream& out, const ChamberReport& report,
                         const Common& common) const {
  if (common.format == "json") return write_json(out, report);
  if (common.format == "csv") return write_csv(out, report);
  if (common.format == "latex") return write_latex(out, report);
  if (common.format == "svg") return write_svg(out, report);
  write_text(out, report, text_style(common));
}

int ListChambers::run(const Common& common) {
  if (!sample_.empty() && !initial_.scheme.empty()) {
    throw usage_error("--sample and --init contradict each other: shares need a complete list",
                      "give one of them");
  }
  // A sample has a seed of its own.
  if (sample_.empty()) check_initial(initial_, common);
  if (!draws_.empty() && initial_.scheme.empty()) {
    throw usage_error("--n has no effect without --init", "add --init SCHEME");
  }
  const ChamberReport result = report(common);
  deliver(common.output, [&](std::ostream& out) { write(out, result, common); });
  if (!result.hits || result.hits->draws == result.hits->asked) return done;
  print_error(limit_error("the time limit was reached before all draws were made; the result holds "
                          "the first ones",
                          "allow more with --timeout"),
              common.json ? Style::json : Style::line);
  return not_determined;
}

}  // namespace

std::unique_ptr<Command> make_chambers() { return std::make_unique<ListChambers>(); }

}  // namespace isthmus::cli
