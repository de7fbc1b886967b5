// The minimum cuts behind one maximum flow, when they form a chain.
//
// After a maximum flow from s to t, a set with s and without t is a minimum cut exactly if no
// residual arc leaves it (Picard and Queyranne 1980). Let some more nodes be barred, t among them.
// Nodes that reach them along residual arcs are out. Of the others, ordered by strong components of
// the residual graph so that every component comes after those that it reaches, each beginning of
// the order that includes s and all that s reaches is such a set. If the sets form a chain, as
// all_minimum_cuts.cpp arranges it, there are no others: the order of the components is forced,
// since two that could change places would give two sets neither of which includes the other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "flow/pair_cut.hpp"
#include "isthmus/error.hpp"

namespace isthmus::flow {

template <class N>
class CutChain {
 public:
  /// Both must outlive it.
  CutChain(const CutGraph<N>& graph, const PairCut<N>& flow) : graph_(graph), flow_(flow) {}

  /// Finds the minimum cuts around the source `s` of the flow that hold no node of `barred`, which
  /// must include the sink. Requires that they form a chain.
  void find(std::uint32_t s, const std::vector<std::uint32_t>& barred) {
    order_.clear();
    ends_.clear();
    number_.assign(graph_.node_count(), unseen);
    bar(s, barred);
    if (number_[s] != unseen) return;
    visit(s);
    ends_.assign(1, order_.size());  // all that s reaches is one step
    for (std::uint32_t v = 0; v < number_.size(); ++v) {
      if (number_[v] == unseen) visit(v);
    }
  }

  /// The i-th cut consists of the first ends()[i] nodes of order().
  [[nodiscard]] const std::vector<std::uint32_t>& order() const { return order_; }
  [[nodiscard]] const std::vector<std::size_t>& ends() const { return ends_; }

  /// Throws if a cut has another weight. O(arcs at the nodes of the largest).
  void check(const N& value) const {
    std::vector<bool> inside(graph_.node_count(), false);
    N weight(0);
    std::size_t done = 0;
    for (const std::size_t end : ends_) {
      for (; done < end; ++done) {
        inside[order_[done]] = true;
        for (const auto& arc : graph_.arcs(order_[done])) {
          if (inside[arc.target]) {
            weight -= graph_.weight(arc);
          } else {
            weight += graph_.weight(arc);
          }
        }
      }
      ensure(weight == value, "every cut of a chain is a minimum cut");
    }
  }

  /// Arcs looked at so far.
  [[nodiscard]] std::uint64_t work() const { return work_; }

 private:
  static constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t settled = unseen - 1;

  // Settles what reaches barred nodes; stops when that is all but s.
  void bar(std::uint32_t s, const std::vector<std::uint32_t>& barred) {
    queue_ = barred;
    for (const std::uint32_t v : barred) number_[v] = settled;
    for (std::size_t i = 0; i < queue_.size() && number_[s] == unseen; ++i) {
      if (queue_.size() + 1 == graph_.node_count()) return settle_if_it_reaches(s);
      for (const auto& arc : graph_.arcs(queue_[i])) {
        ++work_;
        if (number_[arc.target] != unseen || !flow_.has_room_back(queue_[i], arc)) continue;
        number_[arc.target] = settled;
        queue_.push_back(arc.target);
      }
    }
    work_ += queue_.size();
  }

  // Requires that all other nodes are settled.
  void settle_if_it_reaches(std::uint32_t s) {
    for (const auto& arc : graph_.arcs(s)) {
      if (flow_.has_room(s, arc)) number_[s] = settled;
    }
    work_ += graph_.arcs(s).size() + queue_.size();
  }

  // Tarjan's strong components along residual arcs, without recursion: a component is complete
  // after all that it reaches.
  void visit(std::uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      Frame& at = path_.back();
      const auto arcs = graph_.arcs(at.node);
      if (at.next == arcs.size()) {
        leave();
        continue;
      }
      const auto& arc = arcs[at.next++];
      ++work_;
      const std::uint32_t number = number_[arc.target];
      if (number == settled || !flow_.has_room(at.node, arc)) continue;
      if (number == unseen) {
        enter(arc.target);
      } else {
        at.low = std::min(at.low, number);
      }
    }
  }

  void enter(std::uint32_t v) {
    number_[v] = static_cast<std::uint32_t>(stack_.size());
    path_.push_back({v, number_[v], 0});
    stack_.push_back(v);
  }

  void leave() {
    const Frame done = path_.back();
    path_.pop_back();
    if (!path_.empty()) path_.back().low = std::min(path_.back().low, done.low);
    if (done.low < number_[done.node]) return;
    const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(number_[done.node]);
    for (auto v = first; v != stack_.end(); ++v) number_[*v] = settled;
    order_.insert(order_.end(), first, stack_.end());
    ends_.push_back(order_.size());
    stack_.erase(first, stack_.end());
  }

  struct Frame {
    std::uint32_t node;
    std::uint32_t low;  // the least number on the stack that it reaches
    std::size_t next;
  };

  const CutGraph<N>& graph_;
  const PairCut<N>& flow_;
  std::vector<std::uint32_t> number_;  // its place on stack_, or one of the two words above
  std::vector<std::uint32_t> queue_, stack_, order_;
  std::vector<std::size_t> ends_;
  std::vector<Frame> path_;
  std::uint64_t work_ = 0;
};

}  // namespace isthmus::flow
