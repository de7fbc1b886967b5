#include "cli/common.hpp"

#include <unistd.h>

#include <cstdlib>
#include <sstream>

#include "cli/output.hpp"
#include "cli/values.hpp"
#include "cli/wrap.hpp"
#include "isthmus/error.hpp"
#include "isthmus/parallel/ranks.hpp"

namespace isthmus::cli {

namespace {

void check_output(const Common& common, const FormatFlag& format, const FileRule& rule) {
  if (rule.is_report) check_extension("-o", common.output, common.format, format);
  check_free("-o", common.output, common.force);
}

void set_timeout(Common& common, double seconds) {
  common.timeout_seconds = seconds;
  common.deadline = std::chrono::steady_clock::now() +
                    std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                        std::chrono::duration<double>(seconds));
}

}  // namespace

FileRule report_that_asks() {
  FileRule rule;
  rule.asks = true;
  return rule;
}

void declare_common(Arguments& arguments, Common& common, const FormatFlag& format,
                    const FileRule& rule) {
  std::string list;
  for (const std::string& each : format.formats) list += (list.empty() ? "" : ", ") + each;
  arguments.group("Output");
  arguments.flag("--json", common.json,
                 "JSON, as " + format.name + " json; errors are JSON on stderr as well");
  arguments.option(format.name, "FORMAT", common.format, "one of: " + list);
  arguments.option("-o,--output", "FILE", common.output, rule.help);
  if (rule.asks) arguments.flag("--force", common.force, "overwrite files that are there");
  arguments.flag("-q,--quiet", common.quiet, "no notes and no progress on stderr");
  arguments.option("--color", "WHEN", common.color, "auto, always or never; NO_COLOR is respected");
  arguments.group("Limits");
  arguments.option("--timeout", "SECONDS", common.timeout,
                   "stop after that time; exit code 3 if that leaves a question open; what cannot "
                   "stop by itself is ended half as long again later, at least a second");
  arguments.option("--max-memory", "SIZE", common.max_memory,
                   "use no more memory than that, such as 2G; exit code 3 if it is too little");
  arguments.option("--jobs", "N", common.jobs, "threads to use; never changes a result");
}

void check_common(Common& common, const FormatFlag& format, const FileRule& rule) {
  constexpr std::uint64_t most_jobs = 4096;
  if (common.format.empty()) common.format = common.json ? "json" : format.formats.front();
  require_choice(format.name, common.format, format.formats);
  if (common.json && common.format != "json") {
    throw usage_error("--json and " + format.name + " " + common.format + " contradict each other",
                      "give one of them");
  }
  if (rule.asks) check_output(common, format, rule);
  require_choice("--color", common.color, {"auto", "always", "never"});
  const std::uint64_t jobs = common.jobs.empty() ? 0 : parse_count("--jobs", common.jobs, 1);
  if (jobs > most_jobs) {
    throw usage_error("that is more threads than make sense", "give at most 4096").at("--jobs");
  }
  common.job_count = static_cast<unsigned>(jobs);
  if (!common.timeout.empty()) set_timeout(common, parse_seconds("--timeout", common.timeout));
  if (!common.max_memory.empty()) {
    common.memory_bytes = parse_bytes("--max-memory", common.max_memory);
  }
}

std::string time_is_up(const Common& common) {
  if (!common.deadline || std::chrono::steady_clock::now() < *common.deadline) return {};
  std::ostringstream text;
  text << "the time limit of " << *common.timeout_seconds << " s was reached";
  return text.str();
}

TextStyle text_style(const Common& common) {
  const char* no_color = std::getenv("NO_COLOR");
  const bool unwanted = no_color != nullptr && *no_color != '\0';
  // mpirun puts a terminal of its own before whatever its output goes to.
  const bool terminal = common.output.empty() && ranks() == 1 && isatty(STDOUT_FILENO) == 1;
  TextStyle style;
  style.width = page_width(common.output.empty());
  style.color = common.color == "always" || (common.color == "auto" && terminal && !unwanted);
  return style;
}

}  // namespace isthmus::cli
