// Singular values of the Jacobian, compared with fractions by counting eigenvalues.
#pragma once

#include <cstddef>
#include <map>
#include <optional>

#include "isthmus/exact/inertia.hpp"
#include "isthmus/parallel/budget.hpp"
#include "report/crosscheck/judge.hpp"
#include "report/crosscheck/subject.hpp"

namespace isthmus {

class Spectrum {
 public:
  /// Both must outlive it. Counts spend multiplications; beyond the budget they throw Error
  /// (limit_reached).
  Spectrum(CheckedModel& model, const Budget& budget);

  /// min(laws, weights): as many singular values as numpy.linalg.svd gives.
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The sign of (σ_r − q), r = 1 for the largest. Requires 1 <= r <= size().
  [[nodiscard]] int compare(std::size_t r, const Rational& q);
  /// How many singular values are above q. Requires q >= 0.
  [[nodiscard]] std::size_t above(const Rational& q);
  /// Of σ_r: the numbers that round to one number of the type.
  [[nodiscard]] Enclosure enclosure(std::size_t r, NumberType type = NumberType::binary32);
  /// The numbers that σ_r may be if it rounds to `position`; of an infinity those up to a power of
  /// two times the last number that are not less than σ_r.
  [[nodiscard]] Enclosure cell(std::size_t r, NumberType type, GridPosition position);

 private:
  const Inertia& count(const Rational& square);
  [[nodiscard]] Inertia counted(const Rational& square);

  CheckedModel& model_;
  Budget budget_;
  std::size_t size_;
  std::uint64_t cost_;
  std::map<Rational, Inertia> known_;
};

}  // namespace isthmus
