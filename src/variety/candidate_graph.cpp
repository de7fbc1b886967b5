#include "variety/candidate_graph.hpp"

#include <algorithm>
#include <limits>

namespace isthmus {
namespace {

class Peeler {
 public:
  Peeler(const BalanceNetwork& network, const Balance& c)
      : network_(network), c_(c), allowed_(network.node_count(), true) {
    allowed_[network.ground()] = false;
  }

  void peel() {
    std::vector<NodeId> queue;
    for (const NodeId v : network_.hidden_nodes()) queue.push_back(v);
    while (!queue.empty()) {
      const NodeId v = queue.back();
      queue.pop_back();
      if (!allowed_[v] || can_stay(v)) continue;
      allowed_[v] = false;
      for (const EdgeId e : network_.out_edges(v)) queue.push_back(network_.head(e));
      for (const EdgeId e : network_.in_edges(v)) queue.push_back(network_.tail(e));
    }
  }

  [[nodiscard]] const PerNode<bool>& allowed() const { return allowed_; }

 private:
  [[nodiscard]] bool can_stay(NodeId v) const {
    const int sign = sign_of(c_[v]);
    return (sign < 0 || any_allowed(network_.in_edges(v), v)) &&
           (sign > 0 || any_allowed(network_.out_edges(v), v));
  }

  [[nodiscard]] bool any_allowed(std::span<const EdgeId> edges, NodeId v) const {
    return std::any_of(edges.begin(), edges.end(),
                       [&](EdgeId e) { return allowed_[network_.other_end(e, v)]; });
  }

  const BalanceNetwork& network_;
  const Balance& c_;
  PerNode<bool> allowed_;
};

class PieceBuilder {
 public:
  PieceBuilder(const BalanceNetwork& network, const PerNode<bool>& allowed)
      : network_(network), allowed_(allowed), local_(network.node_count(), none) {}

  std::vector<CandidatePiece> build() {
    std::vector<CandidatePiece> pieces;
    for (const NodeId v : network_.hidden_nodes()) {
      if (allowed_[v] && local_[v] == none) pieces.push_back(piece_from(v));
    }
    return pieces;
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  CandidatePiece piece_from(NodeId start) {
    CandidatePiece piece;
    add(piece, start);
    for (std::size_t i = 0; i < piece.nodes.size(); ++i) {
      const NodeId v = piece.nodes[i];
      for (const auto arcs : {network_.out_edges(v), network_.in_edges(v)}) {
        for (const EdgeId e : arcs) add(piece, network_.other_end(e, v));
      }
    }
    std::sort(piece.nodes.begin(), piece.nodes.end());
    for (std::uint32_t i = 0; i < piece.nodes.size(); ++i) local_[piece.nodes[i]] = i;
    connect(piece);
    return piece;
  }

  void add(CandidatePiece& piece, NodeId v) {
    if (!allowed_[v] || local_[v] != none) return;
    local_[v] = 0;
    piece.nodes.push_back(v);
  }

  void connect(CandidatePiece& piece) const {
    piece.out.resize(piece.size());
    piece.in.resize(piece.size());
    piece.outside_out.resize(piece.size(), 0);
    piece.outside_in.resize(piece.size(), 0);
    for (std::uint32_t i = 0; i < piece.size(); ++i) {
      const NodeId v = piece.nodes[i];
      for (const EdgeId e : network_.out_edges(v)) {
        note(network_.head(e), piece.out[i], piece.outside_out[i]);
      }
      for (const EdgeId e : network_.in_edges(v)) {
        note(network_.tail(e), piece.in[i], piece.outside_in[i]);
      }
    }
  }

  void note(NodeId neighbour, std::vector<std::uint32_t>& inside, std::uint32_t& outside) const {
    if (allowed_[neighbour]) {
      inside.push_back(local_[neighbour]);
    } else {
      ++outside;
    }
  }

  const BalanceNetwork& network_;
  const PerNode<bool>& allowed_;
  PerNode<std::uint32_t> local_;
};

}  // namespace

std::vector<CandidatePiece> candidate_pieces(const BalanceNetwork& network, const Balance& c,
                                             Field field) {
  Peeler peeler(network, c);
  if (field == Field::real) peeler.peel();
  return PieceBuilder(network, peeler.allowed()).build();
}

}  // namespace isthmus
