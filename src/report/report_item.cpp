// Reports are small next to networks, so they are parsed into a tree. The parser does not recurse,
// but a hostile file could still nest deeply enough to fill the memory: a callback bounds the
// depth. The same callback sees every key before the tree forgets that it was there twice.
#include "report/report_item.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

using Json = nlohmann::json;  // ordered_json would search linearly in every object

constexpr int deepest = 32;
constexpr const char* remedy = "give a file written by \"isthmus analyze --json\"";

Error bad_report(const std::string& file, const std::string& place, const std::string& cause) {
  return {ErrorKind::bad_input, {file, place, cause, remedy}};
}

class ChangeWatch {
 public:
  explicit ChangeWatch(const std::string& file) : file_(file) {}

  void see(int depth, Json::parse_event_t event, const Json& value) {
    if (depth > deepest) throw bad_report(file_, "", "the JSON is nested too deeply for a report");
    if (event == Json::parse_event_t::object_start) open_.emplace_back();
    if (event == Json::parse_event_t::object_end) open_.pop_back();
    if (event == Json::parse_event_t::key) see_key(value.get<std::string>());
  }

 private:
  void see_key(const std::string& key) {
    if (open_.back().insert(key).second) return;
    throw bad_report(file_, "", "an object has the key " + quoted(key) + " twice");
  }

  const std::string& file_;
  std::vector<std::unordered_set<std::string>> open_;
};

// Whether it is 2^k as power_of_two_text writes it.
bool is_power_of_two(const std::string& text) {
  if (text.rfind("2^", 0) == 0) {
    const std::string_view digits = std::string_view(text).substr(2);
    return !digits.empty() && digits.front() != '0' &&
           digits.find_first_not_of("0123456789") == std::string_view::npos;
  }
  const Rational value = parse_rational(text);
  if (value < 1 || to_text(value) != text || denominator(value) != 1) return false;
  const Integer whole = numerator(value);
  return lsb(whole) == msb(whole);
}

}  // namespace

Json parse_report_json(const std::string& text, const std::string& file) {
  ChangeWatch watch(file);
  const auto watched = [&](int depth, Json::parse_event_t event, Json& value) {
    watch.see(depth, event, value);
    return true;
  };
  try {
    return Json::parse(text, watched);
  } catch (const Json::parse_error& error) {
    throw bad_report(file, "byte " + std::to_string(error.byte), "this is not valid JSON");
  } catch (const Json::out_of_range&) {
    throw bad_report(file, "", "a number is larger than any in a report");
  } catch (const Json::exception&) {
    throw bad_report(file, "", "this is not valid JSON");
  }
}

void ReportItem::refuse(const std::string& cause) const { throw bad_report(file_, path_, cause); }

std::optional<ReportItem> ReportItem::find(const std::string& key) const {
  if (!value_.is_object()) refuse("expected an object");
  const auto found = value_.find(key);
  if (found == value_.end()) return std::nullopt;
  return ReportItem(*found, path_ + "." + key, file_);
}

ReportItem ReportItem::at(const std::string& key) const {
  std::optional<ReportItem> found = find(key);
  if (!found) throw bad_report(file_, path_ + "." + key, "this key is missing");
  return *found;
}

std::vector<std::string> ReportItem::keys() const {
  if (!value_.is_object()) refuse("expected an object");
  std::vector<std::string> keys;
  for (const auto& entry : value_.items()) keys.push_back(entry.key());
  return keys;
}

std::vector<ReportItem> ReportItem::entries() const {
  if (!value_.is_array()) refuse("expected an array");
  std::vector<ReportItem> entries;
  for (std::size_t i = 0; i < value_.size(); ++i) {
    entries.emplace_back(value_[i], path_ + "[" + std::to_string(i) + "]", file_);
  }
  return entries;
}

std::string ReportItem::text() const {
  if (!value_.is_string()) refuse("expected a string");
  return value_.get<std::string>();
}

std::string ReportItem::count() const {
  if (!value_.is_number_unsigned()) refuse("expected a whole number, 0 or more");
  return value_.dump();
}

bool ReportItem::boolean() const {
  if (!value_.is_boolean()) refuse("expected true or false");
  return value_.get<bool>();
}

std::string ReportItem::rational() const {
  const std::string written = text();
  try {
    if (to_text(parse_rational(written)) == written) return written;
  } catch (const Error& error) {
    refuse(error.detail().cause);
  }
  refuse("the number " + quoted(written) + " is not a fraction in lowest terms");
}

std::string ReportItem::positive() const {
  const std::string written = rational();
  if (written == "0" || written.front() == '-') refuse("expected a positive number");
  return written;
}

std::string ReportItem::power_of_two() const {
  const std::string written = text();
  try {
    if (written == "0" || is_power_of_two(written)) return written;
  } catch (const Error&) {  // not even a number
  }
  refuse("expected \"0\" or a power of two, found " + quoted(written));
}

std::string ReportItem::choice(std::initializer_list<const char*> choices) const {
  const std::string written = text();
  if (std::find(choices.begin(), choices.end(), written) != choices.end()) return written;
  std::string list;
  for (const char* choice : choices) list += (list.empty() ? "" : ", ") + quoted(choice);
  refuse("expected one of " + list);
}

std::string ReportItem::sign() const {
  if (value_ != 1 && value_ != -1) refuse("expected 1 or -1");
  return value_.dump();
}

std::string ReportItem::set() const {
  std::string list = "{";
  std::unordered_set<std::string> seen;
  for (const ReportItem& member : entries()) {
    const std::string name = member.text();
    if (!seen.insert(name).second) member.refuse("the name " + quoted(name) + " is there twice");
    list += (list.size() > 1 ? ", " : "") + name;
  }
  return list + "}";
}

}  // namespace isthmus
