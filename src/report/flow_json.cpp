#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/flow.hpp"
#include "report/bounds.hpp"
#include "report/flow_words.hpp"
#include "report/json_parts.hpp"

namespace isthmus {
namespace {

void write_number(JsonWriter& json, const char* key, double value) {
  json.key(key);
  json.document(shortest(value));
}

void write_method(JsonWriter& json, const TrainingOptions& options) {
  const bool flow = options.method == Method::flow;
  json.text("method", flow ? "flow" : "descent");
  json.text("loss", loss_name(options.loss));
  if (flow) {
    write_number(json, "time", options.flow.time);
    write_number(json, "tolerance", options.flow.tolerance);
  } else {
    json.number("steps", options.descent.steps);
    write_number(json, "rate", options.descent.rate);
    write_number(json, "momentum", options.descent.momentum);
    if (options.descent.batch == 0) {
      json.text("batch", "all");
    } else {
      json.number("batch", options.descent.batch);
      json.text("seed", std::to_string(options.descent.seed));
    }
  }
  write_number(json, "weight_decay", options.penalties.weight_decay);
  write_number(json, "l1", options.penalties.l1);
  write_number(json, "nuclear", options.penalties.nuclear);
  json.text("flow_keeps_balance", options.penalties.conserves() ? "yes"
                                  : options.penalties.scales()  ? "up to a factor"
                                                                : "no");
}

class RunWriter {
 public:
  RunWriter(JsonWriter& json, const FlowRun& run)
      : json_(json),
        run_(run),
        training_(run.training),
        edge_names_(edge_names(training_.start)),
        names_(training_.start, training_.contraction, edge_names_) {}

  void write() {
    json_.begin_object();
    json_.text("source", run_.source);
    json_.text("network", training_.start.name);
    json_.number("hidden", training_.contraction.graph.hidden_count());
    json_.number("weights", training_.contraction.graph.weight_count());
    json_.number("rounded_weights", training_.rounded);
    write_start();
    write_course();
    json_.key("points");
    json_.begin_array();
    for (const TrainingRow& row : training_.rows) write_row(row);
    json_.end_array();
    json_.end_object();
  }

 private:
  void write_start() {
    json_.key("balance");
    json_.begin_object();
    for (const NodeId v : training_.contraction.graph.hidden_nodes()) {
      json_.text(names_.of(v), to_text(training_.balance[v]));
    }
    json_.end_object();
    json_.key("locked");
    json_.begin_array();
    for (const CutStep& step : training_.locked) {
      write_cut_step(json_, names_, step, weight_sign(training_.start, names_.position(step.edge)));
    }
    json_.end_array();
    const DetachableSearch& search = training_.detachable;
    json_.key("detachable");
    json_.begin_object();
    json_.number("count", search.count);
    json_.boolean("complete", search.complete);
    if (!search.complete) json_.text("reason", search.reason);
    json_.end_object();
  }

  void write_course() {
    json_.number("steps_taken", training_.trajectory.steps);
    json_.number("steps_rejected", training_.trajectory.rejected);
    if (!training_.trajectory.stopped.empty()) {
      json_.text("stopped", training_.trajectory.stopped);
    }
    json_.key("flipped");
    json_.begin_array();
    for (const BrokenLock& lock : training_.broken) {
      json_.begin_object(Layout::inline_);
      json_.number("edge", names_.file_edge(lock.edge));
      json_.text("name", names_.of(lock.edge));
      json_.number("step", lock.step);
      write_number(json_, "time", lock.time);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_row(const TrainingRow& row) {
    json_.begin_object();
    json_.number("step", row.step);
    write_number(json_, "time", row.time);
    write_number(json_, "loss", row.value.loss);
    write_number(json_, "penalty", row.value.penalty);
    if (row.test_loss) write_number(json_, "test_loss", *row.test_loss);
    json_.text("balance_drift", to_text(row.facts.balance_drift));
    if (row.facts.decay_drift) {
      json_.text("decay_drift_at_most", decimal_above(*row.facts.decay_drift));
    }
    json_.number("flipped", row.facts.broken);
    if (row.facts.nearest) write_nearest(row.facts);
    json_.end_object();
  }

  void write_nearest(const TrajectoryFacts& facts) {
    json_.key("nearest");
    json_.begin_object(Layout::inline_);
    json_.text("distance_squared", to_text(facts.nearest->value));
    json_.key("set");
    write_set(json_, names_, facts.nearest->set);
    json_.text("balance", to_text(facts.nearest_balance));
    json_.end_object();
    if (!facts.detachable) return;
    json_.key("nearest_detachable");
    json_.begin_object(Layout::inline_);
    json_.text("cut_weight", to_text(facts.detachable_cut));
    json_.key("set");
    write_set(json_, names_, training_.detachable.sets[*facts.detachable]);
    json_.end_object();
  }

  JsonWriter& json_;
  const FlowRun& run_;
  const Training& training_;
  std::vector<std::string> edge_names_;
  Names names_;
};

}  // namespace

void write_json(std::ostream& out, const FlowReport& report) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-flow");
  json.number("version", 1);
  json.text("data", report.data);
  json.number("samples", report.samples);
  if (!report.test.empty()) json.text("test", report.test);
  write_method(json, report.options);
  json.key("runs");
  json.begin_array();
  for (const FlowRun& run : report.runs) RunWriter(json, run).write();
  json.end_array();
  json.end_object();
}

}  // namespace isthmus
