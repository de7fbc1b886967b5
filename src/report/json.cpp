#include "isthmus/report/json.hpp"

#include <ostream>
#include <sstream>

#include "isthmus/exact/parse.hpp"
#include "report/criterion.hpp"
#include "report/json_parts.hpp"

namespace isthmus {
namespace {

constexpr std::string_view not_determined = "not determined";

// One report being written; a member function for each part.
class Report {
 public:
  Report(JsonWriter& json, const Analysis& analysis)
      : json_(json),
        analysis_(analysis),
        names_(analysis.network, analysis.contraction, analysis.edge_names) {}

  void write();

 private:
  void write_network();
  void write_balance();
  void write_groups();
  void write_variety();
  void write_components();
  void write_locked();
  void write_witnesses();
  void write_free(const FreeWitness& witness);
  void write_criterion();
  void write_wall(const WallInequality& wall);
  void write_regular();
  void write_singularities();
  void write_strata();
  void write_point();
  void write_distance();
  void write_sets(const std::vector<std::vector<NodeId>>& sets);
  void write_left_kernel();
  void write_forest();
  void write_local_form();
  void write_cone_edges(const LocalForm& form);
  void write_component_signs();
  void write_log2(std::string_view name, std::size_t log2);

  [[nodiscard]] std::optional<int> sign_of_lock(const CutStep& step) const;
  [[nodiscard]] const VarietyFacts& facts() const { return *analysis_.facts; }
  [[nodiscard]] const PointFacts& point() const { return *analysis_.point; }

  JsonWriter& json_;
  const Analysis& analysis_;
  Names names_;
};

void Report::write() {
  json_.begin_object();
  json_.text("format", "isthmus-report");
  json_.number("version", 1);
  write_network();
  write_balance();
  write_variety();
  write_components();
  if (analysis_.facts) write_regular();
  if (analysis_.facts && facts().singularities) write_singularities();
  if (analysis_.point) write_point();
  json_.end_object();
}

struct Counts {
  std::uint64_t inputs = 0, hidden = 0, outputs = 0, edges = 0;
};

Counts count(const Network& network) {
  Counts counts;
  for (const Node& node : network.nodes) {
    counts.inputs += node.role == Role::input;
    counts.hidden += node.role == Role::hidden;
    counts.outputs += node.role == Role::output;
  }
  for (const Edge& edge : network.edges) counts.edges += edge.multiplicity;
  return counts;
}

void Report::write_network() {
  const Counts counts = count(analysis_.network);
  json_.key("network");
  json_.begin_object();
  json_.text("name", analysis_.network.name);
  json_.number("inputs", counts.inputs);
  json_.number("hidden", counts.hidden);
  json_.number("outputs", counts.outputs);
  json_.number("edges", counts.edges);
  json_.number("bundles", analysis_.network.edges.size());
  json_.number("blocks", analysis_.block_count);
  json_.end_object();
}

std::string_view source_text(BalanceSource source) {
  switch (source) {
    case BalanceSource::weights:
      return "weights";
    case BalanceSource::given:
      return "given";
    case BalanceSource::symbolic:
      break;
  }
  return "symbolic";
}

void Report::write_balance() {
  json_.key("balance");
  json_.begin_object();
  json_.text("source", source_text(analysis_.source));
  if (analysis_.balance) {
    json_.key("values");
    json_.begin_object();
    for (const NodeId v : analysis_.graph().hidden_nodes()) {
      json_.text(names_.of(v), to_text((*analysis_.balance)[v]));
    }
    json_.end_object();
  }
  write_groups();
  json_.end_object();
}

// Only nodes that were merged; a node of its own needs no mention.
void Report::write_groups() {
  bool open = false;
  for (const NodeId v : analysis_.graph().hidden_nodes()) {
    if (analysis_.contraction.members[v].size() == 1) continue;
    if (!open) {
      json_.key("groups");
      json_.begin_object();
      open = true;
    }
    json_.key(names_.of(v));
    write_texts(json_, names_.members(v));
  }
  if (open) json_.end_object();
}

void Report::write_variety() {
  json_.key("variety");
  json_.begin_object();
  json_.number("equations", analysis_.graph().hidden_count());
  if (!analysis_.symbolic()) json_.boolean("empty", analysis_.empty());
  if (analysis_.facts) json_.number("dimension", facts().dimension);
  if (analysis_.empty()) {
    json_.key("violated_set");
    write_set(json_, names_, analysis_.violated_set);
  }
  json_.end_object();
}

void Report::write_log2(std::string_view name, std::size_t log2) {
  json_.text(name, power_of_two_text(log2));
  json_.number("log2", log2);
}

void Report::write_components() {
  json_.key("components");
  json_.begin_object();
  if (analysis_.empty()) json_.text("count", "0");
  if (analysis_.facts) {
    write_log2("count", facts().components.log2_count());
    write_locked();
    if (facts().witnesses) write_witnesses();
  }
  if (analysis_.criterion) write_criterion();
  json_.end_object();
}

std::optional<int> Report::sign_of_lock(const CutStep& step) const {
  if (analysis_.source != BalanceSource::weights) return std::nullopt;
  return weight_sign(analysis_.network, names_.file_edge(step.edge));
}

void Report::write_locked() {
  json_.key("locked");
  json_.begin_array();
  for (const CutStep& step : facts().components.locked) {
    write_cut_step(json_, names_, step, sign_of_lock(step));
  }
  json_.end_array();
}

void Report::write_witnesses() {
  json_.key("witnesses");
  json_.begin_object();
  json_.key("base");
  write_amounts(json_, names_, nonzero(facts().flow));
  json_.key("free");
  json_.begin_array();
  for (const FreeWitness& witness : *facts().witnesses) write_free(witness);
  json_.end_array();
  json_.end_object();
}

void Report::write_free(const FreeWitness& witness) {
  json_.begin_object();
  json_.key("edges");
  json_.begin_array(Layout::inline_);
  for (const EdgeId e : witness.edges) json_.text(names_.of(e));
  json_.end_array();
  json_.key("difference");
  write_amounts(json_, names_, witness.difference);
  json_.end_object();
}

void Report::write_criterion() {
  const ConnectednessCriterion& criterion = *analysis_.criterion;
  json_.key("criterion");
  json_.begin_object();
  json_.boolean("complete", criterion.complete);
  if (!criterion.complete) {
    json_.text("reason", "there are more inequalities than the limit allows to list");
  }
  json_.key("bottlenecks");
  json_.begin_array();
  for (const Bottleneck& bottleneck : criterion.bottlenecks) {
    json_.begin_object(Layout::inline_);
    json_.number("edge", names_.file_edge(bottleneck.edge));
    json_.text("name", names_.of(bottleneck.edge));
    json_.key("kinds");
    json_.begin_array();
    if (bottleneck.in) json_.text("in");
    if (bottleneck.out) json_.text("out");
    json_.end_array();
    json_.end_object();
  }
  json_.end_array();
  json_.key("inequalities");
  json_.begin_array();
  for (const WallInequality& wall : criterion.inequalities) write_wall(wall);
  json_.end_array();
  json_.end_object();
}

void Report::write_wall(const WallInequality& wall) {
  json_.begin_object(Layout::inline_);
  json_.number("edge", names_.file_edge(wall.edge));
  json_.text("name", names_.of(wall.edge));
  json_.text("kind", kind_text(wall.kind));
  json_.key("set");
  write_set(json_, names_, wall.set);
  json_.text("text", wall_text(names_, wall));
  json_.text("latex", wall_latex(names_, wall));
  json_.end_object();
}

void Report::write_regular() {
  json_.key("regular_components");
  json_.begin_object();
  if (facts().regular_log2) {
    write_log2("count", *facts().regular_log2);
  } else {
    json_.text("count", "0");
  }
  json_.end_object();
}

std::string_view answer_text(Answer answer) {
  switch (answer) {
    case Answer::no:
      return "no";
    case Answer::yes:
      return "yes";
    case Answer::not_determined:
      break;
  }
  return not_determined;
}

void Report::write_singularities() {
  const DetachableSearch& search = *facts().singularities;
  json_.key("singularities");
  json_.begin_object();
  json_.text("exist", answer_text(search.exists));
  if (search.complex_smooth == Answer::not_determined) {
    json_.text("complex_smooth", not_determined);
  } else {
    json_.boolean("complex_smooth", search.complex_smooth == Answer::yes);
  }
  json_.key("detachable");
  write_sets(search.sets);
  json_.number("detachable_count", search.count);
  if (!facts().strata.empty()) write_strata();
  json_.boolean("complete", search.complete);
  if (!search.complete) {
    json_.number("searched_up_to", search.searched_up_to);
    json_.text("reason", search.reason);
  }
  json_.end_object();
}

void Report::write_sets(const std::vector<std::vector<NodeId>>& sets) {
  json_.begin_array();
  for (const std::vector<NodeId>& set : sets) write_set(json_, names_, set);
  json_.end_array();
}

void Report::write_strata() {
  json_.key("strata");
  json_.begin_array();
  for (const Stratum& stratum : facts().strata) {
    json_.begin_object(Layout::inline_);
    json_.key("set");
    write_set(json_, names_, stratum.set);
    json_.number("dimension", stratum.dimension);
    json_.number("codimension", stratum.codimension);
    json_.end_object();
  }
  json_.end_array();
}

void Report::write_point() {
  const PointRank& rank = point().rank;
  json_.key("point");
  json_.begin_object();
  json_.boolean("singular", rank.singular());
  json_.number("rank", rank.rank);
  json_.number("corank", rank.floating.size());
  json_.key("floating");
  write_sets(rank.floating);
  if (rank.singular()) write_left_kernel();
  write_forest();
  if (point().local_form) write_local_form();
  write_distance();
  write_component_signs();
  json_.end_object();
}

void Report::write_distance() {
  if (point().nearest) {
    json_.text("distance_squared", to_text(point().nearest->value));
    json_.key("nearest_set");
    write_set(json_, names_, point().nearest->set);
  }
  if (point().sigma_min) {
    json_.key("sigma_min");
    write_texts(json_, {to_text(point().sigma_min->lower), to_text(point().sigma_min->upper)});
  }
}

void Report::write_left_kernel() {
  json_.key("left_kernel");
  json_.begin_array();
  for (const std::vector<NodeId>& component : point().rank.floating) {
    json_.begin_object(Layout::inline_);
    for (const NodeId v : component) json_.text(names_.of(v), "1");
    json_.end_object();
  }
  json_.end_array();
}

void Report::write_forest() {
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

void Report::write_local_form() {
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
void Report::write_cone_edges(const LocalForm& form) {
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

void Report::write_component_signs() {
  json_.key("component");
  json_.begin_object();
  for (const CutStep& step : facts().components.locked) {
    json_.key(names_.of(step.edge));
    json_.sign(*sign_of_lock(step));
  }
  json_.end_object();
}

}  // namespace

void write_json(std::ostream& out, const Analysis& analysis) {
  JsonWriter json(out);
  Report(json, analysis).write();
}

void write_json(std::ostream& out, const std::vector<Analysis>& analyses) {
  JsonWriter json(out);
  json.begin_array();
  for (const Analysis& analysis : analyses) Report(json, analysis).write();
  json.end_array();
}

std::string analysis_to_json(const Analysis& analysis) {
  std::ostringstream out;
  write_json(out, analysis);
  return std::move(out).str();
}

}  // namespace isthmus
