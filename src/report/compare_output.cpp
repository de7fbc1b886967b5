#include <ostream>

#include "isthmus/report/compare.hpp"
#include "report/json_writer.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

// ---- text -------------------------------------------------------------------------------------

// The nearest start of a code point at or before `at`.
std::size_t boundary(const std::string& text, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

// Long exact numbers are cut in the middle: what counts here is that they differ.
std::string shortened(const std::optional<std::string>& value) {
  constexpr std::size_t longest = 40;
  constexpr std::size_t kept = 18;
  if (!value) return "(absent)";
  const std::string text = printable(*value);
  if (text.size() <= longest) return text;
  return text.substr(0, boundary(text, kept)) + "…" +
         text.substr(boundary(text, text.size() - kept));
}

void list_changes(Page& page, const std::string& title, const std::vector<ValueChange>& changes) {
  if (changes.empty()) return;
  page.section(title);
  page.list(changes, [&](const ValueChange& change) {
    page.line(printable(change.key) + ": " + shortened(change.before) + " → " +
              shortened(change.after));
  });
}

void list_names(Page& page, const std::string& title, const std::vector<std::string>& names) {
  if (names.empty()) return;
  page.section(title);
  page.list(names, [&](const std::string& name) { page.line(printable(name)); });
}

std::string headline(const Comparison& comparison) {
  const std::string names = printable(comparison.first) + " and " + printable(comparison.second);
  if (comparison.identical()) return names + ": the reports say the same.";
  return names + ": the reports differ.";
}

// ---- JSON -------------------------------------------------------------------------------------

void write_changes(JsonWriter& json, std::string_view key,
                   const std::vector<ValueChange>& changes) {
  json.key(key);
  json.begin_array();
  for (const ValueChange& change : changes) {
    json.begin_object(Layout::inline_);
    json.text("key", change.key);
    if (change.before) json.text("before", *change.before);
    if (change.after) json.text("after", *change.after);
    json.end_object();
  }
  json.end_array();
}

void write_names(JsonWriter& json, std::string_view key, const std::vector<std::string>& names) {
  json.key(key);
  json.begin_array();
  for (const std::string& name : names) json.text(name);
  json.end_array();
}

void write_set_change(JsonWriter& json, std::string_view key, const SetChange& change) {
  json.key(key);
  json.begin_object();
  write_names(json, "gained", change.gained);
  write_names(json, "lost", change.lost);
  json.end_object();
}

}  // namespace

void write_text(std::ostream& out, const Comparison& comparison, const TextStyle& style) {
  Page page(out, style);
  page.headline(headline(comparison));
  list_changes(page, "Changed values", comparison.values);
  list_names(page, "Locks gained", comparison.locked.gained);
  list_names(page, "Locks lost", comparison.locked.lost);
  list_changes(page, "Changed bounds of locks", comparison.bounds);
  list_changes(page, "Changed signs of locks: another component", comparison.signs);
  list_names(page, "Detachable sets gained", comparison.detachable.gained);
  list_names(page, "Detachable sets lost", comparison.detachable.lost);
}

void write_json(std::ostream& out, const Comparison& comparison) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-compare");
  json.number("version", 1);
  json.text("first", comparison.first);
  json.text("second", comparison.second);
  json.boolean("identical", comparison.identical());
  write_changes(json, "values", comparison.values);
  write_set_change(json, "locked", comparison.locked);
  write_changes(json, "bounds", comparison.bounds);
  write_changes(json, "signs", comparison.signs);
  write_set_change(json, "detachable", comparison.detachable);
  json.end_object();
}

}  // namespace isthmus
