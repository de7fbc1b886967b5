// Pieces: what is left of a balance network once its topology is taken apart (Theory §6).
//
// M(c) is a product over blocks, and parallel edges always vanish together as far as K(c) is
// concerned, so they are one variable. An edge or bundle of parallels that is positive everywhere
// on P(c) has no facet: contracting it leaves P(c) as it is, and M(c) is a sphere times what
// remains. A piece is a network after such steps, with the dictionary back.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/balance_network.hpp"

namespace isthmus::topology {

/// A balance network without loops and without parallel edges. Each of its edges (a *variable*)
/// stands for all parallel edges tail → head at once: x is their sum.
struct Piece {
  BalanceNetwork network;              ///< every multiplicity is 1
  Balance c;                           ///< of the hidden nodes
  Flow flow;                           ///< a point of P(c)
  PerEdge<std::vector<EdgeId>> edges;  ///< of each variable, original ones; increasing
  PerEdge<std::uint64_t> weights;      ///< of each variable: the number of weights in it
};

/// The whole network as one piece. Requires that `flow` is a point of P(c). O((V + E) log E).
[[nodiscard]] Piece whole(const BalanceNetwork& network, const Balance& c, const Flow& flow);

/// The ends of the given variables become one node, with the sum of their c (the ground takes in
/// what is joined to it); what becomes a loop is dropped, what becomes parallel is joined.
[[nodiscard]] Piece contracted(const Piece& piece, const std::vector<EdgeId>& variables);

/// The blocks, each with the node where it hangs on the rest as its ground; a part without ground
/// hangs on its last node. A node of a block stands for everything that hangs on it: c is the sum,
/// and a set of nodes of the block has the same crossing edges as all that belongs to it in the
/// whole. Isolated nodes are left out. In the order of the first edge.
[[nodiscard]] std::vector<Piece> split(const Piece& piece);

}  // namespace isthmus::topology
