// Counting eigenvalues without computing any.
//
// Problem: how many eigenvalues of a symmetric A are below t? Idea (Sylvester): the inertia of
// A − tI does not change under congruence, and elimination that treats rows and columns alike turns
// the matrix into a diagonal whose signs can be counted. Invariant: the inertia of the whole is
// that of the pivots so far plus that of the Schur complement that is left. A pivot is any nonzero
// diagonal entry. If all of them are 0 but some entry a_ij is not, the block (0 a; a 0) is a pivot
// of inertia (1, 0, 1). If everything left is 0, that many eigenvalues are 0. Complexity: n³/6
// multiplications at most; columns that are 0 at a pivot are skipped, so layers without edges
// inside cost little. Source: Golub and Van Loan, Matrix Computations, §8.4.2 and §4.4. Rejected:
// Sturm sequences of the characteristic polynomial, whose coefficients are longer than the pivots
// and take longer to find; and eigenvalues in balls, which say nothing where two of them cannot be
// told apart.
#include "isthmus/exact/inertia.hpp"

#include <utility>
#include <vector>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

void check(const RationalMatrix& a) {
  ensure(a.rows() == a.cols(), "inertia is of a square matrix");
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      ensure(a(i, j) == a(j, i), "inertia is of a symmetric matrix");
    }
  }
}

class Elimination {
 public:
  Elimination(const RationalMatrix& a, const Rational& shift) : rest_(a) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      rest_(i, i) -= shift;
      left_.push_back(i);
    }
  }

  Inertia run() {
    while (!left_.empty()) {
      if (take_diagonal() || take_pair()) continue;
      found_.zero += left_.size();
      break;
    }
    return found_;
  }

 private:
  bool take_diagonal() {
    for (std::size_t at = 0; at < left_.size(); ++at) {
      const std::size_t p = left_[at];
      if (rest_(p, p) == 0) continue;
      (rest_(p, p) < 0 ? found_.negative : found_.positive) += 1;
      left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(at));
      eliminate(p);
      return true;
    }
    return false;
  }

  void eliminate(std::size_t p) {
    std::vector<std::size_t> touched;
    for (const std::size_t i : left_) {
      if (rest_(i, p) != 0) touched.push_back(i);
    }
    for (const std::size_t i : touched) {
      const Rational factor = rest_(i, p) / rest_(p, p);
      for (const std::size_t j : touched) {
        if (j > i) break;
        rest_(i, j) -= factor * rest_(j, p);
        if (j != i) rest_(j, i) = rest_(i, j);
      }
    }
  }

  // All diagonal entries are 0. For a pivot block (0 a; a 0) the Schur complement is
  // r_kl − (r_ki r_jl + r_kj r_il) / a.
  bool take_pair() {
    for (std::size_t s = 0; s < left_.size(); ++s) {
      for (std::size_t t = s + 1; t < left_.size(); ++t) {
        if (rest_(left_[s], left_[t]) == 0) continue;
        const std::size_t i = left_[s];
        const std::size_t j = left_[t];
        left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(t));
        left_.erase(left_.begin() + static_cast<std::ptrdiff_t>(s));
        ++found_.negative;
        ++found_.positive;
        eliminate_pair(i, j);
        return true;
      }
    }
    return false;
  }

  void eliminate_pair(std::size_t i, std::size_t j) {
    const RationalMatrix before = rest_;
    for (const std::size_t k : left_) {
      for (const std::size_t l : left_) {
        rest_(k, l) -= (before(k, i) * before(j, l) + before(k, j) * before(i, l)) / before(i, j);
      }
    }
  }

  RationalMatrix rest_;
  std::vector<std::size_t> left_;
  Inertia found_;
};

}  // namespace

Inertia inertia_by_fractions(const RationalMatrix& a, const Rational& shift) {
  check(a);
  return Elimination(a, shift).run();
}

Inertia inertia(const RationalMatrix& a, const Rational& shift) {
  check(a);
  if (const std::optional<Inertia> found = inertia_by_balls(a, shift)) return *found;
  return inertia_by_fractions(a, shift);
}

std::uint64_t elimination_steps(const RationalMatrix& a) {
  const std::size_t n = a.rows();
  std::vector<std::vector<bool>> nonzero(n, std::vector<bool>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) nonzero[i][j] = a(i, j) != 0;
  }
  std::uint64_t steps = n;
  for (std::size_t p = 0; p < n; ++p) {
    std::vector<std::size_t> touched;
    for (std::size_t i = p + 1; i < n; ++i) {
      if (nonzero[i][p]) touched.push_back(i);
    }
    steps += std::uint64_t{touched.size()} * (touched.size() + 1) / 2;
    for (const std::size_t i : touched) {
      for (const std::size_t j : touched) nonzero[i][j] = true;
    }
  }
  return steps;
}

#ifdef ISTHMUS_NUMBERS_BOOST
std::optional<Inertia> inertia_by_balls(const RationalMatrix&, const Rational&, long) {
  return std::nullopt;
}
#endif

}  // namespace isthmus
