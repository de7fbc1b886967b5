// Kind in: U holds the head of e, with every node the tails of all its edges in, except e, and the
// heads of its nonzero edges out. The least such U is found by a search; it is a cut unless it
// holds the ground or the tail of e. Kind out is the mirror image. Theory §7: every other edge can
// be unlocked, alone, by some real rescaling.
#include "motion/dead_end.hpp"

namespace isthmus::motion {

DeadEnds::DeadEnds(const BalanceNetwork& network, const Flow& x, Budget budget)
    : network_(network), x_(x), budget_(budget), inside_(network.node_count(), false) {}

bool DeadEnds::behind(EdgeId e) {
  if (x_[e] == 0 || network_.multiplicity(e) != 1 || network_.is_loop(e)) return false;
  return closes(e, Side::head) || closes(e, Side::tail);
}

bool DeadEnds::closes(EdgeId e, Side side) {
  const bool head = side == Side::head;
  const NodeId first = head ? network_.head(e) : network_.tail(e);
  const NodeId avoid = head ? network_.tail(e) : network_.head(e);
  const bool closed = add(first, avoid) && grow(e, avoid, side);
  for (const NodeId v : set_) inside_[v] = false;
  set_.clear();
  return closed;
}

// Entrances lead into the set whatever they weigh; exits do if they are not 0.
bool DeadEnds::grow(EdgeId e, NodeId avoid, Side side) {
  for (std::size_t i = 0; i < set_.size(); ++i) {
    const NodeId v = set_[i];
    const bool head = side == Side::head;
    const auto entrances = head ? network_.in_edges(v) : network_.out_edges(v);
    const auto exits = head ? network_.out_edges(v) : network_.in_edges(v);
    if (!budget_.spend(entrances.size() + exits.size())) return false;
    for (const EdgeId f : entrances) {
      if (f != e && !add(network_.other_end(f, v), avoid)) return false;
    }
    for (const EdgeId f : exits) {
      if (x_[f] != 0 && !add(network_.other_end(f, v), avoid)) return false;
    }
  }
  return true;
}

bool DeadEnds::add(NodeId v, NodeId avoid) {
  if (network_.is_ground(v) || v == avoid) return false;
  if (!inside_[v]) set_.push_back(v);
  inside_[v] = true;
  return true;
}

}  // namespace isthmus::motion
