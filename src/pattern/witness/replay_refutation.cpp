// Problem: does a refutation show that the limit's window is not in S(window)?
// Idea: nothing is searched. The tree is followed from its root with one space W_k for each neuron;
// each step is checked against the conditions in evidence.hpp and applied; each leaf must be the
// contradiction that it claims; each branching must have all supports that are possible.
// Rational row reduction and intersections by kernels, none of the fraction-free code of the
// search, so that one mistake cannot hide the other. Complexity: O(columns³) for each step and
// neuron in it; 2^|K_i| for each row branched on.
#include <algorithm>
#include <set>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/pattern/check_witness.hpp"
#include "pattern/witness/rational_span.hpp"

namespace isthmus {

namespace {

using Fault = std::optional<std::string>;
using Row = RationalRow;
using Span = RationalSpan;
using NameSet = std::set<std::size_t>;

constexpr std::size_t neuron_limit = 20;
constexpr std::size_t depth_limit = 200;

/// One node of the tree: what is known of the supports, and the spaces.
struct Known {
  std::vector<NameSet> supports;  // one for each row of the pattern
  std::vector<bool> known;
  std::vector<Span> spaces;
};

class Replay {
 public:
  Replay(const PatternState& state, const RationalMatrix& limit)
      : state_(state), limit_(limit), columns_(state.columns.elements()) {}

  [[nodiscard]] Fault run(const Refutation& tree) const { return follow(root(), tree, 0); }

 private:
  // --- the problem ---

  [[nodiscard]] bool is_row(std::size_t i) const { return state_.rows.contains(i); }
  [[nodiscard]] const IndexSet& free(std::size_t i) const { return state_.free[i]; }

  [[nodiscard]] Row limit_row(std::size_t i) const {
    Row out;
    for (const std::size_t j : columns_) {
      out.push_back(free(i).contains(j) ? Rational(0) : limit_(i, j));
    }
    return out;
  }
  [[nodiscard]] Span coordinates(const IndexSet& columns) const {
    Span out(columns_.size());
    for (std::size_t p = 0; p < columns_.size(); ++p) {
      if (!columns.contains(columns_[p])) continue;
      Row unit(columns_.size());
      unit[p] = 1;
      out.add(std::move(unit));
    }
    return out;
  }
  [[nodiscard]] std::size_t count_in_state(const IndexSet& columns) const {
    return (columns & state_.columns).size();
  }

  [[nodiscard]] Known root() const {
    Known out;
    for (std::size_t i = 0; i < state_.free.size(); ++i) {
      const Row a = is_row(i) ? limit_row(i) : Row{};
      const bool zero = std::all_of(a.begin(), a.end(), [](const Rational& x) { return x == 0; });
      NameSet neurons;
      for (std::size_t k = 0; k < state_.neurons.size(); ++k) {
        if (!zero && state_.neurons[k].rows.contains(i)) neurons.insert(k);
      }
      out.supports.push_back(std::move(neurons));
      out.known.push_back(zero);
    }
    for (const Rectangle& neuron : state_.neurons) {
      out.spaces.push_back(coordinates(neuron.columns));
    }
    return out;
  }

  // --- spans ---

  static void add_spaces(const Known& node, const NameSet& neurons, Span& to) {
    for (const std::size_t k : neurons) to.add(node.spaces[k]);
  }
  static NameSet joined(const Known& node, const std::vector<std::size_t>& rows) {
    NameSet out;
    for (const std::size_t i : rows) out.insert(node.supports[i].begin(), node.supports[i].end());
    return out;
  }
  [[nodiscard]] IndexSet free_of(const std::vector<std::size_t>& rows) const {
    IndexSet out;
    for (const std::size_t i : rows) out |= free(i);
    return out;
  }
  // <a_i : i in rows> + R^F.
  [[nodiscard]] Span limits(const std::vector<std::size_t>& rows, const IndexSet& f) const {
    Span out = coordinates(f);
    for (const std::size_t i : rows) out.add(limit_row(i));
    return out;
  }

  /// What an exchange leads to: <a_i…> + R^F and the neurons that are left.
  struct Exchange {
    Span limits;
    NameSet rest;
  };
  [[nodiscard]] std::optional<Exchange> exchange(const Known& node, std::size_t row,
                                                 const std::vector<Pivot>& pivots) const {
    NameSet rows{row}, neurons;
    std::vector<std::size_t> pivot_rows, all{row};
    if (!is_row(row)) return std::nullopt;
    for (const auto& [i, k] : pivots) {
      if (!is_row(i) || !node.known[i] || !rows.insert(i).second) return std::nullopt;
      if (!node.supports[i].contains(k)) return std::nullopt;
      for (const std::size_t before : neurons) {
        if (node.supports[i].contains(before)) return std::nullopt;
      }
      neurons.insert(k);
      pivot_rows.push_back(i);
      all.push_back(i);
    }
    Exchange out{limits(pivot_rows, free_of(all)), joined(node, all)};
    for (const std::size_t k : neurons) out.rest.erase(k);
    return out;
  }

  // --- steps: the space that bounds W_neuron, if the step is right ---

  [[nodiscard]] std::optional<Span> bound(const Known& node, const SpanStep& s) const {
    if (!is_row(s.row) || !node.known[s.row] || !node.supports[s.row].contains(s.neuron)) {
      return std::nullopt;
    }
    Span out = limits({s.row}, free(s.row));
    NameSet others = node.supports[s.row];
    others.erase(s.neuron);
    add_spaces(node, others, out);
    return out;
  }
  [[nodiscard]] std::optional<Span> bound(const Known& node, const RankStep& s) const {
    if (!are_rows(s.rows)) return std::nullopt;
    const IndexSet f = free_of(s.rows);
    const NameSet neurons = joined(node, s.rows);
    Span out = limits(s.rows, f);
    if (!neurons.contains(s.neuron) || out.dim() - count_in_state(f) != neurons.size()) {
      return std::nullopt;
    }
    return out;
  }
  [[nodiscard]] std::optional<Span> bound(const Known& node, const ExchangeStep& s) const {
    auto found = exchange(node, s.row, s.pivots);
    if (!found || found->rest.erase(s.neuron) == 0) return std::nullopt;
    add_spaces(node, found->rest, found->limits);
    const Row a = limit_row(s.row);
    if (found->limits.has(a)) return std::nullopt;
    found->limits.add(a);
    return std::move(found->limits);
  }

  [[nodiscard]] bool are_rows(const std::vector<std::size_t>& rows) const {
    return std::all_of(rows.begin(), rows.end(), [&](std::size_t i) { return is_row(i); });
  }

  // --- contradictions ---

  [[nodiscard]] bool holds(const Known& node, const EmptySpace& end) const {
    if (end.neuron >= node.spaces.size() || node.spaces[end.neuron].dim() != 0) return false;
    for (std::size_t i = 0; i < node.supports.size(); ++i) {
      if (node.known[i] && node.supports[i].contains(end.neuron)) return true;
    }
    return false;
  }
  [[nodiscard]] bool holds(const Known& node, const OutsideSpan& end) const {
    auto found = exchange(node, end.row, end.pivots);
    if (!found) return false;
    add_spaces(node, found->rest, found->limits);
    return !found->limits.has(limit_row(end.row));
  }
  [[nodiscard]] bool holds(const Known& node, const RankTooLarge& end) const {
    if (!are_rows(end.rows)) return false;
    const NameSet neurons = joined(node, end.rows);
    const NameSet part(end.neurons.begin(), end.neurons.end());
    if (!std::includes(neurons.begin(), neurons.end(), part.begin(), part.end())) return false;
    const IndexSet f = free_of(end.rows);
    Span room = coordinates(f);
    add_spaces(node, part, room);
    return limits(end.rows, f).dim() > room.dim() + neurons.size() - part.size();
  }
  [[nodiscard]] static bool holds(const Known&, const UnitIdeal&) { return false; }
  [[nodiscard]] bool holds(const Known& node, const DependentSupport& end) const {
    if (!is_row(end.row) || !node.known[end.row]) return false;
    const NameSet part(end.neurons.begin(), end.neurons.end());
    for (const std::size_t k : part) {
      if (!node.supports[end.row].contains(k)) return false;
    }
    Span room = coordinates(free(end.row));
    add_spaces(node, part, room);
    return room.dim() < part.size() + count_in_state(free(end.row));
  }

  // --- the tree ---

  [[nodiscard]] std::set<std::vector<std::size_t>> expected_supports(std::size_t i) const {
    std::vector<std::size_t> neurons;
    for (std::size_t k = 0; k < state_.neurons.size(); ++k) {
      if (state_.neurons[k].rows.contains(i)) neurons.push_back(k);
    }
    if (neurons.size() > neuron_limit) {
      throw limit_error("a row of the refutation can use more than 20 neurons",
                        "check it with a program that can list their parts");
    }
    std::set<std::vector<std::size_t>> out;
    for (std::uint32_t bits = 0; bits < std::uint32_t{1} << neurons.size(); ++bits) {
      std::vector<std::size_t> part;
      for (std::size_t b = 0; b < neurons.size(); ++b) {
        if ((bits >> b & 1) != 0) part.push_back(neurons[b]);
      }
      if (is_support(i, part)) out.insert(std::move(part));
    }
    return out;
  }
  [[nodiscard]] bool is_support(std::size_t i, const std::vector<std::size_t>& part) const {
    IndexSet reached = free(i);
    for (const std::size_t k : part) reached |= state_.neurons[k].columns;
    for (const std::size_t j : columns_) {
      if (limit_(i, j) != 0 && !reached.contains(j)) return false;
    }
    return part.size() + count_in_state(free(i)) <= columns_.size();
  }

  [[nodiscard]] Fault follow(Known node, const Refutation& tree, std::size_t depth) const {
    if (depth > depth_limit) return "the refutation is too deep";
    for (const RefutationStep& step : tree.steps) {
      const auto found = std::visit([&](const auto& s) { return bound(node, s); }, step);
      if (!found) return "a step of the refutation does not apply";
      Span& space = node.spaces[std::visit([](const auto& s) { return s.neuron; }, step)];
      space = space.meet(*found);
    }
    if (tree.end.empty()) return follow_children(node, tree, depth);
    if (tree.end.size() > 1 || !tree.children.empty()) return "a leaf of the refutation has more";
    const bool right = std::visit([&](const auto& e) { return holds(node, e); }, tree.end.front());
    return right ? Fault{} : "a leaf of the refutation is no contradiction";
  }

  [[nodiscard]] Fault follow_children(const Known& node, const Refutation& tree,
                                      std::size_t depth) const {
    if (!is_row(tree.row) || node.known[tree.row]) return "the refutation branches on no open row";
    auto expected = expected_supports(tree.row);
    for (const auto& [support, child] : tree.children) {
      if (expected.erase(support) == 0) return "a branch of the refutation has no possible support";
      Known chosen = node;
      chosen.known[tree.row] = true;
      chosen.supports[tree.row] = NameSet(support.begin(), support.end());
      if (Fault found = follow(std::move(chosen), child, depth + 1)) return found;
    }
    if (!expected.empty()) return "the refutation leaves out a possible support";
    return std::nullopt;
  }

  const PatternState& state_;
  const RationalMatrix& limit_;
  std::vector<std::size_t> columns_;
};

RationalMatrix transposed_matrix(const RationalMatrix& a) {
  RationalMatrix out(a.cols(), a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.cols(); ++j) out(j, i) = a(i, j);
  }
  return out;
}

}  // namespace

std::optional<std::string> fault_of_refutation(const Witness& witness) {
  if (witness.side == Orientation::rows) {
    return Replay(witness.window, witness.limit).run(witness.refutation);
  }
  const RationalMatrix limit = transposed_matrix(witness.limit);
  const PatternState window = transposed(witness.window, limit.rows());
  return Replay(window, limit).run(witness.refutation);
}

}  // namespace isthmus
