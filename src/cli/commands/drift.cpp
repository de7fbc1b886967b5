#include "isthmus/report/drift.hpp"

#include <algorithm>
#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/load_model.hpp"

namespace isthmus::cli {
namespace {

class DriftCommand : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "CHECKPOINT CHECKPOINT… [flags]"; }
  [[nodiscard]] std::vector<std::string> formats() const override {
    return {"text", "json", "csv", "svg"};
  }
  [[nodiscard]] FileRule file_rule() const override { return report_that_asks(); }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check() const;
  void watch(DriftWatch& drift, const std::string& source, const Common& common, bool first) const;

  std::vector<std::string> sources_;
  InitialFlags initial_;
};

void DriftCommand::declare(Arguments& arguments) {
  arguments.positionals("CHECKPOINT", sources_,
                        "two or more files with the weights of one network, in the order of "
                        "training: model files or .json files");
  declare_model(arguments, initial_.model);
  arguments.example("isthmus drift -q examples/drift/step-*.npz");
  arguments.example("isthmus drift -q examples/drift/step-*.npz --to csv -o drift.csv");
}

void DriftCommand::check() const {
  if (sources_.size() < 2) {
    throw usage_error("drift compares checkpoints, and only one is named", "name two or more");
  }
  if (std::count(sources_.begin(), sources_.end(), "-") > 1) {
    throw usage_error("standard input can be named only once", "name files for the others");
  }
}

void DriftCommand::watch(DriftWatch& drift, const std::string& source, const Common& common,
                         bool first) const {
  try {
    if (is_model_file(source)) {
      const Model model = *load_if_model(source, initial_, 0);
      if (first) print_notes(model, common);
      drift.add(source, model);
    } else {
      refuse_model_flags(source, initial_.model);
      drift.add(source, load_network(source));
    }
  } catch (const Error& error) {
    throw in_source(error, source);
  }
}

int DriftCommand::run(const Common& common) {
  check();
  check_initial(initial_, common);
  DriftWatch drift(threads_of(common));
  {
    Progress progress(common.quiet);
    progress.phase("reading checkpoints");
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      watch(drift, sources_[i], common, i == 0);
      progress.advance(i + 1, sources_.size());
    }
  }
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, drift.result());
    } else if (common.format == "csv") {
      write_csv(out, drift.result());
    } else if (common.format == "svg") {
      write_svg(out, drift.result());
    } else {
      write_text(out, drift.result(), text_style(common));
    }
  });
  return done;
}

}  // namespace

std::unique_ptr<Command> make_drift() { return std::make_unique<DriftCommand>(); }

}  // namespace isthmus::cli
