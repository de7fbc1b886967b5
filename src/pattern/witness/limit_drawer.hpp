// Limits of states, drawn at random.
#pragma once

#include <optional>
#include <tuple>
#include <vector>

#include "isthmus/pattern/evidence.hpp"
#include "pattern/witness/degenerate_family.hpp"

namespace isthmus::pattern {

/// How long a limit is to read: entries that are not 0, the sum of their sizes, those that are
/// negative.
using Length = std::tuple<std::size_t, Rational, std::size_t>;

/// A limit of a numbered state with factors that tend to it; not refuted yet.
struct Draw {
  Witness witness;
  Length length;
};

/// Draws limits of a numbered state (forms.hpp), seen by its rows.
class LimitDrawer {
 public:
  /// Borrows the state.
  explicit LimitDrawer(const PatternState& state);

  /// Nothing if the limit is attained at ε = 0 or a number grew too long.
  [[nodiscard]] std::optional<Draw> draw(RandomBits& bits) const;

 private:
  [[nodiscard]] std::optional<Draw> try_draw(RandomBits& bits) const;
  [[nodiscard]] std::vector<LimitVector> limits(const std::vector<MovingVector>& family,
                                                std::size_t row) const;
  [[nodiscard]] bool is_attained(const std::vector<MovingVector>& family, std::size_t row,
                                 const Vector<CheckedInteger>& limit) const;
  [[nodiscard]] Vector<CheckedInteger> fill_row(Witness& out, std::size_t row,
                                                const std::vector<LimitVector>& basis,
                                                const std::vector<int>& values,
                                                RandomBits& bits) const;
  void fill_x(Witness& out, const std::vector<MovingVector>& family) const;

  const PatternState& state_;
  std::size_t columns_, rows_;
  std::vector<IndexSet> reach_;
  std::vector<std::vector<std::size_t>> neurons_;  // K_i
};

}  // namespace isthmus::pattern
