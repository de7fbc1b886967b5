// The network, its laws, and the lemmas that the steps rest on: only those that are needed.
#include <algorithm>

#include "proof/wording_parts.hpp"

namespace isthmus::wording {
namespace {

constexpr std::size_t laws_a_group = 20;
constexpr std::uint32_t edges_a_paragraph = 200;

void write_picture(const Writer& writer) {
  std::vector<EdgeId> locked;
  for (const CutStep& lock : writer.certificate.locks) locked.push_back(lock.edge);
  Line caption("The network ");
  caption.math("G").say(", with the balance at each hidden node");
  if (!locked.empty()) caption.say("; weights that are never zero are thick");
  writer.page.picture(cut_marks(writer.network(), {}, locked, {}), caption.say("."));
}

void add_edge(Line& line, const BalanceNetwork& network, EdgeId e) {
  line.edge(e).say(" from ").node(network.tail(e)).say(" to ").node(network.head(e));
  const std::uint64_t many = network.multiplicity(e);
  if (many > 1) line.say(" (a bundle of ").count(many).say(" weights)");
}

void write_edges(const Writer& writer) {
  const BalanceNetwork& network = writer.network();
  const std::size_t count = std::min(network.edge_count(), writer.limits.items);
  writer.page.begin_fold(counted(network.edge_count(), "edge", "edges"));
  Line line;
  for (std::uint32_t e = 0; e < count; ++e) {
    add_edge(line, network, EdgeId{e});
    const bool last = e + 1 == count;
    line.say(last ? "." : "; ").turn();
    if (!last && (e + 1) % edges_a_paragraph != 0) continue;
    writer.page.paragraph(line);
    line = Line();
  }
  writer.rest(network.edge_count(), count, "edges");
  writer.page.end_fold();
}

// in(v) − out(v) = c_v, loops left out: they stand on both sides.
Formula law_of(const Writer& writer, NodeId v) {
  const BalanceNetwork& network = writer.network();
  Formula law;
  bool empty = true;
  const auto add = [&](const char* sign, const char* first, EdgeId e) {
    if (empty) {
      law.left.math(first);
    } else {
      law.left.turn().math(sign);
    }
    empty = false;
    law.left.square(e);
  };
  for (const EdgeId e : network.in_edges(v)) add(" + ", "", e);
  for (const EdgeId e : network.out_edges(v)) add(" − ", "−", e);
  if (empty) law.left.math("0");
  law.relations = {{"=", Line().law(v).math(" = ").number(writer.certificate.balance[v])}};
  return law;
}

Line long_law(const Writer& writer, NodeId v) {
  const BalanceNetwork& network = writer.network();
  Line line("At ");
  line.node(v).say(": the squares of the ");
  line.count(network.in_edges(v).size()).say(" in-edges minus those of the ");
  line.count(network.out_edges(v).size()).say(" out-edges are ").law(v).math(" = ");
  return line.number(writer.certificate.balance[v]).say(".");
}

// Laws are written in groups, so that a page can align them.
void write_laws(const Writer& writer) {
  const BalanceNetwork& network = writer.network();
  writer.page.begin_fold(counted(writer.hidden(), "law", "laws"));
  std::vector<Formula> group;
  const auto write_group = [&] {
    if (!group.empty()) writer.page.formulas(group);
    group.clear();
  };
  std::size_t written = 0;
  for (const NodeId v : network.hidden_nodes()) {
    if (written == writer.limits.items) break;
    ++written;
    const std::size_t terms = network.in_edges(v).size() + network.out_edges(v).size();
    if (terms <= writer.limits.items) {
      group.push_back(law_of(writer, v));
      if (group.size() == laws_a_group) write_group();
      continue;
    }
    write_group();
    writer.page.paragraph(long_law(writer, v));
  }
  write_group();
  writer.rest(writer.hidden(), written, "laws");
  writer.page.end_fold();
}

bool has_bundle(const BalanceNetwork& network) {
  for (const EdgeId e : network.edges()) {
    if (network.multiplicity(e) > 1) return true;
  }
  return false;
}

bool has_loop(const BalanceNetwork& network) {
  for (const EdgeId e : network.edges()) {
    if (network.tail(e) == network.head(e)) return true;
  }
  return false;
}

Line conventions(const Writer& writer) {
  Line line;
  line.math("G").say(" has ").say(counted(writer.hidden(), "hidden node", "hidden nodes"));
  line.say(" (").math("h = " + std::to_string(writer.hidden())).say(") and ");
  line.say(counted(writer.network().edge_count(), "edge", "edges"));
  line.say("; all other nodes, the inputs and outputs, count as one node, the ground. Each edge ")
      .math("e")
      .say(" carries a weight ")
      .math("θ_e");
  if (has_bundle(writer.network())) {
    line.say(", or the vector of several weights if it is a bundle; then ").math("θ_e^2");
    line.say(" is the sum of their squares");
  }
  line.say(". For every hidden node ").math("v").say(" the law says that the sum of ");
  line.math("θ_e^2")
      .say(" over the edges into ")
      .math("v")
      .say(" minus the sum over the edges out of ");
  return line.math("v").say(" is ").math("c_v").say(".");
}

Line flows(const Writer& writer) {
  Line line("A flow is a vector ");
  line.math("x ≥ 0").say(" with one entry for each edge that satisfies the laws with ");
  line.math("x_e").say(" in place of ").math("θ_e^2").say(". So ").math("θ ∈ M(c)");
  line.say(" exactly when ")
      .math("θ^2")
      .say(" is a flow, and every flow is the square of points of ");
  line.math("M(c)").say(", which differ in signs (and in directions within bundles). For a set ");
  line.math("U")
      .say(" of hidden nodes, ")
      .math("c(U)")
      .say(" is the sum of ")
      .math("c_v")
      .say(" over ");
  line.math("U").say("; an edge enters ").math("U").say(" if only its head is in ").math("U");
  line.say(", leaves it if only its tail is, and crosses it if it does one of the two.");
  if (has_loop(writer.network())) {
    line.say(
        " A loop stands in no law and joins nothing, so its entry is free in every flow and can be "
        "set to 0.");
  }
  return line;
}

Line cut_statement() {
  Line line("For every flow ");
  line.math("x").say(" and every set ").math("U").say(" of hidden nodes, the sum of ").math("x_e");
  line.say(" over the edges that enter ")
      .math("U")
      .say(" minus the sum over those that leave it is ");
  return line.math("c(U)").say(".");
}

Line cut_proof() {
  return Line("Add the laws of the nodes of ")
      .math("U")
      .say("; an edge inside contributes to two of them with opposite signs.");
}

Line component_statement() {
  Line line("Let there be a flow, and let ");
  line.math("L").say(" be a set of edges, no bundles, such that ").math("x_e > 0");
  line.say(" for every flow ").math("x").say(" and ").math("e ∈ L");
  line.say(", while every edge that is neither in ").math("L").say(" nor a bundle has ");
  line.math("x_e = 0").say(" for some flow. Then ").math("M(c)").say(" has exactly ");
  line.math("2^{|L|}").say(" connected components, one for each choice of signs on ").math("L");
  return line.say(", and each is path connected.");
}

Line component_proof() {
  Line line("The weights of ");
  line.math("L").say(" are nonzero on ").math("M(c)").say(", so different choices of signs on ");
  line.math("L").say(
      " give disjoint open parts of it, and each occurs because changing signs keeps "
      "the laws. It remains to join two points ");
  line.math("θ").say(" and ").math("θ'").say(" with equal signs on ").math("L");
  line.say(
      ". Flows form a convex set. Hence a point can follow the segment from its square to any "
      "flow, with unchanged signs. To change the sign of an edge outside ");
  line.math("L").say(
      ", follow the segment to a flow that vanishes on it, where both signs agree, and "
      "back. The vector of a bundle is turned on its sphere, which is connected.");
  return line.say(" When all signs and directions agree, one segment leads from ")
      .math("θ^2")
      .say(" to ")
      .math("θ'^2")
      .say(".");
}

Line rank_statement() {
  Line line("At any weights ");
  line.math("θ").say(", whatever their balance, the Jacobian of the laws has a rank below ");
  line.math("h");
  line.say(
      " exactly when there is a nonempty set of hidden nodes that no nonzero weight crosses. "
      "Such a set is said to float; a singular point is one where some set floats, and a "
      "component of the graph of nonzero weights that misses the ground floats. Every floating set "
      "is a union of such components, so some set floats exactly when there is one.");
  return line;
}

Line rank_proof() {
  Line line("The column of an edge ");
  line.math("u → v").say(" with weight ").math("t").say(" is ").math("2t");
  line.say(" in row ").math("v").say(" and ").math("−2t").say(" in row ").math("u");
  line.say(" (no row for the ground; loops have zeros). So a combination ").math("y");
  line.say(" of the rows, with ").math("y = 0").say(" at the ground, is zero exactly when ");
  line.math("y_u = y_v").say(" for every nonzero edge. If a set floats, take ").math("y = 1");
  line.say(" on it and 0 elsewhere. Conversely the nodes where ")
      .math("y")
      .say(" has one and the same nonzero value form such a set.");
  return line;
}

Line regular_statement() {
  Line line(
      "Let there be a regular flow, that is, one whose positive edges join every hidden node "
      "to the ground. Let ");
  line.math("K").say(
      " be a set of edges, no bundles, whose weights are nonzero at every regular point, "
      "while every edge that is neither in ");
  line.math("K").say(
      " nor a bundle vanishes in some regular flow. Then the regular points form exactly ");
  return line.math("2^{|K|}")
      .say(" connected components, one for each choice of signs on ")
      .math("K")
      .say(".");
}

Line regular_proof() {
  return Line(
      "By the lemma on the rank, regular points are those whose squares are regular flows. "
      "On the segment between two of these, an edge that is positive at one end is positive "
      "everywhere but at the other end, so all of the segment is regular. Therefore the "
      "proof of the lemma on components applies with regular flows in place of flows.");
}

bool claims(const Certificate& certificate, std::initializer_list<ClaimKind> kinds) {
  return std::any_of(certificate.claims.begin(), certificate.claims.end(), [&](const Claim& claim) {
    return std::find(kinds.begin(), kinds.end(), claim.kind) != kinds.end();
  });
}

bool needs_rank(const Certificate& it) {
  const bool steps = it.floating || it.forest || it.interior || it.always_floating || it.distance ||
                     !it.weak.empty() || !it.strata.empty() || !it.search.empty();
  return steps || claims(it, {ClaimKind::singular_exists, ClaimKind::smooth});
}

}  // namespace

void write_network(const Writer& writer) {
  writer.page.heading("The network and its laws");
  writer.page.paragraph(conventions(writer));
  write_picture(writer);
  write_edges(writer);
  write_laws(writer);
}

void write_facts(const Writer& writer) {
  const Certificate& it = writer.certificate;
  writer.page.heading("What the proof rests on");
  writer.page.paragraph(flows(writer));
  writer.page.lemma("Cuts", cut_statement(), cut_proof());
  const bool regular = claims(it, {ClaimKind::regular_components});
  if (regular || claims(it, {ClaimKind::components, ClaimKind::connected})) {
    writer.page.lemma("Components", component_statement(), component_proof());
  }
  if (needs_rank(it)) writer.page.lemma("Rank", rank_statement(), rank_proof());
  if (regular) writer.page.lemma("Regular components", regular_statement(), regular_proof());
}

}  // namespace isthmus::wording
