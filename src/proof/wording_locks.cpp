// Derived cuts: locks, emptiness, weak locks.
//
// A cut of a set U with one edge e on one side turns the laws of U into one equation for the square
// of e's weight. It is written out with its terms where these are few.
#include <algorithm>
#include <unordered_map>

#include "proof/wording_parts.hpp"

namespace isthmus::wording {
namespace {

using LockNumbers = std::unordered_map<std::uint32_t, std::size_t>;  // edge → position in locks

LockNumbers lock_numbers(const Certificate& certificate) {
  LockNumbers numbers;
  for (std::size_t i = 0; i < certificate.locks.size(); ++i) {
    numbers.try_emplace(certificate.locks[i].edge.value, i);
  }
  return numbers;
}

// What all kinds of derived cuts have in common.
struct Cut {
  CutKind kind;
  const std::vector<NodeId>& set;
  const std::vector<EdgeId>& uses;
};

class CutWriter {
 public:
  explicit CutWriter(const Writer& writer)
      : writer_(writer), numbers_(lock_numbers(writer.certificate)) {}

  // c(U) or −c(U), and the squares of the edges on the other side.
  Line equation(const Cut& cut, const Boundary& boundary) const {
    const std::vector<EdgeId>& other = cut.kind == CutKind::in ? boundary.out : boundary.in;
    const bool negative = cut.kind == CutKind::out;
    const bool terms = has_terms(cut);
    Line line;
    if (negative) line.math(terms ? "−(" : "−");
    line.add(writer_.law_sum(cut.set));
    if (negative && terms) line.math(")");
    add_squares(line, other);
    return line;
  }

  // The values behind equation(): of c(U) or −c(U), term by term where it is written so, and the
  // bounds of the uses.
  Line numbers(const Cut& cut) const {
    Line line;
    if (has_terms(cut)) {
      add_law_terms(line, cut);
    } else {
      line.number(signed_law(cut));
    }
    if (cut.uses.size() > writer_.limits.written_edges)
      return line.math(" + ").say("the bounds used");
    for (const EdgeId use : cut.uses) line.turn().math(" + ").number(bound_of(use));
    return line;
  }

  // True if c(U) is written as a sum of several terms.
  bool has_terms(const Cut& cut) const {
    return cut.set.size() > 1 && cut.set.size() <= writer_.limits.written_nodes;
  }

  Rational signed_law(const Cut& cut) const {
    const Rational value = writer_.law_value(cut.set);
    return cut.kind == CutKind::in ? value : Rational(-value);
  }

  Rational bound_of(EdgeId edge) const {
    const auto found = numbers_.find(edge.value);
    return found == numbers_.end() ? Rational(0) : writer_.certificate.locks[found->second].bound;
  }

  // "L3"
  std::string mark_of(EdgeId edge) const {
    const auto found = numbers_.find(edge.value);
    return found == numbers_.end() ? "?" : "L" + std::to_string(found->second + 1);
  }

  Line uses(const Cut& cut) const {
    Line line;
    std::size_t written = 0;
    for (const EdgeId use : cut.uses) {
      if (written == writer_.limits.items) {
        return line.say(", … and ").count(cut.uses.size() - written).say(" more");
      }
      if (written++ > 0) line.say(", ").turn();
      line.square(use).math(" ≥ ").number(bound_of(use)).say(" (" + mark_of(use) + ")");
    }
    return line;
  }

  void write_uses(const Cut& cut) const {
    if (cut.uses.empty()) return;
    writer_.page.paragraph(Line("Used: ").add(uses(cut)).say("."));
  }

  const Writer& writer() const { return writer_; }

 private:
  // "−1 + 2 + 3", with all signs changed for kind out.
  void add_law_terms(Line& line, const Cut& cut) const {
    bool first = true;
    for (const NodeId v : cut.set) {
      const Rational& law = writer_.certificate.balance[v];
      const Rational value = cut.kind == CutKind::in ? law : Rational(-law);
      if (first) {
        line.number(value);
      } else {
        line.turn().math(value < 0 ? " − " : " + ").number(value < 0 ? Rational(-value) : value);
      }
      first = false;
    }
  }

  void add_squares(Line& line, const std::vector<EdgeId>& edges) const {
    if (edges.size() > writer_.limits.written_edges) {
      line.turn().math(" + ").say("the squares of ").count(edges.size()).say(" weights");
      return;
    }
    for (const EdgeId e : edges) line.turn().math(" + ").square(e);
  }

  const Writer& writer_;
  LockNumbers numbers_;
};

Formula::Relation relation(const char* sign, Line right) { return {sign, std::move(right)}; }

// equation ≥ numbers = bound, with the parts left out that say nothing new.
void add_bound(Formula& formula, const CutWriter& cuts, const Cut& cut, const Boundary& boundary,
               const Rational& bound, const char* last) {
  const bool other = !(cut.kind == CutKind::in ? boundary.out : boundary.in).empty();
  Line end;
  end.number(bound).math(last);
  const char* sign = other ? "≥" : "=";
  if (cut.uses.empty() && !cuts.has_terms(cut)) {
    formula.relations.push_back(relation(sign, end));
    return;
  }
  formula.relations.push_back(relation(sign, cuts.numbers(cut)));
  formula.relations.push_back(relation("=", end));
}

Line only_edge(const CutWriter& cuts, const CutStep& step) {
  Line line("The edge ");
  line.edge(step.edge).say(" is the only one that ").say(enters(step.kind)).say(" ");
  line.math("U = ").add(cuts.writer().set(step.set)).say(". Adding the laws of ").math("U");
  return line.say(":");
}

void write_lock(const CutWriter& cuts, const CutStep& step, std::size_t number) {
  const Writer& writer = cuts.writer();
  const Cut cut{step.kind, step.set, step.uses};
  const Boundary boundary = boundary_of(writer.network(), step.set);
  Line title;
  title.weight(step.edge).math(" ≠ 0").say(": ").square(step.edge).math(" ≥ ").number(step.bound);
  writer.page.begin_step("L" + std::to_string(number), title,
                         cut_marks(writer.network(), step.set, {step.edge}, step.uses));
  writer.page.paragraph(only_edge(cuts, step));
  Formula formula;
  formula.left.square(step.edge);
  formula.relations.push_back(relation("=", cuts.equation(cut, boundary)));
  add_bound(formula, cuts, cut, boundary, step.bound, " > 0");
  writer.page.formulas({formula});
  cuts.write_uses(cut);
  writer.page.end_step();
}

void write_table(const CutWriter& cuts, const std::vector<CutStep>& steps, char letter,
                 std::size_t from) {
  const Writer& writer = cuts.writer();
  writer.page.begin_table({"step", "edge", "bound", "the only edge that", "U", "bounds used"});
  std::size_t row = from;
  for (; row < steps.size() && row < writer.limits.steps; ++row) {
    const CutStep& step = steps[row];
    const Cut cut{step.kind, step.set, step.uses};
    writer.page.row({Line((letter + std::to_string(row + 1)).c_str()), Line().edge(step.edge),
                     Line().number(step.bound),
                     Line(step.kind == CutKind::in ? "enters" : "leaves"), writer.set(step.set),
                     cuts.uses(cut)});
  }
  writer.page.end_table();
  writer.rest(steps.size(), row, letter == 'L' ? "locks" : "steps");
}

Line lock_method(const Writer& writer) {
  Line line(writer.certificate.locks.size() == 1 ? "The following step" : "Each step below");
  line.say(
      " bounds one squared weight from below, for every flow: by the lemma on cuts, where the "
      "edge alone enters or leaves ");
  line.math("U").say(
      ", the squares on the other side of the cut being at least the bounds of "
      "earlier steps, or 0.");
  return line;
}

Line table_method() {
  Line line("In the table, the edge is the only one that enters ");
  line.math("U").say(" (or leaves it); its bound is ").math("c(U)").say(" (or ").math("−c(U)");
  return line.say(") plus the bounds used, which belong to edges that cross ")
      .math("U")
      .say(" the other way.");
}

Line pure_locks() {
  Line line("A weight ");
  line.math("θ_e").say(" is nonzero at every regular point if ").math("e");
  line.say(" alone enters (or leaves) a set ")
      .math("U")
      .say(
          " and the same sum as above is exactly 0, "
          "using bounds of locks by the same "
          "kind of cut only. For suppose ");
  line.math("θ_e = 0").say(". Then every edge that crosses ").math("U");
  line.say(" the other way is at its bound: it vanishes unless a bound was used for it. An edge ");
  line.math("f").say(
      " at a bound that was used is the only one that enters (leaves) the set of its own "
      "lock; in the equation of that lock again all edges the other way are at their "
      "bounds. Let ");
  line.math("W")
      .say(" be the union of ")
      .math("U")
      .say(
          " and of all sets met in this way. An edge that "
          "enters (leaves) ");
  line.math("W").say(" enters (leaves) one of these sets from outside ").math("W");
  line.say(", so it is ").math("e").say(", which vanishes, as every such ").math("f");
  line.say(" starts (ends) in ").math("W");
  line.say("; one that leaves (enters) ")
      .math("W")
      .say(
          " is at its bound, which is 0 unless it ends "
          "(starts) in one of the sets. So ");
  return line.math("W").say(" floats, and the point is singular by the lemma on the rank.");
}

void write_weak_step(const CutWriter& cuts, const CutStep& step, std::size_t number) {
  const Writer& writer = cuts.writer();
  const Cut cut{step.kind, step.set, step.uses};
  const Boundary boundary = boundary_of(writer.network(), step.set);
  Line title;
  title.weight(step.edge).math(" ≠ 0").say(" at regular points");
  writer.page.begin_step("W" + std::to_string(number), title,
                         cut_marks(writer.network(), step.set, {step.edge}, step.uses));
  writer.page.paragraph(only_edge(cuts, step));
  Formula formula;
  formula.left.square(step.edge);
  formula.relations.push_back(relation("=", cuts.equation(cut, boundary)));
  add_bound(formula, cuts, cut, boundary, 0, "");
  writer.page.formulas({formula});
  cuts.write_uses(cut);
  writer.page.end_step();
}

}  // namespace

void write_locks(const Writer& writer) {
  const std::vector<CutStep>& locks = writer.certificate.locks;
  if (locks.empty()) return;
  const CutWriter cuts(writer);
  writer.page.heading("Weights that are never zero");
  writer.page.paragraph(lock_method(writer));
  const bool cards = locks.size() <= writer.limits.cards;
  if (!cards) {
    writer.page.paragraph(table_method());
    write_table(cuts, locks, 'L', 0);
    return;
  }
  for (std::size_t i = 0; i < locks.size(); ++i) write_lock(cuts, locks[i], i + 1);
}

void write_empty(const Writer& writer) {
  if (!writer.certificate.empty) return;
  const EmptyCut& step = *writer.certificate.empty;
  const CutWriter cuts(writer);
  const Cut cut{step.kind, step.set, step.uses};
  const Boundary boundary = boundary_of(writer.network(), step.set);
  writer.page.heading("A contradiction");
  writer.page.begin_step("E", "The laws contradict each other",
                         cut_marks(writer.network(), step.set, {}, step.uses));
  Line line("No edge ");
  line.say(enters(step.kind)).say(" ").math("U = ").add(writer.set(step.set));
  writer.page.paragraph(
      line.say(". Adding the laws of ").math("U").say(" for some flow would give"));
  Formula formula;
  formula.left.math("0");
  formula.relations.push_back(relation("=", cuts.equation(cut, boundary)));
  add_bound(formula, cuts, cut, boundary, step.bound, " > 0");
  writer.page.formulas({formula});
  cuts.write_uses(cut);
  writer.page.paragraph("So there is no flow.");
  writer.page.end_step();
}

void write_weak(const Writer& writer) {
  const std::vector<CutStep>& weak = writer.certificate.weak;
  if (weak.empty()) return;
  const CutWriter cuts(writer);
  writer.page.heading("Weights that are zero at singular points only");
  writer.page.paragraph(pure_locks());
  const bool cards = weak.size() <= writer.limits.cards;
  if (!cards) {
    write_table(cuts, weak, 'W', 0);
    return;
  }
  for (std::size_t i = 0; i < weak.size(); ++i) write_weak_step(cuts, weak[i], i + 1);
}

}  // namespace isthmus::wording
