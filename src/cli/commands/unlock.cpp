#include "isthmus/report/unlock.hpp"

#include <ostream>
#include <utility>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/initial.hpp"
#include "cli/network_file.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/unlocked_file.hpp"
#include "cli/values.hpp"

namespace isthmus::cli {
namespace {

class Unlock : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK [flags]"; }
  [[nodiscard]] FileRule file_rule() const override { return network_rule("the rescaled network"); }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check(const Common& common) const;
  [[nodiscard]] UnlockOptions options(const Common& common) const;
  [[nodiscard]] UnlockReport answer(const Common& common) const;
  [[nodiscard]] UnlockReport answer(const Network& network, const Common& common,
                                    Progress& progress) const;
  [[nodiscard]] UnlockReport answer(const Model& model, const Common& common,
                                    Progress& progress) const;

  std::string source_, target_;
  InitialFlags initial_;
};

void Unlock::declare(Arguments& arguments) {
  arguments.positional(
      "NETWORK", source_,
      "a .json file, a model file, \"-\" for standard input, or an architecture string");
  arguments.group("Questions");
  arguments.option(
      "--target", "WHAT", target_,
      "locks (if not given): as few locked weights as possible; or balanced: the "
      "least sum of squared weights, which is as close to c = 0 as powers of two come");
  declare_initial(arguments, initial_);
  arguments.example("isthmus unlock examples/scalar-mlp.json");
  arguments.example("isthmus unlock examples/scalar-mlp.json -o unlocked.json");
  arguments.example("isthmus unlock -q - -o - < examples/scalar-mlp.json");
}

void Unlock::check(const Common& common) const {
  if (!target_.empty()) require_choice("--target", target_, {"locks", "balanced"});
  check_network_file(source_, common);
}

UnlockOptions Unlock::options(const Common& common) const {
  UnlockOptions options;
  options.jobs = threads_of(common);
  if (target_ == "balanced") options.target = UnlockTarget::balanced;
  return options;
}

UnlockReport Unlock::answer(const Network& network, const Common& common,
                            Progress& progress) const {
  progress.phase("looking for factors");
  UnlockedNetwork result = unlock(network, options(common));
  if (!common.output.empty()) write_unlocked(common.output, network, result);
  return unlock_report(network, std::move(result.unlocking));
}

UnlockReport Unlock::answer(const Model& model, const Common& common, Progress& progress) const {
  print_notes(model, common);
  progress.phase("looking for factors");
  UnlockedModel result = unlock(model, options(common));
  progress.phase("writing the file");
  if (!common.output.empty()) write_unlocked(source_, initial_, common.output, model, result);
  return unlock_report(model, std::move(result.unlocking));
}

UnlockReport Unlock::answer(const Common& common) const {
  constexpr std::uint64_t large = 100'000;
  Progress progress(common.quiet);
  try {
    progress.phase("reading the file");
    const std::optional<Model> model = load_if_model(source_, initial_, large);
    UnlockReport report = model ? answer(*model, common, progress)
                                : answer(load(source_, initial_, common), common, progress);
    report.file = common.output;
    return report;
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
}

int Unlock::run(const Common& common) {
  check(common);
  check_initial(initial_, common);
  const UnlockReport report = answer(common);
  if (common.output == "-") {
    if (!common.quiet) print_note(summary(report), Style::line);
    return done;
  }
  Common shown = common;  // the report goes to standard output
  shown.output.clear();
  deliver("", [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, report);
    } else {
      write_text(out, report, text_style(shown));
    }
  });
  return done;
}

}  // namespace

std::unique_ptr<Command> make_unlock() { return std::make_unique<Unlock>(); }

}  // namespace isthmus::cli
