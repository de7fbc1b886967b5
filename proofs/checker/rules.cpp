// The rules of docs/certificate.md: the sections "Steps" and "Claims", sentence by sentence.
#include <algorithm>
#include <set>

#include "graph.hpp"
#include "search.hpp"

namespace isthmus_check {
namespace {

constexpr Id nothing = 0xffffffff;

// A sparse vector that can be asked for each edge.
struct Point {
  const Vector* vector = nullptr;
  Ids place;  // in the vector, from 1; 0 where it has no entry
  [[nodiscard]] bool has(Id e) const { return place[e] != 0; }
  [[nodiscard]] const Rational& at(Id e) const { return (*vector)[place[e] - 1].value; }
};

// For each node one edge by which the trees of a bypass list it, and whether there are two.
struct Listed {
  Ids one;
  std::vector<bool> two;
  explicit Listed(Id nodes) : one(nodes, nothing), two(nodes) {}
};

class Rules {
 public:
  Rules(const Certificate& c, std::string* words) : c_(c), words_(words) {}

  void check() try {
    for (int s = 0; s < no_section; ++s) {
      section_ = forms[s].key;
      for (item_ = 0; item_ < c_.steps[s].size(); ++item_) {
        check_step(s, c_.steps[s][item_]);
        if (words_ != nullptr) *words_ += in_words(c_, s, item_);
      }
      if (s == search) require(c_.steps[s].empty() || search_.done(), "the search ends early");
      if (s == reach && c_.has(distance)) require(item_ == c_.hidden, "a hidden node is not named");
    }
    section_ = "claims";
    for (item_ = 0; item_ < c_.claims.size(); ++item_) check_claim(c_.claims[item_]);
  } catch (Outcome& failure) {
    failure.line = std::string(section_) + "[" + std::to_string(item_) + "]: " + failure.line;
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
    if (s == search) search_.enter(step);
    if (s == distance) check_distance(step.nodes, given(point));
    if (s == reach) check_reach(step, given(point));
  }

  // ---- derived cuts -----------------------------------------------------------------------------

  void check_cut(int section, const Step& step) {
    const bool into = step.kind == Kind::in;
    Ids near;  // the edges that enter (kind in) or leave (kind out) the set
    graph_.crossing(step.nodes, [&](Id e, bool enters) {
      if (enters == into) near.push_back(e);
    });
    Rational value = graph_.charge(step.nodes);
    if (!into) value = -value;
    bool pure = true;
    for (Id e : step.edges) {
      require(lock_[e] != nothing, "no earlier lock bounds a use");
      const Step& lock = c_.steps[locks][lock_[e]];
      const bool head = graph_.marked(c_.network[e].head), tail = graph_.marked(c_.network[e].tail);
      require(into ? tail && !head : head && !tail, "a use does not cross the other way");
      budget_.add(value, lock.bound);
      pure = pure && pure_[lock_[e]] && lock.kind == step.kind;
    }
    if (section == locks || section == weak) {
      require(c_.network[step.id].multiplicity == 1, "the edge is a bundle");
      require(near == Ids{step.id}, "other edges cross the set that way");
      require(lock_[step.id] == nothing && !weak_[step.id], "the edge is already locked or weak");
    } else {
      require(near.empty(), "an edge crosses the set that way");
    }
    require(value == step.bound, "the value of the cut is not the bound");
    require(section == weak || section == always_floating || sgn(value) > 0,
            "the bound is not positive");
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
      if (touch(edge.head)) budget_.add(sums_[edge.head], entry.value);
      if (touch(edge.tail)) budget_.subtract(sums_[edge.tail], entry.value);
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
      if (from.has(entry.edge)) budget_.add(y, from.at(entry.edge));
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
    require(given_sets_.insert(&step.nodes).second, "the set is given twice");
    shift(given(base), step.vector);
    graph_.crossing(step.nodes,
                    [&](Id e, bool) { require(!positive(e), "a crossing edge does not vanish"); });
    Ids reached = {step.nodes.front()};
    seen_.clear();
    seen_.add(reached[0]);
    for (std::size_t i = 0; i < reached.size(); ++i) {
      graph_.each_edge(reached[i], [&](Id e) {
        const Id other = c_.network[e].tail == reached[i] ? c_.network[e].head : c_.network[e].tail;
        if (!positive(e) || seen_.has(other)) return;
        seen_.add(other);
        reached.push_back(other);
      });
    }
    require(reached.size() == step.nodes.size(), "the set is not connected");
  }
  void check_floating(const Ids& set, const Point& x) {
    graph_.crossing(
        set, [&](Id e, bool) { require(!x.has(e), "an edge of the point crosses the set"); });
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
      Id& one = listed.one[tree.nodes[i]];
      if (one == nothing) one = tree.edges[i];
      if (one != tree.edges[i]) listed.two[tree.nodes[i]] = true;
    }
  }
  // Whether some tree lists v with another edge than e, or v is the ground.
  [[nodiscard]] bool avoids(Id e, Id v, const Listed& listed) const {
    return v == c_.hidden || listed.two[v] || (listed.one[v] != nothing && listed.one[v] != e);
  }

  // ---- distance ---------------------------------------------------------------------------------

  void check_distance(const Ids& set, const Point& x) {
    std::size_t entries = 0;
    for (const Step& step : c_.steps[reach]) entries += step.vector.size();
    require(entries <= max_entries, "there are more than 10^7 entries");
    graph_.crossing(set, [&](Id e, bool) {
      if (x.has(e)) budget_.add(squared_, x.at(e));
    });
  }
  void check_reach(const Step& step, const Point& x) {
    require(!reached_[step.id], "the node is named twice");
    for (const Entry& entry : step.vector) {
      require(x.has(entry.edge) && abs(entry.value) <= x.at(entry.edge),
              "the flow exceeds the point");
    }
    book(step.vector);
    for (Id v : touched_) {
      require(v == step.id || reached_[v] || sgn(sums_[v]) == 0,
              "the flow is not conserved at a node");
    }
    require(-sums_[step.id] >= squared_, "the flow is less than the cut");
    reached_[step.id] = true;
  }

  // ---- claims -----------------------------------------------------------------------------------

  void check_claim(const Step& claim) {
    const auto is = [&](std::string_view kind) { return forms[claim.form].key == kind; };
    const std::size_t locked = c_.steps[locks].size(), weakly = c_.steps[weak].size();
    if (is("empty")) given(empty);
    if (is("singular_point")) given(floating);
    if (is("regular_point")) given(forest), require(c_.hidden > 0, "there is no hidden node");
    if (is("singular_exists") && !c_.has(strata)) given(floating);
    if (is("no_regular_point")) given(always_floating);
    if (is("smooth") || claim.complete) given(search);
    if (is("distance")) given(distance);
    if (is("regular_components"))
      given(interior_forest), check_signs(given(interior), regular_free_);
    if (is("nonempty") || is("components") || is("connected") || is("disconnected") || is("strata"))
      given(base);
    if (is("components") || is("connected")) check_signs(points_[base], free_);
    require(!is("components") || claim.number == locked, "the number of locks is another");
    require(!is("connected") || locked == 0, "an edge is locked");
    require(!is("disconnected") || locked > 0, "no edge is locked");
    require(!is("regular_components") || claim.number == locked + weakly,
            "the number of locks is another");
    require(!is("strata") || claim.number == c_.steps[strata].size(),
            "the number of strata is another");
    require(!is("distance") || claim.bound == squared_, "the cut has another value");
    for (const Step& step : c_.steps[search]) {
      require(!is("smooth") || (step.form != found_entry && step.form != split_entry),
              "an entry is found or split");
    }
  }
  // Every edge is locked (or weak, for the regular part) or can vanish.
  void check_signs(const Point& x, const std::vector<bool>& shown) const {
    for (Id e = 0; e < c_.network.size(); ++e) {
      const Edge& edge = c_.network[e];
      const bool signs = lock_[e] != nothing || (&x == &points_[interior] && weak_[e]);
      const bool bypassed = avoids(e, edge.head, from_) && avoids(e, edge.tail, to_);
      require(signs || !x.has(e) || shown[e] || bypassed || edge.loop() || edge.multiplicity > 1,
              "an edge is neither locked nor free");
    }
  }

  const Certificate& c_;
  std::string* words_;
  std::string_view section_;
  std::size_t item_ = 0;
  Budget budget_;
  Graph graph_{c_, budget_};
  Search search_{c_, graph_, budget_};
  std::array<Point, no_section> points_;
  Ids lock_ = Ids(c_.network.size(), nothing);  // the number of the lock of each edge
  std::vector<bool> pure_;                      // for each lock
  std::vector<bool> weak_ = std::vector<bool>(c_.network.size()), free_ = weak_,
                    regular_free_ = weak_;
  Listed from_{c_.hidden}, to_{c_.hidden};
  std::vector<Rational> sums_ = std::vector<Rational>(c_.hidden);
  Ids touched_;  // the nodes with a sum
  Marks seen_{c_.hidden};
  const Point* from_point_ = nullptr;  // of the last shift
  Marks positive_{c_.network.size()}, zero_{c_.network.size()};
  Ids zeros_;
  struct Before {
    bool operator()(const Ids* a, const Ids* b) const { return *a < *b; }
  };
  std::set<const Ids*, Before> given_sets_;
  Rational squared_;  // the value of the cut of distance
  std::vector<bool> reached_ = std::vector<bool>(c_.hidden);
};

}  // namespace

void check_certificate(const Certificate& certificate, std::string* words) {
  Rules(certificate, words).check();
}

}  // namespace isthmus_check
