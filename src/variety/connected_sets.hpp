// Enumerating the connected zero-sum sets of a piece, with pruning.
//
// Every connected set is built once: nodes are decided one after the other, always a neighbour
// of the set so far, first inside, then excluded; earlier seeds stay excluded. A branch is cut
// when the open nodes cannot bring the sum back to zero, when they are too few, or (over the
// reals) when a sign is violated: a node inside with c ≥ 0 needs an edge in from a node not
// excluded, an excluded one with c > 0 an edge in from a node not inside; mirrored for out-edges.
// Excluding a node may exclude others for the same reason.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "flow/scaled.hpp"
#include "isthmus/parallel/budget.hpp"
#include "variety/candidate_graph.hpp"

namespace isthmus {

template <class N>
class ConnectedSets {
 public:
  /// values[i] is the scaled balance of piece.nodes[i]; both must outlive the object.
  ConnectedSets(const CandidatePiece& piece, const std::vector<N>& values, Field field)
      : piece_(piece),
        values_(values),
        real_(field == Field::real),
        state_(piece.size(), State::open),
        on_boundary_(piece.size(), false),
        allowed_in_(piece.size()),
        allowed_out_(piece.size()),
        other_in_(piece.size()),
        other_out_(piece.size()) {
    for (std::size_t v = 0; v < piece.size(); ++v) {
      allowed_in_[v] = piece.in[v].size();
      allowed_out_[v] = piece.out[v].size();
      other_in_[v] = piece.in[v].size() + piece.outside_in[v];
      other_out_[v] = piece.out[v].size() + piece.outside_out[v];
      count_open(static_cast<std::uint32_t>(v), +1);
    }
  }

  /// Calls visit(set) for every connected zero-sum set with min_size (over the reals at least 2)
  /// to max_size nodes that the pruning lets through, as local numbers in no particular order.
  /// False if the budget ended first. Leaves the object as it was, so it may be called again.
  template <class Visit>
  bool run(std::size_t min_size, std::size_t max_size, Budget& budget, const Visit& visit) {
    min_size_ = min_size;
    max_size_ = max_size;
    bool finished = true;
    for (std::uint32_t seed = 0; finished && seed < piece_.size(); ++seed) {
      if (state_[seed] != State::open) continue;
      const Mark before = mark();
      decide(seed, State::inside);
      finished = explore(budget, visit);
      undo(before);
      decide(seed, State::excluded);
    }
    undo(Mark{});
    return finished;
  }

 private:
  enum class State : std::uint8_t { open, inside, excluded };

  struct Mark {
    std::size_t trail = 0;
    std::size_t boundary = 0;
  };
  struct Frame {
    std::uint32_t node;
    Mark mark;
    std::size_t scan;  // the boundary before this position holds no open node
  };

  [[nodiscard]] Mark mark() const { return {trail_.size(), boundary_.size()}; }

  template <class Visit>
  bool explore(Budget& budget, const Visit& visit) {
    std::vector<Frame> frames;
    std::size_t scan = 0;
    while (true) {
      if (!budget.spend(std::exchange(work_, 1))) return false;
      if (hopeful()) {
        if (const auto next = open_neighbour(scan)) {
          frames.push_back({*next, mark(), scan});
          decide(*next, State::inside);
          continue;
        }
        if (sum_ == 0 && size_ >= min_size_ && size_ <= max_size_) visit(inside());
      }
      if (frames.empty()) return true;
      const Frame frame = frames.back();
      frames.pop_back();
      undo(frame.mark);
      scan = frame.scan;
      decide(frame.node, State::excluded);
    }
  }

  [[nodiscard]] bool hopeful() const {
    return !conflict_ && size_ <= max_size_ && size_ + open_ >= min_size_ &&
           sum_ + open_negative_ <= 0 && sum_ + open_positive_ >= 0;
  }

  std::optional<std::uint32_t> open_neighbour(std::size_t& scan) const {
    if (size_ == max_size_) return std::nullopt;
    for (; scan < boundary_.size(); ++scan) {
      if (state_[boundary_[scan]] == State::open) return boundary_[scan];
    }
    return std::nullopt;
  }

  [[nodiscard]] std::vector<std::uint32_t> inside() const {
    std::vector<std::uint32_t> set;
    for (const std::uint32_t v : trail_) {
      if (state_[v] == State::inside) set.push_back(v);
    }
    return set;
  }

  // Decides v and whatever follows from it. A conflict stops the consequences, not the
  // bookkeeping, so that undo stays the exact reverse.
  void decide(std::uint32_t v, State state) {
    pending_.clear();
    apply(v, state);
    while (!pending_.empty() && !conflict_) {
      const std::uint32_t next = pending_.back();
      pending_.pop_back();
      if (state_[next] == State::open) apply(next, State::excluded);
    }
  }

  void apply(std::uint32_t v, State state) {
    state_[v] = state;
    trail_.push_back(v);
    work_ += piece_.out[v].size() + piece_.in[v].size();
    count_open(v, -1);
    if (state == State::inside) {
      include(v);
    } else {
      exclude(v);
    }
  }

  void include(std::uint32_t v) {
    ++size_;
    sum_ += values_[v];
    for (const std::uint32_t w : piece_.out[v]) {
      --other_in_[w];
      check_complement(w);
      reach(w);
    }
    for (const std::uint32_t w : piece_.in[v]) {
      --other_out_[w];
      check_complement(w);
      reach(w);
    }
  }

  void reach(std::uint32_t w) {
    if (on_boundary_[w] || state_[w] != State::open) return;
    on_boundary_[w] = true;
    boundary_.push_back(w);
  }

  void exclude(std::uint32_t v) {
    check_complement(v);
    for (const std::uint32_t w : piece_.out[v]) {
      --allowed_in_[w];
      check_sign(w);
    }
    for (const std::uint32_t w : piece_.in[v]) {
      --allowed_out_[w];
      check_sign(w);
    }
  }

  // An excluded node must still be able to satisfy its law without the set.
  void check_complement(std::uint32_t w) {
    if (!real_ || state_[w] != State::excluded) return;
    if ((values_[w] > 0 && other_in_[w] == 0) || (values_[w] < 0 && other_out_[w] == 0)) {
      conflict_ = true;
    }
  }

  // A node inside must be able to satisfy its law with what may still join; an open one that
  // could not is excluded.
  void check_sign(std::uint32_t w) {
    if (!real_ || state_[w] == State::excluded) return;
    const bool can_stay =
        (values_[w] < 0 || allowed_in_[w] > 0) && (values_[w] > 0 || allowed_out_[w] > 0);
    if (can_stay) return;
    if (state_[w] == State::inside) {
      conflict_ = true;
    } else {
      pending_.push_back(w);
    }
  }

  void count_open(std::uint32_t v, int change) {
    open_ += static_cast<std::size_t>(change);
    N& side = values_[v] > 0 ? open_positive_ : open_negative_;
    if (change > 0) {
      side += values_[v];
    } else {
      side -= values_[v];
    }
  }

  void undo(const Mark& to) {
    while (trail_.size() > to.trail) {
      revert(trail_.back());
      trail_.pop_back();
    }
    while (boundary_.size() > to.boundary) {
      on_boundary_[boundary_.back()] = false;
      boundary_.pop_back();
    }
    conflict_ = false;
  }

  void revert(std::uint32_t v) {
    const bool was_inside = state_[v] == State::inside;
    auto& in_counts = was_inside ? other_in_ : allowed_in_;
    auto& out_counts = was_inside ? other_out_ : allowed_out_;
    for (const std::uint32_t w : piece_.out[v]) ++in_counts[w];
    for (const std::uint32_t w : piece_.in[v]) ++out_counts[w];
    if (was_inside) {
      --size_;
      sum_ -= values_[v];
    }
    state_[v] = State::open;
    count_open(v, +1);
  }

  const CandidatePiece& piece_;
  const std::vector<N>& values_;
  bool real_;
  std::size_t min_size_ = 1, max_size_ = 0;

  std::vector<State> state_;
  std::vector<bool> on_boundary_;
  // Edges from and to nodes of the piece that are not excluded; edges from and to any nodes that
  // are not inside.
  std::vector<std::size_t> allowed_in_, allowed_out_, other_in_, other_out_;
  std::vector<std::uint32_t> trail_, boundary_, pending_;
  std::size_t size_ = 0, open_ = 0;
  N sum_ = N(0), open_positive_ = N(0), open_negative_ = N(0);
  bool conflict_ = false;
  std::uint64_t work_ = 1;  // nodes decided and edges looked at since the budget was last charged
};

}  // namespace isthmus
