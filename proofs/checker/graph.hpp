// The network as the rules look at it: edges by node, marked sets, and what looking costs.
#pragma once

#include <map>

#include "certificate.hpp"

namespace isthmus_check {

inline constexpr Id nothing = 0xffffffff;
inline constexpr std::size_t max_entries = 10'000'000;  // of a search; of all reach steps together

inline void require(bool condition, const char* why) {
  if (!condition) throw Outcome{Verdict::not_proved, why, ""};
}

// Checking is linear in the file except that sets may name nodes with many edges or long numbers
// again and again. This budget (a minute or two) keeps hostile files from running for ever; an
// honest certificate of 10^6 edges needs a hundredth of it.
class Budget {
 protected:
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

 private:
  // Numbers of n words cost about n^1.5 (reduction to lowest terms).
  static std::uint64_t cost(const Rational& number) {
    const std::size_t n = mpz_size(number.get_num_mpz_t()) + mpz_size(number.get_den_mpz_t());
    std::uint64_t root = 1;
    while (root * root < n) root *= 2;
    return n * root;
  }
  std::uint64_t left_ = 4'000'000'000;
};

// A subset of 0 … size−1 that is emptied in constant time.
class Marks {
 public:
  explicit Marks(std::size_t size) : round_(size) {}
  void clear() { ++now_; }
  void add(Id i) { round_[i] = now_; }
  [[nodiscard]] bool has(Id i) const { return round_[i] == now_; }

 private:
  Ids round_;
  Id now_ = 1;
};

// The sets of the standing steps of one kind: disjoint, merged by union and find.
class Standing {
 public:
  explicit Standing(std::size_t nodes) : parent_(nodes, nothing) {}
  // The same node for all nodes of a set; `nothing` for those of none.
  Id find(Id v) {
    while (parent_[v] != nothing && parent_[v] != v) v = parent_[v] = parent_[parent_[v]];
    return parent_[v];
  }
  // Makes the listed nodes a set, or does nothing if one of them belongs to a set already.
  bool stand(const Ids& listed) {
    for (Id v : listed)
      if (parent_[v] != nothing) return false;
    for (Id v : listed) parent_[v] = listed[0];
    return true;
  }
  // Says which step the set with `v` is of, and its charge.
  void name(Id edge, Id v, const Rational& charge) { steps_[edge] = {v, charge}; }
  // Adds the set of the step of `edge` to that with `v`; its charge.
  Rational merge(Id edge, Id v) {
    const auto step = steps_.extract(edge);
    require(!step.empty(), "it extends a step whose set does not stand");
    parent_[find(step.mapped().first)] = find(v);
    return step.mapped().second;
  }

 private:
  Ids parent_;
  std::map<Id, std::pair<Id, Rational>> steps_;  // by edge: a node and the charge
};

class Graph : protected Budget {
 protected:
  explicit Graph(const Certificate& c) : c_(c), at_(c.hidden + 1U), marked_(c.hidden + 1U) {
    for (Id e = 0; e < c.network.size(); ++e) {
      const Edge& edge = c.network[e];
      if (edge.tail == edge.head) continue;
      at_[edge.tail].push_back(e);
      at_[edge.head].push_back(e);
    }
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
        if (marked_.has(c_.network[e].tail) != marked_.has(c_.network[e].head)) result.push_back(e);
    return result;
  }
  // Only those that enter (kind in) or leave (kind out) the set of a step.
  Ids near(const Step& step) {
    Ids result = crossing(step.nodes);
    const bool into = step.kind == Kind::in;
    std::erase_if(result, [&](Id e) { return marked_.has(c_.network[e].head) != into; });
    return result;
  }
  // c(set) for kind in, −c(set) for kind out.
  Rational charge(const Step& step) {
    Rational sum;
    for (Id v : step.nodes) add(sum, c_.balance[v]);
    return step.kind == Kind::in ? sum : -sum;
  }

  const Certificate& c_;
  std::vector<Ids> at_;
  Marks marked_;
};

}  // namespace isthmus_check
