// The step "search": a tree in prefix order that leaves no floating component out.
//
// The nodes of the branches above an entry are inside (I) or outside (O); a stack holds them in
// order. An entry other than a branch proves its state and leads to the next one: the last branch
// whose second half is still to come.
#pragma once

#include <algorithm>

#include "graph.hpp"

namespace isthmus_check {

struct Search : Graph {
  explicit Search(const Certificate& c)
      : Graph(c), side_(c.hidden + 1U, Side::open), known_(c.network.size()) {
    side_[c.hidden] = Side::outside;  // the ground belongs to no floating component
  }
  void enter(const Step& step) {
    require(!done_, "no state is left for the entry");
    known_.clear();
    if (step.form == branch_entry) {
      require(side_[step.id] == Side::open, "the node is placed already");
      side_[step.id] = Side::inside;
      return stack_.push_back(step.id);
    }
    only_cuts_ = only_cuts_ && (step.form == cut_entry || step.form == none_entry);
    if (step.form == cut_entry) require_sign(step, 1);
    if (step.form == found_entry) require_found(step.number);
    if (step.form == split_entry) require_split(step);
    const bool outside = std::count(side_.begin(), side_.end(), Side::outside) > c_.hidden;
    require(step.form != none_entry || outside, "a hidden node is not outside");
    next_state();
  }
  bool done_ = false, only_cuts_ = true;

  enum class Side : char { open, inside, outside };

  void next_state() {
    for (; !stack_.empty() && side_[stack_.back()] == Side::outside; stack_.pop_back())
      side_[stack_.back()] = Side::open;
    done_ = stack_.empty();
    if (!done_) side_[stack_.back()] = Side::outside;
  }
  // The edge vanishes where W floats: one end is in I, the other in O or the ground, or an entry of
  // `zeros` shows it.
  [[nodiscard]] bool vanishes(Id e) const {
    const Side tail = side_[c_.network[e].tail], head = side_[c_.network[e].head];
    return known_.has(e) || (tail != head && tail != Side::open && head != Side::open);
  }
  // I, if every edge that crosses it ends in O or the ground, so that W = I.
  Ids closed_set() {
    Ids set(stack_);
    spend(set.size());
    std::erase_if(set, [&](Id v) { return side_[v] != Side::inside; });
    for (Id e : crossing(set)) require(vanishes(e), "an edge leads to an open node");
    std::sort(set.begin(), set.end());
    return set;
  }
  // The edges that cross the set in the direction of its kind vanish, so c(set) decides.
  void require_sign(const Step& step, int sign) {
    for (Id e : crossing(step.nodes)) {
      const bool enters = marked_.has(c_.network[e].head);
      require(enters != step.into || vanishes(e), "a crossing edge need not vanish");
    }
    require(sgn(charge(step)) == sign, "the balance has another sign");
  }
  void require_found(std::uint64_t number) {
    require(number < c_.steps[strata].size(), "there is no such stratum");
    require(closed_set() == c_.steps[strata][number].nodes, "the stratum is another set");
  }
  void require_split(const Step& step) {
    const Ids set = closed_set(), &part = step.nodes;
    for (const Step& zero : step.parts) {
      require_sign(zero, 0);
      for (Id e : crossing(zero.nodes)) known_.add(e);
    }
    const bool within = std::includes(set.begin(), set.end(), part.begin(), part.end());
    require(within && part.size() < set.size(), "the part is no proper part");
    for (Id e : crossing(part)) require(vanishes(e), "the part is joined");
  }

  std::vector<Side> side_;
  Ids stack_;
  Marks known_;  // edges that an entry of `zeros` shows to vanish
};

}  // namespace isthmus_check
