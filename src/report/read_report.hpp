// Reading the parts of a report that can be compared.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace isthmus {

struct LockEntry {
  std::string name;
  std::string bound;
  std::string sign;  ///< empty without weights
};

/// What `compare` needs of a report, as text.
struct ReadReport {
  std::string name;
  std::vector<std::pair<std::string, std::string>> values;  ///< in a fixed order of keys
  std::vector<LockEntry> locked;
  std::vector<std::string> detachable;  ///< "{h1, h2}"
};

/// Throws Error (bad_input) as described at compare_reports.
[[nodiscard]] ReadReport read_report(const std::string& text, const std::string& file);

}  // namespace isthmus
