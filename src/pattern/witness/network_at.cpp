// The networks on the way to loss 0 (no_optimum.cpp says why it is not reached). Biases keep every
// hidden unit from being negative on the points; each layer passes on what they add, and the last
// one takes it away again. The loss is found by evaluating the network, ReLU and all, so that
// nothing rests on that argument.
#include <algorithm>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/pattern/no_optimum.hpp"

namespace isthmus {

namespace {

using Factor = std::vector<std::vector<Laurent>>;
using Vector = std::vector<Rational>;

RationalMatrix matrix_at(const Factor& factor, std::size_t columns, const Rational& epsilon) {
  RationalMatrix out(factor.size(), columns);
  for (std::size_t i = 0; i < factor.size(); ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      if (!factor[i][j].is_zero()) out(i, j) = value_at(factor[i][j], epsilon);
    }
  }
  return out;
}

Vector product(const RationalMatrix& a, const Vector& x) {
  Vector out(a.rows());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.cols(); ++j) {
      if (a(i, j) != 0 && x[j] != 0) out[i] += a(i, j) * x[j];
    }
  }
  return out;
}

Vector sum(Vector a, const Vector& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

// The least biases with which no unit of the layer is negative on the signals.
Vector lifting_biases(const RationalMatrix& weights, const std::vector<Vector>& signals) {
  Vector out(weights.rows());
  for (const Vector& signal : signals) {
    const Vector z = product(weights, signal);
    for (std::size_t k = 0; k < z.size(); ++k) out[k] = std::max(out[k], Rational(-z[k]));
  }
  return out;
}

// Biases that make all hidden units linear on the inputs, and cancel at the outputs.
std::vector<Vector> linear_biases(const std::vector<RationalMatrix>& weights,
                                  const std::vector<Vector>& inputs) {
  std::vector<Vector> out;
  std::vector<Vector> signals = inputs;
  Vector offset(weights.front().cols());  // what the biases so far add to every signal
  for (std::size_t l = 0; l + 1 < weights.size(); ++l) {
    out.push_back(lifting_biases(weights[l], signals));
    offset = sum(product(weights[l], offset), out.back());
    for (Vector& signal : signals) signal = sum(product(weights[l], signal), out.back());
  }
  offset = product(weights.back(), offset);
  for (Rational& b : offset) b = -b;
  out.push_back(std::move(offset));
  return out;
}

Rational largest_entry(const std::vector<RationalMatrix>& weights) {
  Rational out = 0;
  for (const RationalMatrix& a : weights) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.cols(); ++j) out = std::max(out, Rational(abs(a(i, j))));
    }
  }
  return out;
}

Vector output(const std::vector<RationalMatrix>& weights, const std::vector<Vector>& biases,
              Vector signal) {
  for (std::size_t l = 0; l < weights.size(); ++l) {
    signal = sum(product(weights[l], signal), biases[l]);
    if (l + 1 == weights.size()) break;
    for (Rational& x : signal) x = std::max(x, Rational(0));
  }
  return signal;
}

}  // namespace

NetworkAt network_at(const NoOptimum& family, const Rational& epsilon) {
  if (epsilon <= 0) throw usage_error("ε must be greater than 0", "give a number such as 1/10");
  NetworkAt out;
  out.epsilon = epsilon;
  std::size_t width = family.inputs.front().size();
  for (const Factor& factor : family.factors) {
    out.weights.push_back(matrix_at(factor, width, epsilon));
    width = factor.size();
  }
  if (family.biases == Biases::trained) {
    out.biases = linear_biases(out.weights, family.inputs);
  } else {
    for (const RationalMatrix& a : out.weights) out.biases.emplace_back(a.rows());
  }
  out.loss = squared_loss(family, out.weights, out.biases);
  out.largest_weight = largest_entry(out.weights);
  return out;
}

Rational squared_loss(const NoOptimum& data, const std::vector<RationalMatrix>& weights,
                      const std::vector<std::vector<Rational>>& biases) {
  Rational out = 0;
  for (std::size_t t = 0; t < data.inputs.size(); ++t) {
    const Vector y = output(weights, biases, data.inputs[t]);
    for (std::size_t i = 0; i < y.size(); ++i) {
      const Rational error = y[i] - data.targets[t][i];
      out += error * error;
    }
  }
  return out;
}

}  // namespace isthmus
