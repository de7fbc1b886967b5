// Floating sets: always floating, detachable, none but these; and how far a point is from them.
#include <algorithm>
#include <utility>

#include "proof/wording_parts.hpp"

namespace isthmus::wording {
namespace {

Line always_line(const Writer& writer, const AlwaysFloating& step) {
  Line line("No edge ");
  line.say(enters(step.kind)).say(" ").math("U = ").add(writer.set(step.set));
  line.say(", and ").math("c(U)").math(" = ").number(writer.law_value(step.set));
  line.say(". By the lemma on cuts the squares of the edges that cross ").math("U");
  line.say(" add up to 0, so all of them vanish at every point: ").math("U");
  return line.say(" floats everywhere.");
}

Line strata_method() {
  Line line("For each of the following sets ");
  line.math("b + d").say(
      " is a flow that vanishes on all edges crossing the set, and whose positive "
      "edges connect it: there the set is a component of the graph of nonzero "
      "weights.");
  return line;
}

void write_stratum(const Writer& writer, std::size_t number, const StratumWitness& stratum) {
  writer.page.begin_step("D" + std::to_string(number), writer.set(stratum.set),
                         floating_marks(writer.network(), stratum.set));
  if (stratum.difference.empty()) {
    writer.page.paragraph(Line().math("b").say(" itself is such a flow."));
  } else {
    writer.page.paragraph(writer.entries("d", stratum.difference).say("."));
  }
  writer.page.end_step();
}

// The search in words: one line for each step, cases numbered in the order of the tree.
class SearchWriter {
 public:
  explicit SearchWriter(const Writer& writer) : writer_(writer) { open_.push_back({"Case 1", ""}); }

  std::size_t write() {
    const std::vector<SearchStep>& steps = writer_.certificate.search;
    std::size_t written = 0;
    for (; written < steps.size() && written < writer_.limits.steps; ++written) {
      if (open_.empty()) break;  // a tree that ends too late proves nothing, but is still shown
      state_ = open_.back();
      open_.pop_back();
      Line line(state_.name.c_str());
      line.add(state_.assumption).say(": ");
      std::visit([&](const auto& step) { describe(line, step); }, steps[written]);
      writer_.page.item(line.say("."));
    }
    return written;
  }

 private:
  struct State {
    std::string name;
    Line assumption;
  };

  State sub_case(std::size_t number, NodeId v, bool inside) const {
    State state;
    state.name = "Case " + std::to_string(number);
    state.assumption.say(" (" + lower(state_.name) + " with ").node(v);
    state.assumption.say(inside ? " inside)" : " outside)");
    return state;
  }

  static std::string lower(std::string name) {
    name[0] = 'c';
    return name;
  }

  std::vector<EdgeId> edges_of(const SearchCut& cut) const {
    Boundary boundary = boundary_of(writer_.network(), cut.set);
    return cut.kind == CutKind::in ? std::move(boundary.in) : std::move(boundary.out);
  }

  // "The edges e, f that enter U = {v} cross W and vanish".
  void add_crossing(Line& line, const SearchCut& cut) const {
    const std::vector<EdgeId> edges = edges_of(cut);
    const bool several = edges.size() > 1 && edges.size() <= named_edges;
    if (edges.empty()) {
      line.say("No edge ").say(enters(cut.kind));
    } else if (several) {
      line.say("The edges ").add(writer_.edges(edges)).say(" that ").say(enter(cut.kind));
    } else if (edges.size() == 1) {
      line.say("The edge ").add(writer_.edges(edges)).say(", the only one that ");
      line.say(enters(cut.kind));
    } else {
      line.say("Every edge that ").say(enters(cut.kind));
    }
    line.say(" ").math("U = ").add(writer_.set(cut.set));
    if (edges.empty()) return;
    line.say(edges.size() == 1 ? "," : "").say(several ? " cross " : " crosses ").math("W");
    line.say(several ? " and vanish" : " and vanishes");
  }

  // "The edges entering {v, w} (e, f) vanish".
  void add_zeros(Line& line, const SearchCut& zero) const {
    const std::vector<EdgeId> edges = edges_of(zero);
    if (edges.empty()) {
      line.say("No edge ").say(enters(zero.kind)).say(" ").add(writer_.set(zero.set));
      return;
    }
    line.say(edges.size() == 1 ? "The edge " : "The edges ").say(entering(zero.kind)).say(" ");
    line.add(writer_.set(zero.set));
    if (edges.size() <= named_edges) line.say(" (").add(writer_.edges(edges)).say(")");
    line.say(edges.size() == 1 ? " vanishes" : " vanish");
  }

  void describe(Line& line, const SearchBranch& step) {
    const std::size_t first = ++cases_;
    const std::size_t second = ++cases_;
    line.node(step.node).say(" is inside (case ").count(first).say(") or outside (case ");
    line.count(second).say(")");
    State outside = sub_case(second, step.node, false);
    State inside = sub_case(first, step.node, true);
    open_.push_back(std::move(outside));
    open_.push_back(std::move(inside));
  }

  void describe(Line& line, const SearchCut& step) {
    line.say("impossible. ");
    add_crossing(line, step);
    line.say(", so by the lemma on cuts ");
    line.math(step.kind == CutKind::in ? "c(U) ≤ 0" : "c(U) ≥ 0").say(", but it is ");
    line.number(writer_.law_value(step.set));
  }

  void describe(Line& line, const SearchFound& step) {
    line.say("every edge from a node inside to one not inside ends outside ").math("W");
    line.say(", so ").math("W").say(" consists of the nodes inside: it is the set of D");
    line.count(step.index + 1);
  }

  void describe(Line& line, const SearchSplit& step) {
    line.say("impossible. Every edge from a node inside to one not inside ends outside ").math("W");
    line.say(", so ").math("W").say(" consists of the nodes inside. ");
    for (const SearchCut& zero : step.zeros) {
      add_zeros(line, zero);
      line.say(" and ").math("c").say(" adds up to 0 on it, so all edges crossing it vanish. ");
    }
    line.say("No nonzero edge joins ")
        .add(writer_.set(step.part))
        .say(" to the rest of ")
        .math("W");
  }

  static void describe(Line& line, const SearchNone&) {
    line.say("every node is outside, so there is no such set");
  }

  static const char* enter(CutKind kind) { return kind == CutKind::in ? "enter" : "leave"; }

  static constexpr std::size_t named_edges = 3;

  const Writer& writer_;
  std::vector<State> open_;
  State state_;
  std::size_t cases_ = 1;
};

Line search_method() {
  Line line("Let ");
  line.math("W")
      .say(" be a component of the graph of nonzero weights at some point of ")
      .math("M(c)");
  line.say(" that misses the ground. Edges that cross ").math("W");
  line.say(" vanish. Each case fixes which nodes are inside ")
      .math("W")
      .say(
          " and which are outside; "
          "the ground is outside.");
  return line;
}

Line reach_method(const Rational& squared) {
  Line line("Conversely let ");
  line.math("W")
      .say(" be any nonempty set of hidden nodes. Take the node ")
      .math("v")
      .say(" of ")
      .math("W");
  line.say(" that comes first in the list below, with its vector ").math("f");
  line.say(". It satisfies ")
      .math("|f_e| ≤ p_e")
      .say(
          " for each edge, it is conserved at all hidden "
          "nodes but ");
  line.math("v")
      .say(" and earlier ones, and ")
      .math("v")
      .say(" sends out at least ")
      .number(squared);
  line.say(". All other nodes of ").math("W").say(" come later, so all of this crosses ").math("W");
  return line.say(": the crossing entries of ").math("p").say(" add up to at least as much.");
}

Line nearest_method() {
  Line line("By the lemma on the rank, the Jacobian at ");
  line.math("θ'").say(" has a rank below ").math("h").say(" exactly when ").math("θ'");
  line.say(
      " vanishes on all edges crossing some nonempty set of hidden nodes. The squared distance "
      "of ");
  line.math("θ").say(" to the weights that vanish on these edges is the sum of their entries of ");
  return line.math("p = θ^2").say(". So the least such sum is the squared distance sought.");
}

Rational cut_value(const Writer& writer, const std::vector<NodeId>& set) {
  const Boundary boundary = boundary_of(writer.network(), set);
  Rational sum = 0;
  if (!writer.certificate.point) return sum;
  for (const auto& [edge, value] : *writer.certificate.point) {
    const auto within = [&, e = edge](const std::vector<EdgeId>& edges) {
      return std::binary_search(edges.begin(), edges.end(), e);
    };
    if (within(boundary.in) || within(boundary.out)) sum += value;
  }
  return sum;
}

void write_reach(const Writer& writer, const std::vector<ReachStep>& reach) {
  writer.page.begin_fold(counted(reach.size(), "node", "nodes"));
  writer.page.begin_list();
  std::size_t written = 0;
  for (; written < reach.size() && written < writer.limits.steps; ++written) {
    Line line;
    line.node(reach[written].node).say(": ").add(writer.entries("f", reach[written].flow));
    writer.page.item(line.say("."));
  }
  writer.page.end_list();
  writer.rest(reach.size(), written, "nodes");
  writer.page.end_fold();
}

}  // namespace

void write_always_floating(const Writer& writer) {
  if (!writer.certificate.always_floating) return;
  const AlwaysFloating& step = *writer.certificate.always_floating;
  writer.page.heading("A set that always floats");
  writer.page.begin_step("A", writer.set(step.set), floating_marks(writer.network(), step.set));
  writer.page.paragraph(always_line(writer, step));
  writer.page.end_step();
}

void write_strata(const Writer& writer) {
  const std::vector<StratumWitness>& strata = writer.certificate.strata;
  if (strata.empty()) return;
  writer.page.heading("Detachable sets");
  writer.page.paragraph(strata_method());
  std::size_t written = 0;
  for (; written < strata.size() && written < writer.limits.steps; ++written) {
    write_stratum(writer, written + 1, strata[written]);
  }
  writer.rest(strata.size(), written, "sets");
}

void write_search(const Writer& writer) {
  const std::vector<SearchStep>& steps = writer.certificate.search;
  if (steps.empty()) return;
  writer.page.heading(writer.certificate.strata.empty() ? "No floating component"
                                                        : "No other floating component");
  writer.page.paragraph(search_method());
  writer.page.begin_fold(counted(steps.size(), "case", "cases"));
  writer.page.begin_list();
  const std::size_t written = SearchWriter(writer).write();
  writer.page.end_list();
  writer.rest(steps.size(), written, "cases");
  writer.page.end_fold();
}

void write_distance(const Writer& writer) {
  if (!writer.certificate.distance) return;
  const DistanceProof& proof = *writer.certificate.distance;
  const Boundary boundary = boundary_of(writer.network(), proof.set);
  std::vector<EdgeId> crossing = boundary.in;
  crossing.insert(crossing.end(), boundary.out.begin(), boundary.out.end());
  const Rational squared = cut_value(writer, proof.set);
  writer.page.heading("The distance to the nearest rank drop");
  writer.page.paragraph(nearest_method());
  writer.page.begin_step("N", "The nearest set",
                         cut_marks(writer.network(), proof.set, crossing, {}));
  Line line("The edges that cross ");
  line.math("U = ")
      .add(writer.set(proof.set))
      .say(" have the sum ")
      .number(squared)
      .say(" in ")
      .math("p");
  writer.page.paragraph(line.say("."));
  writer.page.end_step();
  writer.page.paragraph(reach_method(squared));
  write_reach(writer, proof.reach);
}

}  // namespace isthmus::wording
