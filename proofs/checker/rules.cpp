// The rules of docs/certificate.md: the sections "Steps" and "Claims", sentence by sentence.
#include <algorithm>
#include <set>

#include "graph.hpp"
#include "search.hpp"

namespace isthmus_check {
namespace {

// A sparse vector that can be asked for each edge.
struct Point {
  const Vector* vector = nullptr;
  Ids place;  // in the vector, from 1; 0 where it has no entry
  [[nodiscard]] bool has(Id e) const { return place[e] != 0; }
  [[nodiscard]] const Rational& at(Id e) const { return (*vector)[place[e] - 1].value; }
};

// For each node two different edges by which the trees of a bypass list it.
using Listed = std::vector<std::array<Id, 2>>;

class Rules : Search {
 public:
  Rules(const Certificate& c, std::string* words) : Search(c), words_(words) {}

  void check() try {
    for (int s = 0; s < no_section; ++s) {
      section_ = s;
      require(s != search || c_.steps[s].size() <= max_entries, "there are more than 10^7 entries");
      for (item_ = 0; item_ < c_.steps[s].size(); ++item_) {
        check_step(s, c_.steps[s][item_]);
        if (words_ != nullptr) *words_ += in_words(c_, s, item_);
      }
      if (s == search) require(c_.steps[s].empty() || done_, "the search ends early");
      if (s == reach && c_.has(distance)) require(item_ == c_.hidden, "a hidden node is not named");
    }
    section_ = no_section;
    for (item_ = 0; item_ < c_.claims.size(); ++item_) check_claim(c_.claims[item_]);
  } catch (Outcome& failure) {
    failure.line = place(section_, item_) + ": " + failure.line;
    throw;
  }

 private:
  void check_step(int s, const Step& step) {
    if (s == base || s == point || s == interior) check_flow(points_[s], step.vector);
    if (s == locks || s == empty || s == weak || s == always_floating) check_cut(s, step);
    if (s == from_ground || s == to_ground) check_bypass(step, s == from_ground ? from_ : to_);
    if (s == forest || s == interior_forest)
      check_forest(step, given(s == forest ? point : interior));
    if (s == free_edges) check_free(step);
    if (s == floating) check_floating(step.nodes, given(point));
    if (s == regular_free) check_regular_free(step);
    if (s == strata) check_stratum(step);
    if (s == search) enter(step);
    if (s == distance) check_distance(step.nodes, given(point));
    if (s == reach) check_reach(step, given(point));
  }

  // ---- derived cuts -----------------------------------------------------------------------------

  void check_cut(int section, const Step& step) {
    const bool into = step.kind == Kind::in;
    Ids near;  // the edges that enter (kind in) or leave (kind out) the set
    each_crossing(step.nodes, [&](Id e, bool enters) {
      if (enters == into) near.push_back(e);
    });
    Rational value = charge(step.nodes);
    if (!into) value = -value;
    const bool named = section == locks || section == weak;
    Standing& sets = standing_[into];
    const bool stands = named && sets.stand(step.nodes);
    require(stands || step.extends.empty(), "a node that it lists is in another set");
    for (Id e : step.extends) add(value, sets.merge(e, step.nodes[0]));
    const auto inside = [&](Id v) {
      return step.extends.empty() ? marked_.has(v)
                                  : v < c_.hidden && sets.find(v) == sets.find(step.nodes[0]);
    };
    const auto inner = [&](Id e) { return inside(into ? c_.network[e].tail : c_.network[e].head); };
    std::erase_if(near, inner);
    for (Id e : step.extends) require(inner(e), "other edges cross the set that way");
    if (stands) sets.name(step.id, step.nodes[0], value);
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
      require(c_.network[step.id].multiplicity == 1, "the edge is a bundle");
      require(near == Ids{step.id}, "other edges cross the set that way");
      require(lock_[step.id] == nothing && !weak_[step.id], "the edge is already locked or weak");
    } else {
      require(near.empty(), "an edge crosses the set that way");
    }
    require(value == step.bound, "the value of the cut is not the bound");
    const bool zero = section == weak || section == always_floating;
    require(zero || sgn(value) > 0, "the bound is not positive");
    require(section != weak || pure, "a use is not a pure lock of the same kind");
    if (section == weak) weak_[step.id] = true;
    if (section == locks) lock_[step.id] = static_cast<Id>(pure_.size()), pure_.push_back(pure);
  }

  // ---- flows ------------------------------------------------------------------------------------

  const Point& given(int section) const {
    if (!c_.has(section))
      throw Outcome{Verdict::not_proved, "there is no " + std::string(forms[section].key), ""};
    return points_[section];
  }
  // Sums up in(v) − out(v) for the nodes where x has entries.
  void book(const Vector& x) {
    for (Id v : touched_) sums_[v] = 0;
    touched_.clear();
    seen_.clear();
    const auto touch = [&](Id v) {
      if (v < c_.hidden && !seen_.has(v)) seen_.add(v), touched_.push_back(v);
      return v < c_.hidden;
    };
    for (const Entry& entry : x) {
      const Edge& edge = c_.network[entry.edge];
      if (edge.loop()) continue;
      if (touch(edge.head)) add(sums_[edge.head], entry.value);
      if (touch(edge.tail)) subtract(sums_[edge.tail], entry.value);
    }
  }
  void check_flow(Point& out, const Vector& x) {
    out = {&x, Ids(c_.network.size())};
    for (std::size_t i = 0; i < x.size(); ++i) {
      require(sgn(x[i].value) > 0, "an entry is not positive");
      out.place[x[i].edge] = static_cast<Id>(i + 1);
    }
    book(x);
    require(sums_ == c_.balance, "the vector breaks a law");
  }
  // y = point + difference: a flow again; collects the edges of the difference where it is zero.
  void shift(const Point& from, const Vector& difference) {
    book(difference);
    for (Id v : touched_) require(sgn(sums_[v]) == 0, "the difference breaks a law");
    from_point_ = &from;
    positive_.clear();
    zero_.clear();
    zeros_.clear();
    for (const Entry& entry : difference) {
      Rational y = entry.value;
      if (from.has(entry.edge)) add(y, from.at(entry.edge));
      require(sgn(y) >= 0, "an edge becomes negative");
      (sgn(y) > 0 ? positive_ : zero_).add(entry.edge);
      if (sgn(y) == 0) zeros_.push_back(entry.edge);
    }
  }
  [[nodiscard]] bool positive(Id e) const {
    return positive_.has(e) || (from_point_->has(e) && !zero_.has(e));
  }
  void check_free(const Step& step) {
    shift(given(base), step.vector);
    for (Id e : zeros_) free_[e] = true;
  }
  void check_regular_free(const Step& step) {
    shift(given(interior), step.vector);
    require(zeros_.size() == step.parts.size(), "not one detour for each edge that vanishes");
    for (std::size_t i = 0; i < zeros_.size(); ++i) {
      require(step.parts[i].id == zeros_[i], "the detours are not in order");
      const Edge& vanishing = c_.network[zeros_[i]];
      Id here = vanishing.tail;
      for (Id e : step.parts[i].edges) {
        const Edge& edge = c_.network[e];
        require(positive(e), "an edge of a detour vanishes");
        require(edge.tail == here || edge.head == here, "a detour is not a walk from the tail");
        here = edge.tail == here ? edge.head : edge.tail;
      }
      require(here == vanishing.head, "a detour does not end at the head");
      regular_free_[zeros_[i]] = true;
    }
  }
  void check_stratum(const Step& step) {
    require(given_sets_.insert(step.nodes).second, "the set is given twice");
    shift(given(base), step.vector);
    const char* why = "an edge that crosses the set is positive";
    require_crossing(step.nodes, why, [&](Id e, bool) { return !positive(e); });
    Ids reached = {step.nodes.front()};
    seen_.clear();
    seen_.add(reached[0]);
    for (std::size_t i = 0; i < reached.size(); ++i) {
      each_edge(reached[i], [&](Id e) {
        const Id other = c_.network[e].tail == reached[i] ? c_.network[e].head : c_.network[e].tail;
        if (!positive(e) || seen_.has(other)) return;
        seen_.add(other);
        reached.push_back(other);
      });
    }
    require(reached.size() == step.nodes.size(), "the set is not connected");
  }
  void check_floating(const Ids& set, const Point& x) {
    require_crossing(set, "an edge in point crosses the set",
                     [&](Id e, bool) { return !x.has(e); });
  }

  // ---- trees ------------------------------------------------------------------------------------

  // Pairs (v, e): e has the end v, as head or tail if allowed, and leads to ⏚ or an earlier node.
  void check_tree(const Step& tree, bool head, bool tail) {
    seen_.clear();
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      const Id v = tree.nodes[i];
      const Edge& edge = c_.network[tree.edges[i]];
      require(!edge.loop(), "an edge is a loop");
      require((head && edge.head == v) || (tail && edge.tail == v), "an edge has another end");
      const Id other = edge.head == v ? edge.tail : edge.head;
      require(other == c_.hidden || seen_.has(other), "an edge leads to no earlier node");
      require(!seen_.has(v), "a node is listed twice");
      seen_.add(v);
    }
  }
  void check_forest(const Step& tree, const Point& x) {
    check_tree(tree, true, true);
    for (Id e : tree.edges) require(x.has(e), "an edge of the forest vanishes");
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
    each_crossing(set, [&](Id e, bool) {
      if (x.has(e)) add(squared_, x.at(e));
    });
  }
  void check_reach(const Step& step, const Point& x) {
    require(!reached_[step.id], "the node is named twice");
    for (const Entry& entry : step.vector) {
      const bool within = x.has(entry.edge) && abs(entry.value) <= x.at(entry.edge);
      require(within, "the flow exceeds the point");
    }
    book(step.vector);
    for (Id v : touched_) {
      const bool free = v == step.id || reached_[v];
      require(free || sgn(sums_[v]) == 0, "the flow is not conserved at a node");
    }
    require(-sums_[step.id] >= squared_, "the flow is less than the cut");
    reached_[step.id] = true;
  }

  // ---- claims -----------------------------------------------------------------------------------

  void check_claim(const Step& claim) {
    const auto is = [&](std::string_view kind) { return forms[claim.form].key == kind; };
    const std::size_t locked = c_.steps[locks].size();
    if (is("empty")) given(empty);
    if (is("singular_point")) given(floating);
    if (is("regular_point")) given(forest), require(c_.hidden > 0, "there is no hidden node");
    if (is("singular_exists") && !c_.has(strata)) given(floating);
    if (is("no_regular_point")) given(always_floating);
    if (is("smooth") || claim.complete) given(search);
    if (is("distance"))
      given(distance), require(claim.bound == squared_, "the cut has another value");
    if (is("nonempty") || is("disconnected") || is("strata")) given(base);
    if (is("components") || is("connected")) check_signs(given(base), free_, locked, claim.number);
    if (is("disconnected")) require(locked > 0, "no edge is locked");
    if (is("regular_components")) {
      given(interior_forest);
      check_signs(given(interior), regular_free_, locked + c_.steps[weak].size(), claim.number);
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
      good = good || !x.has(e) || shown[e] || edge.loop() || edge.multiplicity > 1;
      good = good || (avoids(e, edge.head, from_) && avoids(e, edge.tail, to_));
      require(good, "an edge is neither locked nor free");
    }
  }

  std::string* words_;
  int section_ = 0;
  std::size_t item_ = 0;
  std::array<Point, no_section> points_;
  Ids lock_ = Ids(c_.network.size(), nothing);  // the number of the lock of each edge
  Standing standing_[2] = {Standing(c_.hidden), Standing(c_.hidden)};  // by kind
  std::vector<bool> pure_;                                             // for each lock
  std::vector<bool> weak_ = std::vector<bool>(c_.network.size()), free_ = weak_,
                    regular_free_ = weak_;
  Listed from_ = Listed(c_.hidden, {nothing, nothing}), to_ = from_;
  std::vector<Rational> sums_ = std::vector<Rational>(c_.hidden);
  Ids touched_;  // the nodes with a sum
  Marks seen_{c_.hidden};
  const Point* from_point_ = nullptr;  // of the last shift
  Marks positive_{c_.network.size()}, zero_{c_.network.size()};
  Ids zeros_;
  std::set<Ids> given_sets_;
  Rational squared_;  // the value of the cut of distance
  std::vector<bool> reached_ = std::vector<bool>(c_.hidden);
};

}  // namespace

void check_certificate(const Certificate& certificate, std::string* words) {
  Rules(certificate, words).check();
}

}  // namespace isthmus_check
