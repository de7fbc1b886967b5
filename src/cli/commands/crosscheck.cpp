#include "isthmus/report/crosscheck.hpp"

#include <filesystem>
#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/values.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/load_model.hpp"

namespace isthmus::cli {
namespace {

class CrosscheckCommand : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "MODEL CLAIMS [flags]"; }
  [[nodiscard]] std::string time_remedy() const override {
    return "allow more with --timeout, or claim less";
  }
  [[nodiscard]] FileRule file_rule() const override { return report_that_asks(); }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  [[nodiscard]] Crosscheck answer(const Common& common) const;
  [[nodiscard]] CrosscheckOptions options(const Common& common) const;
  [[nodiscard]] CheckpointLaws read_checkpoint(const std::string& name, const std::string& place,
                                               const Common& common) const;

  std::string model_, claims_, budget_;
  InitialFlags initial_;
};

void CrosscheckCommand::declare(Arguments& arguments) {
  arguments.positional("MODEL", model_, "a network with weights: a .json file or a model file");
  arguments.positional("CLAIMS", claims_,
                       "a file of claims (docs/crosscheck.md), or \"-\" for standard input");
  arguments.group("Questions");
  arguments.option("--budget", "STEPS", budget_,
                   "multiplications for each claim about singular values; 2000000000 if not given. "
                   "A claim that takes more then ends with exit code 3");
  declare_model(arguments, initial_.model);
  arguments.example(
      "isthmus crosscheck examples/traps/tiny-neuron.npz examples/traps/tiny-neuron.json");
  arguments.example(
      "isthmus crosscheck -q examples/traps/allclose.npz examples/traps/allclose.json --json");
}

CrosscheckOptions CrosscheckCommand::options(const Common& common) const {
  CrosscheckOptions options;
  if (!budget_.empty()) options.budget = Budget(parse_count("--budget", budget_));
  if (common.timeout_seconds) options.budget.stop_after_seconds(*common.timeout_seconds);
  options.checkpoint = [this, &common](const std::string& name, const std::string& place) {
    return read_checkpoint(name, place, common);
  };
  return options;
}

// Named from where the claims are, not from where the program runs.
CheckpointLaws CrosscheckCommand::read_checkpoint(const std::string& name, const std::string& place,
                                                  const Common& common) const {
  const std::filesystem::path folder =
      claims_ == "-" ? std::filesystem::path() : std::filesystem::path(claims_).parent_path();
  const std::string path = (folder / name).string();
  try {
    if (!is_model_file(path)) return checkpoint_laws(load_network(path));
    return checkpoint_laws(*load_if_model(path, initial_, 0), threads_of(common));
  } catch (const Error& error) {
    throw error.in_file(path).at(place);
  }
}

Crosscheck CrosscheckCommand::answer(const Common& common) const {
  Progress progress(common.quiet);
  progress.phase("reading the claims");
  std::vector<FloatClaim> claims = load_claims(claims_);
  progress.phase("reading the model");
  std::optional<Network> network;
  try {
    network = load(model_, initial_, common);
  } catch (const Error& error) {
    throw in_source(error, model_);
  }
  progress.phase("checking the claims");
  try {
    return crosscheck(std::move(*network), std::move(claims), options(common));
  } catch (const Error& error) {
    throw error.in_file(error.detail().place.empty() ? model_ : claims_);
  }
}

int CrosscheckCommand::run(const Common& common) {
  if (model_ == "-" && claims_ == "-") {
    throw usage_error("standard input cannot be both model and claims",
                      "name a file for one of them");
  }
  check_initial(initial_, common);
  const Crosscheck result = answer(common);
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, result);
    } else {
      write_text(out, result, text_style(common));
    }
  });
  if (result.count(ClaimVerdict::refuted) > 0) return refuted;
  const std::size_t open = result.count(ClaimVerdict::not_determined);
  const bool limited = !budget_.empty() || common.timeout_seconds;
  if (open == 0 || !limited) return done;
  print_error(limit_error(std::to_string(open) + " of " + std::to_string(result.claims.size()) +
                              " claims are not determined",
                          "allow more with --budget or --timeout, or drop the flag")
                  .in_file(claims_),
              common.json ? Style::json : Style::line);
  return not_determined;
}

}  // namespace

std::unique_ptr<Command> make_crosscheck() { return std::make_unique<CrosscheckCommand>(); }

}  // namespace isthmus::cli
