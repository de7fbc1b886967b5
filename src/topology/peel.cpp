// Let e be a variable with x_e > 0 on all of P(c). Its facet is missing in K(c), so e is a cone
// vertex of nothing: I(c) = (x_e) + I', where I' does not contain x_e, and M(c) is, up to
// homotopy, a sphere of dimension (weights of e) − 1 times the variety of I'. The inequality x_e >=
// 0 says nothing on P(c), and the law at one end of e only defines x_e: contracting e leaves the
// same polyhedron in the other coordinates. Parallels that arise then are joined, and may be unable
// to vanish together although each can alone; therefore the rounds.
//
// The cut behind e must use no other lock, so that it is a cut of the original network whose charge
// alone decides. All other variables found with e are contracted first: what crosses a cut of the
// rest is no lock.
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

/// The cut that locks `variable` in the piece with all other locked variables contracted.
RawCut cut_behind(const Piece& piece, const std::vector<EdgeId>& locked, EdgeId variable) {
  std::vector<EdgeId> others;
  std::copy_if(locked.begin(), locked.end(), std::back_inserter(others),
               [&](EdgeId e) { return e != variable; });
  const Piece alone = contracted(piece, others);
  for (const CutStep& step : edge_minima(alone.network, alone.c, alone.flow).locked) {
    if (step.uses.empty() && alone.edges[step.edge] == piece.edges[variable]) {
      return raw_cut(alone, step);
    }
  }
  ensure(false, "a variable that cannot vanish has a cut that no other such variable crosses");
  return {};
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
      peeled.spheres.push_back(locked.size() == 1 ? raw_cut(block, minima.locked.front())
                                                  : cut_behind(block, locked, e));
    }
    for (Piece& part : split(contracted(block, locked))) open.push_back(std::move(part));
  }
  return peeled;
}

}  // namespace isthmus::topology
