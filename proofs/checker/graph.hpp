// The network as the rules look at it: edges by node, marked sets, and what looking costs.
#pragma once

#include "certificate.hpp"

namespace isthmus_check {

inline constexpr Id nothing = 0xffffffff;

inline void require(bool condition, std::string_view why) {
  if (!condition) throw Outcome{Verdict::not_proved, std::string(why), ""};
}

// A subset of 0 … size−1 that is emptied in constant time.
struct Marks {
  explicit Marks(std::size_t size) : round(size) {}
  void clear() { ++now; }
  void add(Id i) { round[i] = now; }
  [[nodiscard]] bool has(Id i) const { return round[i] == now; }
  Ids round;
  Id now = 1;
};

struct Graph {
  explicit Graph(const Certificate& c) : c_(c), marked_(c.hidden + 1U), at_(c.hidden + 1U) {
    for (Id e = 0; e < c.network.size(); ++e) {
      if (c.network[e].loop()) continue;
      at_[c.network[e].tail].push_back(e);
      at_[c.network[e].head].push_back(e);
    }
  }
  // Checking is linear in the file except that sets may name nodes with many edges or long numbers
  // again and again. This budget (a minute or two) keeps hostile files from running for ever; an
  // honest certificate of 10^6 edges needs a hundredth of it.
  void spend(std::uint64_t steps) {
    require(steps <= left_, "it takes more steps than this checker is willing to do");
    left_ -= steps;
  }
  void add(Rational& sum, const Rational& term) {
    spend(cost(sum) + cost(term));
    sum += term;
  }
  void subtract(Rational& sum, const Rational& term) {
    spend(cost(sum) + cost(term));
    sum -= term;
  }
  // The edges at a node that are no loops.
  const Ids& edges_at(Id v) {
    spend(1 + at_[v].size());
    return at_[v];
  }
  // Marks the set and returns the edges that cross it.
  Ids crossing(const Ids& set) {
    marked_.clear();
    for (Id v : set) marked_.add(v);
    Ids result;
    for (Id v : set)
      for (Id e : edges_at(v))
        if (!marked_.has(c_.network[e].other(v))) result.push_back(e);
    return result;
  }
  // Requires that the edges which cross the set are 0 in the flow.
  void require_zero(const Flow& flow, const Ids& set) {
    for (Id e : crossing(set)) require(sgn(flow[e]) == 0, "an edge that crosses the set is not 0");
  }
  // c(set) for kind in, −c(set) for kind out.
  Rational charge(const Step& step) {
    Rational sum;
    for (Id v : step.nodes) add(sum, c_.balance[v]);
    return step.into ? sum : -sum;
  }

  const Certificate& c_;
  Marks marked_;

  // Numbers of n words cost about n^1.5 (reduction to lowest terms).
  static std::uint64_t cost(const Rational& number) {
    const std::size_t n = mpz_size(number.get_num_mpz_t()) + mpz_size(number.get_den_mpz_t());
    std::uint64_t root = 1;
    while (root * root < n) root *= 2;
    return n * root;
  }

  std::vector<Ids> at_;
  std::uint64_t left_ = 4'000'000'000;
};

}  // namespace isthmus_check
