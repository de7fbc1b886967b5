// T15: where it applies, and that limits of products are products there.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "isthmus/pattern/decide.hpp"
#include "isthmus/pattern/laurent.hpp"
#include "isthmus/pattern/pattern.hpp"
#include "isthmus/pattern/replay.hpp"
#include "pattern/closed/chain.hpp"

namespace isthmus {
namespace {

// Entry (i, j) of the factors is allowed where `allowed(layer, i, j)`.
template <class Allowed>
LayerSupports square_layers(std::size_t count, std::uint32_t n, const Allowed& allowed) {
  LayerSupports layers(count);
  for (std::size_t l = 0; l < count; ++l) {
    layers[l].inputs = n;
    layers[l].rows.resize(n);
    for (std::uint32_t i = 0; i < n; ++i) {
      for (std::uint32_t j = 0; j < n; ++j) {
        if (allowed(l, i, j)) layers[l].rows[i].push_back(j);
      }
    }
  }
  return layers;
}

LayerSupports butterfly(std::size_t levels) {
  return square_layers(levels, 1U << levels, [](std::size_t l, std::uint32_t i, std::uint32_t j) {
    return i == j || (i ^ j) == 1U << l;
  });
}

using Dense = std::vector<std::vector<Rational>>;

std::size_t rank_of(const Dense& rows) {
  if (rows.empty() || rows[0].empty()) return 0;
  RationalMatrix matrix(rows.size(), rows[0].size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) matrix(i, j) = rows[i][j];
  }
  return rank(matrix);
}

Dense part(const Dense& a, const IndexSet& rows, const IndexSet& columns) {
  Dense out;
  rows.for_each([&](std::size_t i) {
    out.emplace_back();
    columns.for_each([&](std::size_t j) { out.back().push_back(a[i][j]); });
  });
  return out;
}

// The construction of the proof: factors of A, or false if A is none of the products.
bool is_product(const LayerSupports& layers, const Dense& a) {
  if (layers.size() == 1) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::uint32_t j = 0; j < layers[0].inputs; ++j) {
        const auto& row = layers[0].rows[i];
        if (a[i][j] != 0 && !std::binary_search(row.begin(), row.end(), j)) return false;
      }
    }
    return true;
  }
  LayerSupports rest(layers.begin() + 1, layers.end());
  LayerSupports product = rest;
  while (product.size() > 1) merge_layers(product, 0);
  const PatternState state = two_factor_pattern({layers[0], product[0]});
  Dense y(a.size(), std::vector<Rational>(layers[0].outputs()));
  Dense left = a;
  std::vector<bool> done(state.neurons.size(), false);
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    if (done[k] || state.neurons[k].rows.empty() || state.neurons[k].columns.empty()) continue;
    std::vector<std::size_t> members;
    for (std::size_t m = k; m < state.neurons.size(); ++m) {
      if (state.neurons[m].rows != state.neurons[k].rows) continue;
      if (state.neurons[m].columns != state.neurons[k].columns) continue;
      done[m] = true;
      members.push_back(m);
    }
    // A basis of the row space among the rows, and the coefficients in it by solving.
    const auto rows = state.neurons[k].rows.elements();
    const auto columns = state.neurons[k].columns.elements();
    Dense basis, reduced;
    std::vector<std::size_t> pivots;
    Dense combos;  // reduced[b] = Σ combos[b][c] basis[c]
    for (const std::size_t i : rows) {
      std::vector<Rational> v, coefficients(members.size());
      for (const std::size_t j : columns) v.push_back(left[i][j]);
      for (std::size_t b = 0; b < reduced.size(); ++b) {
        const Rational f = v[pivots[b]] / reduced[b][pivots[b]];
        if (f == 0) continue;
        for (std::size_t j = 0; j < v.size(); ++j) v[j] -= f * reduced[b][j];
        for (std::size_t c = 0; c < members.size(); ++c) coefficients[c] += f * combos[b][c];
      }
      const auto pivot = std::find_if(v.begin(), v.end(), [](const Rational& q) { return q != 0; });
      if (pivot != v.end()) {
        if (reduced.size() == members.size()) return false;
        std::vector<Rational> combo(members.size());
        for (std::size_t c = 0; c < members.size(); ++c) combo[c] = -coefficients[c];
        combo[reduced.size()] += 1;
        coefficients.assign(members.size(), 0);
        coefficients[reduced.size()] = 1;
        std::vector<Rational> row;
        for (const std::size_t j : columns) row.push_back(left[i][j]);
        basis.push_back(row);
        pivots.push_back(static_cast<std::size_t>(pivot - v.begin()));
        reduced.push_back(v);
        combos.push_back(combo);
      }
      for (std::size_t c = 0; c < members.size(); ++c) y[i][members[c]] = coefficients[c];
    }
    for (const std::size_t i : rows) {
      for (std::size_t b = 0; b < basis.size(); ++b) {
        for (std::size_t j = 0; j < columns.size(); ++j) {
          left[i][columns[j]] -= y[i][members[b]] * basis[b][j];
        }
      }
    }
  }
  for (const auto& row : left) {
    if (std::any_of(row.begin(), row.end(), [](const Rational& q) { return q != 0; })) return false;
  }
  return is_product(rest, y);
}

using Curve = std::vector<std::vector<std::map<int, Rational>>>;

// The leading coefficient of a product of random factors in ε: a limit of products, since they
// are a cone.
Dense random_limit(const LayerSupports& layers, std::mt19937& random) {
  Curve product;
  for (const LayerSupport& layer : layers) {
    Curve factor(layer.outputs(), std::vector<std::map<int, Rational>>(layer.inputs));
    for (std::size_t i = 0; i < layer.outputs(); ++i) {
      for (const std::uint32_t j : layer.rows[i]) {
        for (int e = 0; e < 2; ++e) {
          const int value = static_cast<int>(random() % 5) - 2;
          if (value != 0) factor[i][j][e] = value;
        }
      }
    }
    if (product.empty()) {
      product = factor;
      continue;
    }
    Curve next(layer.outputs(), std::vector<std::map<int, Rational>>(product[0].size()));
    for (std::size_t i = 0; i < layer.outputs(); ++i) {
      for (std::size_t k = 0; k < layer.inputs; ++k) {
        for (const auto& [e, p] : factor[i][k]) {
          for (std::size_t j = 0; j < product[k].size(); ++j) {
            for (const auto& [f, q] : product[k][j]) next[i][j][e + f] += p * q;
          }
        }
      }
    }
    product = next;
  }
  int least = 1000;
  for (const auto& row : product) {
    for (const auto& entry : row) {
      for (const auto& [e, q] : entry) {
        if (q != 0) least = std::min(least, e);
      }
    }
  }
  Dense limit(product.size(), std::vector<Rational>(product[0].size()));
  for (std::size_t i = 0; i < product.size(); ++i) {
    for (std::size_t j = 0; j < product[i].size(); ++j) {
      const auto at = product[i][j].find(least);
      if (at != product[i][j].end()) limit[i][j] = at->second;
    }
  }
  return limit;
}

LayerSupports random_layers(std::mt19937& random) {
  LayerSupports layers(3);
  std::uint32_t before = 2 + random() % 2;
  for (LayerSupport& layer : layers) {
    layer.inputs = before;
    const std::uint32_t outputs = 2 + random() % 2;
    for (std::uint32_t i = 0; i < outputs; ++i) {
      layer.rows.emplace_back();
      for (std::uint32_t j = 0; j < before; ++j) {
        if (random() % 5 < 2) layer.rows.back().push_back(j);
      }
    }
    before = outputs;
  }
  return layers;
}

}  // namespace

TEST_CASE("butterflies of any depth are chains") {
  for (std::size_t levels = 2; levels <= 6; ++levels) {
    CHECK(is_chain(butterfly(levels)));
    const Decision decision = decide(butterfly(levels));
    CHECK(decision.verdict == Closedness::closed);
    REQUIRE(decision.proof);
    CHECK(is_proof(butterfly(levels), *decision.proof));
    if (levels > 2) CHECK(decision.rules == std::vector<std::string>{"T15"});
  }
  // Blocks: three factors of a 12 × 12 matrix with block sizes 2, 3 and 2 and ranks 1, and a chain
  // with two units in every class.
  const auto digits = [](std::size_t l, std::uint32_t i, std::uint32_t j) {
    const std::uint32_t a[3] = {i % 2, i / 2 % 3, i / 6}, b[3] = {j % 2, j / 2 % 3, j / 6};
    for (std::size_t d = 0; d < 3; ++d) {
      if (d != l && a[d] != b[d]) return false;
    }
    return true;
  };
  CHECK(is_chain(square_layers(3, 12, digits)));
}

TEST_CASE("limits of butterfly products are products, by the construction of the proof") {
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    const LayerSupports layers = butterfly(2 + round % 2);
    const Dense limit = random_limit(layers, random);
    CHECK(is_product(layers, limit));
    Dense other = limit;  // and one entry more is none, unless a rank allows it
    other[0][0] += 1;
    const PatternState first =
        two_factor_pattern({layers[0], [&] {
                              LayerSupports rest(layers.begin() + 1, layers.end());
                              while (rest.size() > 1) merge_layers(rest, 0);
                              return rest[0];
                            }()});
    for (const Rectangle& neuron : first.neurons) {
      if (rank_of(part(other, neuron.rows, neuron.columns)) > 1) CHECK(!is_product(layers, other));
    }
  }
}

TEST_CASE("wherever the conditions hold, limits are products and no search refutes one") {
  std::mt19937 random(6);
  std::size_t applied = 0, proper = 0;
  for (int round = 0; round < 4000; ++round) {
    const LayerSupports layers = random_layers(random);
    if (!is_chain(layers)) continue;
    ++applied;
    for (int draw = 0; draw < 3; ++draw) {
      CAPTURE(round);
      CHECK(is_product(layers, random_limit(layers, random)));
    }
    DecideOptions options;
    options.trials = 50;
    const Decision decision = decide(layers, options);
    CHECK(decision.verdict == Closedness::closed);
    const auto& rules = decision.rules;
    proper += std::find(rules.begin(), rules.end(), "T15") != rules.end() ? 1 : 0;
  }
  CHECK(applied > 300);
  MESSAGE(applied, " with the conditions, ", proper, " by T15 alone");
}

TEST_CASE("the conditions fail where they must") {
  // The triangular factors of LU share entries between classes; so do LU and a diagonal.
  const auto lower = [](std::size_t, std::uint32_t i, std::uint32_t j) { return j <= i; };
  CHECK_FALSE(is_chain(square_layers(3, 3, lower)));
  const auto lu = [](std::size_t l, std::uint32_t i, std::uint32_t j) {
    return l == 0 ? j >= i : l == 1 ? j == i : j <= i;
  };
  CHECK_FALSE(is_chain(square_layers(3, 2, lu)));
  ClosedEvidence claim;
  claim.ending = LayerEnding::chain;
  CHECK_FALSE(is_proof(square_layers(3, 2, lu), claim));
  CHECK(is_proof(butterfly(3), claim));
  // (b): the two middle units of a class go different ways.
  LayerSupports apart(3);
  apart[0] = {1, {{0}, {0}}};
  apart[1] = {2, {{0}, {1}}};
  apart[2] = {2, {{0, 1}}};
  CHECK_FALSE(is_chain(apart));
}

}  // namespace isthmus
