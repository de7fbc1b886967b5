#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/explain.hpp"
#include "report/criterion.hpp"
#include "report/expressivity.hpp"
#include "report/json_parts.hpp"
#include "report/laws.hpp"

namespace isthmus {
namespace {

const char* status_text(EdgeStatus status) {
  switch (status) {
    case EdgeStatus::locked:
      return "locked";
    case EdgeStatus::free:
      return "free";
    case EdgeStatus::zero:
      return "always zero";
    case EdgeStatus::symbolic:
      return "symbolic";
    case EdgeStatus::fixed:
      return "fixed";
    case EdgeStatus::loop:
      return "loop";
    case EdgeStatus::bundle:
      return "bundle";
    case EdgeStatus::empty:
      break;
  }
  return "empty";
}

class Writer {
 public:
  Writer(JsonWriter& json, const Analysis& analysis)
      : json_(json), analysis_(analysis), graph_(analysis.graph()), names_(analysis) {}

  void write(const EdgeExplanation& edge);
  void write(const NodeExplanation& node);

 private:
  void write_proof(const std::vector<CutStep>& proof);
  void write_edges(const std::vector<EdgeId>& edges);
  void write_inequalities(const std::vector<WallInequality>& walls);
  void write_law(NodeId v);
  void write_search(const NodeExplanation& node);

  JsonWriter& json_;
  const Analysis& analysis_;
  const BalanceNetwork& graph_;
  Names names_;
};

void Writer::write(const EdgeExplanation& edge) {
  json_.key("edge");
  json_.begin_object();
  json_.number("edge", edge.file_edge);
  json_.text("name", analysis_.edge_names[edge.file_edge]);
  json_.text("status", status_text(edge.status));
  if (edge.bottleneck) {
    json_.key("bottleneck");
    json_.begin_array(Layout::inline_);
    if (edge.bottleneck->in) json_.text("in");
    if (edge.bottleneck->out) json_.text("out");
    json_.end_array();
  }
  if (!edge.proof.empty()) write_proof(edge.proof);
  if (!edge.detour.empty()) {
    json_.key("detour");
    write_edges(edge.detour);
  }
  if (edge.flow) {
    json_.key("flow");
    write_amounts(json_, names_, nonzero(*edge.flow));
  }
  if (edge.zero_cut) {
    json_.text("kind", kind_text(edge.zero_cut->kind));
    json_.key("set");
    write_set(json_, names_, edge.zero_cut->set);
  }
  if (!edge.inequalities.empty()) write_inequalities(edge.inequalities);
  json_.end_object();
}

void Writer::write_proof(const std::vector<CutStep>& proof) {
  json_.text("bound", to_text(proof.back().bound));
  json_.key("proof");
  json_.begin_array();
  for (const CutStep& step : proof) write_cut_step(json_, names_, step, std::nullopt);
  json_.end_array();
}

void Writer::write_edges(const std::vector<EdgeId>& edges) {
  json_.begin_array(Layout::inline_);
  for (const EdgeId e : edges) json_.text(names_.of(e));
  json_.end_array();
}

void Writer::write_inequalities(const std::vector<WallInequality>& walls) {
  json_.key("free_if_all");
  json_.begin_array();
  for (const WallInequality& wall : walls) write_wall(json_, names_, wall);
  json_.end_array();
}

void Writer::write(const NodeExplanation& node) {
  json_.key("node");
  json_.begin_object();
  json_.text("id", analysis_.network.nodes[node.file_node].id);
  json_.boolean("law", !graph_.is_ground(node.node));
  if (!graph_.is_ground(node.node)) {
    write_law(node.node);
    if (analysis_.point) json_.boolean("floating", node.floating.has_value());
    if (node.floating) {
      json_.key("floating_set");
      write_set(json_, names_, *node.floating);
    }
    if (analysis_.facts && analysis_.facts->singularities) write_search(node);
  }
  write_expressivity(json_, analysis_, node.file_node);
  json_.end_object();
}

void Writer::write_law(NodeId v) {
  json_.key("group");
  write_texts(json_, names_.members(v));
  json_.key("in");
  write_edges(crossing(graph_, {v}, CutKind::in));
  json_.key("out");
  write_edges(crossing(graph_, {v}, CutKind::out));
  if (analysis_.balance) json_.text("balance", to_text((*analysis_.balance)[v]));
}

void Writer::write_search(const NodeExplanation& node) {
  const DetachableSearch& search = *analysis_.facts->singularities;
  json_.key("detachable");
  json_.begin_array();
  for (const std::vector<NodeId>& set : node.detachable) write_set(json_, names_, set);
  json_.end_array();
  json_.boolean("complete", search.complete);
  if (search.complete) return;
  json_.number("searched_up_to", search.searched_up_to);
  json_.text("reason", search.reason);
}

}  // namespace

void write_json(std::ostream& out, const Explanation& explanation) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-explain");
  json.number("version", 1);
  json.text("network", explanation.analysis.network.name);
  Writer writer(json, explanation.analysis);
  std::visit([&](const auto& subject) { writer.write(subject); }, explanation.subject);
  json.end_object();
}

}  // namespace isthmus
