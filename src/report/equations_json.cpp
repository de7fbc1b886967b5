// Equations as JSON, format "isthmus-equations" version 1 (docs/equations.md). Matrices are sparse:
// the terms of law v are row v of B, and the entries of the Jacobian are listed by row and column.
#include "isthmus/exact/parse.hpp"
#include "report/equation_writers.hpp"
#include "report/json_writer.hpp"

namespace isthmus::report {
namespace {

void write_variables(JsonWriter& json, const EquationSystem& system) {
  json.key("variables");
  json.begin_array();
  for (std::size_t i = 0; i < weight_count(system); ++i) {
    json.begin_object(Layout::inline_);
    json.text("name", numbered("t", i));
    json.number("edge", system.file_edges[i]);
    json.text("weight", system.weights[i]);
    if (system.multiplicities[i] > 1) json.number("copy", system.equations.variables[i].copy);
    json.end_object();
  }
  json.end_array();
}

void write_terms(JsonWriter& json, const Law& law) {
  json.key("B");
  json.begin_array(Layout::inline_);
  for (const Term& term : law.terms) {
    json.begin_array();
    json.number(term.variable);
    json.sign(term.sign);
    json.end_array();
  }
  json.end_array();
}

void write_group(JsonWriter& json, const std::vector<std::string>& members) {
  json.text("node", members.front());
  if (members.size() == 1) return;
  json.key("group");
  json.begin_array();
  for (const std::string& member : members) json.text(member);
  json.end_array();
}

void write_laws(JsonWriter& json, const EquationSystem& system) {
  json.key("laws");
  json.begin_array();
  for (std::size_t row = 0; row < law_count(system); ++row) {
    json.begin_object(Layout::inline_);
    write_group(json, system.members[row]);
    write_terms(json, system.equations.laws[row]);
    if (system.balance) json.text("value", to_text(system.balance->values()[row]));
    if (!system.balance) json.text("symbol", numbered("c", row));
    json.end_object();
  }
  json.end_array();
}

void write_jacobian(JsonWriter& json, const EquationSystem& system) {
  json.key("jacobian");
  json.begin_array();
  for (std::size_t row = 0; row < law_count(system); ++row) {
    for (const Term& term : system.equations.laws[row].terms) {
      json.begin_object(Layout::inline_);
      json.number("row", row);
      json.number("column", term.variable);
      json.text("entry", numbered(term.sign < 0 ? "-2*t" : "2*t", term.variable));
      json.end_object();
    }
  }
  json.end_array();
}

void write_minors(JsonWriter& json, const EquationSystem& system) {
  if (!system.minors) return;
  json.key("minors");
  json.begin_object();
  json.text("count", std::to_string(system.minors->size()));
  json.key("forests");
  json.begin_array();
  for (const auto& forest : *system.minors) {
    json.begin_array(Layout::inline_);
    for (const std::size_t variable : forest) json.number(variable);
    json.end_array();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

void write_json_equations(std::ostream& out, const EquationSystem& system) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-equations");
  json.number("version", 1);
  json.text("name", system.title);
  write_variables(json, system);
  write_laws(json, system);
  write_jacobian(json, system);
  write_minors(json, system);
  json.end_object();
}

}  // namespace isthmus::report
