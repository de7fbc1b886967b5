// Not closed: the limit is not attained, by propagation of subspaces (docs/certificate.md,
// "Not closed"; docs/theory.md §9).
//
// Spaces are reduced bases over Q. Every branch fixes which neurons a row uses; W_k always contains
// x_k, if the limit is attained in this case, and a step may shrink it. All is seen from one side.
#include <algorithm>
#include <memory>

#include "pattern.hpp"

namespace isthmus_check {
namespace {

using Vector = std::vector<Rational>;
using Vectors = std::vector<Vector>;

// A reduced echelon basis; `pivots` are the columns of the leading ones.
struct Space {
  Vectors basis;
  Ids pivots;
};

class Refutation {
 public:
  Refutation(PatternText& in, const State& window, const Matrix& limit, Side side)
      : in_(in), columns_(elements(window.extent[!side])) {
    std::size_t entries = 1;
    for (const Neuron& k : window.neurons) entries += size(k.of[!side]);
    const std::size_t all = (size(window.extent[side]) + 1) * columns_.size() * entries;
    in_.check(all <= 10'000'000, "the window is too large");
    Case root;
    for (const Neuron& k : window.neurons) root.spaces.push_back(coordinates(k.of[!side]));
    for (const Id i : elements(window.extent[side])) {
      Row& row = rows_[i];
      row.free = window.free_at(side, i) & window.extent[!side];
      for (const Id j : columns_) {
        const auto found = limit.find(side == rows ? std::pair(i, j) : std::pair(j, i));
        const bool here = found != limit.end() && !has(row.free, j);
        row.entries.push_back(here ? found->second : Rational());
        if (here) add(row.support, j);
      }
      for (Id k = 0; k < window.neurons.size(); ++k)
        if (has(window.neurons[k].of[side], i)) add(row.neurons, k);
      if (row.support == 0) root.known[i] = 0;
      in_.spend(columns_.size() + window.neurons.size());
    }
    for (const Neuron& k : window.neurons) neuron_columns_.push_back(k.of[!side]);
    open_.push_back({std::make_shared<const Case>(std::move(root)), nullptr, 0});
  }
  void run() {
    bool ended = true;
    in_.array([&] {
      in_.next_step();
      if (ended) next_case();
      ended = step();
    });
    in_.done();
    in_.check(ended && open_.empty(), "a case is left");
  }

 private:
  struct Row {
    Vector entries;              // a_i by position of the column
    Set support, free, neurons;  // columns, columns and K_i
  };
  // What is known in a case: sup_i, and the W_k.
  struct Case {
    std::map<Id, Set> known;
    std::vector<Space> spaces;
  };
  // A case that is not read yet: its parent, the row branched on, and sup of that row.
  struct Open {
    std::shared_ptr<const Case> parent;
    const Id* row;
    Set support;
  };
  // What a row is made of once pivots stand in for neurons, without the row itself.
  struct Exchange {
    Set rest, free;
    Vectors base;
  };

  void next_case() {
    in_.check(!open_.empty(), "no case is left");
    now_ = *open_.back().parent;
    if (open_.back().row != nullptr) now_.known[*open_.back().row] = open_.back().support;
    open_.pop_back();
    for (const Space& space : now_.spaces) in_.spend(40 * space.basis.size() * columns_.size());
  }
  // What a step is called, what reads and checks it, whether it ends the case or branches it, and
  // what it says.
  struct Rule {
    std::string_view key;
    void (Refutation::*check)();
    bool ends;
    std::string_view words;
  };
  // Whether the case has ended.
  bool step() {
    static constexpr Rule rules[] = {
        {"span", &Refutation::span, false, "the row and its other neurons span the vector"},
        {"rank", &Refutation::rank, false, "the rows span what their neurons do"},
        {"exchange", &Refutation::exchange, false, "the row needs the vector, and so spans it"},
        {"branch", &Refutation::branch, true, "which neurons does the row use? each case follows"},
        {"empty", &Refutation::empty, true, "a neuron in use has no vector left"},
        {"outside", &Refutation::outside, true, "the row is no combination"},
        {"rank_too_large", &Refutation::rank_too_large, true, "the rows span too much"},
        {"dependent", &Refutation::dependent, true, "the vectors of the row are dependent"}};
    const Rule& rule = in_.rule(rules);
    (this->*rule.check)();
    in_.expect("}");
    in_.say(rule.words);
    return rule.ends;
  }

  // ---- what steps consist of --------------------------------------------------------------------

  const std::pair<const Id, Row>& row() {
    const Id i = in_.id(rows_.empty() ? 0 : rows_.rbegin()->first + std::size_t{1});
    const auto found = rows_.find(i);
    in_.require(found != rows_.end(), "there is no such row in the window");
    return *found;
  }
  Id neuron() { return in_.id(now_.spaces.size()); }
  Set neurons() { return in_.set(now_.spaces.size(), true); }
  const Set& used(Id i) {
    const auto found = now_.known.find(i);
    return found == now_.known.end() ? rows_.at(i).neurons : found->second;
  }
  const Set& known(Id i) {
    in_.check(now_.known.contains(i), "the row is not known");
    return now_.known.at(i);
  }
  // D, F and K of a list of rows: the rows, their free entries and the neurons they use.
  Exchange rows_together() {
    Exchange result;
    Ids list;
    in_.array([&] {
      const auto& [i, row] = this->row();
      list.push_back(i);
      result.base.push_back(row.entries);
      result.free |= row.free;
      result.rest |= used(i);
    });
    in_.require_set(list, false);
    return result;
  }
  // A list of pivots for row t.
  Exchange pivots(Id t) {
    Exchange result{used(t), rows_.at(t).free, {}};
    Set seen, gone;
    in_.array([&] {
      in_.match("[");
      const auto& [i, row] = this->row();
      in_.match(",");
      const Id k = neuron();
      in_.match("]");
      in_.check(i != t && !has(seen, i) && has(known(i), k) && !has(gone, k), "no pivot");
      in_.check((known(i) & gone) == 0, "a pivot brings an earlier neuron back");
      add(seen, i);
      add(gone, k);
      result.rest |= known(i);
      result.free |= row.free;
      result.base.push_back(row.entries);
    });
    result.rest &= ~gone;
    return result;
  }
  void shrink(Id k, const Space& bound) {
    Space& space = now_.spaces[k];
    Space less = meet(space, bound);
    in_.check(less.basis.size() < space.basis.size(), "the space does not shrink");
    space = std::move(less);
  }

  // ---- steps ------------------------------------------------------------------------------------

  // y_ik is not 0, so x_k is a combination of a_i and the others.
  void span() {
    in_.match("[");
    const auto& [i, row] = this->row();
    in_.match(",");
    const Id k = neuron();
    in_.match("]");
    Set others = known(i);
    in_.check(has(others, k), "the row does not use the neuron");
    mpz_clrbit(others.get_mpz_t(), k);
    shrink(k, sum({row.entries}, others, row.free));
  }
  // The rows have as many dimensions as neurons, so that they span the same.
  void rank() {
    const Exchange all = rows_together();
    in_.match(",neuron:");
    const Id k = neuron();
    const Space together = sum(all.base, 0, all.free);
    const bool equal = together.basis.size() - size(all.free) == size(all.rest);
    in_.check(equal && has(all.rest, k), "the rows do not span what their neurons do");
    shrink(k, together);
  }
  // Without x_l the row would be no combination.
  void exchange() {
    const auto& [t, row] = this->row();
    in_.match(",pivots:");
    Exchange left = pivots(t);
    in_.match(",neuron:");
    const Id l = neuron();
    in_.check(has(left.rest, l), "the neuron is not among the others");
    mpz_clrbit(left.rest.get_mpz_t(), l);
    in_.check(!contains(sum(left.base, left.rest, left.free), row.entries),
              "the row needs no such neuron");
    left.base.push_back(row.entries);
    shrink(l, sum(left.base, left.rest, left.free));
  }
  // Supports that the row may have: they cover what is not 0, and their x_k may be independent.
  void branch() {
    const auto& [i, row] = this->row();
    in_.check(!now_.known.contains(i), "the row is known");
    const Ids k = elements(row.neurons);
    in_.check(k.size() <= 16, "the row has too many neurons");
    const auto parent = std::make_shared<const Case>(std::move(now_));
    const std::size_t dimension = columns_.size() - size(row.free);
    for (std::size_t mask = std::size_t{1} << k.size(); mask-- > 0;) {
      Set support, covered;
      in_.spend(200);
      for (std::size_t bit = 0; bit < k.size(); ++bit) {
        if ((mask >> bit & 1) == 0) continue;
        add(support, k[bit]);
        covered |= neuron_columns_[k[bit]];
      }
      if (within(row.support, covered) && size(support) <= dimension)
        open_.push_back({parent, &i, support});
    }
  }
  void empty() {
    const Id k = neuron();
    const bool needed = std::any_of(now_.known.begin(), now_.known.end(),
                                    [&](const auto& entry) { return has(entry.second, k); });
    in_.check(needed && now_.spaces[k].basis.empty(), "the neuron may have a vector, or be unused");
  }
  void outside() {
    const auto& [t, row] = this->row();
    in_.match(",pivots:");
    const Exchange left = pivots(t);
    in_.check(!contains(sum(left.base, left.rest, left.free), row.entries),
              "the row may be a combination");
  }
  void rank_too_large() {
    const Exchange all = rows_together();
    in_.match(",neurons:");
    const Set chosen = neurons();
    in_.check(within(chosen, all.rest), "the rows do not use these neurons");
    const std::size_t most = sum({}, chosen, all.free).basis.size() + size(all.rest & ~chosen);
    in_.check(sum(all.base, 0, all.free).basis.size() > most, "the rows do not span too much");
  }
  void dependent() {
    const auto& [i, row] = this->row();
    in_.match(",neurons:");
    const Set chosen = neurons();
    in_.check(within(chosen, known(i)), "the row does not use these neurons");
    const std::size_t dimension = sum({}, chosen, row.free).basis.size() - size(row.free);
    in_.check(dimension < size(chosen), "the vectors may be independent");
  }

  // ---- spaces -----------------------------------------------------------------------------------

  // The span of R^set.
  Space coordinates(const Set& set) {
    Space result;
    for (Id at = 0; at < columns_.size(); ++at) {
      if (!has(set, columns_[at])) continue;
      result.basis.emplace_back(columns_.size())[at] = 1;
      result.pivots.push_back(at);
      in_.spend(40 * columns_.size());
    }
    return result;
  }
  Space sum(const Vectors& vectors, const Set& neurons, const Set& free) {
    Space result = coordinates(free);
    for (const Id k : elements(neurons))
      for (const Vector& x : now_.spaces[k].basis) insert(result, x);
    for (const Vector& x : vectors) insert(result, x);
    return result;
  }
  // x -= factor * y.
  void subtract(Vector& x, const Rational& factor_given, const Vector& y) {
    const Rational factor = factor_given;
    for (std::size_t j = 0; j < x.size(); ++j) {
      in_.spend(1);
      if (sgn(y[j]) == 0) continue;
      x[j] -= factor * y[j];
      in_.spend(4 + 4 * (mpz_size(x[j].get_num_mpz_t()) + mpz_size(x[j].get_den_mpz_t())));
    }
  }
  // What is left of x modulo the space.
  Vector reduced(const Space& space, Vector x) {
    for (std::size_t i = 0; i < space.basis.size(); ++i)
      if (sgn(x[space.pivots[i]]) != 0) subtract(x, x[space.pivots[i]], space.basis[i]);
    return x;
  }
  bool contains(const Space& space, const Vector& x) {
    const Vector rest = reduced(space, x);
    return std::all_of(rest.begin(), rest.end(), [](const Rational& q) { return sgn(q) == 0; });
  }
  void insert(Space& space, const Vector& vector) {
    Vector x = reduced(space, vector);
    const auto lead =
        std::find_if(x.begin(), x.end(), [](const Rational& q) { return sgn(q) != 0; });
    if (lead == x.end()) return;
    const auto pivot = static_cast<Id>(lead - x.begin());
    const Rational scale = *lead;
    for (Rational& q : x) q /= scale;
    for (Vector& y : space.basis)
      if (sgn(y[pivot]) != 0) subtract(y, y[pivot], x);
    space.basis.push_back(std::move(x));
    space.pivots.push_back(pivot);
  }
  // All vectors whose products with those of the space are 0.
  Space annihilator(const Space& space) {
    Space result;
    for (Id j = 0; j < columns_.size(); ++j) {
      if (std::find(space.pivots.begin(), space.pivots.end(), j) != space.pivots.end()) continue;
      Vector x(columns_.size());
      x[j] = 1;
      for (std::size_t i = 0; i < space.basis.size(); ++i) x[space.pivots[i]] = -space.basis[i][j];
      insert(result, x);
    }
    return result;
  }
  Space meet(const Space& a, const Space& b) {
    Space both = annihilator(a);
    for (const Vector& x : annihilator(b).basis) insert(both, x);
    return annihilator(both);
  }

  PatternText& in_;
  Ids columns_;
  std::map<Id, Row> rows_;
  std::vector<Set> neuron_columns_;
  std::vector<Open> open_;
  Case now_;
};

}  // namespace

void check_refutation(PatternText& in, const State& window, const Matrix& limit, Side side) {
  Refutation(in, window, limit, side).run();
}

}  // namespace isthmus_check
