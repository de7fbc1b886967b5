// σ_r > q ⇔ at least r eigenvalues of JJᵀ are above q²; and the zero eigenvalues of a Jacobian
// with fewer columns than rows, which numpy leaves out, are the least ones.
#include "report/crosscheck/spectrum.hpp"

#include <algorithm>

#include "isthmus/error.hpp"

namespace isthmus {

Spectrum::Spectrum(CheckedModel& model, const Budget& budget)
    : model_(model),
      budget_(budget),
      size_(static_cast<std::size_t>(
          std::min<std::uint64_t>(model.graph().hidden_count(), model.graph().weight_count()))) {
  constexpr std::size_t largest = 2000;  // laws: a matrix of fractions is written out
  const std::size_t laws = model.graph().hidden_count();
  if (laws > largest) {
    throw limit_error("the model has " + std::to_string(laws) + " laws, more than the " +
                          std::to_string(largest) + " whose matrix is written out",
                      "ask about a smaller model");
  }
  cost_ = elimination_steps(model.gram());
}

Inertia Spectrum::counted(const Rational& square) {
  constexpr std::size_t most_for_fractions = 60;
  const RationalMatrix& gram = model_.gram();
  if (const auto found = inertia_by_balls(gram, square)) return *found;
  if (gram.rows() <= most_for_fractions) return inertia_by_fractions(gram, square);
  throw limit_error(
      "balls of 4096 bits leave the sign of a pivot open, and the matrix is too large "
      "for fractions",
      "ask about a smaller model");
}

const Inertia& Spectrum::count(const Rational& square) {
  const auto found = known_.find(square);
  if (found != known_.end()) return found->second;
  if (!budget_.spend(cost_)) throw limit_error(budget_.reason(), "allow more with --budget");
  return known_.emplace(square, counted(square)).first->second;
}

int Spectrum::compare(std::size_t r, const Rational& q) {
  ensure(r >= 1 && r <= size_, "a singular value is one of those there are");
  if (q < 0) return 1;
  if (q == 0) return r <= model_.rank().rank ? 1 : 0;
  const Inertia& at = count(q * q);
  if (at.positive >= r) return 1;
  return at.positive + at.zero >= r ? 0 : -1;
}

std::size_t Spectrum::above(const Rational& q) { return count(q * q).positive; }

Enclosure Spectrum::enclosure(std::size_t r, NumberType type) {
  if (compare(r, 0) == 0) return {0, 0};
  const FloatGrid grid(type);
  const auto compared = [&](const Rational& q) { return compare(r, q); };
  Rational largest = 0;
  for (std::size_t i = 0; i < model_.gram().rows(); ++i) {
    largest = std::max(largest, model_.gram()(i, i));
  }
  const GridPosition start = grid.position(sqrt_enclosure(largest).upper);
  return cell(r, type, rounded_position(grid, compared, start));
}

Enclosure Spectrum::cell(std::size_t r, NumberType type, GridPosition position) {
  const FloatGrid grid(type);
  Enclosure cell = cell_of(grid, position);
  if (position == grid.infinity()) {
    while (compare(r, cell.upper) > 0) cell.upper *= cell.upper;
  }
  return {std::max(cell.lower, Rational(0)), cell.upper};
}

}  // namespace isthmus
