// Reports are small next to networks, so they are parsed into a tree. The parser does not recurse,
// but a hostile file could still nest deeply enough to fill the memory: a callback bounds the
// depth.
#include "report/read_report.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

using Json = nlohmann::json;  // ordered_json would search linearly in every object

constexpr int deepest = 32;
constexpr const char* remedy = "give a file written by \"isthmus analyze --json\"";

Error bad_report(const std::string& file, const std::string& place, const std::string& cause) {
  return {ErrorKind::bad_input, {file, place, cause, remedy}};
}

Json parse(const std::string& text, const std::string& file) {
  const auto bounded = [&](int depth, Json::parse_event_t, Json&) {
    if (depth > deepest) throw bad_report(file, "", "the JSON is nested too deeply for a report");
    return true;
  };
  try {
    return Json::parse(text, bounded);
  } catch (const Json::parse_error& error) {
    throw bad_report(file, "byte " + std::to_string(error.byte), "this is not valid JSON");
  } catch (const Json::exception&) {
    throw bad_report(file, "", "this is not valid JSON");
  }
}

const Json* find(const Json& object, const std::string& key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

// A value at a path of at most two keys, such as "components.count".
const Json* find_path(const Json& report, const std::string& path) {
  const std::size_t dot = path.find('.');
  const Json* outer = find(report, path.substr(0, dot));
  if (dot == std::string::npos || outer == nullptr) return outer;
  return find(*outer, path.substr(dot + 1));
}

void check_format(const Json& report, const std::string& file) {
  if (report.is_array()) {
    throw bad_report(file, "$", "this holds several reports, and compare takes one from each file");
  }
  const Json* format = find(report, "format");
  if (format == nullptr || *format != "isthmus-report") {
    throw bad_report(file, "$.format", "this is not an isthmus-report");
  }
  const Json* version = find(report, "version");
  if (version == nullptr || *version != 1) {
    throw bad_report(file, "$.version", "only version 1 of isthmus-report is known");
  }
}

std::string plain(const Json& value, const std::string& file, const std::string& place) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean() || value.is_number_integer()) return value.dump();
  throw bad_report(file, place, "expected a string, a whole number or true or false");
}

std::string set_text(const Json& set, const std::string& file, const std::string& place) {
  if (!set.is_array()) throw bad_report(file, place, "expected an array of names");
  std::string text = "{";
  for (const Json& member : set) {
    text += (text.size() > 1 ? ", " : "") + plain(member, file, place);
  }
  return text + "}";
}

constexpr std::array value_keys = {"network.inputs",
                                   "network.hidden",
                                   "network.outputs",
                                   "network.edges",
                                   "network.bundles",
                                   "network.blocks",
                                   "balance.source",
                                   "variety.equations",
                                   "variety.empty",
                                   "variety.dimension",
                                   "components.count",
                                   "regular_components.count",
                                   "singularities.exist",
                                   "singularities.complex_smooth",
                                   "singularities.detachable_count",
                                   "singularities.complete",
                                   "point.singular",
                                   "point.rank",
                                   "point.corank",
                                   "point.branches",
                                   "point.distance_squared"};
constexpr std::array set_keys = {"variety.violated_set", "point.nearest_set"};

void read_values(const Json& report, const std::string& file, ReadReport& read) {
  for (const char* key : value_keys) {
    const Json* value = find_path(report, key);
    if (value) read.values.emplace_back(key, plain(*value, file, std::string("$.") + key));
  }
  for (const char* key : set_keys) {
    const Json* value = find_path(report, key);
    if (value) read.values.emplace_back(key, set_text(*value, file, std::string("$.") + key));
  }
}

void read_balance(const Json& report, const std::string& file, ReadReport& read) {
  const Json* values = find_path(report, "balance.values");
  if (values == nullptr || !values->is_object()) return;
  for (const auto& [node, value] : values->items()) {
    const std::string key = "balance.values." + node;
    read.values.emplace_back(key, plain(value, file, "$." + key));
  }
}

LockEntry read_lock(const Json& lock, const std::string& file, const std::string& place) {
  const Json* name = find(lock, "name");
  const Json* bound = find(lock, "bound");
  const Json* sign = find(lock, "sign");
  if (name == nullptr || bound == nullptr) {
    throw bad_report(file, place, "a lock needs a name and a bound");
  }
  return {plain(*name, file, place), plain(*bound, file, place),
          sign ? plain(*sign, file, place) : ""};
}

void read_locked(const Json& report, const std::string& file, ReadReport& read) {
  const Json* locked = find_path(report, "components.locked");
  if (locked == nullptr) return;
  if (!locked->is_array()) throw bad_report(file, "$.components.locked", "expected an array");
  for (std::size_t i = 0; i < locked->size(); ++i) {
    const std::string place = "$.components.locked[" + std::to_string(i) + "]";
    read.locked.push_back(read_lock((*locked)[i], file, place));
  }
}

void read_detachable(const Json& report, const std::string& file, ReadReport& read) {
  const Json* sets = find_path(report, "singularities.detachable");
  if (sets == nullptr) return;
  const std::string place = "$.singularities.detachable";
  if (!sets->is_array()) throw bad_report(file, place, "expected an array");
  for (const Json& set : *sets) read.detachable.push_back(set_text(set, file, place));
}

}  // namespace

ReadReport read_report(const std::string& text, const std::string& file) {
  const Json report = parse(text, file);
  check_format(report, file);
  ReadReport read;
  const Json* name = find_path(report, "network.name");
  if (name) read.name = plain(*name, file, "$.network.name");
  read_values(report, file, read);
  read_balance(report, file, read);
  read_locked(report, file, read);
  read_detachable(report, file, read);
  return read;
}

}  // namespace isthmus
