// Let e be a variable with x_e > 0 on all of P(c). Its facet is missing in K(c), so e is a cone
// vertex of nothing: I(c) = (x_e) + I', where I' does not contain x_e, and M(c) is, up to
// homotopy, a sphere of dimension (weights of e) − 1 times the variety of I'. The inequality x_e >=
// 0 says nothing on P(c), and the law at one end of e only defines x_e: contracting e leaves the
// same polyhedron in the other coordinates. Parallels that arise then are joined, and may be unable
// to vanish together although each can alone; therefore the rounds.
//
// The cut behind e must use no other lock, so that it is a cut of the original network whose charge
// alone decides. So all others are contracted first, until e is the only lock.
#include "topology/peel.hpp"

#include <algorithm>

#include "isthmus/error.hpp"

namespace isthmus::topology {
namespace {

std::vector<EdgeId> locked_variables(const EdgeMinima& minima) {
  std::vector<EdgeId> edges;
  for (const CutStep& step : minima.locked) edges.push_back(step.edge);
  std::sort(edges.begin(), edges.end());
  return edges;
}

RawCut raw_cut(const Piece& piece, const CutStep& step) {
  PerNode<bool> inside(piece.network.node_count(), false);
  RawCut cut{step.kind, piece.edges[step.edge], {}, 0};
  for (const NodeId v : step.set) {
    inside[v] = true;
    cut.charge += piece.c[v];
  }
  std::vector<EdgeId> crossing;
  for (const EdgeId e : piece.network.edges()) {
    if (inside[piece.network.tail(e)] != inside[piece.network.head(e)]) crossing.push_back(e);
  }
  cut.crossing = original_edges(piece, crossing);
  return cut;
}

/// The cut that locks the variable with these original edges, once all other locks are contracted;
/// that may join parallels that cannot vanish together, which are contracted in turn.
RawCut cut_behind(Piece piece, const std::vector<EdgeId>& original) {
  for (;;) {
    const EdgeMinima minima = edge_minima(piece.network, piece.c, piece.flow);
    std::vector<EdgeId> others;
    const CutStep* own = nullptr;
    for (const CutStep& step : minima.locked) {
      if (piece.edges[step.edge] == original) {
        own = &step;
      } else {
        others.push_back(step.edge);
      }
    }
    ensure(own != nullptr, "what cannot vanish cannot vanish after contracting others either");
    if (others.empty()) return raw_cut(piece, *own);
    piece = contracted(piece, others);
  }
}

bool has_law_that_binds(const Piece& piece) {
  return std::any_of(piece.c.values().begin(), piece.c.values().end(),
                     [](const Rational& c) { return c != 0; });
}

}  // namespace

std::vector<EdgeId> original_edges(const Piece& piece, const std::vector<EdgeId>& variables) {
  std::vector<EdgeId> edges;
  for (const EdgeId e : variables) {
    edges.insert(edges.end(), piece.edges[e].begin(), piece.edges[e].end());
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

Peeled peel(Piece piece) {
  Peeled peeled;
  std::vector<Piece> open = split(piece);
  while (!open.empty()) {
    const Piece block = std::move(open.back());
    open.pop_back();
    if (!has_law_that_binds(block)) continue;
    const EdgeMinima minima = edge_minima(block.network, block.c, block.flow);
    const std::vector<EdgeId> locked = locked_variables(minima);
    if (locked.empty()) {
      peeled.blocks.push_back(block);
      continue;
    }
    for (const EdgeId e : locked) {
      peeled.spheres.push_back(cut_behind(block, block.edges[e]));
    }
    for (Piece& part : split(contracted(block, locked))) open.push_back(std::move(part));
  }
  return peeled;
}

}  // namespace isthmus::topology
