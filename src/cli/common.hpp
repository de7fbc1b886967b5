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

void declare_common(Arguments& arguments, Common& common, const FormatFlag& format);

/// Checks and converts; throws Error (bad_usage).
void check_common(Common& common, const FormatFlag& format);

/// Colours only on a terminal unless asked for; an explicit --color wins over NO_COLOR.
[[nodiscard]] TextStyle text_style(const Common& common);

}  // namespace isthmus::cli
