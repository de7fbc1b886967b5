// R4: neurons that share no observed entry do not know of each other: S is a product of sets in
// different coordinates, closed exactly when each factor is.
//
// Groups are joined pair by pair; pairs already in one group are skipped, so a connected state
// costs little more than r² looks at a table.
#include <map>
#include <numeric>

#include "pattern/reduce/steps.hpp"

namespace isthmus {
namespace {

bool share_observed(const PatternState& state, const Rectangle& a, const Rectangle& b) {
  if (!a.columns.meets(b.columns) || !a.rows.meets(b.rows)) return false;
  const IndexSet columns = a.columns & b.columns;
  bool out = false;
  (a.rows & b.rows).for_each([&](std::size_t row) {
    out = out || !columns.is_subset_of(state.free[row]);
  });
  return out;
}

class Groups {
 public:
  explicit Groups(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t root(std::size_t k) {
    while (parent_[k] != k) k = parent_[k] = parent_[parent_[k]];
    return k;
  }
  void join(std::size_t a, std::size_t b) { parent_[root(b)] = root(a); }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::vector<std::vector<std::size_t>> direct_summands(const PatternState& state) {
  const std::size_t count = state.neurons.size();
  Groups groups(count);
  for (std::size_t b = 0; b < count; ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      if (groups.root(a) == groups.root(b)) continue;
      if (share_observed(state, state.neurons[a], state.neurons[b])) groups.join(a, b);
    }
  }
  std::map<std::size_t, std::size_t> position;
  std::vector<std::vector<std::size_t>> out;
  for (std::size_t k = 0; k < count; ++k) {
    const auto [place, first] = position.try_emplace(groups.root(k), out.size());
    if (first) out.emplace_back();
    out[place->second].push_back(k);
  }
  return out;
}

}  // namespace isthmus
