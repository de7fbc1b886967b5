#include "report/laws.hpp"

#include <algorithm>

#include "report/page.hpp"

namespace isthmus {
namespace {

constexpr std::size_t most_terms = 8;

// Terms joined by their signs; a first minus is kept, a first plus dropped.
class Sum {
 public:
  void add(int sign, const std::string& term) {
    if (++count_ > most_terms) return;
    if (!text_.empty()) text_ += sign < 0 ? " - " : " + ";
    if (text_.empty() && sign < 0) text_ += "-";
    text_ += term;
  }
  [[nodiscard]] std::string text() const {
    if (count_ == 0) return "0";
    if (count_ <= most_terms) return text_;
    return text_ + " ± … (" + std::to_string(count_ - most_terms) + " more)";
  }

 private:
  std::string text_;
  std::size_t count_ = 0;
};

}  // namespace

std::string square(const BalanceNetwork& graph, const Names& names, EdgeId e) {
  const std::string theta = "θ(" + printable(names.of(e)) + ")";
  return (graph.multiplicity(e) > 1 ? "‖" + theta + "‖" : theta) + "²";
}

std::vector<EdgeId> crossing(const BalanceNetwork& graph, const std::vector<NodeId>& set,
                             CutKind kind) {
  std::vector<EdgeId> edges;
  for (const NodeId v : set) {
    for (const EdgeId e : kind == CutKind::in ? graph.in_edges(v) : graph.out_edges(v)) {
      if (!std::binary_search(set.begin(), set.end(), graph.other_end(e, v))) edges.push_back(e);
    }
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

std::string sum_of_squares(const BalanceNetwork& graph, const Names& names,
                           const std::vector<EdgeId>& edges) {
  Sum sum;
  for (const EdgeId e : edges) sum.add(1, square(graph, names, e));
  return sum.text();
}

std::string law_left_side(const BalanceNetwork& graph, const Names& names,
                          const std::vector<NodeId>& set) {
  Sum sum;
  for (const EdgeId e : crossing(graph, set, CutKind::in)) sum.add(1, square(graph, names, e));
  for (const EdgeId e : crossing(graph, set, CutKind::out)) sum.add(-1, square(graph, names, e));
  return sum.text();
}

Rational sum_over(const Balance& c, const std::vector<NodeId>& set) {
  Rational sum = 0;
  for (const NodeId v : set) sum += c[v];
  return sum;
}

std::string balance_sum(const Names& names, const Balance& c, const std::vector<NodeId>& set) {
  Sum symbols;
  Sum numbers;
  for (const NodeId v : set) {
    symbols.add(1, "c(" + printable(names.of(v)) + ")");
    const Rational magnitude = c[v] < 0 ? Rational(-c[v]) : c[v];
    numbers.add(sign_of(c[v]), short_number(magnitude));
  }
  std::string text = symbols.text();
  if (set.size() > 1) text += " = " + numbers.text();
  return text + " = " + short_number(sum_over(c, set));
}

}  // namespace isthmus
