#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/sample.hpp"
#include "report/bounds.hpp"
#include "report/json_writer.hpp"
#include "report/sample_values.hpp"

namespace isthmus {
namespace {

void write_ends(JsonWriter& json, const Enclosure& e) {
  json.text("lower", decimal_below(e.lower));
  json.text("upper", decimal_above(e.upper));
}

void write_count(JsonWriter& json, Count count, Intervals& intervals) {
  json.text("hits", std::to_string(count.hits));
  json.text("trials", std::to_string(count.trials));
  write_ends(json, intervals.of(count));
}

void write_count(JsonWriter& json, const char* key, Count count, Intervals& intervals) {
  json.key(key);
  json.begin_object(Layout::inline_);
  write_count(json, count, intervals);
  json.end_object();
}

void write_closed_form(JsonWriter& json, const char* key, const Enclosure& e) {
  json.key(key);
  json.begin_object(Layout::inline_);
  write_ends(json, e);
  json.end_object();
}

void write_draws(JsonWriter& json, const SampleOptions& options, const Rational& confidence) {
  json.text("scheme", scheme_name(options.scheme));
  json.text("precision", options.precision == Precision::binary32 ? "binary32" : "binary64");
  json.text("seed", std::to_string(options.seed));
  json.text("draws_asked", std::to_string(options.draws));
  json.text("confidence", to_text(confidence));
}

void write_histogram(JsonWriter& json, const Sample& sample, Intervals& intervals) {
  json.key("histogram");
  json.begin_array();
  for (const LockedBin& bin : sample.histogram) {
    json.begin_object(Layout::inline_);
    json.text("locked", std::to_string(bin.locked));
    write_count(json, {bin.draws, sample.draws}, intervals);
    json.text("first_seed", std::to_string(bin.first_seed));
    json.end_object();
  }
  json.end_array();
}

void write_weights(JsonWriter& json, const SampleReport& report, Intervals& intervals) {
  const std::vector<std::string> names = edge_names(report.network);
  json.key("weights");
  json.begin_array();
  for (const SampledWeight& weight : report.sample.weights) {
    json.begin_object(Layout::inline_);
    json.number("edge", weight.edge);
    json.text("name", names[weight.edge]);
    write_count(json, {weight.locked, report.sample.draws}, intervals);
    json.end_object();
  }
  json.end_array();
}

void write_nodes(JsonWriter& json, const SampleReport& report, Intervals& intervals) {
  json.key("nodes");
  json.begin_array();
  for (const SampledNode& node : report.sample.nodes) {
    json.begin_object(Layout::inline_);
    json.text("node", report.network.nodes[node.node].id);
    write_count(json, "in", {node.in, report.sample.draws}, intervals);
    write_count(json, "out", {node.out, report.sample.draws}, intervals);
    json.end_object();
  }
  json.end_array();
}

void write_outputs(JsonWriter& json, const SampleReport& report, Intervals& intervals) {
  json.key("outputs");
  json.begin_array();
  for (const SampledOutput& output : report.sample.outputs) {
    json.begin_object(Layout::inline_);
    json.text("node", report.network.nodes[output.node].id);
    write_count(json, {output.one_sign, report.sample.draws}, intervals);
    json.end_object();
  }
  json.end_array();
}

void write_cell(JsonWriter& json, const GridCell& cell, Intervals& intervals) {
  json.begin_object(Layout::inline_);
  json.number("inputs", cell.inputs);
  json.number("width", cell.width);
  if (cell.closed_form) write_closed_form(json, "closed_form", *cell.closed_form);
  if (cell.count.trials > 0) write_count(json, cell.count, intervals);
  json.end_object();
}

}  // namespace

void write_json(std::ostream& out, const SampleReport& report) {
  Intervals intervals(report.confidence);
  const Sample& sample = report.sample;
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-sample");
  json.number("version", 1);
  json.text("network", report.network.name);
  write_draws(json, report.options, report.confidence);
  json.text("draws", std::to_string(sample.draws));
  write_histogram(json, sample, intervals);
  if (sample.draws > 0) json.text("mean_locked", to_text(mean_locked(sample)));
  const auto at_least = at_least_counts(sample);
  write_closed_form(json, "expected_locked", mean_interval(at_least, report.confidence));
  write_weights(json, report, intervals);
  write_nodes(json, report, intervals);
  write_outputs(json, report, intervals);
  if (const auto connected = connected_closed_form(report)) {
    write_closed_form(json, "connected_closed_form", *connected);
  }
  if (report.law && report.law->normal) {
    write_closed_form(json, "neuron_closed_form", negative_probability(*report.law));
    write_closed_form(json, "obstruction_closed_form", one_sign_probability(*report.law));
  }
  json.end_object();
}

void write_json(std::ostream& out, const GridReport& report) {
  Intervals intervals(report.confidence);
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-sample");
  json.number("version", 1);
  json.text("network", report.architecture);
  json.text("quantity", report.options.quantity == Quantity::locked ? "locked" : "obstruction");
  write_draws(json, report.options.sampling, report.confidence);
  json.boolean("complete", report.sample.complete);
  json.key("cells");
  json.begin_array();
  for (const GridCell& cell : report.sample.cells) write_cell(json, cell, intervals);
  json.end_array();
  json.end_object();
}

}  // namespace isthmus
