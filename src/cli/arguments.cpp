#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>

#include "cli/wrap.hpp"
#include "isthmus/error.hpp"
#include "report/nearest_name.hpp"

namespace isthmus::cli {
namespace {

// One line of the help.
struct Entry {
  std::string group;
  std::string left;  // "-o, --output FILE"
  std::string help;
};

struct Required {
  CLI::Option* option;
  std::string placeholder;
};

// "-o,--output" as "-o, --output"; a lone "--json" is moved under the long names.
std::string shown(const std::string& name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string::npos) return "    " + name;
  return name.substr(0, comma) + ", " + name.substr(comma + 1);
}

std::string long_name(const std::string& name) { return name.substr(name.rfind(',') + 1); }

// What no flag or argument took; "--" only ends the flags.
std::vector<std::string> left_over(const CLI::App& app) {
  std::vector<std::string> words = app.remaining();
  std::erase(words, "--");
  return words;
}

std::string lower_first(std::string text) {
  const bool word = text.size() > 1 && std::islower(static_cast<unsigned char>(text[1])) != 0;
  if (word) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

}  // namespace

struct Arguments::Implementation {
  std::string command;
  std::string summary;
  std::string usage;
  CLI::App app;
  std::string group = "Flags";
  std::vector<Entry> entries;
  std::vector<std::string> flag_names = {"--help"};
  std::vector<Required> required;
  std::vector<Required> valued;  // flags with a value, by name
  std::vector<std::string> examples;

  [[nodiscard]] std::string see_help() const { return "see \"isthmus " + command + " --help\""; }

  void refuse_extras() const;
  void require_positionals() const;
  void require_values() const;
};

Arguments::Arguments(std::string command, std::string summary, std::string usage)
    : implementation_(std::make_unique<Implementation>()) {
  implementation_->command = std::move(command);
  implementation_->summary = std::move(summary);
  implementation_->usage = std::move(usage);
  implementation_->app.set_help_flag("-h,--help");
  implementation_->app.allow_extras();
}

Arguments::~Arguments() = default;

void Arguments::flag(const std::string& name, bool& value, const std::string& help) {
  implementation_->app.add_flag(name, value);
  implementation_->entries.push_back({implementation_->group, shown(name), help});
  implementation_->flag_names.push_back(long_name(name));
}

void Arguments::option(const std::string& name, const std::string& placeholder, std::string& value,
                       const std::string& help) {
  implementation_->valued.push_back(
      {implementation_->app.add_option(name, value), long_name(name)});
  implementation_->entries.push_back(
      {implementation_->group, shown(name) + " " + placeholder, help});
  implementation_->flag_names.push_back(long_name(name));
}

void Arguments::options(const std::string& name, const std::string& placeholder,
                        std::vector<std::string>& values, const std::string& help) {
  implementation_->app.add_option(name, values)->expected(1)->take_all()->allow_extra_args(false);
  implementation_->entries.push_back(
      {implementation_->group, shown(name) + " " + placeholder, help});
  implementation_->flag_names.push_back(long_name(name));
}

void Arguments::positional(const std::string& placeholder, std::string& value,
                           const std::string& help) {
  CLI::Option* option = implementation_->app.add_option(placeholder, value);
  implementation_->entries.push_back({"Arguments", placeholder, help});
  implementation_->required.push_back({option, placeholder});
}

void Arguments::positionals(const std::string& placeholder, std::vector<std::string>& values,
                            const std::string& help) {
  CLI::Option* option = implementation_->app.add_option(placeholder, values);
  implementation_->entries.push_back({"Arguments", placeholder + "…", help});
  implementation_->required.push_back({option, placeholder});
}

void Arguments::optional_positional(const std::string& placeholder, std::string& value,
                                    const std::string& help) {
  implementation_->app.add_option(placeholder, value);
  implementation_->entries.push_back({"Arguments", "[" + placeholder + "]", help});
}

void Arguments::group(const std::string& title) { implementation_->group = title; }

void Arguments::example(const std::string& line) { implementation_->examples.push_back(line); }

void Arguments::Implementation::refuse_extras() const {
  const std::vector<std::string> extras = left_over(app);
  if (extras.empty()) return;
  const auto flag = std::find_if(extras.begin(), extras.end(), [](const std::string& word) {
    return word.size() > 1 && word.front() == '-';
  });
  if (flag == extras.end()) {
    throw usage_error(command + ": the argument " + quoted(extras.front()) + " is one too many",
                      see_help());
  }
  const std::string nearest = nearest_name(flag->substr(0, flag->find('=')), flag_names);
  throw usage_error(command + ": unknown flag " + quoted(*flag),
                    nearest.empty() ? see_help() : "did you mean " + nearest + "?");
}

void Arguments::Implementation::require_positionals() const {
  for (const Required& needed : required) {
    if (needed.option->count() > 0) continue;
    throw usage_error(command + ": the argument " + needed.placeholder + " is missing", see_help());
  }
}

// An empty value is most often a variable of a shell that was never set.
void Arguments::Implementation::require_values() const {
  for (const Required& flag : valued) {
    if (flag.option->count() == 0 || !flag.option->results().front().empty()) continue;
    throw usage_error(command + ": the value of " + flag.placeholder + " is empty",
                      "give one, or drop the flag");
  }
}

bool Arguments::parse(const std::vector<std::string>& words) {
  // CLI11 takes the words from the back.
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    implementation_->app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return false;
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string what = error.what();
    throw usage_error(implementation_->command + ": the flag " +
                          quoted(what.substr(0, what.find(':'))) + " takes exactly one value",
                      implementation_->see_help());
  } catch (const CLI::Error& error) {
    const std::string cause = quoted(lower_first(error.what()), 200);
    throw usage_error(implementation_->command + ": " + cause.substr(1, cause.size() - 2),
                      implementation_->see_help());
  }
  implementation_->refuse_extras();
  implementation_->require_positionals();
  implementation_->require_values();
  return true;
}

std::string Arguments::help(std::size_t width) const {
  std::string text = wrapped(implementation_->summary, 0, width) + "\nUsage: isthmus " +
                     implementation_->command + " " + implementation_->usage + "\n";
  std::string group;
  for (const Entry& entry : implementation_->entries) {
    if (entry.group != group) text += "\n" + entry.group + ":\n";
    group = entry.group;
    text += two_columns(entry.left, entry.help, width);
  }
  text += two_columns("-h, --help", "this text", width);
  if (!implementation_->examples.empty()) text += "\nExamples:\n";
  for (const std::string& line : implementation_->examples) text += "  " + line + "\n";
  return text;
}

}  // namespace isthmus::cli
