// The flags that every command has.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus::cli {

struct Common {
  bool json = false;
  bool quiet = false;
  bool force = false;  ///< overwrite files; only of commands that ask (FileRule)
  std::string output;  ///< empty: standard output
  std::string format;  ///< as given to --to, or to the flag that takes its place
  std::string color = "auto";
  std::string jobs;
  std::string timeout;
  std::string max_memory;

  /// Values of the flags above once checked.
  unsigned job_count = 0;  ///< 0: one thread for each core
  std::optional<double> timeout_seconds;
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::optional<std::uint64_t> memory_bytes;
};

/// The flag that chooses a format, and what it takes, the default first.
struct FormatFlag {
  std::string name;
  std::vector<std::string> formats;
};

/// What a command writes to the file of -o, and what becomes of a file that is there.
struct FileRule {
  std::string help = "write to FILE, completely or not at all";
  bool asks = false;      ///< an existing file is an error unless --force is given
  bool is_report = true;  ///< what is written has the chosen format
};

/// The rule for reports that overwrite nothing unasked.
[[nodiscard]] FileRule report_that_asks();

void declare_common(Arguments& arguments, Common& common, const FormatFlag& format,
                    const FileRule& rule);

/// Checks and converts; throws Error (bad_usage).
void check_common(Common& common, const FormatFlag& format, const FileRule& rule);

/// "the time limit of 2 s was reached" once it is; else nothing.
[[nodiscard]] std::string time_is_up(const Common& common);

/// Colours only on a terminal unless asked for; an explicit --color wins over NO_COLOR.
[[nodiscard]] TextStyle text_style(const Common& common);

}  // namespace isthmus::cli
