// The arguments of one command: declared once, parsed (by CLI11, behind the scenes) and explained.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace isthmus::cli {

class Arguments {
 public:
  /// `usage` is what follows the command in the usage line: "NETWORK… [flags]".
  Arguments(std::string command, std::string summary, std::string usage);
  ~Arguments();
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  /// A switch "--name". The referenced values must outlive parse().
  void flag(const std::string& name, bool& value, const std::string& help);
  /// "--name VALUE", or "-o,--output VALUE"; the value stays as it is if the flag is absent.
  void option(const std::string& name, const std::string& placeholder, std::string& value,
              const std::string& help);
  /// The same for a flag that may be given several times.
  void options(const std::string& name, const std::string& placeholder,
               std::vector<std::string>& values, const std::string& help);
  /// A positional argument that must be there; `many`: one or more.
  void positional(const std::string& placeholder, std::string& value, const std::string& help);
  void positionals(const std::string& placeholder, std::vector<std::string>& values,
                   const std::string& help);
  /// A positional argument that may be absent; then the value stays as it is.
  void optional_positional(const std::string& placeholder, std::string& value,
                           const std::string& help);
  /// Flags declared from here on are listed under this title.
  void group(const std::string& title);
  /// Shown at the end of the help.
  void example(const std::string& line);

  /// Fills the values in. Returns false if help was asked for instead.
  /// Throws Error (bad_usage) for an unknown flag, a missing value or argument, and so on.
  [[nodiscard]] bool parse(const std::vector<std::string>& words);

  /// The help text, its lines at most `width` columns wide (examples may be longer).
  [[nodiscard]] std::string help(std::size_t width) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace isthmus::cli
