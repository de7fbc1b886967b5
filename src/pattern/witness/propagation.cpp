// Problem: in a branch the supports of some rows are known; how small must the W_k be?
// Idea: the steps of evidence.hpp are monotone, so applying them in any order until nothing shrinks
// gives the same spaces. Three rounds by cost: rows by themselves; sets of rows; exchanges.
// Whenever one shrinks a space, the cheap rounds come first again. Complexity: at most Σ dim W_k
// steps shrink anything; between two of them there are O(rows·neurons) span steps, `set_limit` sets
// of rows with 2^|K| parts each, and O(rows^3·neurons^3) exchanges with two pivots. Source:
// closedness of sparse products, Theory §9. Rejected: a Gröbner basis, which finds more but leaves
// nothing short to check.
#include "pattern/witness/propagation.hpp"

#include <algorithm>
#include <utility>

namespace isthmus::pattern {

namespace {

constexpr std::size_t set_limit = 64;     // unions of rows that are looked at
constexpr std::size_t part_limit = 8;     // neurons of which all parts are looked at
constexpr std::size_t source_limit = 24;  // pivots of which all pairs are looked at

/// Neurons and free columns that rows have together.
struct RowUnion {
  IndexSet neurons, free;

  friend bool operator==(const RowUnion&, const RowUnion&) = default;
};

template <class N>
class Propagation {
 public:
  Propagation(Branch<N>& branch, Budget& budget)
      : branch_(branch), budget_(budget), rows_(branch.problem().rows.size()) {}

  Propagated run() {
    do {
      shrunk_ = false;
      look_at_rows();
      if (may_go_on()) look_at_unions();
      if (may_go_on()) look_at_exchanges();
    } while (shrunk_ && !done());
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool done() const { return out_.end.has_value() || budget_.exhausted(); }
  [[nodiscard]] bool may_go_on() const { return !done() && !shrunk_; }

  // True if the branch ends with this.
  bool try_end(Contradiction end) {
    if (done() || !budget_.spend()) return false;
    if (branch_.is_contradiction(end)) out_.end = std::move(end);
    return out_.end.has_value();
  }

  void try_step(RefutationStep step) {
    if (done() || !budget_.spend()) return;
    if (branch_.apply(step) != Branch<N>::Outcome::shrunk) return;
    shrunk_ = true;
    const std::size_t neuron = std::visit([](const auto& s) { return s.neuron; }, step);
    out_.steps.push_back(std::move(step));
    if (branch_.space(neuron).dimension() == 0) try_end(EmptySpace{neuron});
  }

  // Calls visit(part) for every part of the neurons with at least one element.
  template <class Visit>
  void for_each_part(const IndexSet& neurons, const Visit& visit) {
    const std::vector<std::size_t> list = neurons.elements();
    if (list.size() > part_limit) {
      visit(list);
      return;
    }
    for (unsigned bits = 1; bits < 1U << list.size() && !done(); ++bits) {
      std::vector<std::size_t> part;
      for (std::size_t b = 0; b < list.size(); ++b) {
        if ((bits >> b & 1) != 0) part.push_back(list[b]);
      }
      visit(std::move(part));
    }
  }

  void look_at_rows() {
    bool moved = true;
    while (moved && !done()) {
      const std::size_t before = out_.steps.size();
      for (std::size_t i = 0; i < rows_ && !done(); ++i) look_at_row(i);
      moved = out_.steps.size() > before;
    }
    shrunk_ = false;  // whatever shrank has been followed up
  }

  void look_at_row(std::size_t i) {
    if (try_end(OutsideSpan{i, {}}) || !branch_.is_known(i)) return;
    for_each_part(branch_.support(i), [&](std::vector<std::size_t> part) {
      try_end(DependentSupport{i, std::move(part)});
    });
    branch_.support(i).for_each([&](std::size_t k) { try_step(SpanStep{i, k}); });
  }

  [[nodiscard]] std::vector<RowUnion> unions() const {
    std::vector<RowUnion> out;
    const auto add = [&](RowUnion u) {
      if (out.size() < set_limit && std::find(out.begin(), out.end(), u) == out.end()) {
        out.push_back(std::move(u));
      }
    };
    for (std::size_t i = 0; i < rows_; ++i) {
      const std::size_t count = out.size();
      const RowUnion own{branch_.support(i), branch_.problem().rows[i].free};
      add(own);
      for (std::size_t u = 0; u < count; ++u) {
        add({out[u].neurons | own.neurons, out[u].free | own.free});
      }
    }
    return out;
  }

  void look_at_unions() {
    for (const RowUnion& u : unions()) {
      std::vector<std::size_t> rows;
      for (std::size_t i = 0; i < rows_; ++i) {
        if (branch_.support(i).is_subset_of(u.neurons) &&
            branch_.problem().rows[i].free.is_subset_of(u.free)) {
          rows.push_back(i);
        }
      }
      if (rows.size() > 1) look_at_union(rows, u.neurons);
      if (done() || shrunk_) return;
    }
  }

  void look_at_union(const std::vector<std::size_t>& rows, const IndexSet& neurons) {
    try_end(RankTooLarge{rows, {}});
    for_each_part(neurons, [&](std::vector<std::size_t> part) {
      try_end(RankTooLarge{rows, std::move(part)});
    });
    neurons.for_each([&](std::size_t k) { try_step(RankStep{rows, k}); });
  }

  void look_at_exchanges() {
    for (std::size_t t = 0; t < rows_ && may_go_on(); ++t) {
      const std::vector<Pivot> sources = sources_of(t);
      for (const Pivot& p : sources) look_at_exchange(t, {p});
      if (sources.size() > source_limit) continue;
      for (const Pivot& p : sources) {
        for (const Pivot& q : sources) {
          if (p.first != q.first && p.second != q.second) look_at_exchange(t, {p, q});
        }
      }
    }
  }

  // Pivots whose neuron row t uses.
  [[nodiscard]] std::vector<Pivot> sources_of(std::size_t t) const {
    std::vector<Pivot> out;
    for (std::size_t i = 0; i < rows_; ++i) {
      if (i == t || !branch_.is_known(i)) continue;
      (branch_.support(i) & branch_.support(t)).for_each([&](std::size_t k) {
        out.emplace_back(i, k);
      });
    }
    return out;
  }

  void look_at_exchange(std::size_t t, const std::vector<Pivot>& pivots) {
    if (!may_go_on() || try_end(OutsideSpan{t, pivots})) return;
    IndexSet rest = branch_.support(t);
    for (const Pivot& p : pivots) rest |= branch_.support(p.first);
    for (const Pivot& p : pivots) rest.erase(p.second);
    rest.for_each([&](std::size_t l) { try_step(ExchangeStep{t, pivots, l}); });
  }

  Branch<N>& branch_;
  Budget& budget_;
  std::size_t rows_;
  bool shrunk_ = false;
  Propagated out_;
};

}  // namespace

template <class N>
Propagated propagate(Branch<N>& branch, Budget& budget) {
  return Propagation<N>(branch, budget).run();
}

template Propagated propagate(Branch<CheckedInteger>&, Budget&);
template Propagated propagate(Branch<Integer>&, Budget&);

}  // namespace isthmus::pattern
