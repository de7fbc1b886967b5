// Colour refinement. A round gives every node the hash of its colour and of the multiset of (side,
// label, colour of the other end) over its edges: a sum of hashes, which needs no sorting. Rounds
// go on while the number of colours grows, at most one more than there are nodes.
#include "motion/colours.hpp"

#include <tuple>

namespace isthmus::motion {
namespace {

std::uint64_t scrambled(std::uint64_t z) {  // SplitMix64
  z += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

void advance(const symmetry::Wiring& wiring, const Labels& labels, Colours& colours) {
  Colours sums(colours.size(), 0);
  const auto& parallels = wiring.parallels();
  for (std::size_t i = 0; i < parallels.size(); ++i) {
    const symmetry::Parallels& p = parallels[i];
    sums[p.from] += scrambled(mixed(labels[i], colours[p.to]));
    sums[p.to] += scrambled(~mixed(labels[i], colours[p.from]));
  }
  for (std::size_t v = 0; v < sums.size(); ++v) colours[v] = mixed(colours[v], sums[v]);
}

/// A cell that does not match; null if all do. The choice must not depend on hashes.
const Cell* chosen_misfit(const Cells& cells, const std::vector<bool>& movable) {
  const auto key = [&](const Cell& cell) {
    const std::uint32_t first = cell.a.empty() ? cell.b.front() : cell.a.front();
    return std::tuple(!movable[first], cell.a.size() + cell.b.size(), first, cell.a.empty());
  };
  const Cell* best = nullptr;
  for (const auto& [colour, cell] : cells) {
    if (cell.a.size() == cell.b.size()) continue;
    if (best == nullptr || key(cell) < key(*best)) best = &cell;
  }
  return best;
}

}  // namespace

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  return scrambled(scrambled(a) + (b << 1 | b >> 63));
}

std::uint64_t hash_of(const Rational& q) {
  static const Integer prime = (Integer(1) << 61U) - 1;
  const auto residue = [&](const Integer& n) {
    return Integer(abs(n) % prime).convert_to<std::uint64_t>();
  };
  const std::uint64_t sign = q < 0 ? 1 : 0;
  return mixed(residue(numerator_of(q)) << 1 | sign, residue(denominator_of(q)));
}

Cells cells_of(const Colours& a, const Colours& b) {
  Cells cells;
  for (std::uint32_t v = 0; v < a.size(); ++v) cells[a[v]].a.push_back(v);
  for (std::uint32_t v = 0; v < b.size(); ++v) cells[b[v]].b.push_back(v);
  return cells;
}

std::optional<Misfit> refine(const Pair& pair, Colours& a, Colours& b, std::uint64_t& steps) {
  std::size_t colours = 0;
  for (std::size_t round = 0;; ++round) {
    const Cells cells = cells_of(a, b);
    steps += pair.labels_a.size() + a.size();
    if (const Cell* found = chosen_misfit(cells, pair.movable)) return Misfit{*found, round};
    if (cells.size() == colours) return std::nullopt;
    colours = cells.size();
    advance(pair.wiring, pair.labels_a, a);
    advance(pair.wiring, pair.labels_b, b);
  }
}

}  // namespace isthmus::motion
