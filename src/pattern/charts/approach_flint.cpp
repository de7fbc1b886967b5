// From a case without a chart to a limit that is perhaps not attained.
//
// Problem. No chart was found for a case. If the matrices in it are not attained, a witness of that
// needs attained matrices that tend to one of them, as Laurent polynomials.
//
// Idea. The case is where a guard of an earlier chart vanishes. Move the free entries from the
// point of the case in a direction drawn at random: for ε ≠ 0 the chart holds, and gives X(ε), a
// polynomial, and Y(ε), with denominators that are polynomials in ε. Their series end at ε^0,
// because what is cut off times X is O(ε).
//
// Costs one evaluation of the chart. Source: Theory §9 (T14). Rejected: drawing degenerating
// families until their limit lies in the case, which is a thin set.
#include "pattern/charts/approach_flint.hpp"

#include <random>
#include <utility>

namespace isthmus {
namespace {

using LaurentMatrix = std::vector<std::vector<Laurent>>;

class ChartCurve {
 public:
  ChartCurve(const EntryTable& table, const RationalMatrix& start, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    for (std::size_t v = 0; v < table.size(); ++v) {
      const auto [row, column] = table[v];
      entries_.push_back(Laurent::monomial(start(row, column)));
      entries_.back() += Laurent::monomial(Rational(1 + static_cast<int>(random() % 5)), 1);
    }
  }

  [[nodiscard]] Laurent at(const Polynomial& f) const {
    Laurent sum;
    for (std::size_t t = 0; t < f.terms(); ++t) {
      const auto [coefficient, powers] = f.term(t);
      Laurent part = Laurent::monomial(Rational(coefficient));
      for (std::size_t v = 0; v < powers.size(); ++v) {
        for (std::uint32_t e = 0; e < powers[v]; ++e) part = part * entries_[v];
      }
      sum += part;
    }
    return sum;
  }

 private:
  std::vector<Laurent> entries_;
};

// The series of a/b up to ε^0.
Laurent quotient(Laurent a, const Laurent& b) {
  const int low = valuation(b);
  Laurent out;
  while (!a.is_zero() && valuation(a) <= low) {
    const int e = valuation(a) - low;
    const Laurent term = Laurent::monomial(a[e + low] / b[low], e);
    out += term;
    a -= term * b;
  }
  return out;
}

std::optional<std::vector<LaurentMatrix>> factors_along(const ChartCurve& curve,
                                                        const Approach& approach,
                                                        const CaseFrame& lines,
                                                        const RationalMatrix& limit) {
  const ChartFrame& frame = *lines.frame;
  const bool by_rows = frame.side == Orientation::rows;
  const std::size_t neurons = approach.candidate.x.size();
  LaurentMatrix x(neurons, std::vector<Laurent>(limit.cols()));
  LaurentMatrix y(limit.rows(), std::vector<Laurent>(neurons));
  for (std::size_t k = 0; k < neurons; ++k) {
    for (std::size_t p = 0; p < frame.places.size(); ++p) {
      const std::size_t place = frame.places[p];
      (by_rows ? x[k][place] : y[place][k]) = curve.at(approach.candidate.x[k][p]);
    }
  }
  for (std::size_t i = 0; i < frame.lines.size(); ++i) {
    const CandidateRow& row = approach.candidate.rows[i];
    const Laurent below = curve.at(row.denominator * lines.lines[i].scale);
    if (below.is_zero()) return std::nullopt;
    for (std::size_t k = 0; k < neurons; ++k) {
      const Laurent above = curve.at(row.factors[k] * lines.lines[i].content);
      (by_rows ? y[frame.lines[i]][k] : x[k][frame.lines[i]]) = quotient(above, below);
    }
  }
  return std::vector<LaurentMatrix>{std::move(x), std::move(y)};
}

}  // namespace

std::optional<std::vector<LaurentMatrix>> approaching_factors(
    const Approach& approach, const ChartFrame& frame, const EntryTable& table, const Ring& ring,
    const RationalMatrix& limit, std::uint64_t seed) {
  const CaseFrame lines(frame, table, approach.chart_case, ring);
  for (std::uint64_t attempt = 0; attempt < 5; ++attempt) {
    auto out = factors_along(ChartCurve(table, limit, seed + attempt), approach, lines, limit);
    if (out) return out;
  }
  return std::nullopt;
}

}  // namespace isthmus
