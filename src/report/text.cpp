#include "isthmus/report/text.hpp"

#include <algorithm>
#include <ostream>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "report/criterion.hpp"
#include "report/expressivity.hpp"
#include "report/json_parts.hpp"
#include "report/page.hpp"
#include "report/text_point.hpp"
#include "report/text_topology.hpp"

namespace isthmus {
namespace {

// One report being written; a member function for each section.
class TextReport {
 public:
  TextReport(std::ostream& out, const Analysis& analysis, const TextStyle& style)
      : page_(out, style), analysis_(analysis), names_(analysis), all_digits_(style.all_digits) {}

  void write();

 private:
  void write_headline();
  void write_overview();
  void write_groups();
  void write_all_digits();
  void write_emptiness();
  void write_criterion();
  void write_locked();
  void write_lock(const CutStep& step, std::size_t name_width);
  void write_always_zero();
  void write_witnesses();
  void write_bypassed();
  void write_regular();
  void write_singularities();
  void write_detachable(const DetachableSearch& search);
  void write_stratum(std::size_t index);
  void write_caveat();

  [[nodiscard]] std::string network_text() const;
  [[nodiscard]] std::string balance_text() const;
  [[nodiscard]] std::string variety_text() const;
  [[nodiscard]] const VarietyFacts& facts() const { return *analysis_.facts; }

  Page page_;
  const Analysis& analysis_;
  Names names_;
  bool all_digits_;
};

void TextReport::write() {
  write_headline();
  write_overview();
  if (analysis_.empty()) write_emptiness();
  if (analysis_.criterion) write_criterion();
  if (analysis_.facts) {
    if (!facts().components.locked.empty()) write_locked();
    if (!facts().always_zero.empty()) write_always_zero();
    if (facts().witnesses) write_witnesses();
    write_expressivity(page_, analysis_);
    write_regular();
    if (facts().singularities) write_singularities();
    if (facts().topology) {
      page_.section("Topology");
      write_topology(page_, names_, *facts().topology);
    }
  }
  if (!analysis_.facts) write_expressivity(page_, analysis_);
  if (analysis_.point) write_point(page_, names_, analysis_);
  write_caveat();
}

std::string components_sentence(std::size_t locked) {
  if (locked == 0) return "M(c) is connected: no weight is locked to its sign.";
  return "M(c) has " + short_power_of_two(locked) +
         " connected components: " + counted(locked, "weight") + " can never change sign.";
}

std::string criterion_sentence(const ConnectednessCriterion& criterion) {
  if (criterion.bottlenecks.empty()) {
    return "M(c) is connected for every balance c that makes it nonempty.";
  }
  return "A nonempty M(c) is connected exactly when c satisfies the criterion below.";
}

void TextReport::write_headline() {
  std::string text;
  if (!analysis_.network.name.empty()) text = printable(analysis_.network.name) + ": ";
  if (analysis_.empty()) {
    text += "M(c) is empty: no weights have this balance.";
  } else if (analysis_.criterion) {
    text += criterion_sentence(*analysis_.criterion);
  } else {
    text += components_sentence(facts().components.log2_count());
  }
  page_.headline(text);
}

std::string TextReport::network_text() const {
  const NetworkSize& size = analysis_.size;
  std::string text = counted(size.inputs, "input") + ", " + counted(size.hidden, "hidden node") +
                     ", " + counted(size.outputs, "output") + "; " + counted(size.edges, "edge");
  if (size.edges != size.bundles) text += " in " + counted(size.bundles, "bundle");
  return text + "; " + counted(analysis_.block_count, "block");
}

std::string TextReport::balance_text() const {
  constexpr std::size_t most = 6;
  if (analysis_.symbolic()) return "symbolic";
  std::string text = analysis_.source == BalanceSource::weights ? "from the weights" : "given";
  const Balance& c = *analysis_.balance;
  for (std::uint32_t i = 0; i < c.size() && i < most; ++i) {
    const NodeId v{i};
    text += (i == 0 ? ": " : ", ") + ("c(" + printable(names_.of(v)) + ")") + tie + "=" + tie +
            short_number(c[v]);
  }
  if (c.size() > most) text += ", … " + std::to_string(c.size() - most) + " more";
  return text;
}

std::string TextReport::variety_text() const {
  std::string text = counted(analysis_.graph().hidden_count(), "equation") + " in " +
                     counted(analysis_.size.trainable, "trainable weight");
  if (analysis_.facts) text = "dimension " + std::to_string(facts().dimension) + "; " + text;
  return text;
}

void TextReport::write_overview() {
  page_.blank();
  page_.field("Network", network_text());
  page_.field("Balance", balance_text());
  page_.field("Variety", variety_text());
  for (const std::string& note : analysis_.notes) page_.field("Note", note);
  write_groups();
  if (all_digits_ && analysis_.balance) write_all_digits();
}

void TextReport::write_all_digits() {
  page_.section("Balance, all digits");
  for (const NodeId v : analysis_.graph().hidden_nodes()) {
    page_.line("c(" + printable(names_.of(v)) + ") = " + to_text((*analysis_.balance)[v]));
  }
}

void TextReport::write_groups() {
  std::vector<std::string> groups;
  for (const NodeId v : analysis_.graph().hidden_nodes()) {
    std::string text;
    for (const std::string& id : names_.members(v)) text += (text.empty() ? "" : ", ") + id;
    if (analysis_.contraction.members[v].size() > 1) groups.push_back(printable(text));
  }
  if (groups.empty()) return;
  page_.section("Tied by fixed edges (one law together, named by the first)");
  page_.list(groups, [&](const std::string& group) { page_.line(group); });
}

void TextReport::write_emptiness() {
  Rational sum = 0;
  for (const NodeId v : analysis_.violated_set) sum += (*analysis_.balance)[v];
  const bool too_much = sum > 0;
  page_.section("Why");
  page_.line(std::string("No edge ") + (too_much ? "enters " : "leaves ") +
             names_.set(analysis_.violated_set) + ", so its laws add up to " +
             (too_much ? "minus " : "") + "a sum of squares; that cannot be " + short_number(sum) +
             ".");
}

void TextReport::write_criterion() {
  const ConnectednessCriterion& criterion = *analysis_.criterion;
  if (criterion.bottlenecks.empty()) return;
  const auto write_wall = [&](const WallInequality& wall) {
    page_.line(wall_text(names_, wall) + "   otherwise " + printable(names_.of(wall.edge)) +
               " is locked");
  };
  page_.section("Connected exactly when");
  page_.list(criterion.inequalities, write_wall);
  if (!criterion.complete) {
    page_.line("There are more inequalities than are listed here: these are necessary only.");
  }
}

std::string uses_text(const Names& names, const std::vector<EdgeId>& uses) {
  constexpr std::size_t most = 3;
  if (uses.size() > most) return ", given the bounds of " + counted(uses.size(), "other lock");
  std::string list;
  for (const EdgeId e : uses) list += (list.empty() ? "" : ", ") + printable(names.of(e));
  if (list.empty()) return "";
  return (uses.size() == 1 ? ", given the bound of " : ", given the bounds of ") + list;
}

std::string cut_text(const Names& names, const CutStep& step) {
  std::string text = std::string("the only edge ") +
                     (step.kind == CutKind::in ? "into " : "out of ") + names.set(step.set);
  return text + uses_text(names, step.uses);
}

std::string sign_word(int sign) {
  if (sign == 0) return ", zero here";
  return sign > 0 ? ", positive here" : ", negative here";
}

void TextReport::write_lock(const CutStep& step, std::size_t name_width) {
  std::string text =
      padded(printable(names_.of(step.edge)), name_width) + "  θ² >= " + short_number(step.bound);
  if (analysis_.point) {
    text += sign_word(weight_sign(analysis_.network, names_.position(step.edge)));
  }
  page_.line(text + "   " + cut_text(names_, step));
}

void TextReport::write_locked() {
  constexpr std::size_t widest = 24;
  std::size_t width = 0;
  const auto& locked = facts().components.locked;
  for (const CutStep& step : locked) width = std::max(width, columns(names_.of(step.edge)));
  page_.section("Locked weights, each with its least square on M(c)");
  page_.list(locked, [&](const CutStep& step) { write_lock(step, std::min(width, widest)); });
}

void TextReport::write_always_zero() {
  page_.section("Weights that are 0 everywhere on M(c)");
  page_.list(facts().always_zero, [&](EdgeId e) { page_.line(printable(names_.of(e))); });
}

std::string amounts_text(const Names& names, const SparseVector& amounts) {
  constexpr std::size_t most = 12;
  std::string text;
  for (std::size_t i = 0; i < amounts.size() && i < most; ++i) {
    const auto& [e, amount] = amounts[i];
    text += (i == 0 ? "" : ", ") + printable(names.of(e)) + tie + short_number(amount);
  }
  if (amounts.size() > most) text += ", … " + std::to_string(amounts.size() - most) + " more";
  return text;
}

void TextReport::write_witnesses() {
  page_.section("Free weights: squares on M(c) at which they vanish");
  page_.line("base point (all others 0): " + amounts_text(names_, nonzero(facts().flow)));
  page_.list(*facts().witnesses, [&](const FreeWitness& witness) {
    std::string edges;
    for (const EdgeId e : witness.edges) edges += (edges.empty() ? "" : ", ") + names_.of(e);
    page_.line(printable(edges) +
               " vanish after adding: " + amounts_text(names_, witness.difference));
  });
}

void TextReport::write_regular() {
  page_.blank();
  if (facts().bypassed) write_bypassed();
  if (!facts().regular_log2) {
    page_.field("Regular part", "empty: every point of M(c) is singular");
    return;
  }
  const std::size_t log2 = *facts().regular_log2;
  std::string text = log2 == 0 ? "connected" : short_power_of_two(log2) + " connected components";
  if (log2 > facts().components.log2_count()) {
    text +=
        ", more than M(c) has: some are joined only through singular points, and gradient flow "
        "from a regular point never leaves its own";
  }
  page_.field("Regular part", text);
}

void TextReport::write_bypassed() {
  const Bypassed& free = *facts().bypassed;
  page_.field("Free weights", std::to_string(free.bundles) + " of " + counted(free.of, "bundle") +
                                  " can vanish for every balance: " + counted(free.trees, "tree") +
                                  " of " + counted(free.entries, "edge") +
                                  " in all show walks around them");
}

std::string smoothness_text(const DetachableSearch& search) {
  std::string text = "none: M(c) is a smooth manifold";
  if (search.complex_smooth == Answer::yes) text += ", over the complex numbers too";
  if (search.complex_smooth == Answer::no) text += ", though not over the complex numbers";
  return text;
}

std::string search_text(const DetachableSearch& search) {
  std::string text = search.exists == Answer::yes ? "yes: " : "not determined: ";
  if (!search.complete && search.searched_up_to == 0 && search.count == 0) {
    return text + (search.exists == Answer::yes ? "the given weights are one; " : "") +
           search.reason;
  }
  text += counted(search.count, "detachable set") + " found";
  return text + (search.complete ? ", and there are no others" : " so far; " + search.reason);
}

void TextReport::write_singularities() {
  const DetachableSearch& search = *facts().singularities;
  const bool none = search.exists == Answer::no;
  page_.field("Singular points", none ? smoothness_text(search) : search_text(search));
  if (!search.sets.empty()) write_detachable(search);
}

void TextReport::write_detachable(const DetachableSearch& search) {
  page_.section("Detachable sets");
  page_.line(
      "Each is a floating component at some point of M(c): all edges between it and the rest are 0 "
      "there, and nonzero edges join the nodes inside.");
  std::vector<std::size_t> indices(search.sets.size());
  for (std::size_t i = 0; i < indices.size(); ++i) indices[i] = i;
  page_.list(indices, [&](std::size_t index) { write_stratum(index); });
}

void TextReport::write_stratum(std::size_t index) {
  std::string text = names_.set(facts().singularities->sets[index]);
  if (index < facts().strata.size()) {
    const Stratum& stratum = facts().strata[index];
    text += "   stratum of dimension " + std::to_string(stratum.dimension) + ", codimension " +
            std::to_string(stratum.codimension);
  }
  page_.line(text);
}

void TextReport::write_caveat() {
  page_.blank();
  page_.paragraph(
      "The balance is constant, and locked signs stay, along gradient flow of any loss on "
      "the trainable weights. Finite steps, SGD, momentum and Adam obey this only "
      "approximately.");
}

}  // namespace

void write_text(std::ostream& out, const Analysis& analysis, const TextStyle& style) {
  TextReport(out, analysis, style).write();
}

void write_criterion_latex(std::ostream& out, const Analysis& analysis) {
  if (!analysis.criterion) {
    throw usage_error("the balance of this network has numbers, so there is no symbolic criterion",
                      "leave out the weights and the balance, or use --to text or --to json");
  }
  const ConnectednessCriterion& criterion = *analysis.criterion;
  const Names names(analysis);
  if (criterion.bottlenecks.empty()) {
    out << "If $M(c) \\neq \\emptyset$, then $M(c)$ is connected, whatever $c$ is.\n";
    return;
  }
  out << "If $M(c) \\neq \\emptyset$, then $M(c)$ is connected "
      << (criterion.complete ? "if and only if" : "only if (among further conditions)") << "\n"
      << "\\begin{align*}\n";
  const char* separator = "";
  for (const WallInequality& wall : criterion.inequalities) {
    out << separator << "  & " << wall_latex(names, wall);
    separator = " \\\\\n";
  }
  out << "\n\\end{align*}\n";
}

}  // namespace isthmus
