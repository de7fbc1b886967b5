// T12: a pattern between one that attains everything and everything is closed.
//
// If without some incidences the state still covers the same observed entries, and attains every
// matrix on them, then S lies between that set and itself: S is all of it, hence closed. That the
// smaller state attains everything is a count of dimensions (T12a in dimension_count.cpp).
//
// Search: the incidences in order, up to a few at a time; most choices uncover an entry and cost
// next to nothing. A set of dimension Σ (|R_k| + |C_k| - 1) at most cannot be all of a larger
// space, which spares most states the search.
#include <utility>
#include <vector>

#include "pattern/closed/rules.hpp"

namespace isthmus {
namespace {

constexpr std::size_t way_limit = 100'000;

// For each row the observed entries that are covered.
std::vector<IndexSet> covered(const PatternState& state) {
  std::vector<IndexSet> out(state.free.size());
  for (const Rectangle& neuron : state.neurons) {
    neuron.rows.for_each([&](std::size_t row) { out[row] |= neuron.columns - state.free[row]; });
  }
  return out;
}

std::vector<Incidence> incidences(const PatternState& state) {
  std::vector<Incidence> out;
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    state.neurons[k].rows.for_each([&](std::size_t i) {
      out.push_back({k, Orientation::rows, i});
    });
    state.neurons[k].columns.for_each([&](std::size_t j) {
      out.push_back({k, Orientation::columns, j});
    });
  }
  return out;
}

}  // namespace

bool may_be_full(const PatternState& state) {
  std::size_t entries = 0, parameters = 0;
  for (const IndexSet& row : covered(state)) entries += row.size();
  for (const Rectangle& neuron : state.neurons) {
    parameters += neuron.rows.size() + neuron.columns.size() - 1;
  }
  return parameters >= entries;
}

namespace {

class Deletions {
 public:
  Deletions(const PatternState& state, Budget& budget)
      : state_(state), entries_(covered(state)), all_(incidences(state)), budget_(budget) {}

  // Whether so many incidences can be chosen in a number of ways that is worth trying.
  [[nodiscard]] bool affordable(std::size_t size) const {
    std::size_t ways = 1;
    for (std::size_t at = 0; at < size && ways <= way_limit; ++at) ways *= all_.size();
    return ways <= way_limit;
  }

  [[nodiscard]] std::optional<Sandwich> of_size(std::size_t size, std::size_t from = 0) {
    if (chosen_.size() == size) return full();
    for (std::size_t at = from; at < all_.size() && budget_.spend(); ++at) {
      chosen_.push_back(all_[at]);
      auto found =
          covered(without(state_, chosen_)) == entries_ ? of_size(size, at + 1) : std::nullopt;
      if (found) return found;
      chosen_.pop_back();
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<Sandwich> full() {
    const PatternState smaller = without(state_, chosen_);
    for (const Orientation side : {Orientation::rows, Orientation::columns}) {
      if (full_by_dimension_count(smaller, side, budget_)) return Sandwich{side, chosen_};
    }
    return std::nullopt;
  }

  const PatternState& state_;
  std::vector<IndexSet> entries_;
  std::vector<Incidence> all_;
  Budget& budget_;
  std::vector<Incidence> chosen_;
};

}  // namespace

PatternState without(PatternState state, const std::vector<Incidence>& deleted) {
  for (const Incidence& gone : deleted) {
    Rectangle& neuron = state.neurons[gone.neuron];
    (gone.side == Orientation::rows ? neuron.rows : neuron.columns).erase(gone.index);
  }
  return state;
}

bool covers_the_same(const PatternState& whole, const PatternState& part) {
  return covered(whole) == covered(part);
}

std::optional<Sandwich> closed_by_sandwich(const PatternState& state, std::size_t deletions,
                                           Budget& budget) {
  if (!may_be_full(state)) return std::nullopt;
  Deletions search(state, budget);
  for (std::size_t size = 0; size <= deletions && search.affordable(size); ++size) {
    if (auto found = search.of_size(size)) return found;
  }
  return std::nullopt;
}

}  // namespace isthmus
