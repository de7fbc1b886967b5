// A minimum cut between two nodes of an undirected graph.
//
// Dinic's algorithm: breadth-first levels from the source up to the sink, then blocking pushes
// along arcs that go up one level, with current-arc pointers, until the sink is out of reach or the
// flow fills all edges at the source (then no search is left to do: the source alone is the cut).
// An edge carries one signed flow, so that both its directions share its weight. O(V²·E) at worst.
// Every search costs what it visits and clears only that: with the ground, a hub, as the usual
// sink, most cuts of a large sparse graph are found in the neighbourhood of the source.
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
        level_(graph.node_count(), unseen),
        cursor_(graph.node_count()) {}

  /// The value of a minimum cut between `source` and `sink`; the rest then tells its side with the
  /// source.
  N separate(std::uint32_t source, std::uint32_t sink) {
    for (const std::uint32_t edge : touched_) flow_[edge] = N(0);
    touched_.clear();
    source_ = source;
    sink_ = sink;
    const N most = std::min(graph_.degree(source), graph_.degree(sink));
    N value(0);
    while (value < most && find_levels()) value += push_all(N(most - value));
    only_sink_far_ = value == graph_.degree(sink) && value < graph_.degree(source);
    if (value == graph_.degree(source)) visit_only_source();
    return value;
  }

  /// The side is all nodes but the sink.
  [[nodiscard]] bool only_sink_is_far() const { return only_sink_far_; }
  [[nodiscard]] bool is_near(std::uint32_t v) const {
    return only_sink_far_ ? v != sink_ : level_[v] != unseen;
  }
  /// The nodes of the side, in no order. Requires !only_sink_is_far().
  [[nodiscard]] const std::vector<std::uint32_t>& near() const { return queue_; }

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

  void visit_only_source() {
    for (const std::uint32_t v : queue_) level_[v] = unseen;
    queue_.clear();
    visit(source_, 0);
  }

  void visit(std::uint32_t v, std::uint32_t level) {
    level_[v] = level;
    cursor_[v] = 0;
    queue_.push_back(v);
  }

  // Distances from the source in the residual graph, up to the sink. If it is not reached, what is
  // reached is the side of the source.
  bool find_levels() {
    visit_only_source();
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const std::uint32_t v = queue_[i];
      for (const Arc& arc : graph_.arcs(v)) {
        ++work_;
        if (level_[arc.target] != unseen || !has_room(v, arc)) continue;
        visit(arc.target, level_[v] + 1);
        if (arc.target == sink_) return true;
      }
    }
    return false;
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
      if (level_[arc.target] == level_[v] + 1 && has_room(v, arc)) return &arc;
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
      if (flow_[arc->edge] == 0) touched_.push_back(arc->edge);
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

  const CutGraph<N>& graph_;
  std::uint32_t source_ = 0, sink_ = 0;
  std::vector<N> flow_;
  std::vector<std::uint32_t> level_, cursor_, queue_, touched_;
  std::vector<Step> path_;
  bool only_sink_far_ = false;
  std::uint64_t work_ = 0;
};

}  // namespace isthmus::flow
