// Trees of charts with one thing wrong.
#pragma once

#include <random>
#include <utility>
#include <vector>

#include "isthmus/pattern/evidence.hpp"

namespace isthmus::test {

/// Changes one coefficient, power, entry or factor, index, side or step, drawn at random; now and
/// then nothing.
class ChartMutation {
 public:
  explicit ChartMutation(std::mt19937& random) : random_(random) {}

  void change(ChartTree& tree) {
    const std::size_t at = below(tree.steps.size());
    const auto step = tree.steps.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(12)) {
      case 0:
        tree.steps.erase(step);
        break;
      case 1: {
        const ChartStep copy = *step;
        tree.steps.insert(step, copy);
        break;
      }
      case 2:
        std::swap(*step, tree.steps[below(tree.steps.size())]);
        break;
      default:
        std::visit([&](auto& inner) { change(inner); }, *step);
    }
  }

 private:
  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

  void change(ChartSplit& step) {
    const std::size_t kind = below(4);
    if (kind == 0) step.row = static_cast<std::uint32_t>(below(4));
    if (kind == 1) step.column = static_cast<std::uint32_t>(below(4));
    if (kind == 2) change(step.leading);
    if (kind == 3) change(step.polynomial);
  }
  void change(ChartFactor& step) {
    const std::size_t kind = below(3);
    if (kind == 0) change(step.product);
    if (kind == 1) change(step.polynomial);
    if (kind == 2) change(step.cofactor);
  }
  void change(EmptyCase& step) { step.nonzero = below(6); }
  void change(OutsideCase& step) {
    const std::size_t kind = below(4);
    if (kind == 0) step.rows.pop_back();
    if (kind == 1) step.columns[below(step.columns.size())] = below(5);
    if (kind == 2) change(step.product);
    if (kind == 3) change(step.cofactor);
  }
  void change(Chart& step) {
    const std::size_t kind = below(6);
    if (kind == 0)
      step.side = step.side == Orientation::rows ? Orientation::columns : Orientation::rows;
    if (kind < 3) {
      auto& x = step.x[below(step.x.size())];
      if (!x.empty()) change(x[below(x.size())]);
    } else {
      ChartRow& row = step.rows[below(step.rows.size())];
      if (kind == 3) change(row.denominator);
      if (kind > 3 && !row.terms.empty()) change(row.terms[below(row.terms.size())]);
    }
  }
  void change(std::pair<std::size_t, EntryPolynomial>& item) {
    below(3) == 0 ? void(item.first = below(5)) : change(item.second);
  }
  void change(NonzeroProduct& product) {
    if (product.empty() || below(3) == 0) {
      product.push_back({below(5), 1});
    } else {
      NonzeroPower& factor = product[below(product.size())];
      below(2) == 0 ? void(factor.power += below(2) == 0 ? 1 : -1)
                    : void(factor.nonzero = below(6));
    }
  }
  void change(EntryPolynomial& f) {
    if (f.empty()) return;
    EntryTerm& term = f[below(f.size())];
    const std::size_t kind = below(4);
    if (kind == 0) term.coefficient += 1;
    if (kind == 1) term.coefficient = -term.coefficient;
    if (kind == 2) f.erase(f.begin());
    if (kind == 3 && !term.powers.empty()) {
      EntryPower& factor = term.powers[below(term.powers.size())];
      const std::size_t which = below(3);
      if (which == 0) factor.power += 1;
      if (which == 1) factor.row = static_cast<std::uint32_t>(below(4));
      if (which == 2) factor.column = static_cast<std::uint32_t>(below(4));
    }
  }

  std::mt19937& random_;
};

inline ChartTree mutated(ChartTree tree, std::mt19937& random) {
  ChartMutation(random).change(tree);
  return tree;
}

}  // namespace isthmus::test
