// Problem. Let e_0, …, e_r be in series. All but those of least square are locked, whatever the
// rest of the network does. Adding t to k on the set between e_{i−1} and e_i multiplies x_{i−1} by
// 4^t and x_i by 4^−t and changes no other edge, so these shifts reach exactly the exponents d with
// sum 0. Which d makes the most edges least?
//
// Idea. Only numbers with quotients 4^m can become equal: let S be the largest such class, with x_i
// = p · 4^(a_i) for i in S. If S is not everything, choose a level X for S (d_i = X − a_i), lift
// every other number just above it, and take the largest X for which the sum does not exceed 0;
// what is missing to 0 is given to a number outside S, which may be as large as it likes. So |S| is
// attained, and no more is possible. If S is everything, all are equal exactly if r + 1 divides Σ
// a; otherwise one number is taken out of S and r are equal, the most there is then.
#include "motion/equalise.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "motion/powers.hpp"

namespace isthmus::motion {
namespace {

// The largest class modulo powers of four: its common part, and for its members their exponents.
struct Coset {
  Rational part;
  std::vector<std::optional<std::int64_t>> exponent;
  std::size_t size = 0;
};

Coset largest_coset(const std::vector<Rational>& x) {
  std::vector<FourFree> split;
  for (const Rational& value : x) split.push_back(without_fours(value));
  std::map<Rational, std::size_t> sizes;
  for (const FourFree& s : split) ++sizes[s.part];
  const auto largest = std::max_element(
      sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  Coset coset{largest->first, {}, largest->second};
  for (const FourFree& s : split) {
    coset.exponent.push_back(s.part == coset.part ? std::optional(s.exponent) : std::nullopt);
  }
  return coset;
}

class Levelling {
 public:
  Levelling(const std::vector<Rational>& x, const Coset& coset) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      inside_.push_back(coset.exponent[i].has_value());
      base_.push_back(inside_[i] ? -*coset.exponent[i] : ceil_log4(coset.part / x[i]));
    }
  }

  // Number i may be larger than the class, and gets what is missing to the sum, which is not 0.
  void leave_out(std::size_t i) { inside_[i] = false; }

  // d = base + X for the largest X with Σ d <= 0; the rest goes to the last number outside.
  [[nodiscard]] std::vector<std::int64_t> solve() const {
    const auto n = static_cast<std::int64_t>(base_.size());
    const std::int64_t sum = std::accumulate(base_.begin(), base_.end(), std::int64_t{0});
    const std::int64_t level = sum <= 0 ? -sum / n : -((sum + n - 1) / n);
    std::vector<std::int64_t> d = base_;
    for (std::int64_t& value : d) value += level;
    const auto outside = std::find(inside_.rbegin(), inside_.rend(), false);
    if (outside != inside_.rend()) {
      d[static_cast<std::size_t>(inside_.rend() - outside) - 1] -= sum + n * level;
    }
    return d;
  }

 private:
  std::vector<bool> inside_;
  std::vector<std::int64_t> base_;
};

}  // namespace

Equalisation equalise(const std::vector<Rational>& x) {
  const Coset coset = largest_coset(x);
  Levelling levelling(x, coset);
  std::size_t least = coset.size;
  if (coset.size == x.size()) {
    std::int64_t sum = 0;
    for (const auto& exponent : coset.exponent) sum += *exponent;
    if (sum % static_cast<std::int64_t>(x.size()) != 0) {
      levelling.leave_out(x.size() - 1);
      --least;
    }
  }
  return {levelling.solve(), least, coset.size};
}

std::size_t count_least(const std::vector<Rational>& x) {
  const Rational& least = *std::min_element(x.begin(), x.end());
  return static_cast<std::size_t>(std::count(x.begin(), x.end(), least));
}

}  // namespace isthmus::motion
