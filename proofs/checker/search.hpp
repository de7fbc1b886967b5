// The step "search": a tree in prefix order that leaves no floating component out.
//
// The nodes of the branches above an entry are inside (I) or outside (O); a stack holds them in
// order. An entry other than a branch proves its state and leads to the next one: the last branch
// whose second half is still to come.
#pragma once

#include <algorithm>

#include "graph.hpp"

namespace isthmus_check {

class Search {
 public:
  Search(const Certificate& c, Graph& graph, Budget& budget)
      : c_(c),
        graph_(graph),
        budget_(budget),
        inside_(c.hidden),
        outside_(c.hidden + 1U),
        known_(c.network.size()) {
    outside_[c.hidden] = true;
  }
  void enter(const Step& step) {
    require(!done_, "no state is left for the entry");
    if (step.form == branch_entry) return enter_branch(step.id);
    if (step.form == cut_entry) require_cut(step);
    if (step.form == found_entry) require_found(step.number);
    if (step.form == split_entry) require_split(step);
    require(step.form != none_entry || (count_ == 0 && stack_.size() == c_.hidden),
            "a hidden node is not outside");
    next_state();
  }
  [[nodiscard]] bool done() const { return done_; }

 private:
  void enter_branch(Id v) {
    require(!inside_[v] && !outside_[v], "the node is placed already");
    inside_[v] = true;
    stack_.push_back(v);
    ++count_;
  }
  void next_state() {
    for (; !stack_.empty() && outside_[stack_.back()]; stack_.pop_back())
      outside_[stack_.back()] = false;
    done_ = stack_.empty();
    if (done_) return;
    inside_[stack_.back()] = false;
    outside_[stack_.back()] = true;
    --count_;
  }
  // One end in I, the other in O or the ground: the edge vanishes where W floats.
  [[nodiscard]] bool cut_off(Id e) const {
    const Edge& edge = c_.network[e];
    return (inside(edge.tail) && outside_[edge.head]) || (inside(edge.head) && outside_[edge.tail]);
  }
  [[nodiscard]] bool inside(Id v) const { return v < c_.hidden && inside_[v]; }
  [[nodiscard]] bool all_inside(const Ids& set) {
    budget_.spend(set.size());
    return std::all_of(set.begin(), set.end(), [&](Id v) { return inside(v); });
  }
  // Every edge that crosses I ends in O or the ground, so that W = I.
  void require_closed() {
    budget_.spend(stack_.size());
    for (Id v : stack_) {
      if (!inside(v)) continue;
      graph_.each_edge(v, [&](Id e) {
        require(cut_off(e) || (inside(c_.network[e].tail) && inside(c_.network[e].head)),
                "an edge leads to an open node");
      });
    }
  }
  void require_cut(const Step& step) {
    const bool into = step.kind == Kind::in;
    graph_.crossing(step.nodes, [&](Id e, bool enters) {
      require(enters != into || cut_off(e), "a crossing edge need not vanish");
    });
    require(sgn(graph_.charge(step.nodes)) == (into ? 1 : -1), "the balance has another sign");
  }
  void require_found(std::uint64_t number) {
    require(number < c_.steps[strata].size(), "there is no such stratum");
    const Ids& set = c_.steps[strata][number].nodes;
    require(set.size() == count_ && all_inside(set), "the stratum is another set");
    require_closed();
  }
  void require_split(const Step& step) {
    require_closed();
    known_.clear();
    const auto vanishes = [&](Id e) { return cut_off(e) || known_.has(e); };
    for (const Step& zero : step.parts) {
      const bool into = zero.kind == Kind::in;
      graph_.crossing(zero.nodes, [&](Id e, bool enters) {
        require(enters != into || vanishes(e), "a crossing edge need not vanish");
      });
      require(sgn(graph_.charge(zero.nodes)) == 0, "the balance of a zero is not 0");
      graph_.crossing(zero.nodes, [&](Id e, bool) { known_.add(e); });
    }
    require(step.nodes.size() < count_ && all_inside(step.nodes), "the part is no proper part");
    graph_.crossing(step.nodes,
                    [&](Id e, bool) { require(vanishes(e), "the part is still joined"); });
  }

  const Certificate& c_;
  Graph& graph_;
  Budget& budget_;
  std::vector<bool> inside_, outside_;
  Ids stack_;
  std::size_t count_ = 0;  // of nodes inside
  Marks known_;            // edges that an entry of `zeros` shows to vanish
  bool done_ = false;
};

}  // namespace isthmus_check
