// The cells with one label, as a chain complex.
//
// Problem: H_i(M(c)) = ⊕_T H̃_{i−1}(K_T) over sets T of variables, of which there are 2^|E|.
// Idea: for a set T let Q_T ⊂ {c·y = 1} be the heights with y_head <= y_tail for all variables
// outside T. Its bounded cells have labels inside T; they form a contractible complex, or none if
// Q_T is empty (the bounded faces of a subdivision of a polyhedron without lines). So the cell
// complex, each cell labelled with the monomial of its label, is a free resolution of the cut ideal
// over the integers (Bayer and Sturmfels 1998): the vertices are the cuts of §6. Tensoring with Z
// keeps, in degree T, the cells with label exactly T and the incidences between them:
//   Tor_{d+1}(Z[x]/I(c), Z)_T = H_d(cells with label T) ≅ H̃^{|T|−d−2}(K_T; Z)   (Hochster).
// Only labels of cells occur, far fewer than the lcm-lattice has members, and each group is small.
// Bundles of m weights count m times in |T|. With universal coefficients for cohomology, a free
// summand in dimension d adds to the degree |T|−d−1 of M(c), a torsion summand to |T|−d−2.
//
// Incidence: for parts P_1 … P_k in order of their lowest nodes, without that of the ground, orient
// the cell by dy_1∧…∧dy_k. Levelling P_i with a part that comes before it (or the ground) keeps the
// other coordinates, so the sign is (−1)^i, negated if P_i is the lower one.
//
// Rejected: the restrictions K_T over the lcm-lattice with a rank for each (the tests do that).
// Source: Novik, Postnikov, Sturmfels, "Syzygies of oriented matroids" (2002), for arrangements
// with two variables for each hyperplane; the argument above is self-contained.
#include "topology/cell_homology.hpp"

#include <algorithm>
#include <vector>

#include "isthmus/error.hpp"
#include "topology/chain_complex.hpp"

namespace isthmus::topology {
namespace {

struct Facet {
  std::uint32_t index;  // in the level below
  std::int64_t sign;
};

class Labelled {
 public:
  Labelled(const Piece& piece, const CellGraph& graph, const BoundedCells& cells)
      : piece_(piece), graph_(graph), cells_(cells) {
    for (std::uint32_t d = 0; d < cells.levels.size(); ++d) {
      for (std::uint32_t i = 0; i < cells.levels[d].size(); ++i) {
        members_.push_back({graph.label(cells.levels[d][i]), d, i});
      }
    }
    std::sort(members_.begin(), members_.end());
  }

  /// Where chunks of a few thousand members begin, whole labels each, and the end.
  [[nodiscard]] std::vector<std::size_t> chunks() const {
    constexpr std::size_t at_least = 4096;
    std::vector<std::size_t> begins{0};
    for (std::size_t i = 1; i < members_.size(); ++i) {
      const bool new_label = members_[i].label != members_[i - 1].label;
      if (new_label && i - begins.back() >= at_least) begins.push_back(i);
    }
    if (!members_.empty()) begins.push_back(members_.size());
    return begins;
  }

  /// Adds the homology of the label that begins at `from`; where the next one begins.
  std::size_t add(std::size_t from, Homology& sum) const {
    std::size_t to = from + 1;
    while (to < members_.size() && members_[to].label == members_[from].label) ++to;
    const std::uint64_t degree = weight(members_[from].label);
    const auto groups = homology(complex(from, to));
    for (std::uint64_t d = 0; d < groups.size(); ++d) {
      if (groups[d].rank > 0) sum.betti[degree - d - 1] += Integer(groups[d].rank);
      for (const Integer& q : groups[d].torsion) add_torsion(sum, degree - d - 2, q, 1);
    }
    return to;
  }

 private:
  struct Member {
    Cell label;
    std::uint32_t dimension, index;
    friend auto operator<=>(const Member&, const Member&) = default;
  };

  [[nodiscard]] std::uint64_t weight(const Cell& label) const {
    std::uint64_t sum = 0;
    for (const EdgeId e : graph_.variables(label)) sum += piece_.weights[e];
    ensure(sum > 0, "a cell with an empty label would mean that P(c) is empty");
    return sum;
  }
  [[nodiscard]] ChainComplex complex(std::size_t from, std::size_t to) const {
    ChainComplex complex;
    std::size_t below = from, below_end = from;  // the members one dimension below
    for (std::size_t at = from; at < to; ++at) {
      const Member& member = members_[at];
      if (at == from || members_[at - 1].dimension != member.dimension) {
        const bool follows = at > from && members_[at - 1].dimension + 1 == member.dimension;
        below = follows ? below_end : at;
        below_end = at;
        complex.boundary.resize(member.dimension + 1);
      }
      complex.boundary[member.dimension].push_back(column(member, below, below_end));
    }
    return complex;
  }
  /// Coefficients on the members from `begin` to before `end`, which are sorted by index.
  [[nodiscard]] Column column(const Member& member, std::size_t begin, std::size_t end) const {
    Column column;
    if (begin == end) return column;
    for (const Facet& facet : facets(member)) {
      const auto first = members_.begin() + static_cast<std::ptrdiff_t>(begin);
      const auto last = members_.begin() + static_cast<std::ptrdiff_t>(end);
      const auto at = std::partition_point(
          first, last, [&](const Member& other) { return other.index < facet.index; });
      ensure(at != last && at->index == facet.index, "facets with the same label are members");
      column.emplace_back(static_cast<std::uint32_t>(at - first), facet.sign);
    }
    std::sort(column.begin(), column.end());
    return column;
  }
  /// Those with the same label: where levelling makes no positive variable vanish.
  [[nodiscard]] std::vector<Facet> facets(const Member& member) const {
    const Cell& cell = cells_.levels[member.dimension][member.index];
    const Order order = graph_.order(cell);
    std::vector<Facet> facets;
    for (const Cover& cover : order.covers) {
      const Cell lost = graph_.label(cover.signs);
      if (!lost.first.empty() || !lost.second.empty()) continue;
      const Cell facet{cell.first.without(cover.signs.first),
                       cell.second.without(cover.signs.second)};
      facets.push_back({cells_.levels[member.dimension - 1].find(facet), sign(order, cover)});
    }
    return facets;
  }
  static std::int64_t sign(const Order& order, const Cover& cover) {
    const std::size_t ground = order.parts.size() - 1;
    const std::size_t later = cover.above == ground   ? cover.below
                              : cover.below == ground ? cover.above
                                                      : std::max(cover.above, cover.below);
    return (later % 2 == 0) == (later == cover.above) ? 1 : -1;
  }

  const Piece& piece_;
  const CellGraph& graph_;
  const BoundedCells& cells_;
  std::vector<Member> members_;  // by label, then dimension, then index
};

}  // namespace

std::optional<Homology> cell_homology(const Piece& piece, const CellGraph& graph,
                                      const BoundedCells& cells, Stages& stages) {
  const Labelled labelled(piece, graph, cells);
  const std::vector<std::size_t> begins = labelled.chunks();
  const FarmResult parts = stages.run("taking homology", begins.size() - 1, [&](std::size_t i) {
    Homology sum;
    for (std::size_t at = begins[i]; at < begins[i + 1];) at = labelled.add(at, sum);
    return as_bytes(sum);
  });
  if (!parts.complete) return std::nullopt;
  Homology sum = point_homology();
  for (const auto& part : parts.items) add(homology_from_bytes(*part), sum);
  return sum;
}

}  // namespace isthmus::topology
