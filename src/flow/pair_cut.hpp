// A minimum cut between two nodes of an undirected graph.
//
// Dinic's algorithm: breadth-first levels towards the sink, then blocking pushes along arcs that go
// down one level, with current-arc pointers, until the sink is cut off or the flow fills all edges
// at one of the two ends (then no search is left to do: that end alone is the cut). An edge carries
// one signed flow, so that both its directions share its weight.
// O(V²·E) at worst; a few searches in the shallow graphs of layered networks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "flow/cut_graph.hpp"

namespace isthmus::flow {

template <class N>
class PairCut {
 public:
  /// `graph` must outlive it.
  explicit PairCut(const CutGraph<N>& graph)
      : graph_(graph),
        flow_(graph.edge_count(), N(0)),
        level_(graph.node_count()),
        cursor_(graph.node_count()) {}

  /// The value of a minimum cut between `source` and `sink`; then `side` tells it.
  N separate(std::uint32_t source, std::uint32_t sink) {
    std::fill(flow_.begin(), flow_.end(), N(0));
    source_ = source;
    sink_ = sink;
    const N most = std::min(graph_.degree(source), graph_.degree(sink));
    N value(0);
    while (value < most && find_levels()) value += push_all(N(most - value));
    take_side(value);
    return value;
  }

  /// For every node whether it is on the side of the source.
  [[nodiscard]] const std::vector<bool>& side() const { return side_; }

  /// Arcs looked at so far: the measure of the work done.
  [[nodiscard]] std::uint64_t work() const { return work_; }

 private:
  using Arc = typename CutGraph<N>::Arc;
  static constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();

  struct Step {
    std::uint32_t from;
    const Arc* arc;
  };

  // CutGraph stores an edge from its smaller to its larger end; so does the flow.
  [[nodiscard]] N residual(std::uint32_t from, const Arc& arc) const {
    const N& weight = graph_.weight(arc);
    return from < arc.target ? N(weight - flow_[arc.edge]) : N(weight + flow_[arc.edge]);
  }
  [[nodiscard]] bool has_room(std::uint32_t from, const Arc& arc) const {
    const N& flow = flow_[arc.edge];
    return from < arc.target ? flow < graph_.weight(arc) : N(0) < graph_.weight(arc) + flow;
  }

  // Distances to the sink in the residual graph, up to that of the source.
  bool find_levels() {
    std::fill(level_.begin(), level_.end(), unseen);
    queue_.assign(1, sink_);
    level_[sink_] = 0;
    for (std::size_t i = 0; i < queue_.size() && level_[source_] == unseen; ++i) {
      const std::uint32_t v = queue_[i];
      const auto arcs = graph_.arcs(v);
      work_ += arcs.size();
      for (const Arc& arc : arcs) {
        if (level_[arc.target] != unseen || !has_room_back(v, arc)) continue;
        level_[arc.target] = level_[v] + 1;
        queue_.push_back(arc.target);
      }
    }
    std::fill(cursor_.begin(), cursor_.end(), 0);
    return level_[source_] != unseen;
  }

  // Room on the way from the other end of the arc to v.
  [[nodiscard]] bool has_room_back(std::uint32_t v, const Arc& arc) const {
    const N& flow = flow_[arc.edge];
    return arc.target < v ? flow < graph_.weight(arc) : N(0) < graph_.weight(arc) + flow;
  }

  // A blocking flow of at most `limit`.
  N push_all(const N& limit) {
    N pushed(0);
    path_.clear();
    std::uint32_t at = source_;
    while (true) {
      if (at == sink_) {
        pushed += augment(N(limit - pushed));
        if (pushed == limit) return pushed;
        at = path_.empty() ? source_ : path_end();
      } else if (const Arc* arc = next_arc(at)) {
        path_.push_back({at, arc});
        at = arc->target;
      } else if (path_.empty()) {
        return pushed;
      } else {
        at = path_.back().from;
        path_.pop_back();
        ++cursor_[at];
      }
    }
  }

  const Arc* next_arc(std::uint32_t v) {
    const auto arcs = graph_.arcs(v);
    for (std::uint32_t& i = cursor_[v]; i < arcs.size(); ++i) {
      ++work_;
      const Arc& arc = arcs[i];
      if (level_[arc.target] + 1 == level_[v] && has_room(v, arc)) return &arc;
    }
    return nullptr;
  }

  // Pushes along the path and cuts it off before its first full arc.
  N augment(const N& limit) {
    N amount = limit;
    for (const Step& step : path_) amount = std::min(amount, residual(step.from, *step.arc));
    std::size_t kept = path_.size();
    for (std::size_t i = path_.size(); i-- > 0;) {
      const auto& [from, arc] = path_[i];
      if (from < arc->target) {
        flow_[arc->edge] += amount;
      } else {
        flow_[arc->edge] -= amount;
      }
      if (!has_room(from, *arc)) kept = i;
    }
    work_ += path_.size();
    path_.resize(kept);
    return amount;
  }

  [[nodiscard]] std::uint32_t path_end() const { return path_.back().arc->target; }

  // The last search reached only what still drains to the sink; without it, one end is alone.
  void take_side(const N& value) {
    if (value == graph_.degree(source_)) {
      side_.assign(graph_.node_count(), false);
      side_[source_] = true;
    } else if (value == graph_.degree(sink_)) {
      side_.assign(graph_.node_count(), true);
      side_[sink_] = false;
    } else {
      take_near_side();
    }
  }

  // What the source still reaches: the smallest side there is.
  void take_near_side() {
    side_.assign(graph_.node_count(), false);
    side_[source_] = true;
    queue_.assign(1, source_);
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const auto arcs = graph_.arcs(queue_[i]);
      work_ += arcs.size();
      for (const Arc& arc : arcs) {
        if (side_[arc.target] || !has_room(queue_[i], arc)) continue;
        side_[arc.target] = true;
        queue_.push_back(arc.target);
      }
    }
  }

  const CutGraph<N>& graph_;
  std::uint32_t source_ = 0, sink_ = 0;
  std::vector<N> flow_;
  std::vector<std::uint32_t> level_, cursor_, queue_;
  std::vector<Step> path_;
  std::vector<bool> side_;
  std::uint64_t work_ = 0;
};

}  // namespace isthmus::flow
