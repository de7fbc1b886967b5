// Pushing flow along the residual graph: the one augmenting engine of this room.
//
// The residual graph of a point x ≥ 0 has, for every edge e = (u→v), the arc u→v without limit
// (nothing bounds x_e above) and the arc v→u with capacity x_e − floor_e. Dinic's algorithm:
// breadth-first levels from the sources up to the nearest sinks, then blocking pushes along
// level-increasing arcs with current-arc pointers, until no sink is reached. Everything is
// iterative, and every call costs time in proportion to what it visits, not to the network: the
// local problems (one bottleneck after the other) would be quadratic otherwise.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "flow/scaled.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::flow {

template <class N>
class Pusher {
 public:
  /// Starts at the point `start`; `network` must outlive the pusher.
  Pusher(const BalanceNetwork& network, PerEdge<N> start)
      : x(std::move(start)),
        floor(network.edge_count(), N(0)),
        room(network.node_count(), N(0)),
        network_(network),
        level_(network.node_count(), unseen),
        cursor_(network.node_count(), 0),
        drains_(network.node_count(), false) {
    for (const EdgeId e : network.in_edges(network.ground())) drains_[network.tail(e)] = true;
  }

  PerEdge<N> x;                            ///< the current point
  PerEdge<N> floor;                        ///< x is never pushed below it …
  bool ignore_floor = false;               ///< … unless this is set: then only below 0
  PerNode<N> room;                         ///< how much a node still absorbs (finite sinks)
  bool ground_absorbs = false;             ///< the ground is a sink without limit
  bool whole_levels = false;               ///< search them from a single source too
  std::optional<EdgeId> banned;            ///< an edge that may not be used in either direction
  const PerNode<bool>* side = nullptr;     ///< if given, arcs between its two sides may not be used
  std::vector<EdgeId>* touched = nullptr;  ///< if given, edges whose x changed are appended

  /// Pushes as much as possible of `supply` (pairs of node and amount) into the sinks; the
  /// supplies are reduced by what went out. Afterwards reached() is the set that the remaining
  /// supply reaches, if any remains.
  void push(std::vector<std::pair<NodeId, N>>& supply) {
    while (find_levels(supply)) {
      for (auto& [source, amount] : supply) push_from(source, amount);
    }
  }

  /// True when some sink with room is reachable from `source`; pushes nothing.
  [[nodiscard]] bool reaches_sink(NodeId source) {
    std::vector<std::pair<NodeId, N>> probe{{source, N(1)}};
    return find_levels(probe);
  }

  /// The nodes visited by the last search; the cut when that search found no sink.
  [[nodiscard]] const std::vector<NodeId>& reached() const { return visited_; }
  /// Arcs looked at by all searches so far: the measure of the work done.
  [[nodiscard]] std::uint64_t work() const { return work_; }
  [[nodiscard]] bool was_reached(NodeId v) const { return level_[v] != unseen; }

 private:
  static constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();

  struct Step {
    EdgeId edge;
    bool forward;
  };

  [[nodiscard]] bool is_sink(NodeId v) const {
    return room[v] > 0 || (ground_absorbs && network_.is_ground(v));
  }

  [[nodiscard]] N capacity_back(EdgeId e) const { return ignore_floor ? x[e] : N(x[e] - floor[e]); }

  [[nodiscard]] std::size_t arc_count(NodeId v) const {
    return network_.out_edges(v).size() + network_.in_edges(v).size();
  }

  // Arc number i out of v in the residual graph, or nothing when it has no capacity.
  [[nodiscard]] std::optional<Step> arc(NodeId v, std::size_t i) const {
    const auto out = network_.out_edges(v);
    const bool forward = i < out.size();
    const EdgeId e = forward ? out[i] : network_.in_edges(v)[i - out.size()];
    if (banned && *banned == e) return std::nullopt;
    if (!forward && capacity_back(e) <= 0) return std::nullopt;
    if (side != nullptr && (*side)[network_.tail(e)] != (*side)[network_.head(e)]) {
      return std::nullopt;
    }
    return Step{e, forward};
  }

  [[nodiscard]] NodeId target(const Step& step) const {
    return step.forward ? network_.head(step.edge) : network_.tail(step.edge);
  }

  void forget() {
    for (const NodeId v : visited_) {
      level_[v] = unseen;
      cursor_[v] = 0;
    }
    visited_.clear();
  }

  void visit(NodeId v, std::uint32_t level) {
    level_[v] = level;
    visited_.push_back(v);
  }

  // Breadth-first search; stops expanding at the level of the first sink. From a single source it
  // stops at the first sink itself: one short path at a time is cheaper than a whole level when
  // a hub stands on that level, as the one output of a network does. Where one source has to reach
  // many sinks, that would be a search for each: see whole_levels.
  bool find_levels(const std::vector<std::pair<NodeId, N>>& supply) {
    forget();
    for (const auto& [source, amount] : supply) {
      if (amount > 0 && level_[source] == unseen) visit(source, 0);
    }
    const bool stop_at_first = supply.size() == 1 && !whole_levels;
    std::uint32_t sink_level = unseen;
    for (std::size_t i = 0; i < visited_.size(); ++i) {
      const NodeId v = visited_[i];
      if (is_sink(v)) sink_level = std::min(sink_level, level_[v]);
      if (level_[v] < sink_level && expand(v, stop_at_first)) return true;
    }
    return sink_level != unseen;
  }

  // Visits what the arcs of v lead to; true if told to stop at a sink and there was one.
  bool expand(NodeId v, bool stop_at_sink) {
    for (std::size_t i = 0; i < arc_count(v); ++i) {
      ++work_;
      const auto step = arc(v, i);
      if (!step || level_[target(*step)] != unseen) continue;
      visit(target(*step), level_[v] + 1);
      if (stop_at_sink && (is_sink(target(*step)) || drain(target(*step)))) return true;
    }
    return false;
  }

  // Looks one step ahead: the ground is a sink and an edge out of v leads there. Without this a hub
  // is expanded to its last neighbour although the first one could drain.
  bool drain(NodeId v) {
    const bool usable = ground_absorbs && drains_[v] && side == nullptr &&
                        level_[network_.ground()] == unseen &&
                        !(banned && network_.tail(*banned) == v);
    if (usable) visit(network_.ground(), level_[v] + 1);
    return usable;
  }

  // Blocking pushes from one source. Between two augmentations the path starts afresh; the
  // cursors remember which arcs lead nowhere.
  void push_from(NodeId source, N& amount) {
    std::vector<Step> path;
    while (amount > 0 && level_[source] != unseen) {
      if (!find_path(source, path)) return;
      augment(path, source, amount);
    }
  }

  bool find_path(NodeId source, std::vector<Step>& path) {
    path.clear();
    NodeId at = source;
    while (!is_sink(at)) {
      if (const auto step = next_step(at)) {
        path.push_back(*step);
        at = target(*step);
        continue;
      }
      if (path.empty()) return false;
      at = source_of(path.back());
      path.pop_back();
      ++cursor_[at];
    }
    return true;
  }

  [[nodiscard]] NodeId source_of(const Step& step) const {
    return step.forward ? network_.tail(step.edge) : network_.head(step.edge);
  }

  std::optional<Step> next_step(NodeId v) {
    for (std::size_t& i = cursor_[v]; i < arc_count(v); ++i) {
      const auto step = arc(v, i);
      if (step && level_[target(*step)] == level_[v] + 1) return step;
    }
    return std::nullopt;
  }

  void augment(const std::vector<Step>& path, NodeId source, N& amount) {
    const NodeId sink = path.empty() ? source : target(path.back());
    N pushed = amount;
    const bool unlimited = ground_absorbs && network_.is_ground(sink);
    if (!unlimited && room[sink] < pushed) pushed = room[sink];
    for (const Step& step : path) {
      if (step.forward) continue;
      const N capacity = capacity_back(step.edge);
      if (capacity < pushed) pushed = capacity;
    }
    for (const Step& step : path) {
      if (step.forward) {
        add(x[step.edge], pushed);
      } else {
        subtract(x[step.edge], pushed);
      }
      if (touched != nullptr) touched->push_back(step.edge);
    }
    if (!unlimited) subtract(room[sink], pushed);
    subtract(amount, pushed);
  }

  const BalanceNetwork& network_;
  PerNode<std::uint32_t> level_;
  PerNode<std::size_t> cursor_;
  PerNode<bool> drains_;  // nodes with an edge to the ground
  std::vector<NodeId> visited_;
  std::uint64_t work_ = 0;
};

}  // namespace isthmus::flow
