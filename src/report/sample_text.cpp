#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/sample.hpp"
#include "report/bounds.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

std::string interval_text(const Enclosure& e) {
  return "[" + decimal_below(e.lower, 4) + ", " + decimal_above(e.upper, 4) + "]";
}

std::string count_text(Count count, Intervals& intervals) {
  return std::to_string(count.hits) + " of " + std::to_string(count.trials) + ", probability in " +
         interval_text(intervals.of(count));
}

std::string head(const std::string& name, const SampleOptions& options) {
  return printable(name) + ", " + scheme_name(options.scheme) + ", seed " +
         std::to_string(options.seed);
}

class SampleText {
 public:
  SampleText(std::ostream& out, const SampleReport& report, const TextStyle& style)
      : page_(out, style), report_(report), intervals_(report.confidence) {}

  void write() {
    const Sample& sample = report_.sample;
    page_.headline(head(report_.network.name, report_.options) + ": " +
                   counted(sample.draws, "draw"));
    page_.blank();
    if (sample.weights.empty()) {
      page_.paragraph(
          "No weight of this network can be locked, whatever the balance: M(c) is "
          "connected in every draw. Nothing was drawn.");
      return;
    }
    write_histogram();
    write_law();
    write_outputs();
    if (!report_.law) write_weights();
    page_.blank();
    page_.paragraph("Each interval covers the truth with probability at least " +
                    to_decimal(report_.confidence * 100) + " % (Clopper-Pearson).");
  }

 private:
  void write_histogram() {
    const Sample& sample = report_.sample;
    const std::vector<Count> at_least = at_least_counts(sample);
    page_.field("Connected",
                count_text({sample.draws - at_least.front().hits, sample.draws}, intervals_));
    if (sample.draws == 0) return;
    page_.field("Locked weights", to_decimal(mean_locked(sample), 4) +
                                      " on average; expectation in " +
                                      interval_text(mean_interval(at_least, report_.confidence)));
    for (const LockedBin& bin : sample.histogram) {
      page_.line(std::to_string(bin.locked) +
                 " locked: " + count_text({bin.draws, sample.draws}, intervals_) +
                 "; first by seed " + std::to_string(bin.first_seed));
    }
  }

  void write_law() {
    if (!report_.law) return;
    Count neurons{0, report_.sample.draws * report_.sample.nodes.size()};
    for (const SampledNode& node : report_.sample.nodes) neurons.hits += node.out;
    page_.field("One neuron",
                "the weight out of it is locked (c < 0): " + count_text(neurons, intervals_));
    if (!report_.law->normal) return;
    page_.field("  closed form", between(negative_probability(*report_.law), 6));
  }

  void write_outputs() {
    for (const SampledOutput& output : report_.sample.outputs) {
      page_.field("Obstruction",
                  "all weights into " + printable(report_.network.nodes[output.node].id) +
                      " locked with one sign: " +
                      count_text({output.one_sign, report_.sample.draws}, intervals_));
    }
    if (!report_.law || !report_.law->normal) return;
    page_.field("  closed form", between(one_sign_probability(*report_.law), 6));
  }

  void write_weights() {
    const std::vector<std::string> names = edge_names(report_.network);
    page_.section("Weights that can be locked");
    page_.list(report_.sample.weights, [&](const SampledWeight& weight) {
      page_.line(printable(names[weight.edge]) + "  locked in " +
                 count_text({weight.locked, report_.sample.draws}, intervals_));
    });
  }

  Page page_;
  const SampleReport& report_;
  Intervals intervals_;
};

std::string cell_text(const std::optional<Rational>& value) {
  if (!value) return "-";
  return to_decimal(*value, 3).substr(to_decimal(*value, 3).rfind("≈", 0) == 0 ? 3 : 0);
}

}  // namespace

void write_text(std::ostream& out, const SampleReport& report, const TextStyle& style) {
  SampleText(out, report, style).write();
}

void write_text(std::ostream& out, const GridReport& report, const TextStyle& style) {
  Page page(out, style);
  const HeatMap map = heat_map(report);
  page.headline(map.title);
  page.paragraph(map.subtitle);
  page.blank();
  std::string line = "d \\ l";
  for (const std::string& column : map.columns) line += " " + padded(column, 9);
  out << line << '\n';
  for (std::size_t row = 0; row < map.rows.size(); ++row) {
    line = padded(map.rows[row], 5);
    for (std::size_t column = 0; column < map.columns.size(); ++column) {
      line += " " + padded(cell_text(map.values[row * map.columns.size() + column]), 9);
    }
    out << line << '\n';
  }
}

HeatMap heat_map(const GridReport& report) {
  const bool locked = report.options.quantity == Quantity::locked;
  HeatMap map;
  map.title = locked ? "Probability that the weight out of a neuron is locked"
                     : "Probability that all weights to the output are locked with one sign";
  map.subtitle = report.architecture + ", " + scheme_name(report.options.sampling.scheme);
  map.column_title = "l, hidden neurons";
  map.row_title = "d, inputs";
  map.value_title = "probability";
  for (const auto width : report.sample.grid.widths) map.columns.push_back(std::to_string(width));
  for (const auto inputs : report.sample.grid.inputs) map.rows.push_back(std::to_string(inputs));
  for (const GridCell& cell : report.sample.cells) {
    if (cell.closed_form) {
      map.values.emplace_back(cell.closed_form->lower);
    } else if (cell.count.trials > 0) {
      map.values.emplace_back(cell.count.share());
    } else {
      map.values.emplace_back();
    }
  }
  const bool closed = report.sample.cells.front().closed_form.has_value();
  map.subtitle += closed ? ", closed form"
                         : ", share of " + std::to_string(report.options.sampling.draws) + " draws";
  return map;
}

}  // namespace isthmus
