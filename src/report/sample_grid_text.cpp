// A grid as a table that fits the page, and as a heat map.
#include <algorithm>
#include <ostream>

#include "isthmus/report/sample.hpp"
#include "report/page.hpp"
#include "report/sample_values.hpp"

namespace isthmus {
namespace {

constexpr std::size_t head_width = 5;

std::string cell_text(const GridCell& cell) {
  constexpr int digits = 3;
  const std::string share =
      cell.count.trials > 0 ? rounded_decimal(cell.count.share(), digits) : "-";
  if (!cell.closed_form) return share;
  const std::string form = rounded_decimal(cell.closed_form->lower, digits);
  return cell.count.trials > 0 ? form + " (" + share + ")" : form;
}

/// The cells as text, and how many columns of it fit the page.
class GridTable {
 public:
  GridTable(const GridReport& report, const TextStyle& style) : grid_(report.sample.grid) {
    width_ = std::to_string(grid_.widths.back()).size();
    for (const GridCell& cell : report.sample.cells) {
      cells_.push_back(cell_text(cell));
      width_ = std::max(width_, columns(cells_.back()));
    }
    const std::size_t room = style.width > head_width ? style.width - head_width : 0;
    shown_ = std::clamp<std::size_t>(room / (width_ + gap), 1, grid_.widths.size());
  }

  void write(std::ostream& out) const {
    std::vector<std::string> titles;
    for (const auto width : grid_.widths) titles.push_back(std::to_string(width));
    write_line(out, "d \\ l", titles.begin());
    for (std::size_t row = 0; row < grid_.inputs.size(); ++row) {
      const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(row * grid_.widths.size());
      write_line(out, std::to_string(grid_.inputs[row]), first);
    }
  }

  [[nodiscard]] std::size_t left_out() const { return grid_.widths.size() - shown_; }

 private:
  static constexpr std::size_t gap = 2;

  void write_line(std::ostream& out, const std::string& head,
                  std::vector<std::string>::const_iterator texts) const {
    std::string line = padded(head, head_width);
    for (std::size_t i = 0; i < shown_; ++i) {
      line += std::string(gap, ' ') + padded(*texts++, width_);
    }
    out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
  }

  const Grid& grid_;
  std::vector<std::string> cells_;
  std::size_t width_ = 0;  ///< of a column, without the gap before it
  std::size_t shown_ = 0;
};

bool has_closed_forms(const GridReport& report) {
  return report.sample.cells.front().closed_form.has_value();
}

std::string share_text(const GridReport& report) {
  const bool neurons = report.options.quantity == Quantity::locked;
  return std::string("share of ") + (neurons ? "the neurons of " : "") +
         counted(report.options.sampling.draws, "draw") +
         (report.sample.complete ? "" : ", as far as they were made");
}

}  // namespace

void write_text(std::ostream& out, const GridReport& report, const TextStyle& style) {
  Page page(out, style);
  const HeatMap map = heat_map(report);
  page.headline(map.title);
  const bool both = has_closed_forms(report) && report.options.sampling.draws > 0;
  page.paragraph(map.subtitle + (both ? "; in brackets the " + share_text(report) : ""));
  page.blank();
  const GridTable table(report, style);
  table.write(out);
  if (table.left_out() == 0) return;
  page.line("… and " + counted(table.left_out(), "more column") + " (--to csv has all)", 0);
}

HeatMap heat_map(const GridReport& report) {
  const bool locked = report.options.quantity == Quantity::locked;
  HeatMap map;
  map.title = locked ? "Probability that the weight out of a neuron is locked"
                     : "Probability that all weights to the output are locked with one sign";
  map.subtitle = report.architecture + ", " + scheme_name(report.options.sampling.scheme) + ", " +
                 (has_closed_forms(report) ? "closed form" : share_text(report));
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
  return map;
}

}  // namespace isthmus
