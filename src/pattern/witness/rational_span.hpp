// Spaces of rational vectors for checking: plain row reduction, shared with no search.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "isthmus/exact/numbers.hpp"

namespace isthmus {

using RationalRow = std::vector<Rational>;

/// A list of vectors that span a space; row reduction makes it a basis.
class RationalSpan {
 public:
  explicit RationalSpan(std::size_t length) : length_(length) {}

  void add(RationalRow v) {
    for (std::size_t r = 0; r < rows_.size(); ++r) clear(v, rows_[r], leads_[r]);
    const auto lead = std::find_if(v.begin(), v.end(), [](const Rational& x) { return x != 0; });
    if (lead == v.end()) return;
    leads_.push_back(static_cast<std::size_t>(lead - v.begin()));
    const Rational scale = 1 / *lead;
    for (Rational& x : v) x *= scale;
    for (RationalRow& row : rows_) clear(row, v, leads_.back());
    rows_.push_back(std::move(v));
  }
  void add(const RationalSpan& other) {
    for (const RationalRow& v : other.rows_) add(v);
  }

  [[nodiscard]] std::size_t dim() const { return rows_.size(); }
  [[nodiscard]] bool has(const RationalRow& v) const {
    RationalSpan with = *this;
    with.add(v);
    return with.dim() == dim();
  }

  /// {x : <x, v> = 0 for all v of the span}.
  [[nodiscard]] RationalSpan orthogonal() const {
    RationalSpan out(length_);
    for (std::size_t j = 0; j < length_; ++j) {
      if (std::find(leads_.begin(), leads_.end(), j) != leads_.end()) continue;
      RationalRow x(length_);
      x[j] = 1;
      for (std::size_t r = 0; r < rows_.size(); ++r) x[leads_[r]] = -rows_[r][j];
      out.add(std::move(x));
    }
    return out;
  }
  [[nodiscard]] RationalSpan meet(const RationalSpan& other) const {
    RationalSpan sum = orthogonal();
    sum.add(other.orthogonal());
    return sum.orthogonal();
  }

 private:
  static void clear(RationalRow& v, const RationalRow& by, std::size_t lead) {
    const Rational factor = v[lead];
    if (factor == 0) return;
    for (std::size_t j = 0; j < v.size(); ++j) v[j] -= factor * by[j];
  }

  std::size_t length_;
  std::vector<RationalRow> rows_;
  std::vector<std::size_t> leads_;
};

}  // namespace isthmus
