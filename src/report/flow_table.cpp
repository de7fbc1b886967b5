#include "report/flow_table.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "report/flow_words.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

constexpr std::size_t indent = 2;

struct Column {
  std::string head;
  std::size_t usual_width = 0;  ///< with the gap before the next one
  int loss_order = 0;           ///< left out first: the largest; 0: never
  std::vector<std::string> cells;

  [[nodiscard]] std::size_t content() const {
    std::size_t widest = columns(head);
    for (const std::string& cell : cells) widest = std::max(widest, columns(cell));
    return widest;
  }
};

/// The first, the last and nine between.
std::vector<std::size_t> shown_rows(std::size_t count) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i <= 10 && count > 0; ++i) {
    const std::size_t row = i * (count - 1) / 10;
    if (rows.empty() || rows.back() != row) rows.push_back(row);
  }
  return rows;
}

class FlowTable {
 public:
  FlowTable(const FlowReport& report, const FlowRun& run, const Names& names)
      : options_(report.options), rows_(run.training.rows), names_(names) {
    add_columns(rows_.back().test_loss.has_value());
  }

  std::vector<std::string> lines(std::size_t width) {
    std::size_t gap = 0;  // as usual
    if (total(gap) > width) gap = 2;
    while (total(gap) > width && leave_one_out()) continue;
    std::vector<std::string> lines = {line(gap, -1)};
    const auto count = static_cast<int>(columns_.front().cells.size());
    for (int i = 0; i < count; ++i) lines.push_back(line(gap, i));
    if (!left_out_.empty()) lines.push_back("not shown on so few columns: " + left_out_);
    return lines;
  }

 private:
  using Cell = std::function<std::string(const TrainingRow&)>;

  void add(std::string head, std::size_t width, int loss_order, const Cell& cell) {
    Column column{std::move(head), width, loss_order, {}};
    for (const std::size_t i : shown_rows(rows_.size())) column.cells.push_back(cell(rows_[i]));
    columns_.push_back(std::move(column));
  }

  void add_columns(bool test) {
    const bool flow = options_.method == Method::flow;
    const Penalties& penalties = options_.penalties;
    add(flow ? "time" : "step", 10, 0, [&](const TrainingRow& row) {
      return flow ? four_digits(row.time) : std::to_string(row.step);
    });
    add("loss", 11, 0, [](const TrainingRow& row) { return four_digits(row.value.loss); });
    if (penalties.weight_decay + penalties.l1 + penalties.nuclear > 0) {
      add("penalty", 11, 2, [](const TrainingRow& row) { return four_digits(row.value.penalty); });
    }
    if (test) {
      add("test loss", 11, 1, [](const TrainingRow& row) { return four_digits(*row.test_loss); });
    }
    add("drift of c", 12, 0,
        [](const TrainingRow& row) { return four_digits(row.facts.balance_drift); });
    add("distance", 0, 0, [](const TrainingRow& row) {
      return row.facts.nearest ? four_digits(approximate_root(row.facts.nearest->value)) : "";
    });
    add("", 0, 3, [&](const TrainingRow& row) {
      return row.facts.nearest ? names_.set(row.facts.nearest->set, 3) : "";
    });
  }

  /// The width of column i, with the gap that follows; `gap` 0: as usual.
  [[nodiscard]] std::size_t width_of(std::size_t i, std::size_t gap) const {
    const Column& column = columns_[i];
    if (i + 1 == columns_.size()) return column.content();
    return gap > 0 ? column.content() + gap : std::max(column.usual_width, column.content() + 1);
  }

  [[nodiscard]] std::size_t total(std::size_t gap) const {
    std::size_t sum = indent;
    for (std::size_t i = 0; i < columns_.size(); ++i) sum += width_of(i, gap);
    return sum;
  }

  bool leave_one_out() {
    const auto last = std::max_element(
        columns_.begin(), columns_.end(),
        [](const Column& a, const Column& b) { return a.loss_order < b.loss_order; });
    if (last->loss_order == 0) return false;
    left_out_ += (left_out_.empty() ? "" : ", ") +
                 (last->head.empty() ? "the set that is cut off" : last->head);
    columns_.erase(last);
    return true;
  }

  [[nodiscard]] std::string line(std::size_t gap, int row) const {
    std::string text;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Column& column = columns_[i];
      const std::string& cell = row < 0 ? column.head : column.cells[static_cast<std::size_t>(row)];
      text += padded(cell, width_of(i, gap));
    }
    return text.substr(0, text.find_last_not_of(' ') + 1);
  }

  const TrainingOptions& options_;
  const std::vector<TrainingRow>& rows_;
  const Names& names_;
  std::vector<Column> columns_;
  std::string left_out_;
};

}  // namespace

std::vector<std::string> flow_table(const FlowReport& report, const FlowRun& run,
                                    const Names& names, std::size_t width) {
  return FlowTable(report, run, names).lines(width);
}

}  // namespace isthmus
