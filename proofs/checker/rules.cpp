// The rules of docs/certificate.md: the sections "Steps" and "Claims", sentence by sentence.
#include <algorithm>
#include <set>

#include "search.hpp"

namespace isthmus_check {
namespace {

// The value on each edge, null for zero.
using Point = std::vector<const Rational*>;
// For each node two different edges by which the trees of a bypass list it; for the ground any two.
using Listed = std::vector<std::array<Id, 2>>;

class Rules : Search {
 public:
  explicit Rules(const Certificate& c) : Search(c) {}

  void check(std::string* lines) try {
    for (section_ = 0; section_ < no_section; ++section_) {
      const std::vector<Step>& steps = c_.steps[section_];
      for (item_ = 0; item_ < steps.size(); ++item_) {
        check_step(section_, steps[item_]);
        if (lines != nullptr) *lines += here() + fields_text(c_, steps[item_]) + "\n";
      }
      if (section_ == search) require(steps.empty() || done_, "the search ends early");
      const bool all = section_ != reach || !has(distance) || item_ == c_.hidden;
      require(all, "a hidden node is not named");
    }
    for (item_ = 0; item_ < c_.claims.size(); ++item_) check_claim(c_.claims[item_]);
  } catch (Outcome& failure) {
    failure.line = here() + failure.line;
    throw;
  }

 private:
  void check_step(int s, const Step& step) {
    if (s == base || s == point || s == interior) check_flow(points_[s], step.vector);
    if (s == locks || s == empty || s == weak || s == always_floating) check_cut(s, step);
    if (s == from_ground || s == to_ground) check_bypass(step, s == from_ground ? from_ : to_);
    if (s == free_edges) check_free(step);
    if (s == floating) check_floating(step.nodes, given(point));
    if (s == forest) check_forest(step, given(point));
    if (s == interior_forest) check_forest(step, given(interior));
    if (s == regular_free) check_regular_free(step);
    if (s == strata) check_stratum(step);
    if (s == search) enter(step);
    if (s == distance) check_distance(step.nodes, given(point));
    if (s == reach) check_reach(step, given(point));
  }
  // "locks[3]: ".
  [[nodiscard]] std::string here() const {
    const bool many = section_ == no_section || forms[section_].many;
    const std::string key(section_ == no_section ? "claims" : forms[section_].key);
    return key + (many ? "[" + std::to_string(item_) + "]: " : ": ");
  }
  [[nodiscard]] bool has(int section) const { return !c_.steps[section].empty(); }
  const Point& given(int section) const {
    if (!has(section))
      throw Outcome{Verdict::not_proved, "there is no " + std::string(forms[section].key), ""};
    return points_[section];
  }

  // ---- derived cuts -----------------------------------------------------------------------------

  void check_cut(int section, const Step& step) {
    const bool into = step.kind == Kind::in, zero = section == weak || section == always_floating;
    Ids over = near(step);
    Rational value = charge(step);
    Standing& sets = standing_[into];
    const bool named = section == locks || section == weak;
    const bool stands = named && sets.stand(step.nodes);
    require(stands || step.extends.empty(), "a node that it lists is in another set");
    for (Id e : step.extends) add(value, sets.merge(e, step.nodes[0]));
    const auto inside = [&](Id v) {
      return step.extends.empty() ? marked_.has(v)
                                  : v < c_.hidden && sets.find(v) == sets.find(step.nodes[0]);
    };
    std::erase_if(over,
                  [&](Id e) { return inside(into ? c_.network[e].tail : c_.network[e].head); });
    for (Id e : step.extends)
      require(inside(into ? c_.network[e].tail : c_.network[e].head),
              "other edges cross the set that way");
    if (stands) sets.name(step.edge, step.nodes[0], value);
    bool pure = true;
    for (Id e : step.edges) {
      require(lock_[e] != nothing, "no earlier lock bounds a use");
      const Step& lock = c_.steps[locks][lock_[e]];
      const bool head = inside(c_.network[e].head), tail = inside(c_.network[e].tail);
      require(into ? tail && !head : head && !tail, "a use does not cross the other way");
      add(value, lock.bound);
      pure = pure && pure_[lock_[e]] && lock.kind == step.kind;
    }
    if (named) {
      require(c_.network[step.edge].multiplicity == 1, "the edge is a bundle");
      require(over == Ids{step.edge}, "other edges cross the set that way");
      require(lock_[step.edge] == nothing && !weak_[step.edge],
              "the edge is already locked or weak");
    } else {
      require(over.empty(), "an edge crosses the set that way");
    }
    require(value == step.bound, "the value of the cut is not the bound");
    require(zero || sgn(value) > 0, "the bound is not positive");
    require(section != weak || pure, "a use is not a pure lock of the same kind");
    if (section == weak) weak_[step.edge] = true;
    if (section != locks) return;
    lock_[step.edge] = static_cast<Id>(item_);
    pure_.push_back(pure);
  }

  // ---- flows ------------------------------------------------------------------------------------

  // Adds in(v) − out(v) of x to the sums.
  void book(const Vector& x, std::vector<Rational>& sums) {
    for (const auto& [e, value] : x) {
      const Edge& edge = c_.network[e];
      if (edge.head < c_.hidden) add(sums[edge.head], value);
      if (edge.tail < c_.hidden) subtract(sums[edge.tail], value);
    }
  }
  // Calls f for the hidden ends of the edges of x.
  template <class F>
  void each_end(const Vector& x, F&& f) const {
    for (const auto& [e, value] : x) {
      for (Id v : {c_.network[e].tail, c_.network[e].head})
        if (v < c_.hidden) f(v);
    }
  }
  void check_flow(Point& point, const Vector& x) {
    point.resize(c_.network.size());
    for (const auto& [e, value] : x) {
      require(sgn(value) > 0, "an entry is not positive");
      point[e] = &value;
    }
    std::vector<Rational> sums(c_.hidden);
    book(x, sums);
    require(sums == c_.balance, "the vector breaks a law");
  }
  // y = x + difference: a flow again. Collects the edges of the difference where it is zero.
  void shift(const Point& x, const Vector& difference) {
    book(difference, sums_);
    each_end(difference, [&](Id v) { require(sgn(sums_[v]) == 0, "the difference breaks a law"); });
    shifted_ = &x;
    positive_.clear();
    zero_.clear();
    zeros_.clear();
    for (const auto& [e, value] : difference) {
      Rational y = value;
      if (x[e] != nullptr) add(y, *x[e]);
      require(sgn(y) >= 0, "an edge becomes negative");
      (sgn(y) > 0 ? positive_ : zero_).add(e);
      if (sgn(y) == 0) zeros_.push_back(e);
    }
  }
  [[nodiscard]] bool positive(Id e) const {
    return positive_.has(e) || ((*shifted_)[e] != nullptr && !zero_.has(e));
  }
  void check_free(const Step& step) {
    shift(given(base), step.vector);
    for (Id e : zeros_) free_[e] = true;
  }
  void check_regular_free(const Step& step) {
    shift(given(interior), step.vector);
    require(zeros_.size() == step.parts.size(), "not one detour for each edge that vanishes");
    for (std::size_t i = 0; i < zeros_.size(); ++i) {
      require(step.parts[i].edge == zeros_[i], "the detours are not in order");
      require_detour(c_.network[zeros_[i]], step.parts[i].edges);
      regular_free_[zeros_[i]] = true;
    }
  }
  void require_detour(const Edge& edge, const Ids& walk) {
    Id here = edge.tail;
    for (Id e : walk) {
      const auto [tail, head, multiplicity] = c_.network[e];
      require(positive(e), "an edge of a detour vanishes");
      require(tail == here || head == here, "a detour is not a walk from the tail");
      here = tail == here ? head : tail;
    }
    require(here == edge.head, "a detour does not end at the head");
  }
  void check_stratum(const Step& step) {
    require(given_sets_.insert(step.nodes).second, "the set is given twice");
    shift(given(base), step.vector);
    for (Id e : crossing(step.nodes))
      require(!positive(e), "an edge that crosses the set is positive");
    Ids reached = {step.nodes.front()};
    seen_.clear();
    seen_.add(reached[0]);
    for (std::size_t i = 0; i < reached.size(); ++i) {
      for (Id e : edges_at(reached[i])) {
        const Edge& edge = c_.network[e];
        const Id other = edge.tail == reached[i] ? edge.head : edge.tail;
        if (!positive(e) || seen_.has(other)) continue;
        seen_.add(other);
        reached.push_back(other);
      }
    }
    require(reached.size() == step.nodes.size(), "the set is not connected");
  }
  void check_floating(const Ids& set, const Point& x) {
    for (Id e : crossing(set)) require(x[e] == nullptr, "an edge in point crosses the set");
  }

  // ---- trees ------------------------------------------------------------------------------------

  // Pairs (v, e): e has the end v, as head or tail if allowed, and leads to ⏚ or an earlier node.
  void check_tree(const Step& tree, bool head, bool tail) {
    seen_.clear();
    seen_.add(c_.hidden);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      const Id v = tree.nodes[i];
      const Edge& edge = c_.network[tree.edges[i]];
      require(edge.tail != edge.head, "an edge is a loop");
      require((head && edge.head == v) || (tail && edge.tail == v), "an edge has another end");
      require(seen_.has(edge.head == v ? edge.tail : edge.head),
              "an edge leads to no earlier node");
      require(!seen_.has(v), "a node is listed twice");
      seen_.add(v);
    }
  }
  void check_forest(const Step& tree, const Point& x) {
    check_tree(tree, true, true);
    for (Id e : tree.edges) require(x[e] != nullptr, "an edge of the forest vanishes");
    require(tree.nodes.size() == c_.hidden, "a hidden node is not listed");
  }
  void check_bypass(const Step& tree, Listed& listed) {
    check_tree(tree, &listed == &from_, &listed == &to_);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      auto& [one, two] = listed[tree.nodes[i]];
      if (one == nothing) one = tree.edges[i];
      if (one != tree.edges[i]) two = tree.edges[i];
    }
  }
  // Whether some tree lists v with another edge than e, or v is the ground.
  [[nodiscard]] bool avoids(Id e, Id v, const Listed& listed) const {
    return v == c_.hidden || listed[v][1] != nothing ||
           (listed[v][0] != nothing && listed[v][0] != e);
  }

  // ---- distance ---------------------------------------------------------------------------------

  void check_distance(const Ids& set, const Point& x) {
    std::size_t entries = 0;
    for (const Step& step : c_.steps[reach]) entries += step.vector.size();
    require(entries <= max_entries, "there are more than 10^7 entries");
    for (Id e : crossing(set))
      if (x[e] != nullptr) add(squared_, *x[e]);
  }
  void check_reach(const Step& step, const Point& x) {
    require(!reached_[step.node], "the node is named twice");
    for (const auto& [e, value] : step.vector)
      require(x[e] != nullptr && abs(value) <= *x[e], "the flow exceeds the point");
    book(step.vector, sums_);
    require(-sums_[step.node] >= squared_, "the flow is less than the cut");
    reached_[step.node] = true;
    each_end(step.vector, [&](Id v) {
      require(reached_[v] || sgn(sums_[v]) == 0, "the flow is not conserved at a node");
      if (reached_[v]) sums_[v] = 0;
    });
  }

  // ---- claims -----------------------------------------------------------------------------------

  void check_claim(const Step& claim) {
    const auto is = [&](std::string_view kind) { return forms[claim.form].key == kind; };
    const std::size_t locked = c_.steps[locks].size();
    if (is("empty")) given(empty);
    if (is("singular_point") || (is("singular_exists") && !has(strata))) given(floating);
    if (is("regular_point")) given(forest), require(c_.hidden > 0, "there is no hidden node");
    if (is("no_regular_point")) given(always_floating);
    if (is("smooth") || claim.complete) given(search);
    if (is("nonempty") || is("disconnected") || is("strata")) given(base);
    if (is("components") || is("connected")) check_signs(given(base), free_, locked, claim.number);
    if (is("disconnected")) require(locked > 0, "no edge is locked");
    if (is("regular_components")) {
      given(interior_forest);
      check_signs(given(interior), regular_free_, locked + c_.steps[weak].size(), claim.number);
    }
    if (is("distance")) {
      given(distance);
      require(claim.bound == squared_, "the cut has another value");
    }
    const bool counted = !is("strata") || claim.number == c_.steps[strata].size();
    require(counted, "the number of strata is another");
    for (const Step& step : c_.steps[search]) {
      const bool allowed = !is("smooth") || (step.form != found_entry && step.form != split_entry);
      require(allowed, "an entry is found or split");
    }
  }
  // Every edge is locked (or weak, for the regular part) or can vanish.
  void check_signs(const Point& x, const std::vector<bool>& shown, std::size_t signs,
                   std::uint64_t log2) const {
    require(signs == log2, "the number of locks is another");
    for (Id e = 0; e < c_.network.size(); ++e) {
      const Edge& edge = c_.network[e];
      bool good = lock_[e] != nothing || (&x == &points_[interior] && weak_[e]);
      good = good || x[e] == nullptr || shown[e] || edge.tail == edge.head || edge.multiplicity > 1;
      good = good || (avoids(e, edge.head, from_) && avoids(e, edge.tail, to_));
      require(good, "an edge is neither locked nor free");
    }
  }

  int section_ = 0;
  std::size_t item_ = 0;
  std::array<Point, no_section> points_;
  Ids lock_ = Ids(c_.network.size(), nothing);  // the number of the lock of each edge
  Standing standing_[2] = {Standing(c_.hidden), Standing(c_.hidden)};  // by kind
  std::vector<bool> pure_;                                             // for each lock
  std::vector<bool> weak_ = std::vector<bool>(c_.network.size()), free_ = weak_,
                    regular_free_ = weak_;
  Listed from_ = Listed(c_.hidden, {nothing, nothing}), to_ = from_;
  std::vector<Rational> sums_ = std::vector<Rational>(c_.hidden);  // all zero between steps
  Marks seen_ = Marks(c_.hidden + 1U);
  const Point* shifted_ = nullptr;  // of the last shift
  Marks positive_ = Marks(c_.network.size()), zero_ = positive_;
  Ids zeros_;
  std::set<Ids> given_sets_;
  Rational squared_;  // the value of the cut of distance
  std::vector<bool> reached_ = std::vector<bool>(c_.hidden);
};

}  // namespace

void check_certificate(const Certificate& certificate, std::string* lines) {
  Rules(certificate).check(lines);
}

}  // namespace isthmus_check
