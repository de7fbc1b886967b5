// A minimum cut between two nodes of an undirected graph.
//
// Dinic's algorithm: breadth-first levels, then blocking pushes along arcs that go up one level,
// with current-arc pointers, until the sink is out of reach or the flow fills all edges at one of
// the two (then no search is left to do: that node alone is the cut). An edge carries one signed
// flow, so that both its directions share its weight.
//
// The levels are found from both ends at once, always a whole level of the side with fewer arcs to
// look at, until the two meet: then every node on a shortest path is known to one side or the
// other. If instead one side has nowhere to go, it is one side of a minimum cut. So the search is
// as small as the smaller side, although the ground, a hub, is near to everything.
//
// O(V²·E) at worst. Every search costs what it visits and clears only that.
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
        near_(graph.node_count()),
        far_(graph.node_count()),
        cursor_(graph.node_count()) {}

  /// The value of a minimum cut between `source` and `sink`; the rest then tells its sides.
  N separate(std::uint32_t source, std::uint32_t sink) {
    return separate(source, sink, std::min(graph_.degree(source), graph_.degree(sink)));
  }

  /// The same, but stops at a flow of value `most` if there is one; then the sides are not known.
  N separate(std::uint32_t source, std::uint32_t sink, const N& most) {
    for (const std::uint32_t edge : touched_) flow_[edge] = N(0);
    touched_.clear();
    source_ = source;
    sink_ = sink;
    N value(0);
    while (value < most && find_levels()) value += push_all(N(most - value));
    if (value == graph_.degree(source)) {
      start_search();
      near_is_whole_ = true;
    } else if (value == graph_.degree(sink)) {
      start_search();
      near_is_whole_ = false;
    }
    return value;
  }

  /// True if `listed` is the side of the source, false if it is that of the sink.
  [[nodiscard]] bool lists_near() const { return near_is_whole_; }
  /// One side, in no order.
  [[nodiscard]] const std::vector<std::uint32_t>& listed() const {
    return near_is_whole_ ? near_.nodes : far_.nodes;
  }
  /// Whether a node is on the side of the source.
  [[nodiscard]] bool is_near(std::uint32_t v) const {
    return near_is_whole_ ? near_.level[v] != unseen : far_.level[v] == unseen;
  }

  /// Whether the flow found last leaves room on `arc`, one of those at v, away from v; or to v.
  [[nodiscard]] bool has_room(std::uint32_t v, const typename CutGraph<N>::Arc& arc) const {
    const N& flow = flow_[arc.edge];
    return v < arc.target ? flow < graph_.weight(arc) : N(0) < graph_.weight(arc) + flow;
  }
  [[nodiscard]] bool has_room_back(std::uint32_t v, const typename CutGraph<N>::Arc& arc) const {
    const N& flow = flow_[arc.edge];
    return arc.target < v ? flow < graph_.weight(arc) : N(0) < graph_.weight(arc) + flow;
  }

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

  // What a search has seen from one end, level by level.
  struct Reach {
    explicit Reach(std::size_t count) : level(count, unseen) {}

    void start(std::uint32_t end) {
      for (const std::uint32_t v : nodes) level[v] = unseen;
      nodes.assign(1, end);
      level[end] = 0;
      depth = 0;
      frontier = 0;
    }
    void visit(std::uint32_t v) {
      level[v] = depth + 1;
      nodes.push_back(v);
    }

    std::vector<std::uint32_t> level;
    std::vector<std::uint32_t> nodes;
    std::size_t frontier = 0;  // where the nodes of level `depth` begin
    std::uint32_t depth = 0;
  };

  void start_search() {
    near_.start(source_);
    far_.start(sink_);
    cursor_[source_] = 0;
    cursor_[sink_] = 0;
  }

  [[nodiscard]] std::size_t volume(const Reach& reach) const {
    std::size_t arcs = 0;
    for (std::size_t i = reach.frontier; i < reach.nodes.size(); ++i) {
      arcs += graph_.arcs(reach.nodes[i]).size();
    }
    return arcs;
  }

  // False if the sink is out of reach: then one of the two sides is known in full.
  bool find_levels() {
    start_search();
    while (true) {
      near_is_whole_ = volume(near_) <= volume(far_);
      Reach& reach = near_is_whole_ ? near_ : far_;
      if (expand(reach, near_is_whole_ ? far_ : near_)) return true;
      if (reach.frontier == reach.nodes.size()) return false;
    }
  }

  // Visits the next level; true as soon as it meets what the other end has seen.
  bool expand(Reach& reach, const Reach& other) {
    const bool forward = &reach == &near_;
    const std::size_t end = reach.nodes.size();
    for (std::size_t i = reach.frontier; i < end; ++i) {
      const std::uint32_t v = reach.nodes[i];
      for (const Arc& arc : graph_.arcs(v)) {
        ++work_;
        if (reach.level[arc.target] != unseen) continue;
        if (forward ? !has_room(v, arc) : !has_room_back(v, arc)) continue;
        if (other.level[arc.target] != unseen) {
          length_ = near_.depth + far_.depth + 1;
          return true;
        }
        reach.visit(arc.target);
        cursor_[arc.target] = 0;
      }
    }
    reach.frontier = end;
    ++reach.depth;
    return false;
  }

  // The distance from the source, if a shortest path may lead through v.
  [[nodiscard]] std::uint32_t level(std::uint32_t v) const {
    if (near_.level[v] != unseen) return near_.level[v];
    return far_.level[v] == unseen ? unseen : length_ - far_.level[v];
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
    const std::uint32_t next = level(v) + 1;
    for (std::uint32_t& i = cursor_[v]; i < arcs.size(); ++i) {
      ++work_;
      const Arc& arc = arcs[i];
      if (level(arc.target) == next && has_room(v, arc)) return &arc;
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
  Reach near_, far_;
  std::uint32_t length_ = 0;  // of the shortest paths
  std::vector<std::uint32_t> cursor_, touched_;
  std::vector<Step> path_;
  bool near_is_whole_ = true;
  std::uint64_t work_ = 0;
};

}  // namespace isthmus::flow
