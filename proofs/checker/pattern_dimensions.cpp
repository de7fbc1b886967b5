// The dimension count of T11 and T12.
#include <tuple>

#include "pattern_types.hpp"

namespace isthmus_check {
namespace {

class Dimensions {
 public:
  explicit Dimensions(PatternText& in) : in_(in) {}

  // Rado: generic vectors of the W_k, k in K, span at least the minimum over J of
  // dim W(J) + |K \ J| dimensions, modulo the free entries; d are needed for every type. Of neurons
  // alike J has all or none; and if all W_k are whole, d is that minimum.
  void require(const State& s, Side side, const Types& all, std::size_t floor) {
    std::vector<Space> w;
    while (w.size() < s.neurons.size())
      w.push_back(space(s, side, all, floor, static_cast<Id>(w.size())));
    for (const Type& type : all) {
      std::map<Space, std::size_t> alike;
      for (const Id k : elements(type.neurons)) ++alike[w[k]];
      if (std::all_of(alike.begin(), alike.end(), [](const auto& c) { return c.first.whole(); }))
        continue;
      in_.check(alike.size() <= 24, "a row has too many neurons for this rule");
      for (std::size_t mask = 0; mask >> alike.size() == 0; ++mask) {
        Spaces chosen;
        std::size_t others = 0, bit = 0;
        for (const auto& [space, count] : alike)
          (mask >> bit++ & 1) != 0 ? chosen.push_back(&space) : void(others += count);
        in_.spend(4 * alike.size());
        const bool good = others >= type.rank || reaches(chosen, type.free, type.rank - others);
        in_.check(good, "a type needs more dimensions than its neurons surely have");
      }
    }
  }

 private:
  // What is known of W_k: it is part of R^columns, and has at least this dimension.
  struct Space {
    Set columns;
    std::size_t bound = 0;
    [[nodiscard]] bool whole() const { return bound == size(columns); }
    bool operator<(const Space& other) const {
      return std::tie(columns, bound) < std::tie(other.columns, other.bound);
    }
  };
  using Spaces = std::vector<const Space*>;

  // T costs W_k at most its defect; a type above another that has k costs nothing more.
  Space space(const State& s, Side side, const Types& all, std::size_t floor, Id k) {
    std::size_t lost = 0;
    for (const Type& type : all) {
      const auto implies = [&](const Type& t) { return has(t.neurons, k) && t.below(type); };
      in_.spend(all.size());
      if (has(type.neurons, k) && std::none_of(all.begin(), all.end(), implies))
        lost += type.defect;
    }
    const Set& own = s.neurons[k].of[!side];
    return {own, std::max(floor, size(own) - std::min(size(own), lost))};
  }
  // Whether the sum of these spaces has that many dimensions modulo the free entries.
  bool reaches(const Spaces& chosen, const Set& free, std::size_t needed) {
    Set ground = free;
    for (const Space* k : chosen)
      if (k->whole()) ground |= k->columns;
    std::size_t sure = size(ground) - size(free) + disjoint(chosen, ground, 0, 0);
    if (free != 0) return sure >= needed;
    for (const Space* k : chosen) sure = std::max(sure, k->bound);
    while (sure < needed && must_grow(chosen, sure)) ++sure;
    return sure >= needed;
  }
  // The best of families without a common column, from position `next` on.
  std::size_t disjoint(const Spaces& chosen, const Set& ground, std::size_t next,
                       const Set& taken) {
    if (next == chosen.size()) return 0;
    in_.spend(8);
    const Space& k = *chosen[next];
    const std::size_t without = disjoint(chosen, ground, next + 1, taken);
    if (k.whole() || (k.columns & taken) != 0) return without;
    const std::size_t known = size(k.columns & ground), own = k.bound - std::min(k.bound, known);
    return std::max(without, own + disjoint(chosen, ground, next + 1, taken | k.columns));
  }
  // No space of this dimension holds them all: it would be each W_k of that dimension, and so lie
  // within the columns that these have in common.
  bool must_grow(const Spaces& chosen, std::size_t dimension) {
    Set common = -1;
    for (const Space* k : chosen)
      if (k->bound >= dimension) common &= k->columns;
    if (common == -1) return false;
    const auto stands_out = [&](const Space* k) { return size(k->columns & common) < k->bound; };
    return size(common) < dimension || std::any_of(chosen.begin(), chosen.end(), stands_out);
  }

  PatternText& in_;
};

}  // namespace

void require_dimensions(PatternText& in, const State& s, Side side, const Types& all,
                        std::size_t floor) {
  Dimensions(in).require(s, side, all, floor);
}

}  // namespace isthmus_check
