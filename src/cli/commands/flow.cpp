#include "isthmus/report/flow.hpp"

#include <ostream>
#include <utility>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/flow_flags.hpp"
#include "cli/initial.hpp"
#include "cli/limits.hpp"
#include "cli/network_file.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/trained_file.hpp"
#include "isthmus/formats/load_model.hpp"
#include "isthmus/motion/relu_network.hpp"

namespace isthmus::cli {
namespace {

class FlowCommand : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK… --data FILE [flags]"; }
  [[nodiscard]] FileRule file_rule() const override {
    return network_rule("the network at the end");
  }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check(const Common& common) const;
  static void check_different(const std::vector<std::string>& paths);
  static void refuse_standard_output(const std::string& flag, const std::string& path);
  [[nodiscard]] Network read(const std::string& source, const Common& common) const;
  [[nodiscard]] static TrainingData samples(const std::string& path, const DataNames& names,
                                            Loss loss);
  void train_all(FlowReport& report, const Common& common) const;
  [[nodiscard]] FlowRun train_one(const std::string& source, FlowReport& report, Progress& progress,
                                  const Common& common) const;
  void write_files(const FlowReport& report, const Common& common) const;
  static void show(const FlowReport& report, Common common);
  [[nodiscard]] int finish(const FlowReport& report, const Common& common) const;

  std::vector<std::string> sources_;
  std::string data_, test_, csv_, svg_;
  FlowFlags flow_;
  InitialFlags initial_;
};

void FlowCommand::declare(Arguments& arguments) {
  arguments.positionals(
      "NETWORK", sources_,
      "a .json file, an .npz or .safetensors file, \"-\" for standard input, or an architecture "
      "string; several are trained in the same way and drawn together");
  arguments.group("Samples");
  arguments.option("--data", "FILE", data_,
                   "the samples: .csv with a column for each input and then for each output, or "
                   "named after them; or .npz with arrays x and y");
  arguments.option("--test", "FILE", test_, "samples whose loss is logged and not trained on");
  declare_flow(arguments, flow_);
  arguments.group("Files");
  arguments.option("--csv", "FILE", csv_, "write the log as a table");
  arguments.option("--svg", "FILE", svg_, "write the log as charts");
  declare_initial(arguments, initial_);
  arguments.example(
      "isthmus flow examples/experiments/a/free.json --data examples/experiments/a/data.csv --time "
      "50");
  arguments.example(
      "isthmus flow mlp:2-4-1+bias --init pytorch --seed 1 --data examples/experiments/a/data.csv "
      "--method descent --steps 500 --rate 0.1 --svg log.svg -o end.json");
}

// Names of one file through different paths are not noticed; then the last one written stays.
void FlowCommand::check_different(const std::vector<std::string>& paths) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (paths[i].empty() || paths[i] != paths[j]) continue;
      throw usage_error("two results cannot be written to one file", "name different files")
          .in_file(paths[i]);
    }
  }
}

// The report goes there, or the network.
void FlowCommand::refuse_standard_output(const std::string& flag, const std::string& path) {
  if (path == "-") throw usage_error("standard output is for the report", "name a file").at(flag);
}

void FlowCommand::check(const Common& common) const {
  if (data_.empty()) throw usage_error("training needs samples", "add --data FILE");
  for (const std::string& source : sources_) {
    if (!source.ends_with(".onnx")) continue;
    throw usage_error("graphs of operators are not evaluated",
                      "save the matrices and biases of a dense network as .npz or .safetensors")
        .in_file(source);
  }
  if (!common.output.empty() && sources_.size() > 1) {
    throw usage_error("several networks cannot be written to one file",
                      "train one at a time, or drop the flag")
        .at("-o");
  }
  refuse_standard_output("--csv", csv_);
  refuse_standard_output("--svg", svg_);
  check_different({common.output, csv_, svg_});
  check_extension("--csv", csv_, "csv");
  check_extension("--svg", svg_, "svg");
  check_network_file(sources_.front(), common);
  check_free("--csv", csv_, common.force);
  check_free("--svg", svg_, common.force);
}

Network FlowCommand::read(const std::string& source, const Common& common) const {
  try {
    return load(source, initial_, common);
  } catch (const Error& error) {
    throw in_source(error, source);
  }
}

TrainingData FlowCommand::samples(const std::string& path, const DataNames& names, Loss loss) {
  TrainingData data = load_training_data(path, names);
  try {
    check_targets(loss, data.targets);
  } catch (const Error& error) {
    throw error.in_file(path);
  }
  return data;
}

FlowRun FlowCommand::train_one(const std::string& source, FlowReport& report, Progress& progress,
                               const Common& common) const {
  const Network network = read(source, common);
  try {
    static_cast<void>(start_weights(network));  // without weights, the samples do not matter
    const DataNames names = data_names(network);
    const TrainingData data = samples(data_, names, report.options.loss);
    std::optional<TrainingData> test;
    if (!test_.empty()) test = samples(test_, names, report.options.loss);
    report.samples = data.samples();
    return {source,
            train(network, data, test, report.options,
                  [&](std::uint64_t done, std::uint64_t all) { progress.advance(done, all); })};
  } catch (const Error& error) {
    throw in_source(error, source);
  }
}

void FlowCommand::train_all(FlowReport& report, const Common& common) const {
  Progress progress(common.quiet);
  progress.phase("training");
  for (const std::string& source : sources_) {
    report.runs.push_back(train_one(source, report, progress, common));
  }
}

void FlowCommand::write_files(const FlowReport& report, const Common& common) const {
  if (!csv_.empty()) deliver(csv_, [&](std::ostream& out) { write_csv(out, report); });
  if (!svg_.empty()) deliver(svg_, [&](std::ostream& out) { write_svg(out, report); });
  if (common.output.empty()) return;
  write_trained(sources_.front(), initial_, common.output, report.runs.front().training);
}

int FlowCommand::finish(const FlowReport& report, const Common& common) const {
  for (const FlowRun& run : report.runs) {
    const std::string& stopped = run.training.trajectory.stopped;
    if (stopped.empty()) continue;
    const bool descent = report.options.method == Method::descent;
    const char* remedy =
        stopped == time_is_up(common)
            ? "allow more with --timeout"
            : "allow more with --max-steps, a larger --tolerance or a shorter --time";
    print_error(limit_error((descent ? "the descent" : "the flow") +
                                std::string(" was not followed to its end: ") + stopped,
                            remedy)
                    .in_file(run.source),
                common.json ? Style::json : Style::line);
    return not_determined;
  }
  return done;
}

void FlowCommand::show(const FlowReport& report, Common common) {
  common.output.clear();  // the report goes to standard output
  deliver("", [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, report);
    } else {
      write_text(out, report, text_style(common));
    }
  });
}

int FlowCommand::run(const Common& common) {
  check(common);
  check_initial(initial_, common);
  FlowReport report{training_options(flow_), data_, 0, test_, {}};
  if (common.deadline) report.options.stop = [&common] { return time_is_up(common); };
  train_all(report, common);
  stop_alarm();
  write_files(report, common);
  if (common.output != "-") show(report, common);
  return finish(report, common);
}

}  // namespace

std::unique_ptr<Command> make_flow() { return std::make_unique<FlowCommand>(); }

}  // namespace isthmus::cli
