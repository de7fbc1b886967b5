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
 public:
  void spend(std::uint64_t steps) {
    require(steps <= left_, "it takes more steps than this checker is willing to do");
    left_ -= steps;
  }
  void add(Rational& sum, const Rational& term) { spend(cost(sum) + cost(term)), sum += term; }
  void subtract(Rational& sum, const Rational& term) { spend(cost(sum) + cost(term)), sum -= term; }

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
  [[nodiscard]] bool has(Id i) const { return i < round_.size() && round_[i] == now_; }

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
 public:
  explicit Graph(const Certificate& c)
      : c_(c), start_(c.hidden + std::size_t{2}), marked_(c.hidden) {
    const auto each_end = [&](auto&& f) {
      for (Id e = 0; e < c.network.size(); ++e) {
        const Edge& edge = c.network[e];
        if (!edge.loop() && edge.tail != c.hidden) f(edge.tail + std::size_t{1}, e);
        if (!edge.loop() && edge.head != c.hidden) f(edge.head + std::size_t{1}, e);
      }
    };
    // First start_[v + 2] counts the edges at v; then start_[v + 1] moves from the place of the
    // first to behind the last.
    each_end([&](std::size_t next, Id) { ++start_[next + 1]; });
    for (std::size_t v = 2; v < start_.size(); ++v) start_[v] += start_[v - 1];
    at_.resize(start_.back());
    each_end([&](std::size_t next, Id e) { at_[start_[next]++] = e; });
  }

 protected:
  // Calls f for each edge at a hidden node that is no loop.
  template <class F>
  void each_edge(Id v, F&& f) {
    spend(1 + start_[v + 1] - start_[v]);
    for (std::size_t i = start_[v]; i < start_[v + 1]; ++i) f(at_[i]);
  }
  // Marks the set and calls f(edge, enters) for each edge that crosses it.
  template <class F>
  void each_crossing(const Ids& set, F&& f) {
    marked_.clear();
    for (Id v : set) marked_.add(v);
    const auto look = [&](Id e) {
      const bool head = marked_.has(c_.network[e].head);
      if (head != marked_.has(c_.network[e].tail)) f(e, head);
    };
    for (Id v : set) each_edge(v, look);
  }
  // Requires what(edge, enters) of each edge that crosses the set.
  template <class What>
  void require_crossing(const Ids& set, const char* why, What&& what) {
    each_crossing(set, [&](Id e, bool enters) { require(what(e, enters), why); });
  }
  // The sum of the balance over a set.
  Rational charge(const Ids& set) {
    Rational sum;
    for (Id v : set) add(sum, c_.balance[v]);
    return sum;
  }

  const Certificate& c_;
  std::vector<std::size_t> start_;
  Ids at_;
  Marks marked_;
};

}  // namespace isthmus_check
