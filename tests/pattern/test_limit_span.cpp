// Limits of spans against ranks over the rational functions, and against their own combinations.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "isthmus/pattern/laurent.hpp"
#include "pattern/witness/degenerate_family.hpp"
#include "pattern/witness/limit_span.hpp"

namespace isthmus::pattern {
namespace {

// The vectors at ε = 1/denominator, times denominator² to be whole.
Subspace<Integer> span_at(const std::vector<MovingVector>& moving, std::size_t columns,
                          const Integer& denominator) {
  Subspace<Integer> out(columns);
  for (const MovingVector& x : moving) {
    Vector<Integer> v(columns, Integer(0));
    for (const auto& coefficient : x) {
      for (std::size_t j = 0; j < columns; ++j) {
        v[j] = v[j] * denominator + coefficient[j].value();
      }
    }
    out.add(v);
  }
  return out;
}

Laurent combination(const std::vector<MovingVector>& moving, const LimitVector& limit,
                    std::size_t column) {
  Laurent out;
  for (std::size_t k = 0; k < moving.size(); ++k) {
    for (std::size_t e = 0; e < moving[k].size(); ++e) {
      for (std::size_t s = 0; s < limit.coefficients[k].size(); ++s) {
        const CheckedInteger product = moving[k][e][column] * limit.coefficients[k][s];
        out +=
            Laurent::monomial(Rational(product.value()), static_cast<int>(e) - static_cast<int>(s));
      }
    }
  }
  return out;
}

std::vector<IndexSet> drawn_reach(std::mt19937& random, std::size_t columns) {
  std::vector<IndexSet> out(1 + random() % 4);
  for (IndexSet& reach : out) {
    for (std::size_t j = 0; j < columns; ++j) {
      if (random() % 3 != 0) reach.insert(j);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("The limit has the dimension of the span nearby, and its combinations tend to it") {
  std::mt19937 random(7);
  RandomBits bits(7);
  int lost = 0;
  for (int round = 0; round < 2000; ++round) {
    const std::size_t columns = 1 + random() % 4;
    const auto moving = degenerate_family(drawn_reach(random, columns), columns, bits);
    const auto limits = limit_span(moving);
    Subspace<Integer> span(columns), start(columns);
    for (const LimitVector& limit : limits) {
      Vector<Integer> value;
      for (std::size_t j = 0; j < columns; ++j) {
        CHECK(tends_to(combination(moving, limit, j), Rational(limit.value[j].value())));
        value.push_back(limit.value[j].value());
      }
      CHECK(span.add(value));  // independent
    }
    for (const MovingVector& x : moving) {
      Vector<Integer> value;
      for (const auto& entry : x.front()) value.push_back(entry.value());
      start.add(value);
      CHECK(span.contains(value));
    }
    // An ε at which no minor vanishes by accident: minors are polynomials with small coefficients.
    CHECK(span.dimension() == span_at(moving, columns, Integer(1'000'003)).dimension());
    if (start.dimension() < span.dimension()) ++lost;
  }
  CHECK(lost > 300);  // the families do degenerate
}

TEST_CASE("Families stay within the columns of their neurons") {
  std::mt19937 random(8);
  RandomBits bits(8);
  for (int round = 0; round < 300; ++round) {
    const auto reach = drawn_reach(random, 4);
    const auto family = degenerate_family(reach, 4, bits);
    REQUIRE(family.size() == reach.size());
    for (std::size_t k = 0; k < reach.size(); ++k) {
      for (const auto& coefficient : family[k]) {
        for (std::size_t j = 0; j < 4; ++j) {
          if (!reach[k].contains(j)) CHECK(coefficient[j] == CheckedInteger(0));
        }
      }
    }
  }
}

}  // namespace isthmus::pattern
