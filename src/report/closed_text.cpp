// The verdict on a pattern for people.
#include <algorithm>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/closed.hpp"
#include "report/names.hpp"
#include "report/page.hpp"
#include "report/pattern_words.hpp"
#include "report/short_number.hpp"

namespace isthmus {
namespace {

class Words {
 public:
  Words(std::ostream& out, const ClosedReport& report, const TextStyle& style)
      : page_(out, style), report_(report), style_(style) {}

  void write() {
    page_.headline(headline());
    page_.blank();
    page_.field("Pattern",
                sizes_text(report_.layers) + "; " + counted(entry_count(report_.layers), "weight"));
    page_.field("Meaning", meaning());
    write_rules();
    if (report_.decision.witness) write_witness(*report_.decision.witness);
    if (!report_.sequence.empty()) write_sequence();
    if (!report_.decision.tried.empty()) write_tried();
    if (!report_.decision.remaining.empty()) write_remaining();
  }

 private:
  [[nodiscard]] std::string headline() const {
    const std::string title =
        report_.title.empty() ? "The pattern is " : printable(report_.title) + ": ";
    return title + verdict_word(report_.decision.verdict) + ". " + closed_reason(report_);
  }

  [[nodiscard]] std::string meaning() const {
    switch (report_.decision.verdict) {
      case Closedness::closed:
        if (report_.layers.size() == 2 && report_.layers.back().outputs() == 1) {
          return "with one output and one hidden layer, every training problem has an optimum";
        }
        return "the linear obstruction to an optimum is absent";
      case Closedness::not_closed:
        return "on some finite training set the ReLU network of this pattern has no optimum: its "
               "loss has an infimum that no weights attain, and training drives the weights to "
               "infinity (--dataset writes such a set)";
      case Closedness::undecided:
        break;
    }
    if (report_.decision.remaining.empty()) return "nothing is known";
    return "nothing is known; other seeds (--seed) or more trials (--trials) might find more";
  }

  void write_rules() {
    if (report_.decision.rules.empty()) return;
    page_.section("Theorems used");
    for (const std::string& rule : report_.decision.rules) {
      page_.field("  " + rule, rule_meaning(rule));
    }
  }

  // The rows and columns of the limit that are not 0, cut off where they do not fit.
  void write_witness(const Witness& witness) {
    page_.section("A limit that is not attained");
    const IndexSet& rows = witness.window.rows;
    const IndexSet& columns = witness.window.columns;
    page_.line("It is refuted by " + indices_text(rows, "row") + " and " +
               indices_text(columns, "column") + (fits(witness) ? ":" : "; --json has all of it."));
    if (!fits(witness)) return;
    std::size_t width = 1;
    rows.for_each([&](std::size_t i) {
      columns.for_each(
          [&](std::size_t j) { width = std::max(width, to_text(witness.limit(i, j)).size()); });
    });
    rows.for_each([&](std::size_t i) {
      std::string text;
      columns.for_each([&](std::size_t j) {
        const std::string entry = to_text(witness.limit(i, j));
        text += std::string(width + 2 - entry.size(), tie) + entry;
      });
      page_.line(text);
    });
    page_.line(std::string("The factors that tend to it grow like ") + growth(witness) + ".");
  }

  [[nodiscard]] bool fits(const Witness& witness) const {
    return 4 * witness.window.columns.size() + 4 < style_.width && witness.window.rows.size() <= 12;
  }

  // The most negative exponent of the factors.
  static std::string growth(const Witness& witness) {
    int least = 0;
    for (const auto& factor : witness.factors) {
      for (const auto& row : factor) {
        for (const Laurent& entry : row) {
          if (!entry.is_zero()) least = std::min(least, entry.coefficients.begin()->first);
        }
      }
    }
    return least == -1 ? "1/ε" : "1/ε^" + std::to_string(-least);
  }

  void write_sequence() {
    page_.section("Networks whose loss tends to 0");
    for (const NetworkAt& network : report_.sequence) {
      page_.line(std::string("ε") + tie + "=" + tie + to_text(network.epsilon) + ": loss" + tie +
                 short_number(network.loss) + ", largest weight" + tie +
                 short_number(network.largest_weight));
    }
  }

  void write_tried() {
    page_.section("Tried in vain");
    for (const std::string& what : report_.decision.tried) page_.line(what);
  }

  void write_remaining() {
    page_.section("What remains");
    page_.list(report_.decision.remaining, [&](const PatternState& state) {
      page_.line(counted(state.neurons.size(), "neuron") + " on " +
                 indices_text(state.rows, "row") + " and " + indices_text(state.columns, "column"));
    });
  }

  Page page_;
  const ClosedReport& report_;
  const TextStyle& style_;
};

}  // namespace

void write_dataset_csv(std::ostream& out, const NoOptimum& data) {
  const auto names = [&](const char* prefix, std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i) out << (i > 1 ? "," : "") << prefix << i;
  };
  const auto numbers = [&](const std::vector<Rational>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) out << (i > 0 ? "," : "") << to_text(row[i]);
  };
  names("x", data.inputs.front().size());
  out << ',';
  names("y", data.targets.front().size());
  out << '\n';
  for (std::size_t t = 0; t < data.inputs.size(); ++t) {
    numbers(data.inputs[t]);
    out << ',';
    numbers(data.targets[t]);
    out << '\n';
  }
}

void write_text(std::ostream& out, const ClosedReport& report, const TextStyle& style) {
  Words(out, report, style).write();
}

}  // namespace isthmus
