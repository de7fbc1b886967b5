// The least description of a state among its relabellings.
//
// Rows and columns get colours that no relabelling changes: how many neurons of which shape cover
// them and how many entries are free. Colours are sorted, and only orders within one colour are
// tried, in both orientations; neurons are sorted each time. Small states need no more. Rejected: a
// graph canoniser, which pays off only for states too large to be searched anyway.
#include "isthmus/pattern/canonical.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "isthmus/pattern/pattern.hpp"

namespace isthmus {
namespace {

using Mask = std::uint64_t;

// Rows and columns renumbered from 0 without gaps, as bits.
struct SmallState {
  std::size_t rows = 0, columns = 0;
  std::vector<std::pair<Mask, Mask>> neurons;
  std::vector<Mask> free;  // for each row
};

std::vector<std::size_t> numbering(const IndexSet& used, std::size_t bound) {
  std::vector<std::size_t> out(bound, 0);
  std::size_t next = 0;
  used.for_each([&](std::size_t index) { out[index] = next++; });
  return out;
}

Mask renumbered(const IndexSet& set, const std::vector<std::size_t>& number) {
  Mask out = 0;
  set.for_each([&](std::size_t index) { out |= Mask{1} << number[index]; });
  return out;
}

SmallState small(const PatternState& state, const IndexSet& rows, const IndexSet& columns) {
  SmallState out{rows.size(), columns.size(), {}, {}};
  const auto row_number = numbering(rows, state.free.size());
  const auto column_number = numbering(columns, column_bound(state));
  for (const Rectangle& neuron : state.neurons) {
    if (neuron.rows.empty() || neuron.columns.empty()) continue;
    out.neurons.emplace_back(renumbered(neuron.rows, row_number),
                             renumbered(neuron.columns, column_number));
  }
  rows.for_each([&](std::size_t row) {
    IndexSet reach;
    for (const Rectangle& neuron : state.neurons) {
      if (neuron.rows.contains(row)) reach |= neuron.columns;
    }
    out.free.push_back(renumbered(state.free[row] & reach, column_number));
  });
  return out;
}

SmallState transposed(const SmallState& state) {
  SmallState out{state.columns, state.rows, {}, std::vector<Mask>(state.columns, 0)};
  for (const auto& [rows, columns] : state.neurons) out.neurons.emplace_back(columns, rows);
  for (std::size_t i = 0; i < state.rows; ++i) {
    for (std::size_t j = 0; j < state.columns; ++j) {
      if ((state.free[i] >> j & 1) != 0) out.free[j] |= Mask{1} << i;
    }
  }
  return out;
}

using Colour = std::vector<Mask>;

std::vector<Colour> row_colours(const SmallState& state) {
  std::vector<Colour> out(state.rows);
  for (std::size_t i = 0; i < state.rows; ++i) {
    for (const auto& [rows, columns] : state.neurons) {
      if ((rows >> i & 1) == 0) continue;
      out[i].push_back(static_cast<Mask>(std::popcount(rows)) << 32 |
                       static_cast<Mask>(std::popcount(columns)));
    }
    std::sort(out[i].begin(), out[i].end());
    out[i].push_back(static_cast<Mask>(std::popcount(state.free[i])));
  }
  return out;
}

// The orders of rows that sort their colours, one after another.
class Orders {
 public:
  explicit Orders(const std::vector<Colour>& colours) : order_(colours.size()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return colours[a] < colours[b]; });
    for (std::size_t at = 0; at < order_.size(); ++at) {
      if (at == 0 || colours[order_[at]] != colours[order_[at - 1]]) starts_.push_back(at);
    }
    starts_.push_back(order_.size());
  }

  [[nodiscard]] const std::vector<std::size_t>& order() const { return order_; }

  // Steps to the next order; back at the first one, false.
  bool next() {
    for (std::size_t b = 0; b + 1 < starts_.size(); ++b) {
      if (std::next_permutation(order_.begin() + static_cast<std::ptrdiff_t>(starts_[b]),
                                order_.begin() + static_cast<std::ptrdiff_t>(starts_[b + 1]))) {
        return true;
      }
    }
    return false;
  }

  // How many there are, or more than `limit`.
  [[nodiscard]] std::size_t count(std::size_t limit) const {
    std::size_t out = 1;
    for (std::size_t b = 0; b + 1 < starts_.size(); ++b) {
      for (std::size_t size = starts_[b + 1] - starts_[b]; size > 1; --size) {
        if (out > limit) return out;
        out *= size;
      }
    }
    return out;
  }

 private:
  std::vector<std::size_t> order_, starts_;
};

Mask permuted(Mask mask, const std::vector<std::size_t>& order) {
  Mask out = 0;
  for (std::size_t at = 0; at < order.size(); ++at) out |= (mask >> order[at] & 1) << at;
  return out;
}

CanonicalCode code_of(const SmallState& state, const std::vector<std::size_t>& row_order,
                      const std::vector<std::size_t>& column_order) {
  std::vector<std::pair<Mask, Mask>> neurons;
  for (const auto& [rows, columns] : state.neurons) {
    neurons.emplace_back(permuted(rows, row_order), permuted(columns, column_order));
  }
  std::sort(neurons.begin(), neurons.end());
  CanonicalCode out{state.rows, state.columns, neurons.size()};
  for (const auto& [rows, columns] : neurons) {
    out.push_back(rows);
    out.push_back(columns);
  }
  for (const std::size_t row : row_order) out.push_back(permuted(state.free[row], column_order));
  return out;
}

// The least code in this orientation, if there are not too many orders.
std::optional<CanonicalCode> least_code(const SmallState& state, std::size_t limit) {
  Orders rows(row_colours(state)), columns(row_colours(transposed(state)));
  const std::size_t row_orders = rows.count(limit);
  if (row_orders > limit || columns.count(limit) > limit / row_orders) return std::nullopt;
  std::optional<CanonicalCode> best;
  do {
    do {
      CanonicalCode code = code_of(state, rows.order(), columns.order());
      if (!best || code < *best) best = std::move(code);
    } while (columns.next());
  } while (rows.next());
  return best;
}

IndexSet set_of(Mask mask) {
  IndexSet out;
  for (; mask != 0; mask &= mask - 1) {
    out.insert(static_cast<std::size_t>(std::countr_zero(mask)));
  }
  return out;
}

}  // namespace

std::optional<CanonicalCode> canonical_code(const PatternState& state, std::size_t limit) {
  IndexSet rows, columns;
  for (const Rectangle& neuron : state.neurons) {
    if (neuron.rows.empty() || neuron.columns.empty()) continue;
    rows |= neuron.rows;
    columns |= neuron.columns;
  }
  if (rows.size() > 64 || columns.size() > 64) return std::nullopt;
  const SmallState one = small(state, rows, columns);
  auto best = least_code(one, limit);
  auto other = best ? least_code(transposed(one), limit) : std::nullopt;
  return other && *other < *best ? other : best;
}

PatternState state_of(const CanonicalCode& code) {
  PatternState out{IndexSet::below(code[0]), IndexSet::below(code[1]), {}, {}};
  std::size_t at = 3;
  for (std::size_t k = 0; k < code[2]; ++k, at += 2) {
    out.neurons.push_back({k, set_of(code[at]), set_of(code[at + 1])});
  }
  for (; at < code.size(); ++at) out.free.push_back(set_of(code[at]));
  return out;
}

}  // namespace isthmus
