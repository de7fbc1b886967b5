// Problem: limits that are not attained come from x_k(ε) whose span loses dimension at ε = 0. With
// independent random directions that never happens.
// Idea: draw the v_k one after another, and often take one that was drawn before, or the sum or the
// difference of two, whenever it fits into the neuron's columns; or one in the columns that it
// shares with another neuron. Then draw where they move to, mostly with few nonzero numbers, as
// sparse limits are the ones with short refutations.
// Source: Theory §9.4 (every limit is one of such families, so nothing is missed in principle).
// Rejected: listing all small families, which are too many from three neurons on.
#include "pattern/witness/degenerate_family.hpp"

#include <array>
#include <utility>

namespace isthmus::pattern {

namespace {

using N = CheckedInteger;
using Row = Vector<N>;
using Values = std::vector<int>;

const std::array<Values, 4> directions{Values{0, 1}, {0, 1, -1}, {0, 1, 1, 2, -1}, {0, 0, 1}};
const std::array<Values, 4> motions{Values{0, 1}, {0, 1, -1}, {0, 0, 1}, {0, 1, 2, 3, -1}};

bool is_zero(const Row& v) {
  for (const N x : v) {
    if (x != N(0)) return false;
  }
  return true;
}

bool fits(const Row& v, const IndexSet& columns) {
  for (std::size_t j = 0; j < v.size(); ++j) {
    if (v[j] != N(0) && !columns.contains(j)) return false;
  }
  return true;
}

Row sum(const Row& a, N factor, const Row& b) {
  Row out = a;
  for (std::size_t j = 0; j < out.size(); ++j) out[j] = out[j] + factor * b[j];
  return out;
}

class Drawing {
 public:
  Drawing(const std::vector<IndexSet>& reach, std::size_t columns, RandomBits& bits)
      : reach_(reach),
        columns_(columns),
        bits_(bits),
        directions_(directions[below(directions.size(), bits)]),
        motions_(motions[below(motions.size(), bits)]) {}

  std::vector<MovingVector> run() {
    std::vector<MovingVector> out(reach_.size());
    for (const std::size_t k : shuffled()) {
      out[k].push_back(direction(k));
      drawn_.push_back(out[k].front());
    }
    for (std::size_t k = 0; k < out.size(); ++k) {
      out[k].push_back(motion(k));
      out[k].push_back(percent(50) ? motion(k) : Row(columns_));
    }
    return out;
  }

 private:
  [[nodiscard]] bool percent(unsigned p) { return below(100, bits_) < p; }

  std::vector<std::size_t> shuffled() {
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < reach_.size(); ++k) {
      out.push_back(k);
      std::swap(out[k], out[below(k + 1, bits_)]);
    }
    return out;
  }

  Row random(const IndexSet& columns, const Values& values) {
    Row out(columns_);
    columns.for_each([&](std::size_t j) { out[j] = N(values[below(values.size(), bits_)]); });
    return out;
  }

  // Not 0, unless there are no columns.
  Row random_nonzero(const IndexSet& columns) {
    while (true) {
      Row out = random(columns, directions_);
      if (columns.empty() || !is_zero(out)) return out;
    }
  }

  std::vector<Row> fitting(std::size_t k) const {
    std::vector<Row> out;
    for (const Row& v : drawn_) {
      if (fits(v, reach_[k])) out.push_back(v);
    }
    return out;
  }

  std::vector<Row> fitting_sums(std::size_t k) const {
    std::vector<Row> out;
    for (std::size_t a = 0; a < drawn_.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        for (const int factor : {1, -1}) {
          Row v = sum(drawn_[a], N(factor), drawn_[b]);
          if (!is_zero(v) && fits(v, reach_[k])) out.push_back(std::move(v));
        }
      }
    }
    return out;
  }

  Row direction(std::size_t k) {
    const std::vector<Row> same = fitting(k), sums = fitting_sums(k);
    const std::size_t choice = below(100, bits_);
    if (!same.empty() && choice < 60) return same[below(same.size(), bits_)];
    if (!sums.empty() && choice < 80) return sums[below(sums.size(), bits_)];
    IndexSet columns = reach_[k];
    if (percent(60)) columns &= reach_[below(reach_.size(), bits_)];
    return random_nonzero(columns.empty() ? reach_[k] : columns);
  }

  Row motion(std::size_t k) {
    const std::vector<Row> same = fitting(k);
    const std::size_t choice = below(100, bits_);
    if (choice < 25) return Row(columns_);
    if (choice < 50 && !same.empty()) return same[below(same.size(), bits_)];
    return random(reach_[k], motions_);
  }

  const std::vector<IndexSet>& reach_;
  std::size_t columns_;
  RandomBits& bits_;
  const Values& directions_;
  const Values& motions_;
  std::vector<Row> drawn_;
};

}  // namespace

std::vector<MovingVector> degenerate_family(const std::vector<IndexSet>& reach, std::size_t columns,
                                            RandomBits& bits) {
  return Drawing(reach, columns, bits).run();
}

}  // namespace isthmus::pattern
