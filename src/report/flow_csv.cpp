#include <ostream>

#include "isthmus/report/flow.hpp"
#include "report/flow_words.hpp"
#include "report/names.hpp"

namespace isthmus {
namespace {

/// A cell of text: in quotes, with quotes doubled, where it needs them.
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted_text = "\"";
  for (const char c : text) quoted_text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted_text + "\"";
}

std::string set_cell(const Names& names, const std::vector<NodeId>& set) {
  std::string text;
  for (const NodeId v : set) text += (text.empty() ? "" : " ") + names.of(v);
  return cell(text);
}

class RowWriter {
 public:
  RowWriter(std::ostream& out, const FlowRun& run, const Names& names)
      : out_(out), run_(run), names_(names) {}

  void write(const TrainingRow& row) {
    const TrajectoryFacts& facts = row.facts;
    out_ << cell(run_.source) << ',' << row.step << ',' << shortest(row.time) << ','
         << shortest(row.value.loss) << ',' << shortest(row.value.penalty) << ',';
    if (row.test_loss) out_ << shortest(*row.test_loss);
    out_ << ',' << shortest(facts.balance_drift) << ',';
    if (facts.decay_drift) out_ << shortest(*facts.decay_drift);
    out_ << ',' << facts.broken << ',';
    if (facts.nearest)
      write_nearest(facts);
    else
      out_ << ",,";
    out_ << ',';
    if (facts.detachable) {
      out_ << shortest(facts.detachable_cut) << ','
           << set_cell(names_, run_.training.detachable.sets[*facts.detachable]);
    } else {
      out_ << ',';
    }
    out_ << '\n';
  }

 private:
  void write_nearest(const TrajectoryFacts& facts) {
    out_ << shortest(facts.nearest->value) << ',' << set_cell(names_, facts.nearest->set) << ','
         << shortest(facts.nearest_balance);
  }

  std::ostream& out_;
  const FlowRun& run_;
  const Names& names_;
};

}  // namespace

void write_csv(std::ostream& out, const FlowReport& report) {
  out << "network,step,time,loss,penalty,test_loss,balance_drift,decay_drift,flipped,"
         "distance_squared,nearest_set,nearest_balance,detachable_cut,detachable_set\n";
  for (const FlowRun& run : report.runs) {
    const std::vector<std::string> no_edge_names;
    const Names names(run.training.start, run.training.contraction, no_edge_names);
    RowWriter writer(out, run, names);
    for (const TrainingRow& row : run.training.rows) writer.write(row);
  }
}

}  // namespace isthmus
