#include "cli/program.hpp"

#include <algorithm>
#include <ostream>

#include "cli/command.hpp"
#include "cli/company.hpp"
#include "cli/limits.hpp"
#include "cli/output.hpp"
#include "cli/wrap.hpp"
#include "isthmus/version.hpp"
#include "report/json_writer.hpp"
#include "report/nearest_name.hpp"

namespace isthmus::cli {
namespace {

std::string top_help(std::size_t width) {
  std::string text =
      "Exact geometry of the learning space of ReLU networks.\n"
      "\n"
      "Usage: isthmus COMMAND [ARGUMENTS]\n"
      "\n"
      "Examples:\n"
      "  isthmus analyze examples/two-neurons.json\n"
      "  isthmus analyze mlp:2-8-1 --init kaiming-normal --seed 1\n"
      "  isthmus explain --help\n"
      "\n"
      "Flags:\n";
  text += two_columns("-h, --help", "this text, or that of a command", width);
  text += two_columns("    --version", "the version and what it was built with", width);
  text += "\nCommands:\n";
  for (const CommandEntry& entry : commands())
    text += two_columns(entry.name, entry.summary, width);
  return text;
}

std::vector<Component> components() {
  std::vector<Component> all = built_in_components();
  all.push_back({"MPI", mpi_version()});
  return all;
}

void write_version_json(std::ostream& out) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-version");
  json.number("version", 1);
  json.text("isthmus", version());
  json.key("components");
  json.begin_object();
  for (const Component& component : components()) {
    json.text(component.name, component.version);
  }
  json.end_object();
  json.end_object();
}

void write_version(std::ostream& out) {
  out << "isthmus " << version() << "\n";
  for (const Component& component : components()) {
    out << "  " << component.name << " " << component.version << "\n";
  }
}

void print(const std::string& text) {
  deliver("", [&](std::ostream& out) { out << text; });
}

Error unknown_command(const std::string& word) {
  std::vector<std::string> names;
  for (const CommandEntry& entry : commands()) names.emplace_back(entry.name);
  const std::string nearest = nearest_name(word, names);
  return usage_error("unknown command " + quoted(word),
                     nearest.empty() ? "see \"isthmus --help\"" : "did you mean " + nearest + "?");
}

const CommandEntry& find_command(const std::string& word) {
  const auto found = std::find_if(commands().begin(), commands().end(),
                                  [&](const CommandEntry& entry) { return word == entry.name; });
  if (found == commands().end()) throw unknown_command(word);
  return *found;
}

int run_command(const CommandEntry& entry, const std::vector<std::string>& words, Style style) {
  const std::unique_ptr<Command> command = entry.make();
  Arguments arguments(entry.name, entry.summary, command->usage());
  Common common;
  command->declare(arguments);
  const FormatFlag format{command->format_flag(), command->formats()};
  const FileRule rule = command->file_rule();
  declare_common(arguments, common, format, rule);
  if (!arguments.parse(words)) {
    print(arguments.help(page_width()));
    return done;
  }
  check_common(common, format, rule);
  apply_limits(common, style, command->time_remedy());
  return command->run(common);
}

bool is_help(const std::string& word) { return word == "--help" || word == "-h" || word == "help"; }

int run_top_level(const std::vector<std::string>& words, Style style) {
  const bool version_wanted = std::find(words.begin(), words.end(), "--version") != words.end();
  const bool help_wanted = std::any_of(words.begin(), words.end(), is_help);
  if (!version_wanted && !help_wanted) {
    throw usage_error("the first argument is the flag " + quoted(words.front()),
                      "write the command first: isthmus COMMAND " + words.front());
  }
  if (!version_wanted) {
    print(top_help(page_width()));
  } else if (style == Style::json) {
    deliver("", write_version_json);
  } else {
    deliver("", write_version);
  }
  return done;
}

}  // namespace

const std::vector<CommandEntry>& commands() {
  static const std::vector<CommandEntry> all = {
      {"analyze", "components, locked weights, singular points: everything that is proved",
       make_analyze},
      {"chambers", "how the answers change with the balance: all chambers of balances",
       make_chambers},
      {"closed", "does a sparse pattern always have an optimum? if not, a training set without one",
       make_closed},
      {"equations", "the equations of the invariant variety in many notations", make_equations},
      {"topology", "the Betti numbers of M(c), its cut ideal and its factors", make_topology},
      {"laws", "the conservation laws, and how many of them are independent", make_laws},
      {"explain", "why an edge is locked or free, what the law of a node is", make_explain},
      {"compare", "what changed between two reports of analyze", make_compare},
      {"crosscheck", "which claims of a floating-point program are true, and why others are not",
       make_crosscheck},
      {"drift", "how far checkpoints of a training run left their conservation laws", make_drift},
      {"convert", "read a network in one format, write it in another", make_convert},
      {"prune", "the sub-networks that are cheapest to cut off, and the network without them",
       make_prune},
      {"unlock", "rescale neurons by powers of two: fewer locked weights, the same function",
       make_unlock},
      {"prove", "write a certificate of what is proved, for anyone to check", make_prove},
      {"check", "check certificates without trusting what wrote them", make_check},
      {"export", "a certificate as a proof for people, Coq or SMT solvers", make_export},
      {"sample", "how often random initial weights are locked, with rigorous intervals",
       make_sample},
      {"flow", "gradient flow and descent on samples, with what is exactly true on the way",
       make_flow},
      {"reach", "can gradient flow come from one setting of the weights to a copy of another",
       make_reach},
      {"equivalent", "are two settings of the weights the same up to permutation and rescaling",
       make_equivalent},
  };
  return all;
}

Style error_style(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") break;
    if (words[i] == "--json" || words[i] == "--to=json") return Style::json;
    if (words[i] == "--to" && i + 1 < words.size() && words[i + 1] == "json") return Style::json;
  }
  return Style::line;
}

int run_program(const std::vector<std::string>& words, Style style) {
  if (words.empty()) throw usage_error("no command was given", "see \"isthmus --help\"");
  if (words.front() == "help" && words.size() > 1) {
    return run_command(find_command(words[1]), {"--help"}, style);
  }
  if (words.front().front() == '-' || words.front() == "help") return run_top_level(words, style);
  return run_command(find_command(words.front()), {words.begin() + 1, words.end()}, style);
}

}  // namespace isthmus::cli
