// Equations as text for people: a table of weights, B, the laws in aligned columns, the Jacobian.
// Beyond 200 weights or laws the matrices are left out (the laws show all there is in them), and
// beyond 16 weights the laws are written without gaps.
#include <algorithm>
#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "report/equation_writers.hpp"
#include "report/names.hpp"

namespace isthmus::report {
namespace {

constexpr std::size_t most_aligned = 16;

std::string weight(std::size_t variable) { return numbered("t", variable); }

// Characters, not bytes: continuation bytes of UTF-8 take no column.
std::size_t width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string left(const std::string& text, std::size_t columns) {
  return text + std::string(columns - std::min(columns, width(text)), ' ');
}

std::string right(const std::string& text, std::size_t columns) {
  return std::string(columns - std::min(columns, width(text)), ' ') + text;
}

class PlainWriter {
 public:
  PlainWriter(std::ostream& out, const EquationSystem& system) : out_(out), system_(system) {
    for (const auto& members : system.members) {
      labels_.push_back(printable(members.front()));
      label_width_ = std::max(label_width_, width(labels_.back()));
    }
    const std::size_t last = std::max<std::size_t>(weight_count(system), 1) - 1;
    weight_width_ = weight(last).size();
  }

  void write() {
    title();
    weights();
    groups();
    if (is_drawn(system_)) incidence();
    laws();
    if (is_drawn(system_)) jacobian();
    if (!is_drawn(system_)) not_drawn();
    if (system_.minors) minors();
  }

 private:
  void title() {
    out_ << "Invariant variety B(t^2) = c";
    if (!system_.title.empty()) out_ << " of " << printable(system_.title);
    out_ << ": " << size_words(system_) << "\n";
  }

  void weights() {
    out_ << "\nWeights\n";
    for (std::size_t i = 0; i < weight_count(system_); ++i) {
      out_ << "  " << left(weight(i), weight_width_) << "  " << printable(system_.weights[i])
           << "\n";
    }
  }

  // Nodes that fixed edges tie together share one law.
  void groups() {
    for (std::size_t row = 0; row < law_count(system_); ++row) {
      if (system_.members[row].size() == 1) continue;
      out_ << "\nLaw " << labels_[row] << " is the sum of the laws of";
      for (const std::string& member : system_.members[row]) out_ << " " << printable(member);
      out_ << "\n";
    }
  }

  void incidence() {
    matrix("B", weight_width_ + 1,
           [](const Term& term) { return std::string(term.sign > 0 ? "1" : "-1"); });
  }

  void jacobian() {
    matrix("Jacobian J = 2 B diag(t)", weight_width_ + 3,
           [](const Term& term) { return numbered(term.sign > 0 ? "2t" : "-2t", term.variable); });
  }

  void matrix(const char* name, std::size_t columns, auto&& entry) {
    out_ << "\n" << name << "\n  " << left("", label_width_) << " ";
    for (std::size_t i = 0; i < weight_count(system_); ++i) out_ << right(weight(i), columns + 1);
    out_ << "\n";
    for (std::size_t row = 0; row < law_count(system_); ++row) {
      out_ << "  " << left(labels_[row], label_width_) << " ";
      std::size_t next = 0;
      for (const Term& term : system_.equations.laws[row].terms) {
        for (; next < term.variable; ++next) out_ << right(".", columns + 1);
        out_ << right(entry(term), columns + 1);
        next = term.variable + 1;
      }
      for (; next < weight_count(system_); ++next) out_ << right(".", columns + 1);
      out_ << "\n";
    }
  }

  void laws() {
    out_ << "\nLaws\n";
    const bool aligned = weight_count(system_) <= most_aligned;
    for (std::size_t row = 0; row < law_count(system_); ++row) {
      out_ << "  " << left(std::string(labels_[row]).append(":"), label_width_ + 1) << " "
           << (aligned ? aligned_sum(row) : dense_sum(row)) << " = " << value(row) << "\n";
    }
  }

  static std::string signed_square(const Term& term, bool first) {
    const char* sign = term.sign < 0 ? (first ? "-t" : "- t") : (first ? "t" : "+ t");
    return numbered(sign, term.variable).append("^2");
  }

  [[nodiscard]] std::string dense_sum(std::size_t row) const {
    const auto& terms = system_.equations.laws[row].terms;
    if (terms.empty()) return "0";
    std::string sum;
    for (const Term& term : terms) {
      if (!sum.empty()) sum += " ";
      sum += signed_square(term, sum.empty());
    }
    return sum;
  }

  // Every weight has its own column, so that one sees which laws share it.
  [[nodiscard]] std::string aligned_sum(std::size_t row) const {
    const std::size_t columns = weight_width_ + 5;
    const auto& terms = system_.equations.laws[row].terms;
    std::string sum(terms.empty() ? "  0" : "");
    for (const Term& term : terms) {
      sum.resize(columns * term.variable, ' ');
      const char* plus = sum.find('t') == std::string::npos ? "  t" : "+ t";
      sum += numbered(term.sign < 0 ? "- t" : plus, term.variable).append("^2");
    }
    sum.resize(std::max(sum.size() + 1, columns * weight_count(system_)) - 1, ' ');
    return sum;
  }

  [[nodiscard]] std::string value(std::size_t row) const {
    if (!system_.balance) return std::string("c(").append(labels_[row]).append(")");
    return to_text(system_.balance->values()[row]);
  }

  void not_drawn() {
    out_ << "\nB and J are not drawn beyond " << most_drawn
         << " weights or laws: row v of B has the signs of law v,\nrow v of J the entries 2t "
            "with these signs.\n";
  }

  void minors() {
    out_ << "\nIdeal of maximal minors of J: " << system_.minors->size()
         << (system_.minors->size() == 1 ? " generator" : " generators")
         << ", one for every spanning forest\n";
    if (system_.minors->empty()) out_ << "  0\n";
    for (const auto& forest : *system_.minors) {
      std::string product;
      for (const std::size_t i : forest)
        product.append(product.empty() ? "" : " ").append(weight(i));
      out_ << "  " << (product.empty() ? "1" : product) << "\n";
    }
  }

  std::ostream& out_;
  const EquationSystem& system_;
  std::vector<std::string> labels_;
  std::size_t label_width_ = 0;
  std::size_t weight_width_ = 0;
};

}  // namespace

void write_text_equations(std::ostream& out, const EquationSystem& system) {
  PlainWriter(out, system).write();
}

}  // namespace isthmus::report
