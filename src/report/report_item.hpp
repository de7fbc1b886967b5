// One value inside a report that is being read, and where it stands: every complaint names its
// JSON path.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace isthmus {

/// The text as a tree. Throws Error (bad_input) if it is no JSON, nests too deeply, repeats a key
/// of an object or holds a number beyond any report.
[[nodiscard]] nlohmann::json parse_report_json(const std::string& text, const std::string& file);

/// Borrows the tree and the file name. All conversions throw Error (bad_input) with the path.
class ReportItem {
 public:
  ReportItem(const nlohmann::json& value, std::string path, const std::string& file)
      : value_(value), path_(std::move(path)), file_(file) {}

  /// An entry of this object; `at` requires it.
  [[nodiscard]] ReportItem at(const std::string& key) const;
  [[nodiscard]] std::optional<ReportItem> find(const std::string& key) const;
  /// The keys of this object, in alphabetical order.
  [[nodiscard]] std::vector<std::string> keys() const;
  /// The entries of this array.
  [[nodiscard]] std::vector<ReportItem> entries() const;

  [[nodiscard]] std::string text() const;
  /// A whole number >= 0.
  [[nodiscard]] std::string count() const;
  [[nodiscard]] bool boolean() const;
  /// A fraction in lowest terms, written as a string.
  [[nodiscard]] std::string rational() const;
  /// As `rational`, and > 0.
  [[nodiscard]] std::string positive() const;
  /// "0" or a power of two, written as in all reports.
  [[nodiscard]] std::string power_of_two() const;
  /// One of these strings.
  [[nodiscard]] std::string choice(std::initializer_list<const char*> choices) const;
  /// "1" or "-1", from a number.
  [[nodiscard]] std::string sign() const;
  /// An array of different names as "{h1, h2}".
  [[nodiscard]] std::string set() const;

  [[nodiscard]] bool is_string() const { return value_.is_string(); }
  [[noreturn]] void refuse(const std::string& cause) const;

 private:
  const nlohmann::json& value_;
  std::string path_;
  const std::string& file_;
};

}  // namespace isthmus
