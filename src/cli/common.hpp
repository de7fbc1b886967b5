// The flags that every command has.
#pragma once

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
  std::string format;  ///< as given to --to
  std::string color = "auto";
  std::string jobs;
  std::string timeout;
  std::string max_memory;

  /// Values of the flags above once checked.
  std::optional<double> timeout_seconds;
  std::optional<std::uint64_t> memory_bytes;
};

/// Declares them; `formats` is what --to takes, the first one being the default.
void declare_common(Arguments& arguments, Common& common, const std::vector<std::string>& formats);

/// Checks and converts; throws Error (bad_usage).
void check_common(Common& common, const std::vector<std::string>& formats);

/// Colours only on a terminal unless asked for; an explicit --color wins over NO_COLOR.
[[nodiscard]] TextStyle text_style(const Common& common);

}  // namespace isthmus::cli
