// T11: a count of dimensions that proves a state closed, and T12's variant that proves it full.
//
// Seen by rows. For a type of rows t = (K, F) let U be the columns of K, d_t the generic rank of
// (x_k : k in K) mod F, cod_t = |U \ F| - d_t; s ≤ t if K_s ⊆ K_t and F_s ⊆ F_t.
//
// Theorem (T11). Put lb(k) = |C_k| - Σ cod_t over the minimal types t with k in K, but at least 1;
// k is unconstrained if that sum is 0. For a set J of neurons of t let lb_t(J) be the number of
// columns outside F of unconstrained neurons of J, plus the largest Σ max(0, lb(k) - |C_k ∩ (F ∪
// those columns)|) over constrained neurons of J with pairwise disjoint C. Without free entries
// this may be raised: v = max(lb_t(J), lb(k) for k in J) grows by one as long as no space Z of
// dimension v can hold all W_k: those with lb(k) ≥ v would equal Z, so that Z lies in the common
// columns of these, which must be at least v and leave every k in J room for lb(k).
// If lb_t(J) + |K \ J| ≥ d_t for all types t and all J ⊆ K, then S is closed.
//
// Proof. Let A be the limit of A^ν in S, with generic X^ν, |x_k| = 1. Along a subsequence x_k → v_k
// ≠ 0 and span(x_K) + R^F → T_t of dimension d_t + |F|, with T_s ⊆ T_t for s ≤ t and a_i in T_t.
// Let W_k be the vectors on C_k in all T_t with k in t: it contains v_k, and each minimal type
// costs it at most cod_t dimensions while the others are implied, so dim W_k ≥ lb(k). By Rado's
// theorem generic x_k in W_k span T_t mod R^F for all t at once, as soon as the sums of W_k over J
// are large enough mod R^F; lb_t(J) bounds them from below. So A is in S. □
//
// Theorem (T12a). If the same holds with 0 in place of the floor 1, and every type with cod_t > 0
// has Σ d_s over the maximal types s < t, plus the number of its rows, at most d_t, then every
// matrix on the covered observed entries is attained: nested T_t that hold its rows can be chosen.
//
// Cost. Identical neurons count once: with more copies in J only |K \ J| shrinks, so J has all of a
// class or none. Up to 3^classes sets and families for each type, counted before they are tried.
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "pattern/closed/rules.hpp"
#include "pattern/row_types.hpp"

namespace isthmus {
namespace {

// A type may cost so many steps; beyond, nothing is claimed.
constexpr std::uint64_t cost_limit = 5'000'000;

// Identical neurons, as T11 sees them.
struct Class {
  IndexSet columns;
  IndexSet members;       // positions in the state
  std::size_t bound = 0;  // lb(k)
  bool constrained = false;
};

struct CountedType {
  RowType type;
  std::size_t rank = 0;         // d
  std::size_t codimension = 0;  // |U \ F| - d
  std::vector<std::size_t> classes;
};

bool is_below(const RowType& s, const RowType& t) {
  return s.neurons.is_subset_of(t.neurons) && s.free.is_subset_of(t.free);
}

bool is_strictly_below(const RowType& s, const RowType& t) {
  return is_below(s, t) && !is_below(t, s);
}

std::vector<Class> classes_of(const PatternState& state) {
  std::map<std::pair<IndexSet, IndexSet>, std::size_t> position;
  std::vector<Class> out;
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    const Rectangle& neuron = state.neurons[k];
    const auto [place, first] = position.try_emplace({neuron.rows, neuron.columns}, out.size());
    if (first) out.push_back({neuron.columns, {}, 0, false});
    out[place->second].members.insert(k);
  }
  return out;
}

class Counting {
 public:
  Counting(const PatternState& state, std::size_t floor, Budget& budget)
      : classes_(classes_of(state)), budget_(budget) {
    for (RowType& type : row_types(state)) {
      const std::size_t rank = generic_rank(state, type);
      const std::size_t codimension = type.reach.size() - type.free.size() - rank;
      types_.push_back({std::move(type), rank, codimension, {}});
    }
    for (std::size_t c = 0; c < classes_.size(); ++c) bound_class(c, floor);
  }

  [[nodiscard]] bool holds() {
    const bool affordable = std::all_of(
        types_.begin(), types_.end(), [&](const CountedType& t) { return cost(t) <= cost_limit; });
    return affordable && std::all_of(types_.begin(), types_.end(),
                                     [&](const CountedType& type) { return holds_for(type); });
  }

  // Can the rows of every matrix be put into nested spaces of the right dimensions?
  [[nodiscard]] bool rows_fit() const {
    return std::all_of(types_.begin(), types_.end(), [&](const CountedType& t) {
      return t.codimension == 0 || inherited(t) + t.type.rows.size() <= t.rank;
    });
  }

 private:
  // Σ d_s over the maximal types s < t.
  [[nodiscard]] std::size_t inherited(const CountedType& t) const {
    std::vector<const CountedType*> lower;
    for (const CountedType& s : types_) {
      if (is_strictly_below(s.type, t.type)) lower.push_back(&s);
    }
    std::size_t out = 0;
    for (const CountedType* s : lower) {
      const bool maximal = std::none_of(lower.begin(), lower.end(), [&](const CountedType* q) {
        return is_strictly_below(s->type, q->type);
      });
      if (maximal) out += s->rank;
    }
    return out;
  }

  void bound_class(std::size_t c, std::size_t floor) {
    Class& cls = classes_[c];
    std::vector<const CountedType*> here;
    for (CountedType& type : types_) {
      if (!type.type.neurons.contains(cls.members.least())) continue;
      type.classes.push_back(c);
      here.push_back(&type);
    }
    std::size_t lost = 0;
    for (const CountedType* t : here) {
      const bool minimal = std::none_of(here.begin(), here.end(), [&](const CountedType* s) {
        return is_strictly_below(s->type, t->type);
      });
      if (minimal) lost += t->codimension;
    }
    const std::size_t size = cls.columns.size();
    cls.constrained = lost > 0;
    cls.bound = lost == 0 ? size : std::max(floor, size > lost ? size - lost : 0);
  }

  // Sets J and families in them; 0 if no class is constrained: the inequalities then hold, because
  // d is the rank of generic vectors in these coordinate spaces.
  [[nodiscard]] std::uint64_t cost(const CountedType& t) const {
    std::uint64_t out = 1;
    bool constrained = false;
    for (const std::size_t c : t.classes) {
      constrained = constrained || classes_[c].constrained;
      out = std::min(cost_limit + 1, out * (classes_[c].constrained ? 3 : 2));
    }
    return constrained ? out : 0;
  }

  [[nodiscard]] bool holds_for(const CountedType& t) {
    if (cost(t) == 0) return true;
    if (!budget_.spend(cost(t))) return false;
    for (std::uint64_t subset = 0; subset >> t.classes.size() == 0; ++subset) {
      if (!enough(t, subset)) return false;
    }
    return true;
  }

  [[nodiscard]] std::vector<std::size_t> chosen(const CountedType& t, std::uint64_t subset) const {
    std::vector<std::size_t> out;
    for (std::size_t at = 0; at < t.classes.size(); ++at) {
      if ((subset >> at & 1) != 0) out.push_back(t.classes[at]);
    }
    return out;
  }

  [[nodiscard]] bool enough(const CountedType& t, std::uint64_t subset) const {
    const std::vector<std::size_t> inside = chosen(t, subset);
    std::size_t outside = t.type.neurons.size();
    for (const std::size_t c : inside) outside -= classes_[c].members.size();
    if (outside >= t.rank) return true;
    const std::size_t wanted = t.rank - outside;
    std::size_t value = by_disjoint(t, inside);
    if (value < wanted && t.type.free.empty()) value = raised(inside, value, wanted);
    return value >= wanted;
  }

  [[nodiscard]] std::size_t by_disjoint(const CountedType& t,
                                        const std::vector<std::size_t>& inside) const {
    IndexSet covered = t.type.free;
    std::vector<std::size_t> constrained;
    for (const std::size_t c : inside) {
      if (classes_[c].constrained) {
        constrained.push_back(c);
      } else {
        covered |= classes_[c].columns;
      }
    }
    return (covered - t.type.free).size() + best_family(constrained, covered);
  }

  // The largest Σ max(0, lb - |C ∩ covered|) over classes with disjoint C: each subset in turn.
  [[nodiscard]] std::size_t best_family(const std::vector<std::size_t>& constrained,
                                        const IndexSet& covered) const {
    std::size_t best = 0;
    for (std::uint64_t subset = 1; subset >> constrained.size() == 0; ++subset) {
      best = std::max(best, family(constrained, subset, covered));
    }
    return best;
  }

  [[nodiscard]] std::size_t family(const std::vector<std::size_t>& constrained,
                                   std::uint64_t subset, const IndexSet& covered) const {
    IndexSet used;
    std::size_t sum = 0;
    for (std::size_t at = 0; at < constrained.size(); ++at) {
      if ((subset >> at & 1) == 0) continue;
      const Class& cls = classes_[constrained[at]];
      if (cls.columns.meets(used)) return 0;
      used |= cls.columns;
      const std::size_t hidden = (cls.columns & covered).size();
      if (cls.bound > hidden) sum += cls.bound - hidden;
    }
    return sum;
  }

  // The equality argument, up to `wanted`.
  [[nodiscard]] std::size_t raised(const std::vector<std::size_t>& inside, std::size_t value,
                                   std::size_t wanted) const {
    for (const std::size_t c : inside) value = std::max(value, classes_[c].bound);
    while (value < wanted && !can_hold_all(inside, value)) ++value;
    return value;
  }

  [[nodiscard]] bool can_hold_all(const std::vector<std::size_t>& inside,
                                  std::size_t dimension) const {
    bool any = false;
    IndexSet common;
    for (const std::size_t c : inside) {
      if (classes_[c].bound < dimension) continue;
      common = any ? common & classes_[c].columns : classes_[c].columns;
      any = true;
    }
    if (!any) return true;
    return common.size() >= dimension &&
           std::all_of(inside.begin(), inside.end(), [&](std::size_t c) {
             return (classes_[c].columns & common).size() >= classes_[c].bound;
           });
  }

  std::vector<Class> classes_;
  std::vector<CountedType> types_;
  Budget& budget_;
};

// Seen by a side, without neurons that reach nothing: they would count as vectors.
PatternState counted_state(const PatternState& state, Orientation side) {
  PatternState out = seen_by(state, side);
  std::erase_if(out.neurons, [](const Rectangle& neuron) {
    return neuron.rows.empty() || neuron.columns.empty();
  });
  return out;
}

}  // namespace

bool closed_by_dimension_count(const PatternState& state, Orientation side, Budget& budget) {
  return Counting(counted_state(state, side), 1, budget).holds();
}

bool full_by_dimension_count(const PatternState& state, Orientation side, Budget& budget) {
  Counting counting(counted_state(state, side), 0, budget);
  return counting.rows_fit() && counting.holds();
}

}  // namespace isthmus
