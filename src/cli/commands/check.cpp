// The verdict comes from proofs/checker, which shares nothing with the engine. The engine adds
// only --network: reading networks in all their formats. A file that cannot be read is an error of
// its own and does not keep the others from their verdicts.
#include <algorithm>
#include <optional>
#include <ostream>
#include <sstream>
#include <variant>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/verdict.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/proof/read.hpp"
#include "isthmus/proof/same_network.hpp"
#include "report/json_writer.hpp"

namespace isthmus::cli {
namespace {

using isthmus_check::Outcome;
using isthmus_check::Verdict;

// The verdict on a certificate, or why there is none.
using Result = std::variant<Outcome, Error>;

class Check : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "CERT… [flags]"; }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check_flags(const Common& common) const;
  [[nodiscard]] Outcome outcome_of(const std::string& text) const;
  [[nodiscard]] std::optional<std::string> difference_from(const Network& network,
                                                           const Certificate& certificate) const;
  [[nodiscard]] Result result_of(const std::string& source,
                                 const std::optional<Network>& network) const;
  [[nodiscard]] std::vector<Result> results(const Common& common) const;
  void write_text(std::ostream& out, const std::vector<Result>& results) const;
  void write_json(std::ostream& out, const std::vector<Result>& results) const;

  std::vector<std::string> sources_;
  std::string network_;
  InitialFlags initial_;
  bool explain_ = false;
  bool dump_ = false;
};

void Check::declare(Arguments& arguments) {
  arguments.positionals("CERT", sources_, "a certificate, \"-\" for standard input");
  arguments.group("Questions");
  arguments.flag("--explain", explain_, "say each step in words");
  arguments.flag("--dump", dump_, "print what was understood");
  arguments.option(
      "--network", "NETWORK", network_,
      "the certificates must be about this network: a .json file, a model file, \"-\" or an "
      "architecture string");
  declare_initial(arguments, initial_);
  arguments.example("isthmus check examples/certificates/two-neurons.json");
  arguments.example("isthmus prove mlp:3-4-1 --init pytorch --seed 7 | isthmus check -");
  arguments.example(
      "isthmus check examples/certificates/two-neurons.json --network examples/two-neurons.json");
}

void Check::check_flags(const Common& common) const {
  const auto stdin_count =
      std::count(sources_.begin(), sources_.end(), "-") + (network_ == "-" ? 1 : 0);
  if (stdin_count > 1) {
    throw usage_error("standard input can be named only once", "name files for the others");
  }
  if (network_.empty() && !initial_.scheme.empty()) {
    throw usage_error("--init has no effect without --network", "add --network NETWORK");
  }
  check_initial(initial_, common);
}

Outcome Check::outcome_of(const std::string& text) const {
  isthmus_check::Options options;
  options.explain = explain_;
  options.dump = dump_;
  return verdict_on(text, options);
}

std::optional<std::string> Check::difference_from(const Network& network,
                                                  const Certificate& certificate) const try {
  return network_difference(certificate, network);
} catch (const Error& error) {
  throw in_source(error, network_);
}

Result Check::result_of(const std::string& source, const std::optional<Network>& network) const {
  Outcome outcome;
  std::optional<Certificate> certificate;
  try {
    const std::string text = read_file(source);
    outcome = outcome_of(text);
    if (network && outcome.verdict != Verdict::malformed) certificate = read_certificate(text);
  } catch (const Error& error) {
    return error.in_file(source);
  }
  if (!certificate) return outcome;
  const auto difference = difference_from(*network, *certificate);
  if (!difference) return outcome;
  return Outcome{Verdict::malformed, "malformed: another network: " + *difference, ""};
}

std::vector<Result> Check::results(const Common& common) const {
  Progress progress(common.quiet);
  progress.phase("checking");
  std::optional<Network> network;
  try {
    if (!network_.empty()) network = load(network_, initial_, common);
  } catch (const Error& error) {
    throw in_source(error, network_);
  }
  std::vector<Result> found;
  for (const std::string& source : sources_) found.push_back(result_of(source, network));
  return found;
}

void Check::write_text(std::ostream& out, const std::vector<Result>& results) const {
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto* outcome = std::get_if<Outcome>(&results[i]);
    if (outcome == nullptr) continue;
    if (results.size() > 1) out << sources_[i] << ": ";
    out << outcome->line << "\n" << outcome->text;
  }
}

const char* verdict_name(Verdict verdict) {
  if (verdict == Verdict::proved) return "proved";
  return verdict == Verdict::not_proved ? "not_proved" : "malformed";
}

void write_lines(JsonWriter& json, const char* key, const std::string& text) {
  json.key(key);
  json.begin_array();
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) json.text(line);
  json.end_array();
}

void Check::write_json(std::ostream& out, const std::vector<Result>& results) const {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-check");
  json.number("version", 1);
  json.key("certificates");
  json.begin_array();
  for (std::size_t i = 0; i < results.size(); ++i) {
    json.begin_object();
    json.text("file", sources_[i]);
    if (const auto* outcome = std::get_if<Outcome>(&results[i])) {
      json.text("verdict", verdict_name(outcome->verdict));
      json.text("line", outcome->line);
      if (explain_ || dump_) write_lines(json, "text", outcome->text);
    } else {
      json.text("verdict", "error");
      json.text("line", "error: " + std::get<Error>(results[i]).detail().cause);
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

int code_of(const Result& result) {
  if (const auto* error = std::get_if<Error>(&result)) return exit_code(error->kind());
  return static_cast<int>(std::get<Outcome>(result).verdict);
}

int Check::run(const Common& common) {
  check_flags(common);
  const std::vector<Result> found = results(common);
  int code = done;
  bool any_verdict = false;
  for (const Result& result : found) {
    code = std::max(code, code_of(result));
    any_verdict = any_verdict || std::holds_alternative<Outcome>(result);
    if (const auto* error = std::get_if<Error>(&result)) {
      print_error(*error, common.json ? Style::json : Style::line);
    }
  }
  if (!any_verdict) return code;
  deliver(common.output, [&](std::ostream& out) {
    common.format == "json" ? write_json(out, found) : write_text(out, found);
  });
  return code;
}

}  // namespace

std::unique_ptr<Command> make_check() { return std::make_unique<Check>(); }

}  // namespace isthmus::cli
