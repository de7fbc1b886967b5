// Charts by random plans.
//
// Problem. Given the lines a_i of all matrices of a case, as polynomials in free variables: find
// vectors x_k in their places such that each line is a combination of the x_k of its neurons,
// identically, with denominators that vanish as seldom as possible.
//
// Idea. Draw an order of the neurons. A line may be given to the last of its neurons (its pivot):
// x_k := a_i minus a combination of the other x_l that clears the places where x_k must be 0 — some
// factors drawn, the others solved for. A neuron without a line becomes a combination of lines that
// vanishes outside its places, or a line cut to them, or a vector of small numbers. All lines left
// are solved for by Cramer. Each vector is freed of its content: dividing x_k by something that may
// vanish only makes its span larger.
//
// One draw costs a few small systems over polynomials. Source: Theory §9 (T14). Rejected:
// enumerating the plans: there are too many, and most are equally bad.
#include "pattern/charts/chart_trial_flint.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "pattern/charts/solve_flint.hpp"

namespace isthmus {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

bool has(std::uint64_t mask, std::size_t position) { return (mask >> position & 1) != 0; }

class Trial {
 public:
  Trial(const CaseFrame& frame, std::uint64_t seed)
      : f_(frame),
        random_(seed),
        neurons_(frame.neuron_lines.size()),
        x_(neurons_, PolynomialVector(frame.frame->places.size(), Polynomial(*frame.ring))),
        line_of_(neurons_, none) {}

  std::optional<Candidate> run() {
    plan();
    for (const std::size_t k : order_) {
      if (line_of_[k] != none ? !take_line(k) : !take_freely(k)) return {};
    }
    Candidate out{std::move(x_), {}};
    x_ = out.x;
    for (std::size_t i = 0; i < f_.lines.size(); ++i) {
      std::optional<Combination> row = solved(i);
      if (!row) return {};
      out.rows.push_back({std::move(row->denominator), std::move(row->factors)});
    }
    return out;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  template <class T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[below(i)]);
  }
  std::vector<std::size_t> shuffled(std::size_t count) {
    std::vector<std::size_t> out(count);
    std::iota(out.begin(), out.end(), 0U);
    shuffle(out);
    return out;
  }
  Polynomial constant() {
    static constexpr long palettes[4][4] = {
        {0, 1, 0, 1}, {0, 1, -1, 0}, {1, 2, -1, 1}, {0, 0, 0, 1}};
    return Polynomial(*f_.ring, palettes[palette_][below(4)]);
  }

  void plan() {
    palette_ = below(4);
    order_ = shuffled(neurons_);
    std::vector<std::size_t> place_in_order(neurons_);
    for (std::size_t t = 0; t < neurons_; ++t) place_in_order[order_[t]] = t;
    for (const std::size_t i : shuffled(f_.lines.size())) {
      std::size_t last = none;
      for (std::size_t k = 0; k < neurons_; ++k) {
        if (!has(f_.neuron_lines[k], i)) continue;
        if (last == none || place_in_order[k] > place_in_order[last]) last = k;
      }
      if (last != none && line_of_[last] == none && below(4) != 0) line_of_[last] = i;
    }
  }

  // x_k := the line minus a combination of the vectors of its other neurons.
  bool take_line(std::size_t k) {
    const std::size_t i = line_of_[k];
    PolynomialVector rest = f_.lines[i].primitive;
    std::vector<std::size_t> solved_for;
    for (std::size_t l = 0; l < neurons_; ++l) {
      if (l == k || !has(f_.neuron_lines[l], i)) continue;
      if (below(5) < 2) {
        solved_for.push_back(l);
      } else {
        subtract(rest, constant(), x_[l]);
      }
    }
    if (!clear_outside(rest, pointers(solved_for), f_.observed[i] & ~f_.neuron_places[k]))
      return false;
    set_vector(k, std::move(rest), f_.observed[i]);
    return true;
  }

  bool take_freely(std::size_t k) {
    const std::size_t kind = f_.lines.empty() ? 7 : below(8);
    if (kind < 3) return take_lines(k);
    if (kind == 3) {
      set_vector(k, f_.lines[below(f_.lines.size())].primitive, ~std::uint64_t{0});
    } else {
      set_vector(k, PolynomialVector(f_.frame->places.size(), Polynomial(*f_.ring)), 0);
    }
    return true;
  }

  // x_k := a combination of lines that vanishes outside the places of k.
  bool take_lines(std::size_t k) {
    std::vector<std::size_t> lines = shuffled(f_.lines.size());
    static constexpr std::size_t sizes[4] = {1, 2, 2, 3};
    lines.resize(std::min(lines.size(), sizes[below(4)]));
    PolynomialVector rest = f_.lines[lines[0]].primitive;
    std::vector<const PolynomialVector*> others;
    for (std::size_t t = 1; t < lines.size(); ++t) others.push_back(&f_.lines[lines[t]].primitive);
    if (!clear_outside(rest, others, ~f_.neuron_places[k])) return false;
    set_vector(k, std::move(rest), ~std::uint64_t{0});
    return true;
  }

  std::vector<const PolynomialVector*> pointers(const std::vector<std::size_t>& neurons) const {
    std::vector<const PolynomialVector*> out;
    for (const std::size_t l : neurons) out.push_back(&x_[l]);
    return out;
  }
  void subtract(PolynomialVector& from, const Polynomial& factor,
                const PolynomialVector& what) const {
    if (factor.is_zero()) return;
    for (std::size_t p = 0; p < from.size(); ++p) from[p] -= factor * what[p];
  }
  // Multiplies and subtracts combinations until nothing is left in the places of the mask.
  bool clear_outside(PolynomialVector& rest, const std::vector<const PolynomialVector*>& others,
                     std::uint64_t mask) {
    const std::optional<Combination> found = combine(*f_.ring, others, rest, mask, random_);
    if (!found) return false;
    for (Polynomial& value : rest) value *= found->denominator;
    for (std::size_t l = 0; l < others.size(); ++l) subtract(rest, found->factors[l], *others[l]);
    return true;
  }
  // Cuts the vector to the places of k; draws what is not in `given`, or all if that is 0.
  void set_vector(std::size_t k, PolynomialVector value, std::uint64_t given) {
    const auto known = [&](std::size_t p) { return has(f_.neuron_places[k] & given, p); };
    bool zero = true;
    for (std::size_t p = 0; p < value.size(); ++p) zero = zero && (!known(p) || value[p].is_zero());
    for (std::size_t p = 0; p < value.size(); ++p) {
      if (!has(f_.neuron_places[k], p))
        value[p] = Polynomial(*f_.ring);
      else if (zero || !known(p))
        value[p] = constant();
    }
    make_primitive(*f_.ring, value);
    x_[k] = std::move(value);
  }

  std::optional<Combination> solved(std::size_t i) {
    std::vector<std::size_t> own;
    for (std::size_t k = 0; k < neurons_; ++k) {
      if (has(f_.neuron_lines[k], i)) own.push_back(k);
    }
    std::optional<Combination> found =
        combine(*f_.ring, pointers(own), f_.lines[i].primitive, f_.observed[i], random_);
    if (!found) return {};
    Combination out{std::move(found->denominator), {}};
    out.factors.assign(neurons_, Polynomial(*f_.ring));
    for (std::size_t t = 0; t < own.size(); ++t) out.factors[own[t]] = found->factors[t];
    return out;
  }

  const CaseFrame& f_;
  std::mt19937_64 random_;
  std::size_t neurons_, palette_ = 0;
  std::vector<PolynomialVector> x_;
  std::vector<std::size_t> order_, line_of_;
};

}  // namespace

std::optional<Candidate> draw_chart(const CaseFrame& frame, std::uint64_t seed) {
  return Trial(frame, seed).run();
}

}  // namespace isthmus
