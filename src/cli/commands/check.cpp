// The verdict comes from proofs/checker, which shares nothing with the engine. The engine adds
// only --network: reading networks in all their formats.
#include <algorithm>
#include <optional>
#include <ostream>
#include <sstream>

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

class Check : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "CERT… [flags]"; }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  void check_flags(const Common& common) const;
  [[nodiscard]] std::optional<std::string> difference_from(const Network& network,
                                                           const std::string& text,
                                                           const std::string& source) const;
  [[nodiscard]] Outcome outcome_of(const std::string& source,
                                   const std::optional<Network>& network) const;
  void write_text(std::ostream& out, const std::vector<Outcome>& outcomes) const;
  void write_json(std::ostream& out, const std::vector<Outcome>& outcomes) const;

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
  arguments.option("--network", "NETWORK", network_,
                   "the certificates must be about this network: a .json file, \"-\" or an "
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

std::optional<std::string> Check::difference_from(const Network& network, const std::string& text,
                                                  const std::string& source) const {
  std::optional<Certificate> certificate;
  try {
    certificate = read_certificate(text);
  } catch (const Error& error) {
    throw error.in_file(source);
  }
  try {
    return network_difference(*certificate, network);
  } catch (const Error& error) {
    throw in_source(error, network_);
  }
}

Outcome Check::outcome_of(const std::string& source, const std::optional<Network>& network) const {
  const std::string text = read_file(source);
  isthmus_check::Options options;
  options.explain = explain_;
  options.dump = dump_;
  Outcome outcome = verdict_on(text, options);
  if (network && outcome.verdict != Verdict::malformed) {
    const auto difference = difference_from(*network, text, source);
    if (difference)
      outcome = {Verdict::malformed, "malformed: another network: " + *difference, ""};
  }
  return outcome;
}

void Check::write_text(std::ostream& out, const std::vector<Outcome>& outcomes) const {
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes.size() > 1) out << sources_[i] << ": ";
    out << outcomes[i].line << "\n" << outcomes[i].text;
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

void Check::write_json(std::ostream& out, const std::vector<Outcome>& outcomes) const {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-check");
  json.number("version", 1);
  json.key("certificates");
  json.begin_array();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    json.begin_object();
    json.text("file", sources_[i]);
    json.text("verdict", verdict_name(outcomes[i].verdict));
    json.text("line", outcomes[i].line);
    if (explain_ || dump_) write_lines(json, "text", outcomes[i].text);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

int Check::run(const Common& common) {
  check_flags(common);
  std::optional<Network> network;
  std::vector<Outcome> outcomes;
  {
    Progress progress(common.quiet);
    progress.phase("checking");
    try {
      if (!network_.empty()) network = load(network_, initial_);
    } catch (const Error& error) {
      throw in_source(error, network_);
    }
    for (const std::string& source : sources_) outcomes.push_back(outcome_of(source, network));
  }
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, outcomes);
    } else {
      write_text(out, outcomes);
    }
  });
  int code = done;
  for (const Outcome& outcome : outcomes) code = std::max(code, static_cast<int>(outcome.verdict));
  return code;
}

}  // namespace

std::unique_ptr<Command> make_check() { return std::make_unique<Check>(); }

}  // namespace isthmus::cli
