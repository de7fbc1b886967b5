#include <algorithm>
#include <ostream>

#include "isthmus/report/explain.hpp"
#include "report/criterion.hpp"
#include "report/expressivity.hpp"
#include "report/json_parts.hpp"
#include "report/laws.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

class Words {
 public:
  Words(std::ostream& out, const Analysis& analysis, const TextStyle& style)
      : page_(out, style), analysis_(analysis), graph_(analysis.graph()), names_(analysis) {}

  void write(const EdgeExplanation& edge);
  void write(const NodeExplanation& node);

 private:
  [[nodiscard]] std::string headline(const EdgeExplanation& edge) const;
  void write_locked(const EdgeExplanation& edge);
  void write_step(const CutStep& step);
  void write_bound(const CutStep& step);
  void write_free(const EdgeExplanation& edge);
  void write_zero(const ZeroCut& cut);
  void write_symbolic(const EdgeExplanation& edge);

  void write_ground(const NodeExplanation& node);
  void write_law(NodeId v);
  void write_one_sided(NodeId v);
  void write_singular(const NodeExplanation& node);
  void write_search(const NodeExplanation& node);

  Page page_;
  const Analysis& analysis_;
  const BalanceNetwork& graph_;
  Names names_;
};

// ---- edges ------------------------------------------------------------------------------------

std::string Words::headline(const EdgeExplanation& edge) const {
  const std::string name = printable(analysis_.edge_names[edge.file_edge]);
  switch (edge.status) {
    case EdgeStatus::locked:
      return name + " is locked: its weight can never change sign.";
    case EdgeStatus::free:
      if (analysis_.symbolic()) return name + " is free, whatever the balance.";
      return name + " is free: its weight can reach 0 on M(c) and change sign.";
    case EdgeStatus::zero:
      return name + " is 0 everywhere on M(c): the balance leaves it no other value.";
    case EdgeStatus::symbolic:
      return name + " is locked for some balances and free for others.";
    case EdgeStatus::fixed:
      return name + " is fixed: it is not trained, so it ties its two ends together under one law.";
    case EdgeStatus::loop:
      return name + " is free: both its ends are the ground or tied together, so no law sees it.";
    case EdgeStatus::bundle:
      return name + " is a bundle of " +
             std::to_string(analysis_.network.edges[edge.file_edge].multiplicity) +
             " weights: each of them can vanish while another carries the norm, so none is locked.";
    case EdgeStatus::empty:
      break;
  }
  return "M(c) is empty, so there is nothing to say about " + name + "; run analyze to see why.";
}

void Words::write(const EdgeExplanation& edge) {
  page_.headline(headline(edge));
  if (edge.status == EdgeStatus::locked) write_locked(edge);
  if (edge.status == EdgeStatus::free) write_free(edge);
  if (edge.zero_cut) write_zero(*edge.zero_cut);
  if (edge.status == EdgeStatus::symbolic) write_symbolic(edge);
}

void Words::write_locked(const EdgeExplanation& edge) {
  page_.section("Why");
  page_.list(edge.proof, [&](const CutStep& step) { write_step(step); });
  page_.blank();
  page_.line("The bound is sharp: " + square(graph_, names_, *edge.edge) + " = " +
             short_number(edge.proof.back().bound) + " at some point of M(c).");
}

// The law summed over the set, solved for the one edge on its side.
void Words::write_step(const CutStep& step) {
  const bool in = step.kind == CutKind::in;
  const auto others = crossing(graph_, step.set, in ? CutKind::out : CutKind::in);
  page_.line(printable(names_.of(step.edge)) + " is the only edge " + (in ? "into " : "out of ") +
             "U = " + names_.set(step.set) + ". The laws of U add up to");
  page_.line(law_left_side(graph_, names_, step.set) + " = " +
                 balance_sum(names_, *analysis_.balance, step.set),
             6);
  std::string solved = square(graph_, names_, step.edge) + " = " +
                       short_number(in ? sum_over(*analysis_.balance, step.set)
                                       : Rational(-sum_over(*analysis_.balance, step.set)));
  if (!others.empty()) solved += " + " + sum_of_squares(graph_, names_, others);
  page_.line("hence " + solved);
  write_bound(step);
}

void Words::write_bound(const CutStep& step) {
  std::string text = "so " + square(graph_, names_, step.edge) + " >= " + short_number(step.bound);
  if (!step.uses.empty()) {
    text += ", since " + sum_of_squares(graph_, names_, step.uses) +
            (step.uses.size() == 1 ? " is itself bounded below" : " are themselves bounded below");
  }
  page_.line(text + ".");
}

std::string flow_text(const Names& names, const Flow& flow) {
  constexpr std::size_t most = 12;
  const auto entries = nonzero(flow);
  std::string text;
  for (std::size_t i = 0; i < entries.size() && i < most; ++i) {
    text += (i == 0 ? "" : ", ") + printable(names.of(entries[i].first)) + tie +
            short_number(entries[i].second);
  }
  if (entries.empty()) return "all squares 0";
  if (entries.size() > most) text += ", … " + std::to_string(entries.size() - most) + " more";
  return text;
}

void Words::write_free(const EdgeExplanation& edge) {
  page_.section("Why");
  if (edge.bottleneck) {
    page_.line("It is a bottleneck edge, so some balances lock it, but this one does not.");
  } else {
    std::string path;
    for (const EdgeId e : edge.detour) path += (path.empty() ? "" : ", ") + names_.of(e);
    page_.line("It is no bottleneck, whatever the balance: what it carries can be moved to " +
               printable(path) + ".");
  }
  if (edge.flow) {
    page_.line("Squares of a point of M(c) where it is 0 (all others 0 too): " +
               flow_text(names_, *edge.flow));
  }
}

void Words::write_zero(const ZeroCut& cut) {
  const bool in = cut.kind == CutKind::in;
  page_.section("Why");
  page_.line(std::string("No edge ") + (in ? "leaves" : "enters") + " U = " + names_.set(cut.set) +
             ". The laws of U add up to");
  page_.line(law_left_side(graph_, names_, cut.set) + " = " +
                 balance_sum(names_, *analysis_.balance, cut.set),
             6);
  page_.line(std::string("so every edge ") + (in ? "into" : "out of") + " U is 0.");
}

void Words::write_symbolic(const EdgeExplanation& edge) {
  page_.section("If M(c) is not empty, it is free exactly when");
  page_.list(edge.inequalities, [&](const WallInequality& wall) {
    page_.line(wall_text(names_, wall) + "   since it is the only edge " +
               (wall.kind == CutKind::in ? "into " : "out of ") + names_.set(wall.set));
  });
  if (!analysis_.criterion->complete) {
    page_.line("There are more inequalities than the limit allows to list.");
  }
}

// ---- nodes ------------------------------------------------------------------------------------

void Words::write(const NodeExplanation& node) {
  if (graph_.is_ground(node.node)) {
    write_ground(node);
    return;
  }
  const std::string id = printable(analysis_.network.nodes[node.file_node].id);
  page_.headline(id + " is a hidden node with one conservation law.");
  write_law(node.node);
  write_one_sided(node.node);
  if (analysis_.point) write_singular(node);
  if (analysis_.facts && analysis_.facts->singularities) write_search(node);
}

void Words::write_ground(const NodeExplanation& node) {
  const Node& written = analysis_.network.nodes[node.file_node];
  const std::string id = printable(written.id);
  if (written.role == Role::hidden) {
    page_.headline(id + " is tied to an input or output by fixed edges: it has no law.");
  } else {
    page_.headline(id + (written.role == Role::input ? " is an input" : " is an output") +
                   ": rescaling it would change the function, so it has no law.");
  }
  write_expressivity(page_, analysis_, node.file_node);
}

void Words::write_law(NodeId v) {
  const auto& members = analysis_.contraction.members[v];
  page_.section("Law");
  if (members.size() > 1) {
    std::string ids;
    for (const std::string& id : names_.members(v)) ids += (ids.empty() ? "" : ", ") + id;
    page_.line("Fixed edges tie these nodes together, and their laws add up to one: " +
               printable(ids));
  }
  const std::string right = analysis_.balance ? balance_sum(names_, *analysis_.balance, {v})
                                              : "c(" + printable(names_.of(v)) + ")";
  page_.line(law_left_side(graph_, names_, {v}) + " = " + right);
}

void Words::write_one_sided(NodeId v) {
  const bool no_in = graph_.in_edges(v).empty();
  const bool no_out = graph_.out_edges(v).empty();
  if (no_in && no_out) {
    page_.line("No trainable edge touches it: its balance can only be 0.");
  } else if (no_in) {
    page_.line("No edge enters it: its balance cannot be positive.");
  } else if (no_out) {
    page_.line("No edge leaves it: its balance cannot be negative.");
  }
}

void Words::write_singular(const NodeExplanation& node) {
  page_.section("At the given weights");
  if (!node.floating) {
    page_.line("It is joined to an input or output by nonzero weights: it adds to the rank.");
    return;
  }
  page_.line("It floats: " + names_.set(*node.floating) +
             " has only zero weights to the rest, so the point is singular, nothing passes through "
             "and no gradient reaches it.");
}

void Words::write_search(const NodeExplanation& node) {
  const DetachableSearch& search = *analysis_.facts->singularities;
  page_.section("Detachable sets that contain it");
  page_.list(node.detachable, [&](const std::vector<NodeId>& set) { page_.line(names_.set(set)); });
  if (!search.complete) {
    page_.line("The search is complete only up to sets of " +
               counted(search.searched_up_to, "node") + ": " + search.reason + ".");
  } else if (node.detachable.empty()) {
    page_.line("None: at every point of M(c) it is joined to an input or output.");
  }
}

}  // namespace

void write_text(std::ostream& out, const Explanation& explanation, const TextStyle& style) {
  Words words(out, explanation.analysis, style);
  std::visit([&](const auto& subject) { words.write(subject); }, explanation.subject);
}

}  // namespace isthmus
