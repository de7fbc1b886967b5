#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/prune.hpp"
#include "report/json_parts.hpp"

namespace isthmus {
namespace {

void write_nearest(JsonWriter& json, const Names& names, const Pruning& pruning) {
  const MinimumCuts& all = pruning.all_nearest;
  json.key("nearest");
  json.begin_object();
  json.text("distance_squared", to_text(pruning.nearest->value));
  json.key("set");
  write_set(json, names, pruning.nearest->set);
  json.text("count", std::to_string(all.count));
  json.boolean("complete", all.complete());
  if (!all.complete()) json.text("reason", all.stopped);
  json.key("sets");
  write_sets(json, names, all.sets);
  json.end_object();
}

void write_ranking(JsonWriter& json, const Pruning& pruning) {
  json.key("ranking");
  json.begin_object();
  json.text("sets", pruning.sets == PruneSets::all      ? "all"
                    : pruning.sets == PruneSets::single ? "single"
                                                        : "several");
  json.boolean("by_tree", pruning.by_tree);
  if (!pruning.by_tree) json.text("reason", pruning.reason);
  json.end_object();
}

void write_candidate(JsonWriter& json, const Names& names, const PruneCandidate& candidate) {
  json.begin_object();
  json.key("set");
  write_set(json, names, candidate.set);
  json.text("cut_weight", to_text(candidate.cut_weight));
  json.text("balance", to_text(candidate.balance));
  json.boolean("detachable", candidate.detachable());
  json.text("change", to_text(candidate.change()));
  json.text("change_inside", to_text(candidate.change_inside));
  json.text("change_outside", to_text(candidate.change_outside));
  json.text("weights", std::to_string(candidate.weights));
  json.end_object();
}

void write_removal(JsonWriter& json, const PruneReport& report) {
  const Removal& removal = *report.removal;
  json.key("removal");
  json.begin_object();
  json.text("file", removal.file);
  if (!removal.kept_because.empty()) json.text("kept_because", removal.kept_because);
  json.key("candidates");
  json.begin_array(Layout::inline_);
  for (const std::size_t i : report.pruning.chosen) json.number(i + 1);
  json.end_array();
  json.key("nodes");
  json.begin_array(Layout::inline_);
  for (const std::uint32_t v : removal.nodes) json.text(report.network.nodes[v].id);
  json.end_array();
  json.text("weights", std::to_string(removal.weights));
  json.text("cut_weight", to_text(removal.connection.cut_weight));
  json.text("function", removal.connection.carries_signal ? "may change" : "unchanged");
  json.end_object();
}

}  // namespace

void write_json(std::ostream& out, const PruneReport& report) {
  const std::vector<std::string> no_edge_names;
  const Names names(report.network, report.contraction, no_edge_names);
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-prune");
  json.number("version", 1);
  json.text("network", report.network.name);
  json.text("hidden", std::to_string(report.contraction.graph.hidden_count()));
  json.text("weights", std::to_string(report.contraction.graph.weight_count()));
  if (report.pruning.nearest) write_nearest(json, names, report.pruning);
  write_ranking(json, report.pruning);
  json.key("candidates");
  json.begin_array();
  for (const PruneCandidate& candidate : report.pruning.candidates) {
    write_candidate(json, names, candidate);
  }
  json.end_array();
  if (report.removal) write_removal(json, report);
  json.end_object();
}

}  // namespace isthmus
