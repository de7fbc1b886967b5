// `isthmus compare`: what changed between two reports of `isthmus analyze`.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/report/text.hpp"

namespace isthmus {

/// One value that differs; nothing where a report does not have it.
struct ValueChange {
  std::string key;  ///< as in the report, such as "components.count"
  std::optional<std::string> before;
  std::optional<std::string> after;
};

/// What sets of named things gained and lost, in the order of the reports.
struct SetChange {
  std::vector<std::string> gained;
  std::vector<std::string> lost;

  [[nodiscard]] bool empty() const noexcept { return gained.empty() && lost.empty(); }
};

struct Comparison {
  std::string first;   ///< name of the first network
  std::string second;  ///< name of the second network
  std::vector<ValueChange> values;
  SetChange locked;                 ///< edge names
  std::vector<ValueChange> bounds;  ///< of edges locked in both, by edge name
  std::vector<ValueChange> signs;   ///< of edges locked in both, by edge name
  SetChange detachable;             ///< sets written "{h1, h2}"

  [[nodiscard]] bool identical() const noexcept;
};

/// Compares two texts in the format "isthmus-report" version 1; edges and nodes are matched by
/// name. Keys it does not know are ignored. The names of the files are for messages.
/// Throws Error (bad_input) naming file and place if a text is no such report; bounded nesting.
[[nodiscard]] Comparison compare_reports(const std::string& first_text,
                                         const std::string& first_file,
                                         const std::string& second_text,
                                         const std::string& second_file);

void write_text(std::ostream& out, const Comparison& comparison, const TextStyle& style = {});

/// Format "isthmus-compare" version 1 (docs/report-format.md).
void write_json(std::ostream& out, const Comparison& comparison);

}  // namespace isthmus
