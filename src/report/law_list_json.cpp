// Format "isthmus-laws" version 1 (docs/laws.md).
#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/law_list.hpp"
#include "report/json_parts.hpp"

namespace isthmus {
namespace {

void write_law(JsonWriter& json, const LawText& law) {
  json.begin_object(Layout::inline_);
  json.text("node", law.node);
  json.text("kind", law.kind);
  if (!law.group.empty()) {
    json.key("group");
    write_texts(json, law.group);
  }
  json.key("terms");
  json.begin_array();
  for (const LawTerm& term : law.terms) {
    json.begin_object();
    json.key("sign");
    json.sign(term.sign);
    json.text("weights", term.weights);
    if (term.count > 1) json.number("count", term.count);
    json.end_object();
  }
  json.end_array();
  if (law.value) json.text("value", to_text(*law.value));
  json.end_object();
}

void write_forest(JsonWriter& json, const LawList& list) {
  json.key("forest");
  json.begin_array();
  for (std::size_t i = 0; i < list.independent; ++i) {
    const auto [node, edge] = list.forest(i);
    json.begin_array(Layout::inline_);
    json.text(node);
    json.text(edge);
    json.end_array();
  }
  json.end_array();
}

void write_sets(JsonWriter& json, const std::vector<std::vector<std::string>>& sets) {
  json.begin_array();
  for (const auto& set : sets) write_texts(json, set);
  json.end_array();
}

void write_if_any(JsonWriter& json, const char* name, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  json.key(name);
  write_texts(json, texts);
}

void write_list(JsonWriter& json, const LawList& list) {
  json.begin_object();
  json.text("format", "isthmus-laws");
  json.number("version", 1);
  json.text("network", list.title);
  json.number("laws", list.laws);
  json.number("independent", list.independent);
  if (list.gradient_rank) json.number("gradient_rank", *list.gradient_rank);
  json.key("relations");
  write_sets(json, list.relations);
  write_forest(json, list);
  write_if_any(json, "tied_to_ground", list.tied_to_ground);
  json.key("list");
  json.begin_array();
  for (std::size_t i = 0; i < list.laws; ++i) write_law(json, list.law(i));
  json.end_array();
  if (list.normalised > 0) {
    json.key("exact_for_epsilon_0_only");
    json.begin_array();
    for (std::size_t i = 0; i < list.normalised; ++i) write_law(json, list.normalised_law(i));
    json.end_array();
  }
  write_if_any(json, "notes", list.notes);
  json.end_object();
}

}  // namespace

void write_json(std::ostream& out, const LawList& list) {
  JsonWriter json(out);
  write_list(json, list);
}

void write_json(std::ostream& out, const std::vector<LawList>& lists) {
  JsonWriter json(out);
  json.begin_array();
  for (const LawList& list : lists) write_list(json, list);
  json.end_array();
}

}  // namespace isthmus
