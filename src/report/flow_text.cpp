#include <algorithm>
#include <ostream>

#include "isthmus/report/flow.hpp"
#include "report/bounds.hpp"
#include "report/flow_table.hpp"
#include "report/flow_words.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

class FlowText {
 public:
  FlowText(Page& page, std::size_t width, const FlowReport& report, const FlowRun& run)
      : page_(page),
        width_(width),
        report_(report),
        run_(run),
        training_(run.training),
        edge_names_(edge_names(training_.start)),
        names_(training_.start, training_.contraction, edge_names_) {}

  void write() {
    const BalanceNetwork& graph = training_.contraction.graph;
    page_.headline(printable(run_.source) + ": " + counted(graph.hidden_count(), "hidden node") +
                   ", " + counted(graph.weight_count(), "weight"));
    page_.paragraph(method_words(report_.options) + ", " + course());
    if (training_.rounded > 0) {
      page_.paragraph(counted(training_.rounded, "weight") +
                      " rounded to binary64; the start is at the rounded ones.");
    }
    page_.blank();
    for (const std::string& line : flow_table(report_, run_, names_, width_)) page_.line(line);
    page_.blank();
    write_balance();
    write_locks();
    write_singular();
  }

 private:
  [[nodiscard]] bool flow() const { return report_.options.method == Method::flow; }
  [[nodiscard]] const Penalties& penalties() const { return report_.options.penalties; }
  [[nodiscard]] const TrainingRow& last() const { return training_.rows.back(); }

  [[nodiscard]] std::string course() const {
    const Trajectory& way = training_.trajectory;
    std::string words = counted(way.steps, "step");
    words += flow() ? " to time " + shortest(way.time) + " with tolerance " +
                          shortest(report_.options.flow.tolerance)
                    : " at rate " + shortest(report_.options.descent.rate);
    if (way.stopped.empty()) return words;
    const std::string end = flow() ? "time " + shortest(report_.options.flow.time)
                                   : "step " + std::to_string(report_.options.descent.steps);
    return words + "; stopped before " + end + ": " + way.stopped;
  }

  [[nodiscard]] Rational largest(Rational TrajectoryFacts::*part) const {
    Rational most = 0;
    for (const TrainingRow& row : training_.rows) most = std::max(most, row.facts.*part);
    return most;
  }

  void write_balance() {
    const std::string drift = short_number(largest(&TrajectoryFacts::balance_drift));
    if (penalties().conserves()) {
      page_.paragraph(
          "Balance: gradient flow keeps it. At the logged points it differs by at most " + drift +
          " from that of the start" +
          (flow() ? ", by the errors of the integrator." : ", by the finite steps."));
      return;
    }
    if (!penalties().scales()) {
      page_.paragraph("Balance: this penalty moves it, also in the flow; by at most " + drift +
                      " at the logged points.");
      return;
    }
    std::string words = "Balance: weight decay shrinks it, c(t) = e^(-2·" +
                        shortest(penalties().weight_decay) + "·t)·c(0) in the flow.";
    if (last().facts.decay_drift) {
      Rational most = 0;
      for (const TrainingRow& row : training_.rows) most = std::max(most, *row.facts.decay_drift);
      words += " The logged points differ from that by at most " + decimal_above(most, 4) + ".";
    }
    page_.paragraph(words);
  }

  void write_locks() {
    const std::size_t count = training_.locked.size();
    if (count == 0) {
      page_.paragraph("Locks: no weight is locked at the balance of the start.");
      return;
    }
    const std::string head = "Locks: " + counted(count, "weight") + (count == 1 ? " is" : " are") +
                             " locked at the balance of the start";
    if (training_.broken.empty()) {
      page_.paragraph(head + "; none was 0 or of the other sign after any step.");
      return;
    }
    page_.paragraph(head + ", and " + std::to_string(training_.broken.size()) +
                    " flipped (was 0 or of the other sign): " + why_flipped());
    page_.list(training_.broken, [&](const BrokenLock& lock) {
      page_.line(printable(names_.of(lock.edge)) + " at step " + std::to_string(lock.step) +
                 ", time " + four_digits(lock.time));
    });
  }

  [[nodiscard]] std::string why_flipped() const {
    if (!penalties().scales()) return "this penalty moves the balance.";
    if (flow()) {
      return "gradient flow cannot do that, so the integrator's steps were too long; ask for a "
             "smaller --tolerance.";
    }
    return "gradient flow cannot do that; finite steps can.";
  }

  void write_singular() {
    const DetachableSearch& search = training_.detachable;
    if (last().facts.nearest) {
      page_.paragraph(
          "Nearest rank-deficient point at the end: " + names_.set(last().facts.nearest->set) +
          " is cut off at the squared distance " + short_number(last().facts.nearest->value) +
          "; its c(U) is " + short_number(last().facts.nearest_balance) + ".");
    }
    if (last().facts.detachable) {
      page_.paragraph(
          "Of the detachable sets of the balance at the start, " +
          names_.set(search.sets[*last().facts.detachable]) +
          " is cheapest to cut off at the end: " + short_number(last().facts.detachable_cut) + "." +
          (search.complete ? "" : " Not all were looked for: " + search.reason + "."));
    } else if (search.complete && search.sets.empty()) {
      page_.paragraph("M(c) of the start has no singular point: no set is detachable.");
    } else {
      page_.paragraph(
          "Whether a set is detachable at the balance of the start was not determined: " +
          search.reason + ".");
    }
  }

  Page& page_;
  std::size_t width_;
  const FlowReport& report_;
  const FlowRun& run_;
  const Training& training_;
  std::vector<std::string> edge_names_;
  Names names_;
};

}  // namespace

void write_text(std::ostream& out, const FlowReport& report, const TextStyle& style) {
  Page page(out, style);
  page.paragraph(counted(report.samples, "sample") + " of " + printable(report.data) +
                 (report.test.empty() ? "" : ", tested on " + printable(report.test)));
  for (const FlowRun& run : report.runs) {
    page.blank();
    FlowText(page, style.width, report, run).write();
  }
}

}  // namespace isthmus
