#include "isthmus/report/closed.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>
#include <iterator>
#include <optional>
#include <ostream>
#include <sstream>
#include <utility>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/singular.hpp"
#include "cli/values.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/pattern_file.hpp"
#include "isthmus/report/pattern_atlas.hpp"

namespace isthmus::cli {
namespace {

class Closed : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "[PATTERN] [flags]"; }
  [[nodiscard]] std::vector<std::string> formats() const override {
    return {"text", "json", "csv"};
  }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check(const Common& common) const;
  [[nodiscard]] DecideOptions options(const Common& common) const;
  [[nodiscard]] LayerSupports layers(const Common& common) const;
  void check_files(const Common& common) const;
  [[nodiscard]] int decide_one(const Common& common) const;
  void show_consequence(ClosedReport& report) const;
  [[nodiscard]] int classify(const Common& common) const;

  std::string source_, layers_;
  std::string certificate_, dataset_, sequence_;
  bool no_biases_ = false, groebner_ = false;
  std::string seed_, trials_;
  std::string classes_, checkpoint_;
  ModelFlags model_;
};

void Closed::declare(Arguments& arguments) {
  arguments.optional_positional(
      "PATTERN", source_,
      "a pattern file (.json), the zero pattern of a model file (.npz, .safetensors, .onnx), a "
      "layered network (.json), \"-\" for either on standard input, or an architecture such as "
      "mlp:3-8-1");
  arguments.group("Questions");
  arguments.option("--layers", "ROWS", layers_,
                   "the pattern itself, layers from input to output, a row of 0 and 1 for each "
                   "output of a layer: \"11/01;10/11\"");
  arguments.option("--certificate", "FILE", certificate_,
                   "write a certificate of the verdict, for isthmus-check");
  arguments.option("--dataset", "FILE", dataset_,
                   "if not closed: write a training set on which the network has no optimum (CSV)");
  arguments.option("--sequence", "K", sequence_,
                   "if not closed: networks at ε = 1, 1/10, … with their exact losses on it");
  arguments.flag("--no-biases", no_biases_, "of that network; they are trained if not given");
  arguments.group("Searches");
  arguments.option("--seed", "N", seed_, "of the searches; 1 if not given");
  arguments.option("--trials", "N", trials_,
                   "limits to try for a state that no theorem decides; 6000 if not given");
  arguments.flag(
      "--groebner", groebner_,
      "at last ask Singular, which has to be installed, whether the equations of a limit "
      "have a solution; its answer is in no certificate");
  arguments.group("All patterns of a size");
  arguments.option("--classify", "M,R,N", classes_,
                   "every pattern with M outputs, R hidden neurons and N inputs, up to symmetry");
  declare_checkpoint(arguments, checkpoint_);
  declare_model(arguments, model_);
  arguments.example("isthmus closed --layers '11/01;10/11'");
  arguments.example("isthmus closed examples/patterns/lu.json --dataset data.csv --sequence 4");
  arguments.example("isthmus closed --classify 2,2,2");
}

void refuse_with(const std::string& flag, const std::string& value, const std::string& other) {
  if (value.empty()) return;
  throw usage_error(flag + " and " + other + " exclude each other", "give one of them");
}

void Closed::check(const Common& common) const {
  if (!classes_.empty()) {
    refuse_with("PATTERN", source_, "--classify");
    refuse_with("--layers", layers_, "--classify");
    refuse_with("--certificate", certificate_, "--classify");
    refuse_with("--dataset", dataset_, "--classify");
    refuse_with("--sequence", sequence_, "--classify");
    return;
  }
  refuse_with("--layers", source_.empty() ? "" : layers_, "PATTERN");
  if (source_.empty() && layers_.empty()) {
    throw usage_error("closed: no pattern was given",
                      "name a file, or write it with --layers, as in --layers '11/01;10/11'");
  }
  if (common.format == "csv") {
    throw usage_error("one verdict is no table", "--to csv goes with --classify");
  }
  if (!checkpoint_.empty()) {
    throw usage_error("--checkpoint has no effect without --classify", "drop it");
  }
  check_files(common);
  if (no_biases_ && dataset_.empty() && sequence_.empty()) {
    throw usage_error("--no-biases has no effect without --dataset or --sequence", "add one");
  }
}

void Closed::check_files(const Common& common) const {
  std::vector<std::string> files = {certificate_, dataset_,
                                    common.output.empty() ? "-" : common.output};
  std::erase(files, "");
  std::sort(files.begin(), files.end());
  if (std::adjacent_find(files.begin(), files.end()) == files.end()) return;
  throw usage_error("--certificate, --dataset and --output name the same file",
                    "name different files");
}

DecideOptions Closed::options(const Common& common) const {
  DecideOptions options;
  if (!seed_.empty()) options.seed = parse_count("--seed", seed_);
  if (!trials_.empty()) options.trials = parse_count("--trials", trials_, 1);
  if (groebner_) options.has_unit_ideal = singular_test();
  if (common.timeout_seconds) options.budget.stop_after_seconds(*common.timeout_seconds);
  return options;
}

// Standard input: a pattern or a network.
LayerSupports layers_of_input() {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  std::istringstream in(text);
  try {
    if (mentions_pattern(text)) return read_pattern_json(in);
    return layer_supports(read_network_json(in, "-"));
  } catch (const Error& error) {
    throw error.in_file("-");
  }
}

LayerSupports Closed::layers(const Common& common) const {
  if (!layers_.empty()) {
    refuse_model_flags("", model_);
    try {
      return parse_layers(layers_);
    } catch (const Error& error) {
      ErrorDetail detail = error.detail();
      detail.place = detail.place.empty() ? "--layers" : "--layers, " + detail.place;
      throw Error(error.kind(), std::move(detail));
    }
  }
  if (source_ == "-") {
    refuse_model_flags(source_, model_);
    return layers_of_input();
  }
  if (is_pattern_file(source_)) {
    refuse_model_flags(source_, model_);
    return load_pattern(source_);
  }
  InitialFlags flags;
  flags.model = model_;
  check_initial(flags, common);
  try {
    if (const auto model = load_if_model(source_, flags, 0)) return layer_supports(*model);
    return layer_supports(load(source_, flags, common));
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
}

void write_file_of(const std::string& path, const std::string& text) {
  deliver(path, [&](std::ostream& out) { out << text; });
}

// The training set and the networks whose loss on it tends to 0.
void Closed::show_consequence(ClosedReport& report) const {
  if (report.decision.verdict == Closedness::undecided) {
    throw limit_error("it is undecided whether there is a training set without optimum: " +
                          report.decision.reason,
                      "drop --dataset and --sequence to see what is known");
  }
  if (!report.decision.witness) {
    throw input_error(std::string("the pattern is ") + verdict_word(report.decision.verdict) +
                          ", so there is no training set to write",
                      "drop --dataset and --sequence");
  }
  NoOptimumOptions how;
  how.biases = no_biases_ ? Biases::none : Biases::trained;
  const NoOptimum data = no_optimum(report.layers, *report.decision.witness, how);
  Rational epsilon = 1;
  for (std::uint64_t k = sequence_.empty() ? 0 : parse_count("--sequence", sequence_, 1, 1000);
       k > 0; --k) {
    report.sequence.push_back(network_at(data, epsilon));
    epsilon /= 10;
  }
  if (dataset_.empty()) return;
  deliver(dataset_, [&](std::ostream& out) { write_dataset_csv(out, data); });
}

int Closed::decide_one(const Common& common) const {
  Progress progress(common.quiet);
  progress.phase("reading the pattern");
  ClosedReport report{source_ == "-" ? "" : source_, layers(common), {}, {}};
  progress.phase("deciding");
  report.decision = decide(report.layers, options(common));
  if (!dataset_.empty() || !sequence_.empty()) show_consequence(report);
  if (!certificate_.empty()) {
    const std::string certificate = closed_certificate(report);
    if (!certificate.empty()) {
      write_file_of(certificate_, certificate);
    } else if (report.decision.witness) {
      throw input_error("no certificate can hold a Gröbner basis", "drop --certificate");
    } else if (!common.quiet) {
      print_note("undecided: there is no certificate to write",
                 common.json ? Style::json : Style::line);
    }
  }
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") return write_json(out, report);
    write_text(out, report, text_style(common));
  });
  return report.decision.verdict == Closedness::undecided ? not_determined : done;
}

std::array<std::size_t, 3> parse_sizes(const std::string& text) {
  std::array<std::size_t, 3> sizes{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < 3; ++i) {
    const auto [next, error] = std::from_chars(at, end, sizes[i]);
    const bool right_mark = i == 2 ? next == end : next != end && *next == ',';
    if (error != std::errc() || !right_mark) {
      throw usage_error("--classify takes three sizes, not " + quoted(text),
                        "write outputs, hidden neurons and inputs, as in 3,3,3");
    }
    at = next + 1;
  }
  return sizes;
}

int Closed::classify(const Common& common) const {
  const auto [outputs, hidden, inputs] = parse_sizes(classes_);
  const DecideOptions how = options(common);
  Progress progress(common.quiet);
  progress.phase("deciding all classes");
  const std::string identity = "closed\n" + classes_ + "\n" + std::to_string(how.seed) + "\n" +
                               std::to_string(how.trials) + (groebner_ ? "\nGröbner" : "");
  const PatternAtlas atlas = pattern_atlas(outputs, hidden, inputs, how,
                                           farm_options(common, checkpoint_, identity, progress));
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") return write_json(out, atlas);
    if (common.format == "csv") return write_csv(out, atlas);
    write_text(out, atlas, text_style(common));
  });
  return atlas.entries.size() < atlas.classes ? not_determined : done;
}

int Closed::run(const Common& common) {
  check(common);
  return classes_.empty() ? decide_one(common) : classify(common);
}

}  // namespace

std::unique_ptr<Command> make_closed() { return std::make_unique<Closed>(); }

}  // namespace isthmus::cli
