#include <array>
#include <map>
#include <ostream>
#include <sstream>

#include "isthmus/formats/pattern_file.hpp"
#include "isthmus/report/closed.hpp"
#include "isthmus/report/pattern_atlas.hpp"
#include "report/json_parts.hpp"
#include "report/page.hpp"
#include "report/pattern_words.hpp"

namespace isthmus {
namespace {

// What can end a proof, in the order of the procedure; "R1-R5" if nothing is left to prove.
constexpr std::array<const char*, 8> ends = {"R1-R5", "T2",  "T3",  "T11",
                                             "T12",   "T13", "T14", "T15"};

// The last of the theorems that were used.
std::string last_rule(const AtlasEntry& entry) {
  for (std::size_t at = ends.size(); at-- > 1;) {
    for (const std::string& used : entry.rules) {
      if (used == ends[at]) return used;
    }
  }
  return ends[0];
}

std::string in_quotes(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

// A certificate is written over several lines; a field of a table stands on one.
std::string one_line(const std::string& json) {
  std::ostringstream out;
  JsonWriter writer(out);
  writer.begin_array(Layout::inline_);
  writer.document(json);
  return out.str().substr(1);
}

std::map<Closedness, std::size_t> counts(const PatternAtlas& atlas) {
  std::map<Closedness, std::size_t> found;
  for (const AtlasEntry& entry : atlas.entries) ++found[entry.verdict];
  return found;
}

constexpr std::array<Closedness, 3> verdicts = {Closedness::closed, Closedness::not_closed,
                                                Closedness::undecided};

void write_ends(Page& page, const PatternAtlas& atlas) {
  std::map<std::string, std::size_t> number;
  for (const AtlasEntry& entry : atlas.entries) {
    if (entry.verdict == Closedness::closed) ++number[last_rule(entry)];
  }
  if (!number.empty()) page.section("Closed by");
  for (const char* end : ends) {
    if (number[end] == 0) continue;
    page.field("  " + padded(std::to_string(number[end]), 6) + end,
               end == ends[0] ? "the reductions leave nothing" : rule_meaning(end));
  }
}

void write_patterns(Page& page, const PatternAtlas& atlas, Closedness verdict,
                    const std::string& title) {
  std::vector<std::string> patterns;
  for (const AtlasEntry& entry : atlas.entries) {
    if (entry.verdict == verdict) patterns.push_back(layers_text(entry.layers));
  }
  if (patterns.empty()) return;
  page.section(title);
  page.list(patterns, [&](const std::string& pattern) { page.line(pattern); });
}

}  // namespace

void write_text(std::ostream& out, const PatternAtlas& atlas, const TextStyle& style) {
  Page page(out, style);
  auto count = counts(atlas);
  page.headline(std::to_string(atlas.classes) + " classes of patterns with " +
                counted(atlas.outputs, "output") + ", " + counted(atlas.hidden, "hidden neuron") +
                " and " + counted(atlas.inputs, "input") + ".");
  page.blank();
  for (const Closedness verdict : verdicts) {
    page.field(verdict_word(verdict), std::to_string(count[verdict]));
  }
  if (atlas.entries.size() < atlas.classes) {
    page.field("not reached", std::to_string(atlas.classes - atlas.entries.size()));
  }
  write_ends(page, atlas);
  write_patterns(page, atlas, Closedness::not_closed, "Not closed");
  write_patterns(page, atlas, Closedness::undecided, "Undecided");
}

void write_csv(std::ostream& out, const PatternAtlas& atlas) {
  out << "layers,verdict,rules,certificate\n";
  for (const AtlasEntry& entry : atlas.entries) {
    out << layers_text(entry.layers) << ',' << verdict_word(entry.verdict) << ','
        << rules_text(entry.rules, " ") << ',' << in_quotes(one_line(entry.certificate)) << '\n';
  }
}

void write_json(std::ostream& out, const PatternAtlas& atlas) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-atlas");
  json.number("version", 1);
  json.number("outputs", atlas.outputs);
  json.number("hidden", atlas.hidden);
  json.number("inputs", atlas.inputs);
  json.number("classes", atlas.classes);
  auto count = counts(atlas);
  json.key("counts");
  json.begin_object(Layout::inline_);
  for (const Closedness verdict : verdicts) json.number(verdict_word(verdict), count[verdict]);
  json.end_object();
  json.boolean("complete", atlas.entries.size() == atlas.classes);
  json.key("patterns");
  json.begin_array();
  for (const AtlasEntry& entry : atlas.entries) {
    json.begin_object(Layout::inline_);
    json.text("layers", layers_text(entry.layers));
    json.text("verdict", verdict_word(entry.verdict));
    json.key("rules");
    write_texts(json, entry.rules);
    if (!entry.certificate.empty()) {
      json.key("certificate");
      json.document(entry.certificate);
    }
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace isthmus
