#include <ostream>

#include "isthmus/draw/curves.hpp"
#include "isthmus/report/flow.hpp"
#include "report/flow_words.hpp"

namespace isthmus {
namespace {

class Charts {
 public:
  explicit Charts(const FlowReport& report) : report_(report) {}

  [[nodiscard]] std::vector<LineChart> all() const {
    std::vector<LineChart> charts = {losses(), distances(), drifts()};
    for (LineChart& chart : charts) {
      chart.logarithmic_y = true;
      chart.whole_x = report_.options.method == Method::descent;
    }
    return charts;
  }

 private:
  [[nodiscard]] std::string along() const {
    return report_.options.method == Method::flow ? "time" : "step";
  }
  [[nodiscard]] double place(const TrainingRow& row) const {
    return report_.options.method == Method::flow ? row.time : static_cast<double>(row.step);
  }
  [[nodiscard]] std::string name(const FlowRun& run, const std::string& what) const {
    if (report_.runs.size() == 1) return what;
    return run.source + (what.empty() ? "" : ", " + what);
  }

  template <class Value>
  [[nodiscard]] Curve curve(std::size_t run, const std::string& what, CurveStyle style,
                            Value value) const {
    Curve curve{name(report_.runs[run], what), {}, style, run};
    for (const TrainingRow& row : report_.runs[run].training.rows) {
      curve.points.push_back({place(row), value(row)});
    }
    return curve;
  }

  [[nodiscard]] LineChart losses() const {
    LineChart chart{"Loss", along(), loss_name(report_.options.loss), false, true, {}};
    for (std::size_t i = 0; i < report_.runs.size(); ++i) {
      chart.curves.push_back(curve(i, report_.test.empty() ? "" : "training", CurveStyle::line,
                                   [](const TrainingRow& row) { return row.value.loss; }));
      if (report_.test.empty()) continue;
      chart.curves.push_back(curve(i, "test", CurveStyle::dashed,
                                   [](const TrainingRow& row) { return *row.test_loss; }));
    }
    return chart;
  }

  [[nodiscard]] LineChart distances() const {
    LineChart chart{
        "Distance to the nearest rank-deficient point", along(), "distance", false, true, {}};
    for (std::size_t i = 0; i < report_.runs.size(); ++i) {
      chart.curves.push_back(curve(i, "", CurveStyle::line, [](const TrainingRow& row) {
        return row.facts.nearest ? approximate_root(row.facts.nearest->value) : 0.0;
      }));
    }
    return chart;
  }

  [[nodiscard]] LineChart drifts() const {
    const bool decay = !report_.options.penalties.conserves() && report_.options.penalties.scales();
    LineChart chart{decay ? "Difference of the balance from e^(-2λt) times that of the start"
                          : "Difference of the balance from that of the start",
                    along(),
                    "largest |difference|",
                    false,
                    true,
                    {}};
    for (std::size_t i = 0; i < report_.runs.size(); ++i) {
      chart.curves.push_back(curve(i, "", CurveStyle::line, [&](const TrainingRow& row) {
        const Rational& drift =
            row.facts.decay_drift ? *row.facts.decay_drift : row.facts.balance_drift;
        return approximate_root(drift * drift);
      }));
    }
    return chart;
  }

  const FlowReport& report_;
};

}  // namespace

void write_svg(std::ostream& out, const FlowReport& report) {
  const std::string headline = report.runs.size() == 1
                                   ? report.runs.front().source
                                   : std::to_string(report.runs.size()) + " networks";
  out << to_svg(headline, method_words(report.options) + "; " + report.data, Charts(report).all());
}

}  // namespace isthmus
