// What is known of a case of a chart tree, and which polynomials vanish because of it.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/pattern/evidence.hpp"

namespace isthmus {

/// A polynomial that vanishes, to be divided by as one in a(row, column), where its degree is at
/// least 1 and its leading coefficient vanishes nowhere in the case.
struct Vanishing {
  EntryPolynomial polynomial;
  std::uint32_t row, column;
};

struct KnownCase {
  std::vector<Vanishing> zero;
  std::vector<EntryPolynomial> nonzero;
};

/// Multiplies out, and counts the products of terms; beyond `limit` all results are meaningless,
/// which the user has to ask for in the end.
class Identities {
 public:
  static constexpr std::uint64_t limit = 100'000'000;
  [[nodiscard]] bool exceeded() const noexcept { return steps_ > limit; }

  [[nodiscard]] EntryPolynomial times(const EntryPolynomial& f, const EntryPolynomial& g);
  /// f − g·h.
  [[nodiscard]] EntryPolynomial difference(const EntryPolynomial& f, const EntryPolynomial& g,
                                           const EntryPolynomial& h);
  /// Requires numbers of polynomials of the case.
  [[nodiscard]] EntryPolynomial expanded(const KnownCase& known, const NonzeroProduct& product);
  /// Does f reduce to zero, dividing by what vanishes, one after another?
  [[nodiscard]] bool vanishes(const KnownCase& known, EntryPolynomial f);

 private:
  EntryPolynomial remainder(EntryPolynomial f, const Vanishing& p);

  std::uint64_t steps_ = 0;
};

}  // namespace isthmus
