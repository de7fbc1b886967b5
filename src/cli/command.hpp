// What a command is.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/common.hpp"

namespace isthmus::cli {

/// One command of the program; an object lives for one run.
class Command {
 public:
  Command() = default;
  virtual ~Command() = default;
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  /// What follows the command's name in the usage line.
  [[nodiscard]] virtual std::string usage() const = 0;
  /// The flag that chooses a format.
  [[nodiscard]] virtual std::string format_flag() const { return "--to"; }
  /// What that flag takes, the default first.
  [[nodiscard]] virtual std::vector<std::string> formats() const { return {"text", "json"}; }
  /// What -o FILE is for.
  [[nodiscard]] virtual FileRule file_rule() const { return {}; }
  /// What to do when the time limit ends it.
  [[nodiscard]] virtual std::string time_remedy() const { return "allow more with --timeout"; }
  /// Declares the arguments and flags of its own.
  virtual void declare(Arguments& arguments) = 0;
  /// Does the work and returns the exit code. `common` is checked.
  [[nodiscard]] virtual int run(const Common& common) = 0;
};

/// How a command is found and made.
struct CommandEntry {
  const char* name;
  const char* summary;
  std::unique_ptr<Command> (*make)();
};

/// All commands, in the order of the help text.
[[nodiscard]] const std::vector<CommandEntry>& commands();

std::unique_ptr<Command> make_analyze();
std::unique_ptr<Command> make_chambers();
std::unique_ptr<Command> make_closed();
std::unique_ptr<Command> make_equations();
std::unique_ptr<Command> make_explain();
std::unique_ptr<Command> make_compare();
std::unique_ptr<Command> make_crosscheck();
std::unique_ptr<Command> make_drift();
std::unique_ptr<Command> make_convert();
std::unique_ptr<Command> make_topology();
std::unique_ptr<Command> make_prune();
std::unique_ptr<Command> make_prove();
std::unique_ptr<Command> make_check();
std::unique_ptr<Command> make_export();
std::unique_ptr<Command> make_sample();
std::unique_ptr<Command> make_laws();
std::unique_ptr<Command> make_flow();
std::unique_ptr<Command> make_unlock();
std::unique_ptr<Command> make_reach();
std::unique_ptr<Command> make_equivalent();

}  // namespace isthmus::cli
