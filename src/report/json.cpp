#include "isthmus/report/json.hpp"

#include <ostream>
#include <sstream>

#include "isthmus/exact/parse.hpp"
#include "report/criterion.hpp"
#include "report/expressivity.hpp"
#include "report/json_parts.hpp"
#include "report/json_topology.hpp"

namespace isthmus {
namespace {

constexpr std::string_view not_determined = "not determined";

// One report being written; a member function for each part.
class ReportWriter {
 public:
  ReportWriter(JsonWriter& json, const Analysis& analysis)
      : json_(json), analysis_(analysis), names_(analysis) {}

  void write();

 private:
  void write_network();
  void write_balance();
  void write_groups();
  void write_variety();
  void write_components();
  void write_locked();
  void write_always_zero();
  void write_bypassed();
  void write_witnesses();
  void write_free(const FreeWitness& witness);
  void write_criterion();
  void write_regular();
  void write_singularities();
  void write_strata();
  void write_log2(std::string_view name, std::size_t log2);

  [[nodiscard]] std::optional<int> sign_of_lock(const CutStep& step) const;
  [[nodiscard]] const VarietyFacts& facts() const { return *analysis_.facts; }

  JsonWriter& json_;
  const Analysis& analysis_;
  Names names_;
};

void ReportWriter::write() {
  json_.begin_object();
  json_.text("format", "isthmus-report");
  json_.number("version", 1);
  write_network();
  if (!analysis_.notes.empty()) {
    json_.key("notes");
    write_texts(json_, analysis_.notes);
  }
  write_balance();
  write_variety();
  write_components();
  write_expressivity(json_, analysis_);
  if (analysis_.facts) write_regular();
  if (analysis_.facts && facts().singularities) write_singularities();
  if (analysis_.facts && facts().topology) {
    json_.key("topology");
    write_topology(json_, names_, *facts().topology);
  }
  if (analysis_.point) write_point(json_, names_, analysis_);
  json_.end_object();
}

void ReportWriter::write_network() {
  const NetworkSize& size = analysis_.size;
  json_.key("network");
  json_.begin_object();
  json_.text("name", analysis_.network.name);
  json_.number("inputs", size.inputs);
  json_.number("hidden", size.hidden);
  json_.number("outputs", size.outputs);
  json_.number("edges", size.edges);
  json_.number("bundles", size.bundles);
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

void ReportWriter::write_balance() {
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
void ReportWriter::write_groups() {
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

void ReportWriter::write_variety() {
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

void ReportWriter::write_log2(std::string_view name, std::size_t log2) {
  json_.text(name, power_of_two_text(log2));
  json_.number("log2", log2);
}

void ReportWriter::write_components() {
  json_.key("components");
  json_.begin_object();
  if (analysis_.empty()) json_.text("count", "0");
  if (analysis_.facts) {
    write_log2("count", facts().components.log2_count());
    write_locked();
    if (!facts().always_zero.empty()) write_always_zero();
    if (facts().witnesses) write_witnesses();
    if (facts().bypassed) write_bypassed();
  }
  if (analysis_.criterion) write_criterion();
  json_.end_object();
}

std::optional<int> ReportWriter::sign_of_lock(const CutStep& step) const {
  if (analysis_.source != BalanceSource::weights) return std::nullopt;
  return weight_sign(analysis_.network, names_.position(step.edge));
}

void ReportWriter::write_locked() {
  json_.key("locked");
  json_.begin_array();
  for (const CutStep& step : facts().components.locked) {
    write_cut_step(json_, names_, step, sign_of_lock(step));
  }
  json_.end_array();
}

void ReportWriter::write_bypassed() {
  const Bypassed& free = *facts().bypassed;
  json_.key("bypassed");
  json_.begin_object(Layout::inline_);
  json_.number("bundles", free.bundles);
  json_.number("of", free.of);
  json_.number("trees", free.trees);
  json_.number("entries", free.entries);
  json_.end_object();
}

void ReportWriter::write_always_zero() {
  json_.key("always_zero");
  json_.begin_array();
  for (const EdgeId e : facts().always_zero) json_.text(names_.of(e));
  json_.end_array();
}

void ReportWriter::write_witnesses() {
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

void ReportWriter::write_free(const FreeWitness& witness) {
  json_.begin_object();
  json_.key("edges");
  json_.begin_array(Layout::inline_);
  for (const EdgeId e : witness.edges) json_.text(names_.of(e));
  json_.end_array();
  json_.key("difference");
  write_amounts(json_, names_, witness.difference);
  json_.end_object();
}

void ReportWriter::write_criterion() {
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
  for (const WallInequality& wall : criterion.inequalities) write_wall(json_, names_, wall);
  json_.end_array();
  json_.end_object();
}

void ReportWriter::write_regular() {
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

void ReportWriter::write_singularities() {
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
  write_sets(json_, names_, search.sets);
  json_.number("detachable_count", search.count);
  if (!facts().strata.empty()) write_strata();
  json_.boolean("complete", search.complete);
  if (!search.complete) json_.number("searched_up_to", search.searched_up_to);
  if (!search.reason.empty()) json_.text("reason", search.reason);
  json_.end_object();
}

void ReportWriter::write_strata() {
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

}  // namespace

void write_json(std::ostream& out, const Analysis& analysis) {
  JsonWriter json(out);
  ReportWriter(json, analysis).write();
}

void write_json(std::ostream& out, const std::vector<Analysis>& analyses) {
  JsonWriter json(out);
  json.begin_array();
  for (const Analysis& analysis : analyses) ReportWriter(json, analysis).write();
  json.end_array();
}

std::string analysis_to_json(const Analysis& analysis) {
  std::ostringstream out;
  write_json(out, analysis);
  return std::move(out).str();
}

}  // namespace isthmus
