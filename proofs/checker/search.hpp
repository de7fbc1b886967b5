// The step "search": a tree in prefix order that leaves no floating component out.
//
// The nodes of the branches above an entry are inside (I) or outside (O); a stack holds them in
// order. An entry other than a branch proves its state and leads to the next one: the last branch
// whose second half is still to come.
#pragma once

#include <algorithm>

#include "graph.hpp"

namespace isthmus_check {

class Search : public Graph {
 public:
  explicit Search(const Certificate& c)
      : Graph(c), inside_(c.hidden), outside_(c.hidden + 1U), known_(c.network.size()) {
    outside_[c.hidden] = true;
  }

 protected:
  void enter(const Step& step) {
    require(!done_, "no state is left for the entry");
    if (step.form == branch_entry) return enter_branch(step.id);
    if (step.form == cut_entry) require_cut(step);
    if (step.form == found_entry) require_found(step.number);
    if (step.form == split_entry) require_split(step);
    const bool all_outside = count_ == 0 && stack_.size() == c_.hidden;
    require(step.form != none_entry || all_outside, "a hidden node is not outside");
    next_state();
  }
  bool done_ = false;

 private:
  void enter_branch(Id v) {
    require(!inside_[v] && !outside_[v], "the node is placed already");
    inside_[v] = true;
    stack_.push_back(v);
    ++count_;
  }
  void next_state() {
    const auto closed = [&] { return !stack_.empty() && outside_[stack_.back()]; };
    for (; closed(); stack_.pop_back()) outside_[stack_.back()] = false;
    done_ = stack_.empty();
    if (done_) return;
    inside_[stack_.back()] = false;
    outside_[stack_.back()] = true;
    --count_;
  }
  [[nodiscard]] bool inside(Id v) const { return v < c_.hidden && inside_[v]; }
  [[nodiscard]] bool all_inside(const Ids& set) const {
    return std::all_of(set.begin(), set.end(), [&](Id v) { return inside(v); });
  }
  // One end in I, the other in O or the ground: the edge vanishes where W floats.
  [[nodiscard]] bool cut_off(Id e) const {
    const Edge& edge = c_.network[e];
    return (inside(edge.tail) && outside_[edge.head]) || (inside(edge.head) && outside_[edge.tail]);
  }
  // Or an entry of `zeros` shows that it vanishes.
  [[nodiscard]] bool vanishes(Id e) const { return cut_off(e) || known_.has(e); }
  // Every edge that crosses I ends in O or the ground, so that W = I.
  void require_closed() {
    Ids set(stack_);
    spend(set.size());
    std::erase_if(set, [&](Id v) { return !inside(v); });
    known_.clear();
    require_crossing(set, "an edge leads to an open node", [&](Id e, bool) { return cut_off(e); });
  }
  // The edges that cross the set in the direction of its kind vanish.
  void require_zero(const Step& step) {
    const bool into = step.kind == Kind::in;
    require_crossing(step.nodes, "a crossing edge need not vanish",
                     [&](Id e, bool enters) { return enters != into || vanishes(e); });
  }
  void require_cut(const Step& step) {
    known_.clear();
    require_zero(step);
    const int sign = step.kind == Kind::in ? 1 : -1;
    require(sgn(charge(step.nodes)) == sign, "the balance has another sign");
  }
  void require_found(std::uint64_t number) {
    require(number < c_.steps[strata].size(), "there is no such stratum");
    const Ids& set = c_.steps[strata][number].nodes;
    require(set.size() == count_ && all_inside(set), "the stratum is another set");
    require_closed();
  }
  void require_split(const Step& step) {
    require_closed();
    for (const Step& zero : step.parts) {
      require_zero(zero);
      require(sgn(charge(zero.nodes)) == 0, "the balance of a zero is not 0");
      each_crossing(zero.nodes, [&](Id e, bool) { known_.add(e); });
    }
    require(step.nodes.size() < count_ && all_inside(step.nodes), "the part is no proper part");
    require_crossing(step.nodes, "the part is joined", [&](Id e, bool) { return vanishes(e); });
  }

  std::vector<bool> inside_, outside_;
  Ids stack_;
  std::size_t count_ = 0;  // of nodes inside
  Marks known_;            // edges that an entry of `zeros` shows to vanish
};

}  // namespace isthmus_check
