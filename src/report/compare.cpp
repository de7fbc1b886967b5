#include "isthmus/report/compare.hpp"

#include <unordered_map>
#include <unordered_set>

#include "report/read_report.hpp"

namespace isthmus {
namespace {

using Values = std::vector<std::pair<std::string, std::string>>;

// Values of the first report in its order, then those that only the second one has.
std::vector<ValueChange> changed_values(const Values& before, const Values& after) {
  const std::unordered_map<std::string, std::string> later(after.begin(), after.end());
  std::unordered_set<std::string> seen;
  std::vector<ValueChange> changes;
  for (const auto& [key, value] : before) {
    seen.insert(key);
    const auto found = later.find(key);
    if (found == later.end()) {
      changes.push_back({key, value, std::nullopt});
    } else if (found->second != value) {
      changes.push_back({key, value, found->second});
    }
  }
  for (const auto& [key, value] : after) {
    if (!seen.contains(key)) changes.push_back({key, std::nullopt, value});
  }
  return changes;
}

std::vector<std::string> missing_from(const std::vector<std::string>& items,
                                      const std::vector<std::string>& others) {
  const std::unordered_set<std::string> known(others.begin(), others.end());
  std::vector<std::string> missing;
  for (const std::string& item : items) {
    if (!known.contains(item)) missing.push_back(item);
  }
  return missing;
}

SetChange changed_set(const std::vector<std::string>& before,
                      const std::vector<std::string>& after) {
  return {missing_from(after, before), missing_from(before, after)};
}

std::vector<std::string> names_of(const std::vector<LockEntry>& locks) {
  std::vector<std::string> names;
  for (const LockEntry& lock : locks) names.push_back(lock.name);
  return names;
}

// One field of the locks that both reports have.
std::vector<ValueChange> changed_locks(const ReadReport& before, const ReadReport& after,
                                       std::string LockEntry::*field) {
  std::unordered_map<std::string, const LockEntry*> later;
  for (const LockEntry& lock : after.locked) later.emplace(lock.name, &lock);
  std::vector<ValueChange> changes;
  for (const LockEntry& lock : before.locked) {
    const auto found = later.find(lock.name);
    if (found == later.end()) continue;
    const std::string& was = lock.*field;
    const std::string& is = found->second->*field;
    const bool comparable = !was.empty() && !is.empty();
    if (comparable && was != is) changes.push_back({lock.name, was, is});
  }
  return changes;
}

}  // namespace

bool Comparison::identical() const noexcept {
  return values.empty() && locked.empty() && bounds.empty() && signs.empty() && detachable.empty();
}

Comparison compare_reports(const std::string& first_text, const std::string& first_file,
                           const std::string& second_text, const std::string& second_file) {
  const ReadReport before = read_report(first_text, first_file);
  const ReadReport after = read_report(second_text, second_file);
  return {before.name,
          after.name,
          changed_values(before.values, after.values),
          changed_set(names_of(before.locked), names_of(after.locked)),
          changed_locks(before, after, &LockEntry::bound),
          changed_locks(before, after, &LockEntry::sign),
          changed_set(before.detachable, after.detachable)};
}

}  // namespace isthmus
