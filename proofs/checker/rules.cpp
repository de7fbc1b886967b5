// The rules of docs/certificate.md: the sections "Steps" and "Claims", sentence by sentence.
#include <set>
#include <unordered_map>

#include "search.hpp"

namespace isthmus_check {
namespace {

constexpr std::size_t max_entries = 10'000'000;  // of a search; of all reach steps together

// What steps have shown of an edge.
struct Shown {
  const Step* lock = nullptr;
  bool pure = false, weak = false, free = false, regular_free = false;
};

// The sets of the standing steps of one kind, by their edges.
struct Standing {
  explicit Standing(const Certificate& c)
      : lists(c.hidden + 1U, nothing), within(c.network.size(), nothing) {}
  // The largest set to which the node belongs, or `nothing`.
  Id largest(Id v) {
    Id e = lists[v];
    while (e != nothing && within[e] != e) e = within[e] = within[within[e]];
    return e;
  }
  Ids lists;   // for each node the edge whose step lists it, or `nothing`
  Ids within;  // for each edge the step that extends its step; itself if none does; or `nothing`
  std::unordered_map<Id, Rational> charges;
};

struct Rules : Search {
  Rules(const Certificate& c, std::string* words) : Search(c), words_(words) {}

  void check() try {
    for (int i = 1; i <= no_section; ++i) {
      section_ = i % no_section;  // the claims come last
      for (item_ = 0; item_ < c_.steps[section_].size(); ++item_)
        check_step(section_, c_.steps[section_][item_]);
      require(section_ != search || item_ == 0 || done_, "the search ends early");
      const bool all_named = item_ == c_.hidden || !c_.has(distance);
      require(section_ != reach || all_named, "a hidden node is not named");
    }
  } catch (Outcome& failure) {
    failure.line = place(section_, item_) + ": " + failure.line;
    throw;
  }

  void check_step(int s, const Step& step) {
    if (s == claims) return check_claim(step);
    if (s == base || s == point || s == interior) check_flow(flows_[s], step.vector);
    if (s == locks || s == empty || s == weak || s == always_floating) check_cut(s, step);
    if (s == from_ground || s == to_ground) check_bypass(step, s == from_ground);
    if (s == free_edges || s == strata) check_shifted(s, step, given(base));
    if (s == regular_free) check_shifted(s, step, given(interior));
    if (s == forest) check_forest(step, given(point));
    if (s == interior_forest) check_forest(step, given(interior));
    if (s == floating) require_zero(given(point), step.nodes);
    require(s != search || item_ < max_entries, "there are more than 10^7 entries");
    if (s == search) enter(step);
    if (s == distance) check_distance(step.nodes, given(point));
    if (s == reach) check_reach(step, given(point));
    if (words_ != nullptr) *words_ += place(s, item_) + ": " + in_words(step) + ".\n";
  }
  // The flow of a step, if it is one, which must be there.
  Flow& given(int section) {
    require(c_.has(section), "there is no " + std::string(forms[section].key));
    return flows_[section];
  }

  // ---- derived cuts -----------------------------------------------------------------------------

  // Whether the node is in the set of the step: listed, and so marked, or in a set it extends.
  bool inside(const Step& step, Id v) {
    return marked_.has(v) || (!step.extends.empty() && standing_[step.into].largest(v) == step.id);
  }
  bool crosses(const Step& step, Id e, bool enters) {
    const Edge& edge = c_.network[e];
    return inside(step, edge.end(enters)) && !inside(step, edge.end(!enters));
  }
  // Joins the sets that the step extends; what may cross the whole set is added to `near`.
  void extend(const Step& step, Ids& near, Rational& sum) {
    Standing& sets = standing_[step.into];
    const auto free = [&](Id v) { return sets.lists[v] == nothing; };
    const bool stands = std::all_of(step.nodes.begin(), step.nodes.end(), free);
    require(stands || step.extends.empty(), "a node that it lists is in another set");
    if (!stands) return;
    for (Id v : step.nodes) sets.lists[v] = step.id;
    for (Id e : step.extends) {
      require(sets.within[e] == e, "it extends a step whose set does not stand");
      sets.within[e] = step.id;
      add(sum, sets.charges[e]);
      near.push_back(e);
    }
    sets.within[step.id] = step.id;
    sets.charges[step.id] = sum;
  }
  void check_cut(int section, const Step& step) {
    const bool named = section == locks || section == weak;
    Ids near = crossing(step.nodes);
    Rational value = charge(step);
    if (named) extend(step, near, value);
    std::erase_if(near, [&](Id e) { return !crosses(step, e, step.into); });
    bool pure = true;
    for (Id e : step.edges) {
      const Step* use = shown_[e].lock;
      require(use != nullptr, "no earlier lock bounds a use");
      require(crosses(step, e, !step.into), "a use does not cross the other way");
      add(value, use->bound);
      pure = pure && shown_[e].pure && use->into == step.into;
    }
    if (named) {
      require(c_.network[step.id].multiplicity == 1, "the edge is a bundle");
      require(shown_[step.id].lock == nullptr && !shown_[step.id].weak,
              "the edge is already locked or weak");
    }
    require(near == (named ? Ids{step.id} : Ids{}), "other edges cross the set that way");
    require(value == step.bound, "the value of the cut is not the bound");
    const bool positive = sgn(value) > 0 || section == weak || section == always_floating;
    require(positive, "the bound is not positive");
    require(section != weak || pure, "a use is not a pure lock of the same kind");
    if (section == weak) shown_[step.id].weak = true;
    if (section == locks) shown_[step.id].lock = &step;
    if (section == locks) shown_[step.id].pure = pure;
  }

  // ---- flows ------------------------------------------------------------------------------------

  // Sums up in(v) − out(v).
  void book(const Vector& x) {
    for (const auto& [e, value] : x) {
      const Edge& edge = c_.network[e];
      if (edge.head != c_.hidden) add(sums_[edge.head], value);
      if (edge.tail != c_.hidden) subtract(sums_[edge.tail], value);
    }
  }
  // Requires that the sums are 0, but at nodes named by a reach step, and forgets them.
  void settle(const Vector& x) {
    for (const auto& [e, value] : x)
      for (Id v : {c_.network[e].head, c_.network[e].tail}) {
        require(named_[v] || sgn(sums_[v]) == 0, "the vector breaks the law of a node");
        sums_[v] = 0;
      }
  }
  // Adds the vector, which makes a flow; returns the edges where that becomes 0.
  Ids shift(Flow& flow, const Vector& x) {
    book(x);
    settle(x);
    Ids zeros;
    for (const auto& [e, value] : x) {
      add(flow[e], value);
      require(sgn(flow[e]) >= 0, "an edge is negative");
      if (sgn(flow[e]) == 0) zeros.push_back(e);
    }
    return zeros;
  }
  void check_flow(Flow& flow, const Vector& x) {
    flow.resize(c_.network.size());
    for (Id v = 0; v < c_.hidden; ++v) sums_[v] = -c_.balance[v];
    shift(flow, x);
    for (const Rational& sum : sums_) require(sgn(sum) == 0, "the vector breaks the law of a node");
  }
  // Steps that begin with another flow.
  void check_shifted(int section, const Step& step, Flow& flow) {
    const Ids zeros = shift(flow, step.vector);
    for (Id e : zeros) shown_[e].free = shown_[e].free || section == free_edges;
    for (Id e : zeros) shown_[e].regular_free = shown_[e].regular_free || section == regular_free;
    if (section == strata) check_stratum(step.nodes, flow);
    if (section == regular_free) check_detours(step.parts, zeros, flow);
    for (const auto& [e, value] : step.vector) subtract(flow[e], value);
  }
  void check_detours(const std::vector<Step>& detours, const Ids& zeros, const Flow& flow) {
    require(zeros.size() == detours.size(), "not one detour for each edge that vanishes");
    for (std::size_t i = 0; i < zeros.size(); ++i) {
      require(detours[i].id == zeros[i], "the detours are not in order");
      Id here = c_.network[zeros[i]].tail;
      for (Id e : detours[i].edges) {
        const Edge& edge = c_.network[e];
        require(sgn(flow[e]) > 0, "an edge of a detour vanishes");
        require(edge.tail == here || edge.head == here, "a detour is not a walk from the tail");
        here = edge.other(here);
      }
      require(here == c_.network[zeros[i]].head, "a detour does not end at the head");
    }
  }
  void check_stratum(const Ids& set, const Flow& flow) {
    require(sets_.insert(set).second, "the set is given twice");
    require_zero(flow, set);
    Ids reached = {set[0]};
    marked_.clear();
    marked_.add(set[0]);
    for (std::size_t i = 0; i < reached.size(); ++i)
      for (Id e : edges_at(reached[i])) {
        const Id other = c_.network[e].other(reached[i]);
        if (sgn(flow[e]) == 0 || marked_.has(other)) continue;
        marked_.add(other);
        reached.push_back(other);
      }
    require(reached.size() == set.size(), "the set is not connected");
  }

  // ---- trees ------------------------------------------------------------------------------------

  // Pairs (v, e): e has the end v, as head or tail if allowed, and leads to ⏚ or an earlier node.
  void check_tree(const Step& tree, bool head, bool tail) {
    marked_.clear();
    marked_.add(c_.hidden);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      const Id v = tree.nodes[i];
      const Edge& edge = c_.network[tree.edges[i]];
      require(!edge.loop(), "an edge is a loop");
      require((head && edge.head == v) || (tail && edge.tail == v), "an edge has another end");
      require(marked_.has(edge.other(v)), "an edge leads to no earlier node");
      require(!marked_.has(v), "a node is listed twice");
      marked_.add(v);
    }
  }
  void check_forest(const Step& tree, const Flow& flow) {
    check_tree(tree, true, true);
    for (Id e : tree.edges) require(sgn(flow[e]) > 0, "an edge of the forest vanishes");
    require(tree.nodes.size() == c_.hidden, "a hidden node is not listed");
  }
  void check_bypass(const Step& tree, bool from) {
    check_tree(tree, from, !from);
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
      auto& [one, two] = listed_[from][tree.nodes[i]];
      if (one == nothing) one = tree.edges[i];
      if (one != tree.edges[i]) two = tree.edges[i];
    }
  }
  // Whether v is the ground, or some tree lists it with another edge than e.
  [[nodiscard]] bool avoids(Id e, Id v, bool from) const {
    if (v == c_.hidden) return true;
    const auto [one, two] = listed_[from][v];
    return two != nothing || (one != nothing && one != e);
  }

  // ---- distance ---------------------------------------------------------------------------------

  void check_distance(const Ids& set, const Flow& flow) {
    for (Id e : crossing(set)) add(squared_, flow[e]);
  }
  void check_reach(const Step& step, const Flow& flow) {
    require(!named_[step.id], "the node is named twice");
    named_[step.id] = true;
    entries_ += step.vector.size();
    require(entries_ <= max_entries, "there are more than 10^7 entries");
    for (const auto& [e, value] : step.vector)
      require(abs(value) <= flow[e], "the flow exceeds the point");
    book(step.vector);
    const bool strong = -sums_[step.id] >= squared_;
    settle(step.vector);
    require(strong, "the flow is less than the cut");
  }

  // ---- claims -----------------------------------------------------------------------------------

  void check_claim(const Step& claim) {
    const auto is = [&](std::string_view kind) { return forms[claim.form].key == kind; };
    const std::size_t locked = c_.steps[locks].size(), all = locked + c_.steps[weak].size();
    if (forms[claim.form].needs != claims) given(forms[claim.form].needs);
    if (is("singular_exists") && !c_.has(strata)) given(floating);
    if (claim.complete) given(search);
    if (is("regular_point")) require(c_.hidden > 0, "there is no hidden node");
    if (is("distance")) require(claim.bound == squared_, "the cut has another value");
    if (is("disconnected")) require(locked > 0, "no edge is locked");
    if (is("components") || is("connected")) check_signs(claim, given(base), false, locked);
    if (is("regular_components")) check_signs(claim, given(interior), true, all);
    if (is("smooth")) require(only_cuts_, "an entry is found or split");
    if (is("strata"))
      require(claim.number == c_.steps[strata].size(), "the strata are not so many");
  }
  // Every edge is locked (or weak, for the regular part) or can vanish.
  void check_signs(const Step& claim, const Flow& flow, bool regular, std::size_t signs) {
    require(claim.number == signs, "the number of locks is another");
    for (Id e = 0; e < c_.network.size(); ++e) {
      const Edge& edge = c_.network[e];
      const Shown& shown = shown_[e];
      const bool fixed = shown.lock != nullptr || (regular && shown.weak);
      const bool free = sgn(flow[e]) == 0 || edge.loop() || edge.multiplicity > 1 ||
                        (regular ? shown.regular_free : shown.free) ||
                        (avoids(e, edge.head, true) && avoids(e, edge.tail, false));
      require(fixed || free, "an edge is neither locked nor free");
    }
  }

  std::string* words_;
  int section_ = 0;
  std::size_t item_ = 0;
  std::vector<Shown> shown_ = std::vector<Shown>(c_.network.size());  // of each edge
  Standing standing_[2] = {Standing(c_), Standing(c_)};               // for kinds out and in
  std::array<Flow, no_section> flows_;
  std::vector<Rational> sums_ = std::vector<Rational>(c_.hidden + 1U);  // of the ground 0
  // For each node two different edges by which the trees to and from the ground list it.
  using Listed = std::vector<std::array<Id, 2>>;
  Listed listed_[2] = {Listed(c_.hidden, {nothing, nothing}),
                       Listed(c_.hidden, {nothing, nothing})};
  std::set<Ids> sets_;                                           // of strata
  Rational squared_;                                             // the value of the cut of distance
  std::vector<bool> named_ = std::vector<bool>(c_.hidden + 1U);  // by reach steps, with
  std::size_t entries_ = 0;                                      // so many entries
};

}  // namespace

void check_certificate(const Certificate& certificate, std::string* words) {
  Rules(certificate, words).check();
}

}  // namespace isthmus_check
