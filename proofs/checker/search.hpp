// The step "search": a tree in prefix order that leaves no floating component out.
//
// The nodes of the branches above an entry are inside (I) or outside (O); a stack holds them in
// order. An entry other than a branch proves its state and leads to the next one: the last branch
// whose second half is still to come.
#pragma once

#include <algorithm>

#include "graph.hpp"

namespace isthmus_check {

class Search : protected Graph {
 protected:
  explicit Search(const Certificate& c)
      : Graph(c), side_(c.hidden + 1U, Side::open), known_(c.network.size()) {
    side_[c.hidden] = Side::outside;  // the ground belongs to no floating component
  }
  void enter(const Step& step) {
    require(!done_, "no state is left for the entry");
    known_.clear();
    if (step.form == branch_entry) return enter_branch(step.node);
    if (step.form == cut_entry) require_charge(step, 1, "the balance has another sign");
    if (step.form == found_entry) require_found(step.number);
    if (step.form == split_entry) require_split(step);
    if (step.form == none_entry) require_none();
    next_state();
  }
  bool done_ = false;

 private:
  enum class Side : char { open, inside, outside };

  void enter_branch(Id v) {
    require(side_[v] == Side::open, "the node is placed already");
    side_[v] = Side::inside;
    stack_.push_back(v);
  }
  void next_state() {
    for (; !stack_.empty() && side_[stack_.back()] == Side::outside; stack_.pop_back())
      side_[stack_.back()] = Side::open;
    done_ = stack_.empty();
    if (!done_) side_[stack_.back()] = Side::outside;
  }
  // One end in I, the other in O or the ground: the edge vanishes where W floats.
  [[nodiscard]] bool cut_off(Id e) const {
    const Side tail = side_[c_.network[e].tail], head = side_[c_.network[e].head];
    return tail != head && tail != Side::open && head != Side::open;
  }
  // Or an entry of `zeros` shows that it vanishes.
  [[nodiscard]] bool vanishes(Id e) const { return cut_off(e) || known_.has(e); }
  // I, if every edge that crosses it ends in O or the ground, so that W = I.
  Ids closed_set() {
    Ids set(stack_);
    spend(set.size());
    std::erase_if(set, [&](Id v) { return side_[v] != Side::inside; });
    for (Id e : crossing(set)) require(cut_off(e), "an edge leads to an open node");
    std::sort(set.begin(), set.end());
    return set;
  }
  // The edges that cross the set in the direction of its kind vanish, so c(set) decides.
  void require_charge(const Step& step, int sign, const char* why) {
    for (Id e : near(step)) require(vanishes(e), "a crossing edge need not vanish");
    require(sgn(charge(step)) == sign, why);
  }
  void require_found(std::uint64_t number) {
    require(number < c_.steps[strata].size(), "there is no such stratum");
    require(closed_set() == c_.steps[strata][number].nodes, "the stratum is another set");
  }
  void require_split(const Step& step) {
    const Ids set = closed_set(), &part = step.nodes;
    for (const Step& zero : step.parts) {
      require_charge(zero, 0, "the balance of a zero is not 0");
      for (Id e : crossing(zero.nodes)) known_.add(e);
    }
    const bool within = std::includes(set.begin(), set.end(), part.begin(), part.end());
    require(within && part.size() < set.size(), "the part is no proper part");
    for (Id e : crossing(part)) require(vanishes(e), "the part is joined");
  }
  void require_none() const {
    const bool outside = std::count(side_.begin(), side_.end(), Side::outside) == c_.hidden + 1LL;
    require(outside, "a hidden node is not outside");
  }

  std::vector<Side> side_;
  Ids stack_;
  Marks known_;  // edges that an entry of `zeros` shows to vanish
};

}  // namespace isthmus_check
