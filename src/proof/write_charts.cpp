#include "proof/write_charts.hpp"

#include "proof/write_lists.hpp"

namespace isthmus {
namespace {

class ChartWriter {
 public:
  explicit ChartWriter(TextBuffer& out) : out_(out) {}

  void operator()(const ChartSplit& step) {
    out_ << "{\"split\": ";
    polynomial(step.polynomial);
    out_ << ", \"entry\": [" << std::uint64_t{step.row} << ", " << std::uint64_t{step.column}
         << "], \"leading\": ";
    product(step.leading);
    out_ << '}';
  }
  void operator()(const ChartFactor& step) {
    out_ << "{\"factor\": ";
    polynomial(step.polynomial);
    out_ << ", \"cofactor\": ";
    polynomial(step.cofactor);
    out_ << ", \"product\": ";
    product(step.product);
    out_ << '}';
  }
  void operator()(const EmptyCase& step) {
    out_ << "{\"empty\": " << std::uint64_t{step.nonzero} << '}';
  }
  void operator()(const OutsideCase& step) {
    out_ << "{\"outside\": ";
    write_numbers(out_, step.rows);
    out_ << ", \"columns\": ";
    write_numbers(out_, step.columns);
    out_ << ", \"cofactor\": ";
    polynomial(step.cofactor);
    out_ << ", \"product\": ";
    product(step.product);
    out_ << '}';
  }
  void operator()(const Chart& step) {
    out_ << "{\"chart\": \"" << (step.side == Orientation::rows ? "rows" : "columns")
         << "\", \"x\": ";
    write_list(out_, step.x, [&](const auto& vector) { terms(vector); });
    out_ << ", \"y\": ";
    write_list(out_, step.rows, [&](const ChartRow& row) {
      out_ << "{\"denominator\": ";
      product(row.denominator);
      out_ << ", \"terms\": ";
      terms(row.terms);
      out_ << '}';
    });
    out_ << '}';
  }

 private:
  void polynomial(const EntryPolynomial& f) {
    write_list(out_, f, [&](const EntryTerm& term) {
      out_ << "[\"" << term.coefficient << '"';
      for (const auto& [row, column, power] : term.powers) {
        out_ << ", [" << std::uint64_t{row} << ", " << std::uint64_t{column} << ", "
             << std::uint64_t{power} << ']';
      }
      out_ << ']';
    });
  }
  void product(const NonzeroProduct& factors) {
    write_list(out_, factors, [&](const NonzeroPower& factor) {
      out_ << '[' << std::uint64_t{factor.nonzero} << ", " << std::uint64_t{factor.power} << ']';
    });
  }
  void terms(const std::vector<std::pair<std::size_t, EntryPolynomial>>& list) {
    write_list(out_, list, [&](const auto& term) {
      out_ << '[' << std::uint64_t{term.first} << ", ";
      polynomial(term.second);
      out_ << ']';
    });
  }

  TextBuffer& out_;
};

}  // namespace

void write_charts(const ChartTree& tree, TextBuffer& out) {
  ChartWriter writer(out);
  write_list(out, tree.steps, [&](const ChartStep& step) { std::visit(writer, step); });
}

}  // namespace isthmus
