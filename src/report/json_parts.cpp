#include "report/json_parts.hpp"

#include "isthmus/exact/parse.hpp"
#include "report/criterion.hpp"

namespace isthmus {

std::string kind_text(CutKind kind) { return kind == CutKind::in ? "in" : "out"; }

void write_set(JsonWriter& json, const Names& names, const std::vector<NodeId>& set) {
  json.begin_array(Layout::inline_);
  for (const NodeId v : set) json.text(names.of(v));
  json.end_array();
}

void write_sets(JsonWriter& json, const Names& names,
                const std::vector<std::vector<NodeId>>& sets) {
  json.begin_array();
  for (const std::vector<NodeId>& set : sets) write_set(json, names, set);
  json.end_array();
}

void write_texts(JsonWriter& json, const std::vector<std::string>& texts) {
  json.begin_array(Layout::inline_);
  for (const std::string& text : texts) json.text(text);
  json.end_array();
}

int weight_sign(const Network& network, std::uint32_t position) {
  return sign_of(network.edges[position].weights.front());
}

void write_cut_step(JsonWriter& json, const Names& names, const CutStep& step,
                    std::optional<int> sign) {
  json.begin_object(Layout::inline_);
  json.number("edge", names.file_edge(step.edge));
  json.text("name", names.of(step.edge));
  json.text("kind", kind_text(step.kind));
  json.key("set");
  write_set(json, names, step.set);
  if (!step.uses.empty()) {
    json.key("uses");
    json.begin_array();
    for (const EdgeId e : step.uses) json.number(names.file_edge(e));
    json.end_array();
  }
  json.text("bound", to_text(step.bound));
  if (sign) {
    json.key("sign");
    json.sign(*sign);
  }
  json.end_object();
}

void write_wall(JsonWriter& json, const Names& names, const WallInequality& wall) {
  json.begin_object(Layout::inline_);
  json.number("edge", names.file_edge(wall.edge));
  json.text("name", names.of(wall.edge));
  json.text("kind", kind_text(wall.kind));
  json.key("set");
  write_set(json, names, wall.set);
  json.text("text", wall_text(names, wall));
  json.text("latex", wall_latex(names, wall));
  json.end_object();
}

void write_amounts(JsonWriter& json, const Names& names, const SparseVector& amounts) {
  json.begin_object(Layout::inline_);
  for (const auto& [e, amount] : amounts) json.text(names.of(e), to_text(amount));
  json.end_object();
}

SparseVector nonzero(const Flow& flow) {
  SparseVector entries;
  for (std::uint32_t i = 0; i < flow.size(); ++i) {
    if (flow[EdgeId{i}] != 0) entries.emplace_back(EdgeId{i}, flow[EdgeId{i}]);
  }
  return entries;
}

}  // namespace isthmus
