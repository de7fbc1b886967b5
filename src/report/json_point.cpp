#include <string_view>

#include "isthmus/exact/parse.hpp"
#include "report/json_parts.hpp"

namespace isthmus {
namespace {

// The facts about the given weights; a member function for each part.
class PointReport {
 public:
  PointReport(JsonWriter& json, const Names& names, const Analysis& analysis)
      : json_(json), names_(names), analysis_(analysis) {}

  void write();

 private:
  void write_distance();
  void write_left_kernel();
  void write_forest();
  void write_local_form();
  void write_cone_edges(const LocalForm& form);
  void write_component_signs();

  [[nodiscard]] const PointFacts& point() const { return *analysis_.point; }

  JsonWriter& json_;
  const Names& names_;
  const Analysis& analysis_;
};

void PointReport::write() {
  const PointRank& rank = point().rank;
  json_.key("point");
  json_.begin_object();
  json_.boolean("singular", rank.singular());
  json_.number("rank", rank.rank);
  json_.number("corank", rank.floating.size());
  json_.key("floating");
  write_sets(json_, names_, rank.floating);
  if (rank.singular()) write_left_kernel();
  // Where edges are not written out there is none.
  if (rank.rank == 0 || !rank.forest.empty()) write_forest();
  if (point().local_form) write_local_form();
  write_distance();
  write_component_signs();
  json_.end_object();
}

void PointReport::write_distance() {
  if (point().nearest) {
    json_.text("distance_squared", to_text(point().nearest->value));
    json_.key("nearest_set");
    write_set(json_, names_, point().nearest->set);
  }
  if (!point().nearest_reason.empty()) {
    json_.text("distance_squared", "not determined");
    json_.text("distance_reason", point().nearest_reason);
  }
  if (point().sigma_min) {
    json_.key("sigma_min");
    write_texts(json_, {to_text(point().sigma_min->lower), to_text(point().sigma_min->upper)});
  }
}

void PointReport::write_left_kernel() {
  json_.key("left_kernel");
  json_.begin_array();
  for (const std::vector<NodeId>& component : point().rank.floating) {
    json_.begin_object(Layout::inline_);
    for (const NodeId v : component) json_.text(names_.of(v), "1");
    json_.end_object();
  }
  json_.end_array();
}

void PointReport::write_forest() {
  json_.key("forest");
  json_.begin_array();
  for (const ForestEdge& entry : point().rank.forest) {
    json_.begin_object(Layout::inline_);
    json_.text("node", names_.of(entry.node));
    json_.text("edge", names_.of(entry.edge));
    json_.end_object();
  }
  json_.end_array();
}

void PointReport::write_local_form() {
  const LocalForm& form = *point().local_form;
  json_.key("local_form");
  json_.begin_object();
  json_.number("free_dimension", form.free_dimension);
  json_.number("nodes", form.cone.hidden_count());
  json_.key("edges");
  write_cone_edges(form);
  json_.end_object();
  json_.text("branches", form.branches_log2 ? power_of_two_text(*form.branches_log2) : "0");
}

// Ends are positions in `floating`; an end at the ground is left out.
void PointReport::write_cone_edges(const LocalForm& form) {
  json_.begin_array();
  for (const EdgeId e : form.cone.edges()) {
    json_.begin_object(Layout::inline_);
    json_.text("name", names_.of(form.cone_edges[e.value]));
    const NodeId tail = form.cone.tail(e);
    const NodeId head = form.cone.head(e);
    if (!form.cone.is_ground(tail)) json_.number("from", tail.value);
    if (!form.cone.is_ground(head)) json_.number("to", head.value);
    json_.end_object();
  }
  json_.end_array();
}

void PointReport::write_component_signs() {
  json_.key("component");
  json_.begin_object();
  for (const CutStep& step : analysis_.facts->components.locked) {
    json_.key(names_.of(step.edge));
    json_.sign(weight_sign(analysis_.network, names_.position(step.edge)));
  }
  json_.end_object();
}

}  // namespace

void write_point(JsonWriter& json, const Names& names, const Analysis& analysis) {
  PointReport(json, names, analysis).write();
}

}  // namespace isthmus
