// A case of a case split: the matrices in it, by rational functions of the entries still free.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "isthmus/exact/matrix.hpp"
#include "isthmus/pattern/evidence.hpp"
#include "pattern/charts/chart_frame.hpp"
#include "pattern/charts/ring_flint.hpp"

namespace isthmus {

/// Which entries of a state are variables: those observed and covered, in order.
class EntryTable {
 public:
  explicit EntryTable(const ChartFrame& rows);
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  [[nodiscard]] std::pair<std::size_t, std::size_t> operator[](std::size_t v) const {
    return entries_[v];
  }
  /// The variable of a(row, column), or none.
  [[nodiscard]] std::size_t variable(std::size_t row, std::size_t column) const;
  [[nodiscard]] EntryPolynomial translated(const Polynomial& f) const;

 private:
  std::vector<std::pair<std::size_t, std::size_t>> entries_;
};

/// Invariant: where no polynomial of `known` vanishes, the entry of variable v is
/// numerators[v]/denominators[v], in lowest terms, and the denominators are products of `known`.
/// Variables that an equation was solved for occur nowhere.
class ChartCase {
 public:
  ChartCase(const EntryTable& table, const Ring& ring);

  /// An irreducible polynomial that does not vanish, and its number among all that do not.
  struct Known {
    Polynomial polynomial;
    std::size_t number;
  };

  [[nodiscard]] const Polynomial& numerator(std::size_t v) const { return numerators_[v]; }
  [[nodiscard]] const Polynomial& denominator(std::size_t v) const { return denominators_[v]; }
  [[nodiscard]] bool is_known(const Polynomial& factor) const;
  /// The factors of f that could vanish.
  [[nodiscard]] std::vector<Polynomial> doubtful(const Polynomial& f) const;

  /// constant·Π known = f; throws Error (internal) if f is no such product.
  struct Product {
    Integer constant;
    NonzeroProduct factors;
  };
  [[nodiscard]] Product factored(const Polynomial& f) const;

  /// From here on the irreducible f does not vanish.
  void add_known(const Polynomial& f) { known_.push_back({f, next_++}); }

  /// From here on f, of degree 1 in the variable, vanishes; its leading coefficient is a product
  /// of known ones. Appends what follows for known polynomials to `steps`; false if one of them
  /// vanishes now, so that the case is empty.
  bool substitute(const Polynomial& f, std::size_t variable, std::vector<ChartStep>& steps);

  /// The matrix of the case at small random values of the free entries; none if no value tried
  /// avoids the zeros of the known polynomials.
  [[nodiscard]] std::optional<RationalMatrix> point(std::size_t rows, std::size_t columns,
                                                    std::uint64_t seed) const;

 private:
  bool restrict_known(const Polynomial& q, const Polynomial& h, const Product& leading,
                      std::size_t variable, std::vector<ChartStep>& steps);

  const EntryTable* table_;
  std::vector<Polynomial> numerators_, denominators_;
  std::vector<Known> known_;
  std::size_t next_ = 0;  // number of the next known polynomial
};

[[nodiscard]] EntryPolynomial divided(EntryPolynomial f, const Integer& constant);

/// The product of two products, with the powers of common factors added.
[[nodiscard]] NonzeroProduct joined(const NonzeroProduct& a, const NonzeroProduct& b);

}  // namespace isthmus
