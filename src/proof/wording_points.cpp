// Points and what vanishes at them: base, free edges, ranks, regular points.
#include <algorithm>
#include <map>

#include "isthmus/flow/bypass.hpp"
#include "proof/wording_parts.hpp"

namespace isthmus::wording {
namespace {

// base + difference on the edges of the difference.
std::vector<EdgeId> vanishing(const SparseVector& base, const SparseVector& difference) {
  std::vector<EdgeId> zero;
  auto at = base.begin();
  for (const auto& [edge, change] : difference) {
    while (at != base.end() && at->first < edge) ++at;
    const bool known = at != base.end() && at->first == edge;
    if (known && at->second + change == 0) zero.push_back(edge);
  }
  return zero;
}

void write_flow(const Writer& writer, const char* name, const SparseVector& values) {
  if (values.empty()) {
    Line line;
    line.math(name).math(" = 0").say(" satisfies the laws, so it is a flow.");
    writer.page.paragraph(line);
    return;
  }
  writer.vector(name, values);
  writer.page.paragraph(Line("All entries given are positive, and ")
                            .math(name)
                            .say(" satisfies the laws, so it is a flow."));
}

void write_tree(const Writer& writer, const Forest& tree, const std::string& name) {
  Line line((name + ": ").c_str());
  std::size_t written = 0;
  for (const ForestEdge& entry : tree) {
    if (written == writer.limits.items) {
      line.say(", … and ").count(tree.size() - written).say(" more");
      break;
    }
    if (written++ > 0) line.say(", ").turn();
    line.node(entry.node).say(" by ").edge(entry.edge);
  }
  writer.page.item(line.say("."));
}

Line bypass_method() {
  Line line(
      "Each tree “from the ground” lists nodes with an edge into each, from the ground or from "
      "an earlier node of the tree; each tree “to the ground” lists nodes with an edge out of "
      "each, to the ground or an earlier node. Let ");
  line.math("e = u → v").say(" be no loop, such that a tree of the first kind reaches ").math("v");
  line.say(" by another edge (or ")
      .math("v")
      .say(" is the ground) and a tree of the second kind leaves ");
  line.math("u")
      .say(" by another edge (or ")
      .math("u")
      .say(" is the ground). Going from ")
      .math("u");
  line.say(" to the ground and on to ").math("v").say(" is a walk without ").math("e");
  line.say(", as ")
      .math("e")
      .say(" could only be the edge listed with ")
      .math("u")
      .say(" or ")
      .math("v");
  line.say(". Moving the amount ").math("x_e").say(" of a flow from ").math("e");
  return line.say(" to the walk makes ").math("e").say(" vanish.");
}

// The edges that the trees give a walk around.
std::vector<EdgeId> bypassed(const Writer& writer) {
  std::vector<EdgeId> edges;
  const Bypass& bypass = writer.certificate.bypass;
  if (bypass.from_ground.empty() && bypass.to_ground.empty()) return edges;
  const PerEdge<bool> around = bypassed_edges(writer.network(), bypass);
  for (const EdgeId e : writer.network().edges()) {
    if (around[e]) edges.push_back(e);
  }
  return edges;
}

void write_bypassed(const Writer& writer, const std::vector<EdgeId>& edges) {
  Line line("This makes ");
  line.say(counted(edges.size(), "edge vanish", "edges vanish")).say(" in some flow: ");
  line.add(writer.edges(edges));
  writer.page.paragraph(line.say("."));
}

void write_difference(const Writer& writer, std::size_t number, const SparseVector& difference) {
  const std::vector<EdgeId> zero = vanishing(*writer.certificate.base, difference);
  Line line(("F" + std::to_string(number) + ". ").c_str());
  if (!zero.empty()) line.say("For ").add(writer.edges(zero)).say(": ");
  writer.page.item(line.add(writer.entries("d", difference)).say("."));
}

// "v by e, w by f, …" in order.
void write_forest(const Writer& writer, const Forest& forest, const char* vector) {
  Line line("These edges are positive in ");
  line.math(vector).say(
      " and join the nodes one after the other to the ground or to a node before:");
  writer.page.paragraph(line);
  writer.page.begin_list();
  write_tree(writer, forest, "Forest");
  writer.page.end_list();
  writer.page.paragraph(
      "So every hidden node is joined to the ground, and no set of hidden nodes floats.");
}

PictureMarks support_marks(const Writer& writer, const Forest& forest) {
  std::vector<EdgeId> edges;
  for (const ForestEdge& entry : forest) edges.push_back(entry.edge);
  return cut_marks(writer.network(), {}, edges, {});
}

void write_floating(const Writer& writer, const std::vector<NodeId>& set) {
  writer.page.begin_step("S", "A floating set", floating_marks(writer.network(), set));
  Line line("No edge that crosses ");
  line.math("U = ").add(writer.set(set)).say(" is positive in ").math("p");
  line.say(": ").math("U").say(" floats, and the Jacobian has a rank below ").math("h");
  writer.page.paragraph(line.say(" by the lemma on the rank."));
  writer.page.end_step();
}

Line detour_line(const Writer& writer, const Detour& detour) {
  Line line;
  line.edge(detour.edge);
  if (detour.walk.empty()) return line.say(" has both ends at one node");
  return line.say(" is replaced by the walk ").add(writer.edges(detour.walk));
}

void write_witness(const Writer& writer, std::size_t number, const RegularWitness& witness) {
  const std::vector<EdgeId> zero = vanishing(*writer.certificate.interior, witness.difference);
  Line line(("R" + std::to_string(number) + ". ").c_str());
  if (!zero.empty()) line.say("For ").add(writer.edges(zero)).say(": ");
  line.add(writer.entries("d", witness.difference));
  for (const Detour& detour : witness.detours) line.say("; ").add(detour_line(writer, detour));
  writer.page.item(line.say("."));
}

Line regular_method() {
  Line line("In ");
  line.math("r + d")
      .say(" some edges of ")
      .math("r")
      .say(
          " vanish. Each has a walk between its ends "
          "(directions ignored) along positive "
          "edges of ");
  line.math("r + d").say(", so these edges still join every hidden node to the ground: ");
  return line.math("r + d").say(" is a regular flow.");
}

}  // namespace

void write_base(const Writer& writer) {
  if (!writer.certificate.base) return;
  writer.page.heading("A flow");
  writer.page.begin_step("B", Line("The base point ").math("b"), {});
  write_flow(writer, "b", *writer.certificate.base);
  writer.page.end_step();
}

void write_bypass(const Writer& writer) {
  const Bypass& bypass = writer.certificate.bypass;
  const std::vector<EdgeId> edges = bypassed(writer);
  if (edges.empty()) return;
  writer.page.heading("Edges with a walk around them");
  writer.page.paragraph(bypass_method());
  writer.page.begin_fold("The trees");
  writer.page.begin_list();
  for (const Forest& tree : bypass.from_ground) write_tree(writer, tree, "From the ground");
  for (const Forest& tree : bypass.to_ground) write_tree(writer, tree, "To the ground");
  writer.page.end_list();
  writer.page.end_fold();
  write_bypassed(writer, edges);
}

void write_free(const Writer& writer) {
  const std::vector<SparseVector>& free = writer.certificate.free;
  if (free.empty() || !writer.certificate.base) return;
  writer.page.heading("Edges that vanish in some flow");
  Line line("For each of the following ");
  line.math("d").say(", ").math("b + d").say(
      " is a flow, in which the edges named first vanish. Edges "
      "that are zero in ");
  writer.page.paragraph(line.math("b").say(" vanish there."));
  writer.page.begin_fold(counted(free.size(), "difference", "differences"));
  writer.page.begin_list();
  std::size_t written = 0;
  for (; written < free.size() && written < writer.limits.steps; ++written) {
    write_difference(writer, written + 1, free[written]);
  }
  writer.page.end_list();
  writer.rest(free.size(), written, "differences");
  writer.page.end_fold();
}

void write_point(const Writer& writer) {
  const Certificate& it = writer.certificate;
  if (!it.point) return;
  writer.page.heading("The point");
  write_flow(writer, "p", *it.point);
  if (it.floating) write_floating(writer, *it.floating);
  if (!it.forest) return;
  writer.page.begin_step("J", "A forest of positive edges", support_marks(writer, *it.forest));
  write_forest(writer, *it.forest, "p");
  writer.page.paragraph(
      Line("By the lemma on the rank the Jacobian has rank ").math("h").say(" there."));
  writer.page.end_step();
}

void write_interior(const Writer& writer) {
  const Certificate& it = writer.certificate;
  if (!it.interior) return;
  writer.page.heading("A regular flow");
  const Forest forest = it.interior_forest.value_or(Forest{});
  writer.page.begin_step("I", Line("The interior point ").math("r"), support_marks(writer, forest));
  write_flow(writer, "r", *it.interior);
  if (it.interior_forest) write_forest(writer, forest, "r");
  writer.page.end_step();
}

void write_regular_free(const Writer& writer) {
  const Certificate& it = writer.certificate;
  if (!it.interior) return;
  writer.page.heading("Edges that vanish in some regular flow");
  if (!bypassed(writer).empty()) {
    Line line("An edge with a walk around it: moving its amount in ");
    line.math("r").say(
        " to the walk makes it vanish while the walk, now positive, joins its ends.");
    writer.page.paragraph(line);
  }
  writer.page.paragraph(Line("An edge that is zero in ")
                            .math("r")
                            .say(" vanishes in the regular flow ")
                            .math("r")
                            .say("."));
  if (it.regular_free.empty()) return;
  writer.page.paragraph(regular_method());
  writer.page.begin_fold(counted(it.regular_free.size(), "difference", "differences"));
  writer.page.begin_list();
  std::size_t written = 0;
  for (; written < it.regular_free.size() && written < writer.limits.steps; ++written) {
    write_witness(writer, written + 1, it.regular_free[written]);
  }
  writer.page.end_list();
  writer.rest(it.regular_free.size(), written, "differences");
  writer.page.end_fold();
}

}  // namespace isthmus::wording
