// Rows of a limit lie in the limits T_i of span(x_k(ε) : k in K_i); every choice of a_i in T_i is a
// limit (search.cpp). So: a family that degenerates, the T_i by saturation, small vectors of the
// T_i. The coefficients of the combinations that tend to a_i are y_i(ε). Rows with the same neurons
// and free entries share a T_i. A limit all of whose rows lie in span(x_k(0)) is attained and
// thrown away.
#include "pattern/witness/limit_drawer.hpp"

#include <array>
#include <map>
#include <utility>

#include "pattern/witness/forms.hpp"

namespace isthmus::pattern {

namespace {

using Values = std::vector<int>;
const std::array<Values, 4> factors{Values{0, 1}, {0, 1, -1}, {1, 1, 2, -1}, {0, 0, 1}};

Laurent laurent(const Vector<CheckedInteger>& moving_entry_by_degree, int sign_of_exponent) {
  Laurent out;
  for (std::size_t e = 0; e < moving_entry_by_degree.size(); ++e) {
    out += Laurent::monomial(Rational(moving_entry_by_degree[e].value()),
                             sign_of_exponent * static_cast<int>(e));
  }
  return out;
}

// x_k at the observed columns of a row.
MovingVector observed(MovingVector x, const IndexSet& free) {
  for (auto& coefficient : x) {
    free.for_each([&](std::size_t j) { coefficient[j] = CheckedInteger(0); });
  }
  return x;
}

Length length_of(const RationalMatrix& a) {
  Length out{0, 0, 0};
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.cols(); ++j) {
      std::get<0>(out) += a(i, j) != 0 ? 1 : 0;
      std::get<1>(out) += Rational(abs(a(i, j)));
      std::get<2>(out) += a(i, j) < 0 ? 1 : 0;
    }
  }
  return out;
}

}  // namespace

LimitDrawer::LimitDrawer(const PatternState& state)
    : state_(state), columns_(state.columns.size()), rows_(state.rows.size()) {
  for (const Rectangle& neuron : state.neurons) reach_.push_back(neuron.columns);
  for (std::size_t i = 0; i < rows_; ++i) {
    std::vector<std::size_t> used;
    for (std::size_t k = 0; k < state.neurons.size(); ++k) {
      if (state.neurons[k].rows.contains(i)) used.push_back(k);
    }
    neurons_.push_back(std::move(used));
  }
}

std::optional<Draw> LimitDrawer::draw(RandomBits& bits) const {
  try {
    return try_draw(bits);
  } catch (const Overflow&) {
    return std::nullopt;
  }
}

std::optional<Draw> LimitDrawer::try_draw(RandomBits& bits) const {
  const auto family = degenerate_family(reach_, columns_, bits);
  const Values& values = factors[below(factors.size(), bits)];
  std::map<std::pair<std::vector<std::size_t>, IndexSet>, std::vector<LimitVector>> known;
  Draw out{blank_witness(state_, rows_, columns_), {}};
  bool degenerate = false;
  for (std::size_t i = 0; i < rows_; ++i) {
    const auto [place, is_new] = known.try_emplace({neurons_[i], state_.free[i]});
    if (is_new) place->second = limits(family, i);
    const auto limit = fill_row(out.witness, i, place->second, values, bits);
    degenerate = degenerate || !is_attained(family, i, limit);
  }
  if (!degenerate) return std::nullopt;
  fill_x(out.witness, family);
  out.length = length_of(out.witness.limit);
  return out;
}

std::vector<LimitVector> LimitDrawer::limits(const std::vector<MovingVector>& family,
                                             std::size_t row) const {
  std::vector<MovingVector> moving;
  for (const std::size_t k : neurons_[row]) {
    moving.push_back(observed(family[k], state_.free[row]));
  }
  return limit_span(moving);
}

bool LimitDrawer::is_attained(const std::vector<MovingVector>& family, std::size_t row,
                              const Vector<CheckedInteger>& limit) const {
  Subspace<CheckedInteger> span(columns_);
  for (const std::size_t k : neurons_[row]) {
    span.add(observed(family[k], state_.free[row]).front());
  }
  return span.contains(limit);
}

// Draws a combination of the basis as row `row` of the limit, with the row of Y that belongs to it.
Vector<CheckedInteger> LimitDrawer::fill_row(Witness& out, std::size_t row,
                                             const std::vector<LimitVector>& basis,
                                             const std::vector<int>& values,
                                             RandomBits& bits) const {
  Vector<CheckedInteger> limit(columns_);
  for (const LimitVector& b : basis) {
    const CheckedInteger factor(values[below(values.size(), bits)]);
    for (std::size_t j = 0; j < columns_; ++j) limit[j] = limit[j] + factor * b.value[j];
    for (std::size_t t = 0; t < neurons_[row].size(); ++t) {
      out.factors[1][row][neurons_[row][t]].add_multiple(Rational(factor.value()),
                                                         laurent(b.coefficients[t], -1));
    }
  }
  for (std::size_t j = 0; j < columns_; ++j) out.limit(row, j) = Rational(limit[j].value());
  return limit;
}

void LimitDrawer::fill_x(Witness& out, const std::vector<MovingVector>& family) const {
  for (std::size_t k = 0; k < family.size(); ++k) {
    for (std::size_t j = 0; j < columns_; ++j) {
      Vector<CheckedInteger> by_degree;
      for (const auto& coefficient : family[k]) by_degree.push_back(coefficient[j]);
      out.factors[0][k][j] = laurent(by_degree, 1);
    }
  }
}

}  // namespace isthmus::pattern
