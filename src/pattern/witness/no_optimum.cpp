// Problem: A is a limit of products with the supports of the layers, but none itself. Find finitely
// many points on which the ReLU network with these supports fits x ↦ A·x better and better, never
// exactly.
// Theorem (Theory §9.6). Let W be the window's columns, w = |W|, and x(t) on the moment curve: t,
// t², …, t^w there, 0 elsewhere. For whole numbers t = 1 … N the loss has infimum 0 and no optimum.
//   Infimum 0: take the factors at ε, and biases that keep every hidden unit from being negative on
//   the points; what they add is taken away at the outputs. The network is linear there, and tends
//   to A. Not attained: the input of a hidden unit of the first layer is a polynomial in t with a
//   constant term and one power for each column that it sees, by Descartes with at most so many
//   positive roots as columns (or it is 0). So t > 0 falls into s+1 intervals on which each unit is
//   on or off; on these the next layer's inputs are polynomials of degree w, with w roots each, and
//   so on. Among N points one interval has w+1. These are affinely independent, and the network is
//   affine on them: if it fits them, A restricted to W is the product of the factors with rows of
//   units that are off put to 0, which have the same supports. The window's refutation excludes
//   that.
// Without biases, two factors: x(t) = c·v + (t, …, t^w), where the leading vectors d_k of the
// x_k(ε) have d_k·v > 0 after a change of signs, and c makes d_k·x(t) > 0. Inputs of units have
// degree w; w+1 affinely independent points contain w independent ones. Rejected: a grid in the
// cube, which needs exponentially many points.
#include "isthmus/pattern/no_optimum.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {

namespace {

using Factor = std::vector<std::vector<Laurent>>;
using Vector = std::vector<Rational>;

/// Builds the points.
class Builder {
 public:
  Builder(const LayerSupports& layers, const Witness& witness, const NoOptimumOptions& options)
      : layers_(layers),
        witness_(witness),
        options_(options),
        columns_(witness.window.columns.elements()) {}

  NoOptimum run() {
    if (options_.biases == Biases::none && layers_.size() != 2) {
      throw usage_error("a training set without biases is known for two factors only",
                        "leave the biases in");
    }
    NoOptimum out{options_.biases, {}, {}, witness_.factors};
    const std::uint64_t count = point_count();
    Vector shift(layers_.front().inputs);
    if (options_.biases == Biases::none) shift = positive_shift(out.factors, count);
    for (std::uint64_t t = 1; t <= count; ++t) {
      out.inputs.push_back(moment_point(Rational(t), shift));
      out.targets.push_back(target(out.inputs.back()));
    }
    return out;
  }

 private:
  // --- how many points ---

  [[nodiscard]] std::size_t columns_seen(std::size_t unit) const {
    std::size_t count = 0;
    for (const std::uint32_t j : layers_.front().rows[unit]) {
      if (witness_.window.columns.contains(j)) ++count;
    }
    return count;
  }

  // Units of the first hidden layer that the next layer sees, with how much they see of the window.
  [[nodiscard]] std::vector<std::size_t> sights() const {
    std::set<std::uint32_t> seen;
    for (const auto& row : layers_[1].rows) seen.insert(row.begin(), row.end());
    std::vector<std::size_t> out;
    for (const std::uint32_t unit : seen) {
      if (const std::size_t count = columns_seen(unit); count > 0) out.push_back(count);
    }
    return out;
  }

  [[nodiscard]] std::uint64_t point_count() const {
    const Integer w = columns_.size();
    Integer intervals = 1;
    for (const std::size_t seen : sights()) {
      intervals += options_.biases == Biases::none ? w : Integer(seen);
    }
    for (std::size_t l = 1; l + 1 < layers_.size(); ++l) {
      intervals *= w * layers_[l].outputs() + 1;
    }
    const Integer count = w * intervals + 1;
    if (count > options_.point_limit) {
      throw limit_error("the training set would have " + count.str() + " points",
                        "raise the limit of points");
    }
    return count.convert_to<std::uint64_t>();
  }

  // --- the points ---

  [[nodiscard]] Vector moment_point(const Rational& t, const Vector& shift) const {
    Vector out = shift;
    Rational power = 1;
    for (const std::size_t j : columns_) out[j] += power *= t;
    return out;
  }

  [[nodiscard]] Vector target(const Vector& x) const {
    Vector out(witness_.limit.rows());
    for (std::size_t i = 0; i < out.size(); ++i) {
      for (const std::size_t j : columns_) out[i] += witness_.limit(i, j) * x[j];
    }
    return out;
  }

  // --- without biases ---

  // The coefficients, on the window, of the least power of ε that occurs there.
  [[nodiscard]] Vector leading_vector(const std::vector<Laurent>& x) const {
    Vector out(x.size());
    bool found = false;
    int least = 0;
    for (const std::size_t j : columns_) {
      if (x[j].is_zero()) continue;
      least = found ? std::min(least, valuation(x[j])) : valuation(x[j]);
      found = true;
    }
    for (const std::size_t j : columns_) out[j] = x[j][least];
    return out;
  }

  static Rational dot(const Vector& a, const Vector& b) {
    Rational out = 0;
    for (std::size_t j = 0; j < a.size(); ++j) out += a[j] * b[j];
    return out;
  }

  [[nodiscard]] std::vector<Vector> leading_vectors(const Factor& x) const {
    std::vector<Vector> out;
    for (const auto& row : x) out.push_back(leading_vector(row));
    return out;
  }

  // A point of the moment curve that no leading vector other than 0 is orthogonal to.
  [[nodiscard]] Vector direction(const std::vector<Vector>& leading) const {
    const Vector zero(layers_.front().inputs);
    for (int s = 1;; ++s) {  // each leading vector excludes at most w values
      const Vector v = moment_point(Rational(s), zero);
      if (std::all_of(leading.begin(), leading.end(),
                      [&](const Vector& d) { return d == zero || dot(d, v) != 0; })) {
        return v;
      }
    }
  }

  // c·v, with signs of neurons changed so that all leading vectors are positive on all points.
  Vector positive_shift(std::vector<Factor>& factors, std::uint64_t count) const {
    const std::vector<Vector> leading = leading_vectors(factors.front());
    const Vector zero(layers_.front().inputs);
    Vector v = direction(leading);
    Rational c = 1;
    for (std::size_t k = 0; k < leading.size(); ++k) {
      const Rational slope = dot(leading[k], v);
      if (slope < 0) change_sign(factors, k);
      if (slope == 0) continue;
      for (std::uint64_t t = 1; t <= count; ++t) {
        const Rational bend = dot(leading[k], moment_point(Rational(t), zero));
        if (bend / slope + c <= 0) c = whole_above(-bend / slope);
      }
    }
    for (Rational& x : v) x *= c;
    return v;
  }

  static Rational whole_above(const Rational& q) {  // for q ≥ 0
    const Integer whole = numerator_of(q) / denominator_of(q);
    return Rational(Integer(whole + 1));
  }

  static void change_sign(std::vector<Factor>& factors, std::size_t neuron) {
    for (Laurent& x : factors[0][neuron]) x = Rational(-1) * x;
    for (auto& row : factors[1]) row[neuron] = Rational(-1) * row[neuron];
  }

  const LayerSupports& layers_;
  const Witness& witness_;
  const NoOptimumOptions& options_;
  std::vector<std::size_t> columns_;
};

}  // namespace

NoOptimum no_optimum(const LayerSupports& layers, const Witness& witness,
                     const NoOptimumOptions& options) {
  return Builder(layers, witness, options).run();
}

}  // namespace isthmus
