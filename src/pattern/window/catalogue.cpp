// The minimal forbidden windows of three neurons, as the classification of all row and column types
// found them (Theory §9, docs/atlas.md). The lists are a guide for the search only: whatever is
// found by them gets a witness of its own.
#include "pattern/window/catalogue.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include "pattern/closed/rules.hpp"
#include "pattern/reduce/reduce.hpp"

namespace isthmus {
namespace {

struct Entry {
  std::uint8_t rows, columns;
  std::array<std::array<std::uint8_t, 2>, 3> neurons;  // (rows, columns) as bits
};

// clang-format off
constexpr std::array<Entry, 76> entries{{
     {2, 2, {{{2, 2}, {3, 0}, {3, 3}}}},
     {2, 2, {{{1, 0}, {2, 2}, {3, 3}}}},
     {2, 2, {{{2, 2}, {2, 2}, {3, 3}}}},
     {2, 2, {{{2, 0}, {2, 2}, {3, 3}}}},
     {2, 2, {{{0, 0}, {2, 2}, {3, 3}}}},
     {2, 3, {{{3, 0}, {3, 5}, {3, 6}}}},
     {2, 3, {{{2, 4}, {3, 5}, {3, 6}}}},
     {2, 3, {{{2, 0}, {3, 5}, {3, 6}}}},
     {2, 3, {{{0, 7}, {3, 5}, {3, 6}}}},
     {2, 3, {{{0, 3}, {3, 5}, {3, 6}}}},
     {2, 3, {{{0, 6}, {3, 6}, {3, 5}}}},
     {2, 3, {{{0, 2}, {3, 6}, {3, 5}}}},
     {2, 3, {{{0, 4}, {3, 5}, {3, 6}}}},
     {2, 3, {{{0, 0}, {3, 5}, {3, 6}}}},
     {2, 4, {{{3, 9}, {3, 10}, {3, 12}}}},
     {3, 3, {{{6, 4}, {7, 7}, {7, 7}}}},
     {3, 3, {{{6, 1}, {7, 6}, {7, 7}}}},
     {3, 3, {{{6, 4}, {7, 6}, {7, 7}}}},
     {3, 3, {{{6, 2}, {7, 6}, {7, 5}}}},
     {3, 3, {{{4, 4}, {7, 7}, {7, 7}}}},
     {3, 3, {{{4, 5}, {7, 6}, {7, 7}}}},
     {3, 3, {{{4, 1}, {7, 6}, {7, 7}}}},
     {3, 3, {{{4, 6}, {7, 6}, {7, 7}}}},
     {3, 3, {{{4, 4}, {7, 6}, {7, 7}}}},
     {3, 3, {{{5, 1}, {6, 6}, {7, 7}}}},
     {3, 3, {{{5, 5}, {6, 7}, {7, 6}}}},
     {3, 3, {{{5, 1}, {6, 7}, {7, 6}}}},
     {3, 3, {{{5, 3}, {6, 5}, {7, 6}}}},
     {3, 3, {{{5, 6}, {6, 6}, {7, 5}}}},
     {3, 3, {{{5, 4}, {6, 7}, {7, 6}}}},
     {3, 3, {{{5, 2}, {6, 5}, {7, 6}}}},
     {3, 3, {{{1, 1}, {6, 6}, {7, 7}}}},
     {3, 3, {{{1, 6}, {6, 6}, {7, 7}}}},
     {3, 3, {{{1, 4}, {6, 7}, {7, 6}}}},
     {3, 3, {{{3, 3}, {5, 5}, {6, 6}}}},
     {3, 3, {{{3, 6}, {5, 6}, {6, 5}}}},
     {3, 3, {{{3, 4}, {5, 5}, {6, 6}}}},
     {3, 3, {{{6, 4}, {6, 7}, {7, 6}}}},
     {3, 3, {{{6, 2}, {6, 5}, {7, 6}}}},
     {3, 3, {{{4, 4}, {6, 7}, {7, 6}}}},
     {3, 3, {{{6, 6}, {6, 5}, {5, 6}}}},
     {3, 4, {{{7, 10}, {7, 12}, {7, 15}}}},
     {3, 4, {{{7, 14}, {7, 14}, {7, 13}}}},
     {3, 4, {{{7, 10}, {7, 14}, {7, 13}}}},
     {3, 4, {{{7, 6}, {7, 10}, {7, 13}}}},
     {3, 4, {{{7, 14}, {7, 14}, {7, 9}}}},
     {3, 4, {{{7, 6}, {7, 14}, {7, 9}}}},
     {3, 4, {{{7, 12}, {7, 13}, {7, 14}}}},
     {3, 4, {{{7, 12}, {7, 9}, {7, 14}}}},
     {3, 4, {{{7, 12}, {7, 5}, {7, 10}}}},
     {3, 4, {{{6, 11}, {7, 12}, {7, 15}}}},
     {3, 4, {{{6, 15}, {7, 13}, {7, 14}}}},
     {3, 4, {{{6, 11}, {7, 13}, {7, 14}}}},
     {3, 4, {{{6, 15}, {7, 9}, {7, 14}}}},
     {3, 4, {{{6, 7}, {7, 9}, {7, 14}}}},
     {3, 4, {{{6, 14}, {7, 14}, {7, 13}}}},
     {3, 4, {{{6, 14}, {7, 14}, {7, 9}}}},
     {3, 4, {{{6, 13}, {7, 14}, {7, 14}}}},
     {3, 4, {{{6, 11}, {7, 12}, {7, 14}}}},
     {3, 4, {{{6, 15}, {7, 10}, {7, 12}}}},
     {3, 4, {{{6, 7}, {7, 10}, {7, 12}}}},
     {3, 4, {{{6, 13}, {7, 12}, {7, 14}}}},
     {3, 4, {{{6, 13}, {7, 12}, {7, 10}}}},
     {3, 4, {{{5, 14}, {6, 13}, {7, 14}}}},
     {3, 4, {{{5, 13}, {6, 14}, {7, 12}}}},
     {3, 4, {{{6, 13}, {6, 14}, {7, 15}}}},
     {3, 4, {{{6, 11}, {6, 13}, {7, 14}}}},
     {3, 4, {{{6, 14}, {6, 13}, {7, 14}}}},
     {3, 4, {{{6, 14}, {6, 11}, {7, 12}}}},
     {3, 4, {{{6, 14}, {6, 3}, {7, 12}}}},
     {3, 4, {{{6, 13}, {6, 14}, {7, 12}}}},
     {3, 5, {{{7, 19}, {7, 28}, {7, 31}}}},
     {3, 5, {{{7, 19}, {7, 29}, {7, 30}}}},
     {3, 5, {{{7, 27}, {7, 29}, {7, 30}}}},
     {3, 5, {{{7, 7}, {7, 25}, {7, 30}}}},
     {4, 4, {{{13, 13}, {14, 14}, {15, 15}}}}}};
// clang-format on

IndexSet set_of(std::uint8_t mask) {
  IndexSet out;
  for (std::size_t bit = 0; bit < 8; ++bit) {
    if ((mask >> bit & 1) != 0) out.insert(bit);
  }
  return out;
}

PatternState state_of(const Entry& entry) {
  PatternState out{IndexSet::below(entry.rows), IndexSet::below(entry.columns), {}, {}};
  out.free.resize(entry.rows);
  for (std::size_t k = 0; k < 3; ++k) {
    out.neurons.push_back({k, set_of(entry.neurons[k][0]), set_of(entry.neurons[k][1])});
  }
  return out;
}

std::set<CanonicalCode> codes_of_entries() {
  std::set<CanonicalCode> out;
  for (const Entry& entry : entries) {
    const ReducedState reduced = reduce(state_of(entry));
    for (const PatternState* leaf : leaves(reduced)) {
      if (const auto code = canonical_code(*leaf)) out.insert(*code);
    }
  }
  return out;
}

}  // namespace

std::vector<PatternState> forbidden_windows() {
  std::vector<PatternState> out;
  for (const Entry& entry : entries) out.push_back(state_of(entry));
  return out;
}

bool looks_not_closed(const PatternState& state) {
  if (state.neurons.size() == 1) return !closed_by_one_neuron(state);
  if (const auto closed = closed_by_two_neurons(state)) return !*closed;
  static const std::set<CanonicalCode> known = codes_of_entries();
  const auto code = state.neurons.size() <= 6 ? canonical_code(state, 20'000) : std::nullopt;
  return code && known.contains(*code);
}

}  // namespace isthmus
