// Closed: reductions of a state, and the theorems that end it (docs/theory.md §9).
//
// Generic ranks are maximum matchings; all else is counting the elements of sets. Rows and columns
// take the same part, so that every rule is written once, for a side: "row" is a column, then.
#include <algorithm>

#include "pattern_types.hpp"

namespace isthmus_check {
namespace {

class Closed {
 public:
  Closed(PatternText& in, State state, bool full) : in_(in), full_(full) {
    open_.push_back(std::move(state));
  }
  void run() {
    in_.array([&] {
      in_.next_step();
      in_.check(!open_.empty(), "no state is left");
      step();
    });
    in_.done();
    in_.check(open_.empty(), "a state is left");
  }

 private:
  // What a step is called, what reads and checks it, and what it says.
  struct Rule {
    std::string_view key;
    void (Closed::*check)();
    std::string_view words;
  };
  void step() {
    static constexpr Rule rules[] = {
        {"strip", &Closed::strip, "the neuron has only free entries there"},
        {"drop", &Closed::drop, "the neuron has no entry"},
        {"split", &Closed::split, "only free entries join the pieces of the neuron"},
        {"linear", &Closed::linear, "generic vectors of these neurons span all that they cover"},
        {"twins", &Closed::twins, "rows alike are kept up to their generic rank"},
        {"absorb", &Closed::absorb, "the pivot can stand in for this entry of the neuron"},
        {"parts", &Closed::parts, "the parts have no observed entry in common"},
        {"nothing", &Closed::nothing, "no neuron is left"},
        {"one_neuron", &Closed::one_neuron, "one full rectangle: closed"},
        {"two_neurons", &Closed::two_neurons, "two rectangles that do not cross badly: closed"},
        {"dimension_count", &Closed::dimension_count, "the limits have enough dimensions: closed"},
        {"sandwich", &Closed::sandwich, "what is left realises all that is covered: closed"},
        {"charts", &Closed::charts, "every matrix has a chart: closed"}};
    const Rule& rule = in_.rule(rules);
    (this->*rule.check)();
    in_.expect("}");
    in_.say(rule.words);
  }

  State& state() { return open_.back(); }
  State take() {
    State result = std::move(open_.back());
    open_.pop_back();
    return result;
  }
  std::size_t neuron_count() { return state().neurons.size(); }
  std::size_t end(Side side) { return mpz_sizeinbase(state().extent[side].get_mpz_t(), 2); }
  void end_of_state() {
    in_.exactly("true", in_.token());
    in_.check(!full_ || state().neurons.empty(), "this does not show that the state is full");
  }

  // ---- reductions -------------------------------------------------------------------------------

  // R1: what a neuron has there lies within the free entries of the row.
  void strip() {
    Neuron& k = state().neurons[in_.id(neuron_count())];
    in_.match(",side:");
    const Side side = in_.side();
    in_.match(",indices:");
    for (const Id i : in_.increasing(end(side))) {
      const bool free = within(k.of[!side], state().free_at(side, i));
      in_.check(has(k.of[side], i) && free, "the neuron is not there, or not all is free");
      mpz_clrbit(k.of[side].get_mpz_t(), i);
    }
  }

  // R1: an empty rectangle adds nothing.
  void drop() {
    const Id k = in_.id(neuron_count());
    const Neuron& neuron = state().neurons[k];
    in_.check(neuron.of[rows] == 0 || neuron.of[columns] == 0, "the neuron has an entry");
    state().neurons.erase(state().neurons.begin() + k);
  }

  // R2: as only free entries join the pieces, each may have a scale and vectors of its own.
  void split() {
    const Id k = in_.id(neuron_count());
    const Neuron whole = state().neurons[k];
    Neuron seen;
    std::vector<Neuron> pieces;
    in_.match(",pieces:");
    in_.array([&] {
      Neuron& piece = pieces.emplace_back();
      in_.match("{rows:");
      piece.of[rows] = in_.set(end(rows));
      in_.match(",columns:");
      piece.of[columns] = in_.set(end(columns));
      in_.match("}");
      for (const Side side : {rows, columns}) {
        const bool fresh = (piece.of[side] & seen.of[side]) == 0;
        in_.check(fresh && within(piece.of[side], whole.of[side]), "it is no piece of the neuron");
        seen.of[side] |= piece.of[side];
      }
      in_.spend(1 + mpz_size(seen.of[rows].get_mpz_t()) + mpz_size(seen.of[columns].get_mpz_t()));
      for (const Id i : elements(piece.of[rows])) {
        in_.check(joined(whole, i, piece.of[columns]), "an observed entry is in no piece");
      }
    });
    in_.check(pieces.size() > 1, "there is one piece");
    for (const Id i : elements(whole.of[rows] & ~seen.of[rows]))
      in_.check(joined(whole, i, 0), "an observed entry is in no piece");
    state().neurons[k] = pieces[0];
    state().neurons.insert(state().neurons.end(), pieces.begin() + 1, pieces.end());
  }
  // Whether the observed entries of the neuron in row i are in these columns.
  bool joined(const Neuron& whole, Id i, const Set& inside) {
    return within(whole.of[columns] & ~state().free_at(rows, i), inside);
  }

  // R3: generic constant vectors span everything at every row at once.
  void linear() {
    const Ids block = in_.increasing(neuron_count());
    in_.match(",side:");
    for (const Type& type : types(in_, state(), in_.side(), block))
      in_.check(type.defect == 0, "a row of the block has a rank that is too small");
    State& s = state();
    for (auto k = block.rbegin(); k != block.rend(); ++k) {
      for (const Side side : {rows, columns})
        for (const Id i : elements(s.neurons[*k].of[side])) {
          s.free[side][i] |= s.neurons[*k].of[!side];
          in_.spend(1 + mpz_size(s.free[side][i].get_mpz_t()) / 8);
        }
      s.neurons.erase(s.neurons.begin() + *k);
    }
  }

  // R5: d rows of a type hold a basis of the limit of what any of its rows can be.
  void twins() {
    const Side side = in_.side();
    in_.match(",kept:");
    const Set kept = in_.set(end(side), true);
    State& s = state();
    in_.check(within(kept, s.extent[side]) && kept != s.extent[side], "nothing goes, or too much");
    for (const Type& type : types(in_, s, side)) {
      const auto stays = [&](Id i) { return has(kept, i); };
      const auto left = std::count_if(type.rows.begin(), type.rows.end(), stays);
      const std::size_t gone = type.rows.size() - left;
      in_.check(gone == 0 || type.rows.size() - gone >= type.rank,
                "too few rows of a type are kept");
      in_.check(gone == 0 || !full_ || type.defect == 0, "a type that is cut is not full");
    }
    s.extent[side] = kept;
    for (Neuron& k : s.neurons) k.of[side] &= kept;
    for (auto& [j, free] : s.free[!side]) free &= kept;
  }

  // T13: with x_p + (y_ik / y_ip) x_k in the place of x_p the coefficient y_ik becomes 0, and the
  // other rows of p make up for it. So the smaller state has the same closure.
  void absorb() {
    const Id k = in_.id(neuron_count());
    in_.match(",side:");
    const Side side = in_.side();
    in_.match(",index:");
    const Id i = in_.id(end(side));
    in_.match(",pivot:");
    const Id p = in_.id(neuron_count());
    Neuron& neuron = state().neurons[k];
    Neuron others = state().neurons[p];
    in_.check(p != k && has(neuron.of[side], i) && has(others.of[side], i),
              "they are not both there");
    mpz_clrbit(others.of[side].get_mpz_t(), i);
    in_.check(within(neuron.of[!side], others.of[!side]), "the pivot is too narrow");
    in_.check(within(others.of[side], neuron.of[side]), "a row of the pivot cannot make up for it");
    mpz_clrbit(neuron.of[side].get_mpz_t(), i);
  }

  // R4: without a common observed entry S is a product.
  void parts() {
    const State whole = take();
    std::vector<State> result;
    std::map<Id, Set> seen;  // by row
    std::size_t neurons = 0;
    Set named;
    in_.array([&] {
      State& part = result.emplace_back();
      std::map<Id, Set> covered;
      for (const Id k : in_.increasing(whole.neurons.size())) {
        const Neuron& neuron = whole.neurons[k];
        part.neurons.push_back(neuron);
        add(named, k);
        ++neurons;
        for (const Side side : {rows, columns}) part.extent[side] |= neuron.of[side];
        for (const Id i : elements(neuron.of[rows])) {
          covered[i] |= neuron.of[columns] & ~whole.free_at(rows, i);
          in_.spend(2 + mpz_size(covered[i].get_mpz_t()) / 8);
        }
      }
      for (const auto& [i, entries] : covered) {
        in_.check((entries & seen[i]) == 0, "two parts have an observed entry in common");
        seen[i] |= entries;
      }
      for (const Side side : {rows, columns})
        for (const auto& [i, free] : whole.free[side])
          if (has(part.extent[side], i)) part.free[side][i] = free & part.extent[!side];
      in_.spend(whole.free[rows].size() + whole.free[columns].size());
    });
    const bool each_once = neurons == whole.neurons.size() && size(named) == neurons;
    in_.check(each_once && result.size() > 1, "not every neuron is in one of several parts");
    while (!result.empty()) open_.push_back(std::move(result.back())), result.pop_back();
  }

  // ---- ends -------------------------------------------------------------------------------------

  void nothing() {
    end_of_state();
    in_.check(take().neurons.empty(), "a neuron is left");
  }

  // No entry that a neuron covers is free.
  void require_observed() {
    for (const Type& type : types(in_, state(), rows))
      in_.check(type.free == 0, "an entry of a neuron is free");
  }

  // T3: the matrices of rank at most one.
  void one_neuron() {
    end_of_state();
    in_.check(neuron_count() == 1, "there is not one neuron");
    require_observed();
    take();
  }

  // T2: a is about rows, b about columns; 1, 2 and 12 are in the first, the second and both.
  void two_neurons() {
    end_of_state();
    in_.check(neuron_count() == 2, "there are not two neurons");
    require_observed();
    const State s = take();
    const Neuron &first = s.neurons[0], &second = s.neurons[1];
    const auto only = [](const Neuron& x, const Neuron& y, Side side) {
      return size(x.of[side] & ~y.of[side]);
    };
    const auto both = [&](Side side) { return size(first.of[side] & second.of[side]); };
    const std::size_t a1 = only(first, second, rows), a2 = only(second, first, rows);
    const std::size_t b1 = only(first, second, columns), b2 = only(second, first, columns);
    const bool cross = (a1 > 0 && b1 > 0) || (a2 > 0 && b2 > 0) ||
                       (both(rows) > 1 && b1 > 0 && b2 > 0) ||
                       (both(columns) > 1 && a1 > 0 && a2 > 0);
    in_.check(!cross || both(rows) == 0 || both(columns) == 0, "they are not closed");
  }

  // T11: along a sequence with a limit, the spans of row types tend to spaces T of dimension d, and
  // generic vectors in W_k, the part of R^{C_k} in all T that concern k, span all these T.
  void dimension_count() {
    const Side side = in_.side();
    in_.check(!full_, "this does not show that the state is full");
    const State s = take();
    for (const Neuron& k : s.neurons)
      in_.check(k.of[rows] != 0 && k.of[columns] != 0, "an empty neuron");
    require_dimensions(in_, s, side, types(in_, s, side), 1);
  }

  // T12: for any matrix on the entries, spaces T as in T11 can be chosen so that they have its
  // rows.
  void sandwich() {
    const Side side = in_.side();
    in_.match(",deleted:");
    State s = take();
    const std::map<Id, Set> all = covered(s);
    Ids last;
    in_.array([&] {
      Ids entry(3);
      in_.match("[");
      entry[0] = in_.id(s.neurons.size());
      in_.match(",");
      entry[1] = in_.side();
      in_.match(",");
      entry[2] = in_.id(mpz_sizeinbase(s.extent[entry[1]].get_mpz_t(), 2));
      in_.match("]");
      in_.require(last < entry, "the entries do not increase");
      Set& set = s.neurons[entry[0]].of[entry[1]];
      in_.check(has(set, entry[2]), "what is deleted is not there");
      mpz_clrbit(set.get_mpz_t(), entry[2]);
      last = entry;
    });
    in_.check(covered(s) == all, "an entry is not covered any more");
    std::erase_if(s.neurons, [](const Neuron& k) { return k.of[rows] == 0 || k.of[columns] == 0; });
    const Types all_types = types(in_, s, side);
    require_dimensions(in_, s, side, all_types, 0);
    for (const Type& type : all_types) {
      std::size_t needed = type.rows.size();
      for (const Type& lower : all_types) {
        const auto between = [&](const Type& t) { return lower.below(t) && t.below(type); };
        in_.spend(all_types.size());
        if (lower.below(type) && std::none_of(all_types.begin(), all_types.end(), between))
          needed += lower.rank;
      }
      in_.check(type.defect == 0 || needed <= type.rank, "the rows of a type need more dimensions");
    }
  }
  // By row, the observed entries that neurons cover.
  std::map<Id, Set> covered(const State& s) {
    std::map<Id, Set> result;
    for (const Neuron& k : s.neurons)
      for (const Id i : elements(k.of[rows])) {
        in_.spend(1 + mpz_size(k.of[columns].get_mpz_t()) / 8);
        result[i] |= k.of[columns] & ~s.free_at(rows, i);
      }
    std::erase_if(result, [](const auto& entry) { return entry.second == 0; });
    return result;
  }

  // T14.
  void charts() {
    check_charts(in_, state(), full_);
    take();
  }

  PatternText& in_;
  bool full_;
  std::vector<State> open_;
};

}  // namespace

void check_closed(PatternText& in, State state, bool full) {
  Closed(in, std::move(state), full).run();
}

}  // namespace isthmus_check
