// Problem: span(x_1(ε), …, x_r(ε)) has constant dimension d for small ε ≠ 0, and a limit of that
// dimension in the Grassmannian as ε → 0; but the x_k(0) may span less.
// Idea: saturate over the discrete valuation ring Q[ε]_(ε). Divide each vector by its power of ε.
// While the constant terms depend on each other, put the vanishing combination in the place of one
// of its vectors of highest degree, and divide it by its power of ε again. When they are
// independent, they are a basis of the limit. The combinations are carried along as Laurent
// polynomials in ε: they become the rows of Y.
// Invariant: vector = Σ coefficients·moving vectors, with whole numbers, primitive.
// Complexity: each replacement lowers the sum of the degrees, so there are at most r·degree.
// Source: Theory §9. Rejected: Plücker coordinates, which find the limit but no combinations.
#include "pattern/witness/limit_span.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace isthmus::pattern {

namespace {

using N = CheckedInteger;

bool is_zero(const Vector<N>& v) {
  return std::all_of(v.begin(), v.end(), [](N x) { return x == N(0); });
}

void add_multiple(Vector<N>& to, N factor, const Vector<N>& v) {
  if (to.size() < v.size()) to.resize(v.size());
  for (std::size_t j = 0; j < v.size(); ++j) to[j] = to[j] + factor * v[j];
}

struct Generator {
  MovingVector vector;                  // the last coefficient is not 0; empty: the zero vector
  std::vector<Vector<N>> coefficients;  // as in LimitVector

  void trim() {
    while (!vector.empty() && is_zero(vector.back())) vector.pop_back();
  }
  void divide_by_epsilon() {
    vector.erase(vector.begin());
    for (Vector<N>& c : coefficients) c.insert(c.begin(), N(0));
  }
  void normalise() {
    trim();
    while (!vector.empty() && is_zero(vector.front())) divide_by_epsilon();
    make_primitive();
  }

  void make_primitive() {
    N divisor(0);
    for (const auto* list : {&vector, &coefficients}) {
      for (const Vector<N>& v : *list) {
        for (const N x : v) divisor = common_divisor(divisor, x);
      }
    }
    if (divisor <= N(1)) return;
    for (auto* list : {&vector, &coefficients}) {
      for (Vector<N>& v : *list) {
        for (N& x : v) x = x / divisor;
      }
    }
  }

  void add(N factor, const Generator& other) {
    if (vector.size() < other.vector.size()) vector.resize(other.vector.size());
    for (std::size_t e = 0; e < other.vector.size(); ++e) {
      add_multiple(vector[e], factor, other.vector[e]);
    }
    for (std::size_t k = 0; k < coefficients.size(); ++k) {
      add_multiple(coefficients[k], factor, other.coefficients[k]);
    }
  }
};

// v minus a multiple of `by` and scaled, so that v[pivot] becomes 0; the same with the
// combinations.
void eliminate(Vector<N>& v, Vector<N>& combination, const Vector<N>& by,
               const Vector<N>& its_combination, std::size_t pivot) {
  if (v[pivot] == N(0)) return;
  const N divisor = common_divisor(v[pivot], by[pivot]);
  const N mine = by[pivot] / divisor, other = v[pivot] / divisor;
  for (std::size_t j = 0; j < v.size(); ++j) v[j] = mine * v[j] - other * by[j];
  for (std::size_t j = 0; j < combination.size(); ++j) {
    combination[j] = mine * combination[j] - other * its_combination[j];
  }
}

// Factors, not all 0, of a combination of the constant terms that vanishes.
std::optional<Vector<N>> dependency(const std::vector<Generator>& generators) {
  std::vector<std::pair<Vector<N>, Vector<N>>> echelon;
  std::vector<std::size_t> pivots;
  for (std::size_t g = 0; g < generators.size(); ++g) {
    Vector<N> v = generators[g].vector.front();
    Vector<N> combination(generators.size());
    combination[g] = N(1);
    for (std::size_t b = 0; b < echelon.size(); ++b) {
      eliminate(v, combination, echelon[b].first, echelon[b].second, pivots[b]);
    }
    const auto pivot = std::find_if(v.begin(), v.end(), [](N x) { return x != N(0); });
    if (pivot == v.end()) return combination;
    pivots.push_back(static_cast<std::size_t>(pivot - v.begin()));
    echelon.emplace_back(std::move(v), std::move(combination));
  }
  return std::nullopt;
}

// Puts Σ factors·generators in the place of one of highest degree among them.
void replace(std::vector<Generator>& generators, const Vector<N>& factors) {
  std::size_t worst = generators.size();
  for (std::size_t g = 0; g < generators.size(); ++g) {
    if (factors[g] == N(0)) continue;
    if (worst == generators.size() ||
        generators[g].vector.size() > generators[worst].vector.size()) {
      worst = g;
    }
  }
  Generator sum = generators[worst];
  sum.add(factors[worst] - N(1), generators[worst]);
  for (std::size_t g = 0; g < generators.size(); ++g) {
    if (g != worst && factors[g] != N(0)) sum.add(factors[g], generators[g]);
  }
  sum.normalise();
  generators[worst] = std::move(sum);
}

std::vector<Generator> start(const std::vector<MovingVector>& moving) {
  std::vector<Generator> out;
  for (std::size_t k = 0; k < moving.size(); ++k) {
    Generator g{moving[k], std::vector<Vector<N>>(moving.size())};
    g.coefficients[k] = {N(1)};
    g.normalise();
    out.push_back(std::move(g));
  }
  return out;
}

}  // namespace

std::vector<LimitVector> limit_span(const std::vector<MovingVector>& moving) {
  std::vector<Generator> generators = start(moving);
  while (true) {
    std::erase_if(generators, [](const Generator& g) { return g.vector.empty(); });
    const auto factors = dependency(generators);
    if (!factors) break;
    replace(generators, *factors);
  }
  std::vector<LimitVector> out;
  for (Generator& g : generators) {
    out.push_back({std::move(g.vector.front()), std::move(g.coefficients)});
  }
  return out;
}

}  // namespace isthmus::pattern
